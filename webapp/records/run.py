"""One export from the terminal: the kit's file, the passphrase, the database, and then the writing.

What can be refused is refused before anything is asked or written, in one sentence each.
"""

import sys
from datetime import datetime
from pathlib import Path

import click

from webapp.config import Settings
from webapp.operations.content import NotOurs, check
from webapp.records.export import export
from webapp.records.folder import FolderRefused, check_target, remove_leftovers
from webapp.records.kit import KitRefused, agency_of, open_kit_of
from webapp.records.paper import fonts_missing
from webapp.records.report import Report
from webapp.records.words import Language
from webapp.storage import Storage
from webapp.storage.files import file_of
from webapp.storage.migrate import newest

LARGEST_KIT = 64 * 1024
_TOO_OLD = "an older version of Sotto made it: use `flask restore` of a backup, or `flask database upgrade`"


class NothingWritten(click.ClickException):
    """The export was refused; the text is a sentence that says why."""


def run_export(
    storage: Storage,
    settings: Settings,
    kit: Path,
    target: Path,
    wanted: str | None,
    language: Language,
    now: datetime,
) -> Report:
    """Ask for the passphrase and export. Raises `NothingWritten`."""
    try:
        if missing := fonts_missing():
            raise NothingWritten(missing)
        check_target(target)
        for left in remove_leftovers(target):
            click.echo(f"Removed what an export that was cut off had left, readable: {left}")
        text = _read(kit)
        _check_database(storage, settings)
        with storage.reading() as session:
            agency = agency_of(session, text, wanted)
            keys = open_kit_of(agency, text, _passphrase())
            return export(session, agency, keys, target, language, now)
    except (KitRefused, FolderRefused) as error:
        raise NothingWritten(str(error)) from error
    except NotOurs as error:
        raise NothingWritten(f"The database cannot be used: {error}. Nothing was written.") from error


def _check_database(storage: Storage, settings: Settings) -> None:
    """That it is whole, and as this version needs it. PostgreSQL looks after itself."""
    if file_of(settings) is not None and check(storage) != newest():
        raise NotOurs(_TOO_OLD)


def _read(kit: Path) -> str:
    try:
        with kit.open("rb") as file:
            return file.read(LARGEST_KIT).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KitRefused(f"{kit} cannot be read as a recovery kit. Nothing was written.") from error


def _passphrase() -> str:
    """Never an argument: those stand in the history of the shell and in the list of processes."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Passphrase of the recovery kit", hide_input=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
