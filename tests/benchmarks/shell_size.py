"""How much of the app has to travel: what is needed at once, and what the phone keeps in all."""

import gzip
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import expect

from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import Ground
from tests.browser.people import Member
from tests.browser.world import ROOT
from webapp.pwa.bundler import find_esbuild
from webapp.pwa.manifest import load_manifest

AIM_KILOBYTES = 120
SERVED_COMPRESSED = {".js", ".css", ".json", ".svg", ".webmanifest"}
LARGEST = 8
CAUSE = "The key derivation, the libraries and the rules of the domain are needed from the first screen on."


def measure(ground: Ground) -> list[Figure]:
    """What a specialist's page loads, as a browser asks for it, and all that the phone keeps."""
    first, later = _asked_for(ground)
    at_start, in_all = _total(ground.assets, first), _total(ground.assets, first | later)
    kept = [Path(address).name for address in load_manifest(ground.assets).precache]
    return [
        Figure(
            "App shell, gzipped",
            "kB",
            at_start,
            "JavaScript and CSS, gzip -9, that a specialist's page asks for from opening the app on a phone "
            f"that has it until Today is on the screen, in English: {_list(ground.assets, first)}. The key "
            "derivation's worker is counted; the service worker, which runs without a page, is not "
            f"({_gzipped(ground.assets / 'sw.js'):.1f} kB).",
            aim=AIM_KILOBYTES,
            cause=f"Share of all code by folder, minified: {_largest()}. {CAUSE}",
        ),
        Figure(
            "The same with every screen of a specialist",
            "kB",
            in_all,
            "As above, and what the page reads a moment after unlocking or when somebody goes there before: "
            f"{_list(ground.assets, later)}.",
        ),
        Figure(
            "All that the phone keeps to work with no network",
            "kB",
            _total(ground.assets, {name for name in kept if Path(name).suffix in SERVED_COMPRESSED})
            + sum((ground.assets / name).stat().st_size for name in kept if name.endswith(".png")) / 1000,
            "What the service worker keeps, but for the document itself: both languages, the screens of each "
            "role, the content files, the icons; as it travels, in the background of the first visit.",
        ),
    ]


def _asked_for(ground: Ground) -> tuple[set[str], set[str]]:
    """The files until Today is there, and those that follow."""
    phone = ground.phone(locale="en-US")
    member = Member(phone, "luis")
    member.signs_in()
    asked: set[str] = set()
    phone.page.on("request", lambda request: asked.add(request.url.rpartition("/assets/")[2]))
    phone.page.reload()
    member.unlocks()
    expect(phone.page.get_by_role("heading", name="Today")).to_be_visible()
    first = {name for name in asked if name.endswith((".js", ".css"))}
    phone.page.get_by_role("link", name="Me").click()
    expect(phone.page.get_by_role("button", name="Lock")).to_be_visible()
    later = {name for name in asked if name.endswith((".js", ".css"))} - first
    phone.close()
    return first, later


def _total(folder: Path, names: set[str]) -> float:
    return sum(_gzipped(folder / name) for name in names)


def _list(folder: Path, names: set[str]) -> str:
    sizes = {name: _gzipped(folder / name) for name in names}
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))
    return ", ".join(f"{name.split('.')[0]}{Path(name).suffix} {sizes[name]:.1f} kB" for name in largest)


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
