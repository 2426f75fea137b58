"""From `static/` and `service_worker/` to the folder that is served.

    app.<hash>.js  app.<hash>.css  kdf.<hash>.js     bundles
    app-<name>.<hash>.js                             what app.js reads later: a language, a group of screens
    content-<name>.<hash>.json  icon….<hash>.png     data and pictures
    manifest.webmanifest  sw.js                      fixed names: a browser comes back for them
    <each>.gz                                        the same, compressed once
    assets.json                                      what was made (`manifest.py`)

The build id is a hash over all of it, so that the same sources always give the same build. Files of earlier
builds stay for a while: a page that was opened before an update may still ask for them.
"""

import gzip
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from webapp.pwa.bundler import BuildError, Parts, bundle, split_bundle
from webapp.pwa.digest import digest, hashed_name
from webapp.pwa.manifest import CONTENT_PREFIX, FILE_NAME, AssetManifest, address

ROOT = Path(__file__).resolve().parents[2]
HERE = Path("webapp/pwa")
WORKER = "service_worker/main.js"
WORKER_OUTPUT = "sw.js"
WEB_MANIFEST = "manifest.webmanifest"
COMPRESSED = {".js", ".css", ".json", ".svg", ".webmanifest"}
KEEP_OLD_SECONDS = 30 * 24 * 3600
# Icons that the shell or a notification shows. The others are fetched by the system when installing.
ICONS_OFFLINE = ("icon.svg", "icon-180.png", "icon-192.png", "badge-96.png")


@dataclass
class _Build:
    """One run: what has been made so far."""

    root: Path
    out: Path
    files: dict[str, str] = field(default_factory=dict)
    parts: Parts = field(default_factory=lambda: Parts((), ()))

    def app(self, source: str) -> None:
        self.files["app.js"], self.parts = split_bundle(self.root, self.out, source, "app.%(version)s.js")

    def bundle(self, source: str, stem: str, suffix: str, form: str = "esm") -> None:
        output = f"{stem}.%(version)s{suffix}"
        self.files[stem + suffix] = bundle(self.root, self.out, source, output, form=form)

    def copy(self, source: Path, name: str) -> None:
        content = source.read_bytes()
        self.files[name] = hashed_name(name, content)
        (self.out / self.files[name]).write_bytes(content)

    def text(self, path: Path) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def worker(self, build: str, precache: list[str], icons: dict[str, str]) -> str:
        constants = {"SOTTO_BUILD": build, "SOTTO_PRECACHE": precache, "SOTTO_ICONS": icons}
        bundle(self.root, self.out, WORKER, WORKER_OUTPUT, form="iife", constants=constants)
        return (self.out / WORKER_OUTPUT).read_text(encoding="utf-8")


def build_assets(out: Path, root: Path = ROOT) -> AssetManifest:
    """Build everything into `out` and return what was made. Raises `BuildError` with a sentence."""
    out.mkdir(parents=True, exist_ok=True)
    run = _Build(root, out)
    run.app("static/app/main.js")
    run.bundle("static/css/app.css", "app", ".css")
    run.bundle("static/crypto/kdf_worker.js", "kdf", ".js", form="iife")
    for source in sorted((root / "webapp/content/data").glob("*.json")):
        run.copy(source, CONTENT_PREFIX + source.name)
    for source in sorted((root / HERE / "icons").iterdir()):
        run.copy(source, source.name)

    words = json.loads(run.text(HERE / "words.json"))
    brand = read_brand(run.text(Path("static/lib/brand.js")))
    colours = read_colours(run.text(Path("static/css/tokens.css")))
    web_manifest = _web_manifest(run.files, brand, words["en"]["description"], colours["light"])
    (out / WEB_MANIFEST).write_text(web_manifest, encoding="utf-8")

    precache = _precache(run.files, run.parts)
    icons = {"icon": address(run.files["icon-192.png"]), "badge": address(run.files["badge-96.png"])}
    # The id covers the worker's own code too, so the worker is made twice: without the id, then with it.
    ingredients = [run.worker("", precache, icons), web_manifest, run.text(HERE / "templates/shell.html")]
    ingredients += [json.dumps(words, sort_keys=True), json.dumps(run.files, sort_keys=True)]
    build = digest("\0".join(ingredients).encode())
    run.worker(build, precache, icons)

    noscript = {language: text["noscript"] for language, text in words.items()}
    files, parts = dict(sorted(run.files.items())), run.parts
    manifest = AssetManifest(
        build, brand, colours, noscript, files, list(parts.all), list(parts.at_start), precache
    )
    made = {*run.files.values(), *parts.all, WEB_MANIFEST, WORKER_OUTPUT}
    _compress(out, made)
    manifest.save(out)
    _remove_old(out, made, time.time())
    return manifest


def read_brand(module: str) -> str:
    """The product's name out of `static/lib/brand.js`, its one home."""
    found = re.search(r'export const BRAND = "([^"\\]+)";', module)
    if not found:
        raise BuildError('static/lib/brand.js must hold one line `export const BRAND = "…";`.')
    return found[1]


def read_colours(tokens: str) -> dict[str, str]:
    """The colour of paper by day and by night out of `static/css/tokens.css`, the one home of colours."""
    found = re.findall(r"--paper:\s*(#[0-9a-fA-F]{6});", tokens)
    if len(found) < 2:
        raise BuildError("static/css/tokens.css must name --paper as #rrggbb, for light and then for dark.")
    return {"light": found[0], "dark": found[1]}


def _web_manifest(files: dict[str, str], brand: str, description: str, colour: str) -> str:
    def icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
        kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
        return {"src": f"/assets/{files[name]}", "sizes": sizes, "type": kind, "purpose": purpose}

    members = {
        "id": "/",
        "name": brand,
        "short_name": brand,
        "description": description,
        "lang": "en",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": colour,
        "theme_color": colour,
        "icons": [
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("maskable-512.png", "512x512", "maskable"),
            icon("icon.svg", "any"),
        ],
    }
    return json.dumps(members, ensure_ascii=False, indent=1)


def _precache(files: dict[str, str], parts: Parts) -> list[str]:
    wanted = ["app.css", "app.js", "kdf.js"]
    wanted += sorted(name for name in files if name.startswith(CONTENT_PREFIX)) + list(ICONS_OFFLINE)
    return ["/", f"/{WEB_MANIFEST}", *map(address, (*(files[name] for name in wanted), *parts.all))]


def _compress(out: Path, names: set[str]) -> None:
    for name in names:
        if Path(name).suffix in COMPRESSED:
            # No time in the header: the same bytes always compress to the same bytes.
            compressed = gzip.compress((out / name).read_bytes(), compresslevel=9, mtime=0)
            (out / f"{name}.gz").write_bytes(compressed)


def _remove_old(out: Path, made: set[str], now: float) -> None:
    for path in out.iterdir():
        current = path.name == FILE_NAME or path.name.removesuffix(".gz") in made
        if not current and path.is_file() and path.stat().st_mtime < now - KEEP_OLD_SECONDS:
            path.unlink()
