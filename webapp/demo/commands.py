"""`flask demo make`."""

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.config import Settings
from webapp.demo.service import is_made, make_demo, read_people
from webapp.push.vapid import VapidKey
from webapp.storage import Storage
from webapp.storage.migrate import upgrade

demo = AppGroup("demo", help="An agency of invented people, to try Sotto with.")

_ROLES = {"officer": "privacy officer", "specialist": "peer specialist", "supervisor": "supervisor"}


@demo.command("make")
def make() -> None:
    """Make the demo agency if it is not there, and print who can sign in."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise click.ClickException(
            "The passphrases of the demo are public. Set SOTTO_DEMO=1 if you want it here."
        )
    storage: Storage = current_app.extensions["storage"]
    upgrade(storage)
    VapidKey.load_or_create(settings.vapid_key_file)
    with storage.transaction() as session:
        made = not is_made(session)
        if made:
            now = current_app.extensions["clock"]().astimezone()  # the sessions were by day, here
            make_demo(session, current_app.extensions["receipt_key"], now)
    click.echo(
        "The demo agency is ready." if made else "The demo agency is there already; nothing was changed."
    )
    _print_people()


def _print_people() -> None:
    click.echo("Everybody and everything in it is invented. Sign in as:")
    for one in read_people()["staff"]:
        click.echo(f"  {one['signInName']:<6} {_ROLES[one['role']]:<16} passphrase: {one['passphrase']}")
