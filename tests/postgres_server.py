"""A PostgreSQL of the tests' own, in a temporary folder, on a Unix socket, thrown away at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")
ABSENT = (
    "PostgreSQL 15 is NOT on this machine: the sync suite ran on SQLCipher only."
    " `apt-get install postgresql-15` makes it run on both."
)


def is_installed() -> bool:
    """Can a server be started here?"""
    return (BINARIES / "initdb").exists() and (BINARIES / "pg_ctl").exists()


class PostgresServer:
    """initdb, start, make databases, stop. PostgreSQL refuses to run as root, so root lends it another
    user."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sotto-pg-"))
        self.user = _unprivileged_user()
        if self.user is not None:
            shutil.chown(self.folder, self.user)

    def start(self) -> None:
        """A server without TCP; what it would lose in a power cut does not matter here."""
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "sotto", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def create(self, database: str, template: str = "template0") -> str:
        """A new database, copied from another; its address."""
        self._run("createdb", "-h", self.folder, "-U", "sotto", "-T", template, database)
        return f"postgresql+psycopg://sotto@/{database}?host={self.folder}"

    def stop(self) -> None:
        """Stop it and remove everything."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: object) -> None:
        # Not `capture_output`: the server that pg_ctl starts would keep the pipe open.
        with (self.folder / "commands.log").open("ab") as log:
            done = subprocess.run(
                [str(BINARIES / program), *map(str, arguments)],
                user=self.user,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
                stdout=log,
                stderr=log,
            )
        assert done.returncode == 0, (self.folder / "commands.log").read_text(encoding="utf-8")


def _unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
