"""Which build of the app this server serves: clients compare it with their own, and offer an update."""

from flask import Flask

from webapp.pwa.folder import BuiltAssets, assets_folder
from webapp.pwa.manifest import NotBuilt


def current_build(app: Flask) -> str:
    """The build's name; empty while the assets have not been built, which means "no news"."""
    assets: BuiltAssets = app.extensions.setdefault("assets", BuiltAssets(assets_folder(app)))
    try:
        return assets.manifest().build
    except NotBuilt:
        return ""
