"""The commands `flask agency create NAME`, `flask agency end-member SIGN-IN-NAME`, `flask agency
recover-officer SIGN-IN-NAME`, `flask member remove-second-step SIGN-IN-NAME` and `flask database upgrade`;
the others are added here and stand in their
packages."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.admin.service import create_agency
from webapp.auth.names import sign_in_key
from webapp.auth.service import end_member
from webapp.demo.commands import demo
from webapp.operations.commands import begin_anew_command, init_operations
from webapp.records.commands import records
from webapp.recovery.service import open_with_kit
from webapp.second.service import clear
from webapp.serve import serve_command
from webapp.storage.migrate import upgrade
from webapp.storage.models import Member

agency = AppGroup("agency", help="Agencies on this server.")
member = AppGroup("member", help="People of the agencies on this server.")
database = AppGroup("database", help="The tables.")


@agency.command("create")
@click.argument("name")
def create(name: str) -> None:
    """Create the agency NAME and print the link with which its officer sets it up."""
    if not 1 <= len(name.strip()) <= 200:
        raise click.ClickException("The name of an agency has 1 to 200 characters.")
    moment = current_app.extensions["clock"]()
    with current_app.extensions["storage"].transaction() as session:
        _, token = create_agency(session, name.strip(), moment)
    click.echo("Open this link on the privacy officer's own computer within 7 days. It works once:")
    click.echo(f"{current_app.extensions['settings'].origin}/#/set-up/{token}")


@agency.command("end-member")
@click.argument("sign_in_name")
def end(sign_in_name: str) -> None:
    """End the access of the member who signs in as SIGN_IN_NAME. What they still hand in is held."""
    moment = current_app.extensions["clock"]()
    with current_app.extensions["storage"].transaction() as session:
        found = _named(session, sign_in_name)
        end_member(session, found.agency, found.id, moment)
    click.echo("The access has ended.")


@agency.command("recover-officer")
@click.argument("sign_in_name")
def recover_officer(sign_in_name: str) -> None:
    """Print the link with which the officer who signs in as SIGN_IN_NAME gets back in by the recovery kit."""
    moment = current_app.extensions["clock"]()
    with current_app.extensions["storage"].transaction() as session:
        token = open_with_kit(session, sign_in_name, moment)
    if token is None:
        raise click.ClickException("No officer with access signs in under this name.")
    click.echo("Give this link to the officer, who needs the recovery file and the words on the paper.")
    click.echo("It works for 24 hours, and opens nothing without the kit:")
    click.echo(f"{current_app.extensions['settings'].origin}/#/recover/kit/{token}")


@member.command("remove-second-step")
@click.argument("sign_in_name")
def remove_second_step(sign_in_name: str) -> None:
    """Remove the second steps of who signs in as SIGN_IN_NAME, and let them in once without within 24 hours.

    For an officer who lost theirs. Be sure who asks: with the passphrase this is all that it takes."""
    moment = current_app.extensions["clock"]()
    with current_app.extensions["storage"].transaction() as session:
        clear(session, _named(session, sign_in_name), moment, by=None)
    click.echo("Their second steps and recovery codes are gone. It stands on their record.")


def _named(session: Session, sign_in_name: str) -> Member:
    where = Member.sign_in_key == sign_in_key(sign_in_name)
    found = session.scalars(select(Member).where(where)).one_or_none()
    if found is None:
        raise click.ClickException("Nobody signs in under this name.")
    return found


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the tables up to date. Safe to run again."""
    revision = upgrade(current_app.extensions["storage"])
    click.echo(f"The database is at revision {revision}.")


def init_commands(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(agency)
    app.cli.add_command(member)
    app.cli.add_command(database)
    app.cli.add_command(demo)
    app.cli.add_command(records)
    app.cli.add_command(serve_command)
    database.add_command(begin_anew_command)
    init_operations(app)
