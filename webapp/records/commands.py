"""`flask records export`: an agency's whole record, readable, with its recovery kit.

What does it is imported when it is asked for: a server that answers phones never loads it.
"""

from pathlib import Path
from typing import Literal

import click
from flask import current_app
from flask.cli import AppGroup

records = AppGroup("records", help="An agency's records, in the hands of the agency.")


@records.command("export")
@click.option("--kit", required=True, type=click.Path(path_type=Path), help="The recovery kit's file.")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new or empty folder.")
@click.option("--agency", help="Its name or id, to make sure: the kit must be of this agency.")
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    help="Of the fixed words in the readable pages.",
)
def export_command(kit: Path, target: Path, agency: str | None, language: Literal["en", "es"]) -> None:
    """Open the agency's whole record with its recovery kit and write it, readable, into a folder.

    For a machine without a network. Asks for the kit's passphrase (or reads one line of standard input).
    Ends with status 1 when something is not as it was signed: it is written, and marked.
    """
    from webapp.records.report import READABLE
    from webapp.records.run import run_export

    extensions = current_app.extensions
    click.echo(READABLE)
    report = run_export(
        extensions["storage"], extensions["settings"], kit, target, agency, language, extensions["clock"]()
    )
    for line in report.summary():
        click.echo(line)
    click.echo(f"Written into {target}: {len(report.files) + 2:,} files, readable by you alone.")
    if report.problems:
        raise SystemExit(1)
