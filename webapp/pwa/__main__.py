"""`python -m webapp.pwa FOLDER`: bundle the app, its styles and its worker into the folder that is served.

It reads no setting and makes nothing else: a build for a real agency needs no secret and leaves no key.
"""

from pathlib import Path

import click

from webapp.pwa.build import build_assets
from webapp.pwa.bundler import BuildError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def build(folder: Path) -> None:
    """Build into FOLDER, and say how large the app is."""
    try:
        manifest = build_assets(folder.absolute())
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    first = [manifest.files["app.js"], *manifest.at_start, manifest.files["app.css"]]
    size = sum((folder / f"{name}.gz").stat().st_size for name in first)
    click.echo(f"Assets {manifest.build} in {folder}: the start is {size / 1000:.0f} kB compressed.")


if __name__ == "__main__":
    build()
