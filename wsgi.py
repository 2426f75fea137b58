"""The WSGI entry: `create_app()` with settings from the environment, nothing else."""

from webapp import create_app

app = create_app()
