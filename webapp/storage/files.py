"""The SQLCipher database as a file: who has it open, a copy of one moment of it, whether a copy is whole.

Every copy is made by SQLCipher itself under the same key, so no clear byte reaches the disk. PostgreSQL has
no such file: `file_of` is None there.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

from webapp.storage.engine import Storage

if TYPE_CHECKING:
    from webapp.config import Settings


class InUse(Exception):  # noqa: N818 — a sentence, not a suffix
    """Another process has the database: a server that runs, or a restore."""


def file_of(settings: "Settings") -> Path | None:
    """Where the database's file is; None when it is not a file of ours."""
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def settings_for(settings: "Settings", path: Path) -> "Settings":
    """The same settings for another file under the same key."""
    url = make_url(settings.database_url).set(database=str(path.absolute()))
    return replace(settings, database_url=url.render_as_string(hide_password=False))


@contextmanager
def held(settings: "Settings", *, alone: bool = False) -> Iterator[None]:
    """Have the database, with others who serve it or `alone`; `InUse` when that cannot be.

    The lock is the kernel's (flock on a file beside the database): it is inherited by forks and ends with the
    last process, however that ended.
    """
    database = file_of(settings)
    if database is None:
        yield
        return
    descriptor = os.open(_beside(database, ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse from error
        yield
    finally:
        os.close(descriptor)


def copy_into(storage: Storage, target: Path) -> None:
    """Write one moment of the database into `target`, which must not be there; others may write meanwhile."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = storage.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    sync(target)


def faults_of(storage: Storage) -> list[str]:
    """What SQLCipher finds wrong in the file: broken pages, broken tables, references to nothing."""
    connection = storage.engine.raw_connection()
    try:
        found: list[Any] = []
        for check in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            found += connection.cursor().execute(f"PRAGMA {check}").fetchall()
        return [str(row[0]) for row in found if row[0] != "ok"]
    finally:
        connection.close()


def settle(storage: Storage) -> None:
    """Bring everything into the one file, and close it. Fails when another process has it open."""
    storage.close()  # its own connections would stand in the way
    connection = storage.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA busy_timeout = 2000")
        connection.cursor().execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
        storage.close()


def companions(database: Path) -> list[Path]:
    """The files that SQLite keeps beside a database that was not closed well."""
    return [path for ending in ("-wal", "-shm", "-journal") if (path := _beside(database, ending)).exists()]


def remove(path: Path) -> None:
    """Take away a copy that came to nothing, with what SQLite left beside it."""
    for one in (*companions(path), path):
        with suppress(FileNotFoundError):
            one.unlink()


def sync(path: Path) -> None:
    """Return when the disk has this file, or the names in this folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(f"{database.name}{ending}")
