"""How much of the app has to travel on the first visit."""

import gzip
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import Ground
from tests.browser.world import ROOT
from webapp.pwa.bundler import find_esbuild
from webapp.pwa.manifest import load_manifest

AIM_KILOBYTES = 120
LARGEST = 8
CAUSE = (
    "Both languages travel, and the screens of every role: one file for all. A catalogue for each language "
    "and a part of its own for the officer would leave most people the smaller part."
)


def measure(ground: Ground) -> list[Figure]:
    """The gzipped JavaScript and CSS of the page, its worker included; the service worker's beside it."""
    files = load_manifest(ground.assets).files
    sizes = {name: _gzipped(ground.assets / files[name]) for name in ("app.js", "app.css", "kdf.js")}
    parts = ", ".join(f"{name} {size:.1f} kB" for name, size in sizes.items())
    worker = _gzipped(ground.assets / "sw.js")
    shell = Figure(
        "App shell, gzipped",
        "kB",
        sum(sizes.values()),
        f"gzip -9 of what the page loads ({parts}); the service worker's own script, which runs without a "
        f"page, is {worker:.1f} kB more.",
        aim=AIM_KILOBYTES,
        cause=f"Share of app.js by folder, minified: {_largest()}. {CAUSE}",
    )
    return [shell]


def _gzipped(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), compresslevel=9)) / 1000


def _largest() -> str:
    """Which folders the bundle is made of, from the bundler's own account."""
    with tempfile.TemporaryDirectory() as folder:
        account = Path(folder) / "account.json"
        options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]
        to = [f"--metafile={account}", f"--outfile={folder}/app.js"]
        subprocess.run([find_esbuild(ROOT), "static/app/main.js", *options, *to], cwd=ROOT, check=True)
        outputs = json.loads(account.read_text(encoding="utf-8"))["outputs"]
    by_folder: Counter[str] = Counter()
    for output in outputs.values():
        for source, part in output["inputs"].items():
            by_folder[_folder(Path(source))] += part["bytesInOutput"]
    return ", ".join(f"{folder} {size / 1000:.0f} kB" for folder, size in by_folder.most_common(LARGEST))


def _folder(source: Path) -> str:
    return "node_modules" if "node_modules" in source.parts else "/".join(source.parts[:2])
