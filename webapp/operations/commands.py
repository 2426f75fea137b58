"""The commands `flask backup`, `flask restore`, `flask verify` and `flask database begin-anew`."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from webapp.config import Settings
from webapp.operations.anew import begin_anew
from webapp.operations.backup import make_backup
from webapp.operations.evidence import verify_evidence
from webapp.operations.restore import restore
from webapp.operations.verify import Report, unknown_receipt_key, verify_everything
from webapp.sealed.errors import Malformed
from webapp.sealed.evidence import read_evidence
from webapp.sealed.keys import Jwk
from webapp.storage import Storage

NOT_IN_IT = (
    "Not in it, keep copies elsewhere: the database key (without it this file cannot be opened by anybody),"
    " the receipt key and the push key (SOTTO_RECEIPT_KEY_FILE, SOTTO_VAPID_KEY_FILE), SOTTO_SECRET_KEY, the"
    " agency's recovery kit, and what is still only on phones."
)
AFTERWARDS = (
    "When the server runs again, everybody signs in once more and each phone puts back by itself what it"
    " wrote and the backup had missed.",
    "Do these by hand, if they happened after the backup was made: end people's access again"
    " (flask agency end-member), have lost devices revoked and lost second steps removed again; invite again"
    " who had joined; open invitations were withdrawn.",
    "Receipts that were given after the backup count no more: for the same numbers there will be others."
    " Who holds both sees a fork, and cannot tell it from a server that lies: tell the members when you"
    " restored.",
)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@click.command("backup")
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@with_appcontext
def backup_command(target: Path) -> None:
    """Copy the database, encrypted, into FILE or a new file in FOLDER. The server may run meanwhile."""
    extensions = current_app.extensions
    made = make_backup(extensions["storage"], _settings(), target, extensions["clock"]())
    click.echo(f"Backed up into {made.path} ({made.size / 1_000_000:,.1f} MB, revision {made.revision}).")
    click.echo(f"In it: {made.content}. It is whole, and encrypted under SOTTO_DATABASE_KEY.")
    click.echo(NOT_IN_IT)


@click.command("restore")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@with_appcontext
def restore_command(source: Path) -> None:
    """Put the backup FILE in the place of the database. The server must be stopped."""
    extensions = current_app.extensions
    extensions["storage"].close()
    done = restore(_settings(), source, extensions["clock"]())
    click.echo(f"Restored {source}: {done.content}.")
    if done.aside:
        click.echo(f"The database that was here is kept as {done.aside}.")
    for sentence in AFTERWARDS:
        click.echo(sentence)
    if warning := unknown_receipt_key(extensions["storage"], extensions["receipt_key"].public):
        click.echo(warning)


@click.command("verify")
@click.option(
    "--evidence",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Check what a phone saved as evidence, instead of the vaults.",
)
@with_appcontext
def verify_command(evidence: Path | None) -> None:
    """Check every vault: numbers, receipts, items, authors. Ends with status 1 when something is wrong."""
    extensions = current_app.extensions
    storage, receipt_key = extensions["storage"], extensions["receipt_key"].public
    if evidence is None:
        report = verify_everything(storage, receipt_key)
    else:
        report = _evidence_report(storage, receipt_key, evidence)
    for line in report.lines():
        click.echo(line)
    if report.problems:
        raise SystemExit(1)


def _evidence_report(storage: Storage, receipt_key: Jwk, path: Path) -> Report:
    try:
        findings = read_evidence(path.read_bytes())
    except Malformed as error:
        raise click.ClickException(f"{path} is not evidence that a phone saved: {error}.") from error
    return verify_evidence(storage, receipt_key, findings)


@click.command("begin-anew")
@with_appcontext
def begin_anew_command() -> None:
    """Say, before the server starts, that the database was just restored without `flask restore`."""
    with current_app.extensions["storage"].transaction() as session:
        begin_anew(session, current_app.extensions["clock"]())
    click.echo("Phones will read everything anew.")
    for sentence in AFTERWARDS:
        click.echo(sentence)


def init_operations(app: Flask) -> None:
    """Add the commands to `flask`."""
    for command in (backup_command, restore_command, verify_command):
        app.cli.add_command(command)
