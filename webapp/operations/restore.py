"""Restoring a backup: prepare a copy of it beside the database, put the present one aside, and rename.

Invariants: the server is stopped (or this refuses); the present database is never deleted; there is no
moment without a database in its place; the backup itself is only read.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count as count_from
from pathlib import Path

import click

from webapp.config import Settings
from webapp.operations.anew import begin_anew
from webapp.operations.content import Content, NotOurs, check, count
from webapp.storage import create_storage
from webapp.storage.files import InUse, companions, file_of, held, remove, settings_for, settle, sync
from webapp.storage.migrate import upgrade

POSTGRESQL = (
    "The database is PostgreSQL: stop the server, restore with `pg_restore --clean --if-exists "
    "--dbname=DATABASE FILE`, then run `flask database begin-anew` once before the server starts."
)
IN_USE = "The database is in use. Stop the server first (and any other `flask` command); nothing was changed."


class RestoreFailed(click.ClickException):
    """Nothing was restored; the text is a sentence that says why."""


@dataclass(frozen=True)
class Restored:
    """What is in place now, and where the former database is."""

    content: Content
    aside: Path | None


def restore(settings: Settings, source: Path, now: datetime) -> Restored:
    """Put the backup `source` in the place of the database."""
    database = file_of(settings)
    if database is None:
        raise RestoreFailed(POSTGRESQL)
    if not source.is_file():
        raise RestoreFailed(f"{source} is not a file. Nothing was changed.")
    if database.exists() and source.samefile(database):
        raise RestoreFailed("That is the database itself, not a backup of it. Nothing was changed.")
    draft = database.with_name(f".{database.name}.{secrets.token_hex(4)}.restoring")
    with _failures_in_words(source), held(settings, alone=True):
        try:
            _close_well(settings, database)
            _copy(source, draft)
            content = _prepare(settings, draft, now)
            aside = _put_aside(database, now)
            draft.replace(database)
            sync(database.parent)
        finally:
            remove(draft)
    return Restored(content, aside)


@contextmanager
def _failures_in_words(source: Path) -> Iterator[None]:
    try:
        yield
    except InUse as error:
        raise RestoreFailed(IN_USE) from error
    except NotOurs as error:
        raise RestoreFailed(f"{source} cannot be restored: {error}. Nothing was changed.") from error
    except OSError as error:
        raise RestoreFailed(f"A file cannot be read or written ({error}). Nothing was restored.") from error


def _close_well(settings: Settings, database: Path) -> None:
    """Bring the present database into one file, and find out whether anybody else has it open."""
    if not database.exists():
        return
    present = create_storage(settings)
    try:
        settle(present)
    except Exception as error:
        if not type(error).__module__.startswith("sqlcipher3"):
            raise
        if "locked" in str(error):
            raise InUse from error
        # It cannot be read: that may be why somebody restores. It is put aside as it is.
    finally:
        present.close()


def _copy(source: Path, draft: Path) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as backup, os.fdopen(descriptor, "wb") as copy:
        shutil.copyfileobj(backup, copy, 1024 * 1024)
        copy.flush()
        os.fsync(copy.fileno())


def _prepare(settings: Settings, draft: Path, now: datetime) -> Content:
    storage = create_storage(settings_for(settings, draft))
    try:
        check(storage)
        upgrade(storage)
        with storage.transaction() as session:
            begin_anew(session, now)
        content = count(storage)
        settle(storage)
    finally:
        storage.close()
    sync(draft)
    return content


def _put_aside(database: Path, now: datetime) -> Path | None:
    """Give the present database a second name, with all that belongs to it; its place stays taken."""
    if not database.exists():
        return None
    name = f"{database.name}.before-restore-{now:%Y-%m-%dT%H%M%SZ}"
    names = (name if again == 1 else f"{name}-{again}" for again in count_from(1))
    aside = next(path for path in map(database.with_name, names) if not path.exists())
    # What is beside one that could not be read must not be taken for a part of the restored one.
    for companion in companions(database):
        companion.rename(f"{aside}{companion.name.removeprefix(database.name)}")
    aside.hardlink_to(database)
    sync(database.parent)
    return aside
