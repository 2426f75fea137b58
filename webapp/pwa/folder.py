"""Where the built files of an app lie, and what the last build made."""

from pathlib import Path

from flask import Flask

from webapp.pwa.manifest import FILE_NAME, AssetManifest, load_manifest


def assets_folder(app: Flask) -> Path:
    """The absolute folder of `SOTTO_ASSETS`."""
    folder: Path = app.extensions["settings"].assets
    return folder.absolute()


class BuiltAssets:
    """The manifest of a folder, read again only when a build has replaced it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet: a server may be configured before its first build."""
        self.folder = folder
        self._stamp: tuple[int, int] | None = None
        self._manifest: AssetManifest | None = None

    def manifest(self) -> AssetManifest:
        """What the last build made; raises `NotBuilt`."""
        path = self.folder / FILE_NAME
        stamp = (path.stat().st_mtime_ns, path.stat().st_ino) if path.exists() else None
        if self._manifest is None or stamp != self._stamp:
            self._manifest = load_manifest(self.folder)
            self._stamp = stamp
        return self._manifest
