"""A backup: one moment of the database in one file under the same key, checked before it gets its name.

It is written under a name that says that it is not finished, reaches the disk, is opened and looked through,
and only then is renamed; nothing that has the name already is ever overwritten.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from webapp.config import Settings
from webapp.operations.content import Content, NotOurs, check, count
from webapp.storage import Storage, create_storage
from webapp.storage.files import copy_into, file_of, remove, settings_for, settle, sync

POSTGRESQL = (
    "The database is PostgreSQL, which has its own means: `pg_dump --format=custom --file=FILE DATABASE`"
    " while the server runs (then encrypt the file, for what the server sees stands in it in clear)."
)


class BackupFailed(click.ClickException):
    """No backup was made; the text is a sentence that says why."""


@dataclass(frozen=True)
class Backup:
    """A backup that was made and checked."""

    path: Path
    size: int
    revision: str
    content: Content


def make_backup(storage: Storage, settings: Settings, wanted: Path, now: datetime) -> Backup:
    """Back up into the file `wanted`, or into a new file in the folder `wanted`."""
    if file_of(settings) is None:
        raise BackupFailed(POSTGRESQL)
    path = wanted / f"sotto-{now:%Y-%m-%dT%H%M%SZ}.backup" if wanted.is_dir() else wanted
    if path.exists():
        raise BackupFailed(f"{path} is there already. Nothing was overwritten: choose another name.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        copy_into(storage, draft)
        revision, content = _look_through(settings, draft)
        path.hardlink_to(draft)  # unlike a rename, never takes the place of a file
        draft.unlink()
        sync(path.parent)
    except FileExistsError as error:
        raise BackupFailed(f"{path} is there already. Nothing was overwritten.") from error
    except NotOurs as error:
        raise BackupFailed(f"The copy cannot be trusted: {error}. It was removed.") from error
    except OSError as error:
        raise BackupFailed(f"{path} cannot be written ({error.strerror}). Nothing was kept.") from error
    except Exception as error:
        if not type(error).__module__.startswith("sqlcipher3"):
            raise
        # Only the driver's own words tell a full disk from a database that cannot be read.
        raise BackupFailed(f"The database cannot be copied: {error}. Nothing was kept.") from error
    finally:
        remove(draft)
    return Backup(path, path.stat().st_size, revision, content)


def _look_through(settings: Settings, draft: Path) -> tuple[str, Content]:
    copy = create_storage(settings_for(settings, draft))
    try:
        revision = check(copy)
        content = count(copy)
        settle(copy)
    finally:
        copy.close()
    sync(draft)
    return revision, content
