"""`flask assets build`."""

from pathlib import Path

import click
from flask import Blueprint, current_app

from webapp.pwa.build import build_assets
from webapp.pwa.bundler import BuildError
from webapp.pwa.folder import assets_folder


def add_commands(blueprint: Blueprint) -> None:
    """Give `blueprint` its commands; its `cli_group` names the group."""

    @blueprint.cli.command("build")
    def build() -> None:
        """Bundle the app, its styles and its worker into the folder that is served."""
        folder = assets_folder(current_app)
        try:
            manifest = build_assets(folder)
        except BuildError as error:
            raise click.ClickException(str(error)) from error
        first = [manifest.files["app.js"], *manifest.at_start, manifest.files["app.css"]]
        size = sum((folder / f"{name}.gz").stat().st_size for name in first)
        where = _short(folder)
        click.echo(f"Assets {manifest.build} in {where}: the start is {size / 1000:.0f} kB compressed.")


def _short(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
