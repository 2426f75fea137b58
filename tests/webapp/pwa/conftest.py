"""A small source tree of its own, so that these tests may change what they build."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from webapp.pwa.build import ROOT, build_assets
from webapp.pwa.manifest import AssetManifest
from webapp.pwa.routes import blueprint

SOURCES = {
    "static/lib/brand.js": 'export const BRAND = "Quiet";\n',
    "static/lib/word.js": 'export const word = "first";\n',
    "static/lib/shared.js": "export const shared = (word) => console.log(`shared ${word}`);\n",
    "static/app/later.js": 'import { shared } from "../lib/shared.js";\nshared("later on");\n',
    "static/app/main.js": (
        'import { shared } from "../lib/shared.js";\nimport { word } from "../lib/word.js";\n'
        'shared(word);\nimport("./later.js");\n'
    ),
    "static/css/app.css": '@import "./tokens.css";\nbody { color: var(--ink); }\n',
    "static/css/tokens.css": ":root { --paper: #faf8f5; --ink: #111111; }\n.dark { --paper: #161412; }\n",
    "static/crypto/kdf_worker.js": "self.onmessage = (event) => self.postMessage(event.data);\n",
    "service_worker/main.js": "self.caches.open(SOTTO_BUILD + SOTTO_PRECACHE.join() + SOTTO_ICONS.badge);\n",
    "webapp/content/data/scripts.json": '{"schema": 1}\n',
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A root with the least that a build needs; the bundler, the icons and the template are the real ones."""
    root = tmp_path / "checkout"
    for name, text in SOURCES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / "webapp/pwa").symlink_to(ROOT / "webapp/pwa")
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the build goes."""
    return tmp_path / "assets"


@pytest.fixture
def built(sources: Path, out: Path) -> AssetManifest:
    """The first build of `sources`."""
    return build_assets(out, sources)


class OnlyAssets:
    """The one setting that these routes read."""

    def __init__(self, assets: Path) -> None:
        """`assets`: the build's folder."""
        self.assets = assets


@pytest.fixture
def app(out: Path) -> Iterator[Flask]:
    """The blueprint alone: what it serves needs neither a database nor a secret."""
    app = Flask(__name__, static_folder=None)
    app.extensions["settings"] = OnlyAssets(out)
    app.register_blueprint(blueprint)
    yield app
