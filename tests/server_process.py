"""The real server in a process of its own, to be killed at any moment (SIGKILL) and started again."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from webapp.config import Settings

ROOT = Path(__file__).parents[1]
STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)")


class ServerProcess:
    """`python -m webapp.serve` on a free port, with the settings of a test's folder, in the demo's http
    mode."""

    def __init__(self, settings: Settings) -> None:
        self.environment = os.environ | {
            "SOTTO_DEMO": "1",
            "SOTTO_DATA": str(settings.data),
            "SOTTO_DATABASE_URL": settings.database_url,
            "SOTTO_DATABASE_KEY": settings.database_key.reveal(),
            "SOTTO_SECRET_KEY": settings.secret_key.reveal(),
            "SOTTO_RECEIPT_KEY_FILE": str(settings.receipt_key_file),
            "SOTTO_ORIGIN": "http://127.0.0.1",
            "SOTTO_LOG_FILE": str(settings.log_file),
            "PORT": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self.command = ["-m", "webapp.serve"]
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> str:
        """Start it; its address once it listens."""
        # A process group of its own, so that workers die with their master and nothing else does.
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := STARTED.search(line):
                self.address = f"http://127.0.0.1:{found.group(1)}"
                return self.address
        raise AssertionError("the server did not start: " + "".join(said))

    def kill(self) -> None:
        """SIGKILL to the master and its workers at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None
