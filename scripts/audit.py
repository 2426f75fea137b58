"""`make audit`: are there advisories about what the lock files pin? Asks OSV about the Python and the npm
packages, and `npm audit` about the npm ones a second time.

Ends with 0 only when every source answered about every package and none knows of anything; with 1 when there
is an advisory; with 2 when somebody could not be asked. Silence is never taken for good news.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import click

ROOT = Path(__file__).resolve().parents[1]
OSV = "https://api.osv.dev/v1/querybatch"
AT_ONCE = 500
SECONDS = 30
CLEAN, FOUND, NOT_ASKED = 0, 1, 2
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)")


class NotAsked(Exception):  # noqa: N818 — a sentence, not a suffix
    """A source of advisories could not be asked, or its answer cannot be understood."""


@dataclass(frozen=True, order=True)
class Pin:
    """One package in the version that we use."""

    ecosystem: str
    name: str
    version: str


def python_pins(*locks: Path) -> list[Pin]:
    """What the requirement locks pin."""
    lines = [line for lock in locks for line in lock.read_text(encoding="utf-8").splitlines()]
    return sorted({Pin("PyPI", found[1], found[2]) for line in lines if (found := _PIN.match(line))})


def npm_pins(lock: Path) -> list[Pin]:
    """What package-lock.json pins."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return sorted(
        {
            Pin("npm", path.rpartition("node_modules/")[2], each["version"])
            for path, each in packages.items()
            if path
        }
    )


def ask_osv(pins: Sequence[Pin], address: str = OSV) -> list[str]:
    """`name version: advisory` of everything that OSV knows about these. Raises `NotAsked`."""
    known = []
    for start in range(0, len(pins), AT_ONCE):
        batch = pins[start : start + AT_ONCE]
        results = _answers(batch, address)
        for pin, result in zip(batch, results, strict=True):
            known += [f"{pin.name} {pin.version}: {each['id']}" for each in result.get("vulns", ())]
    return known


def _answers(batch: Sequence[Pin], address: str) -> list[dict[str, Any]]:
    queries = [
        {"package": {"ecosystem": pin.ecosystem, "name": pin.name}, "version": pin.version} for pin in batch
    ]
    body = json.dumps({"queries": queries}).encode()
    request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 — our own address
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            results = json.load(answer)["results"]
    except (URLError, OSError, ValueError, KeyError, TypeError) as error:
        raise NotAsked(f"OSV: {getattr(error, 'reason', None) or type(error).__name__}") from error
    if not isinstance(results, list) or len(results) != len(batch):
        raise NotAsked("OSV: it did not answer about every package")
    return results


def ask_npm(command: Sequence[str]) -> list[str]:
    """What `npm audit --json` knows. Raises `NotAsked`."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        report = json.loads(done.stdout)
        found = report["vulnerabilities"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAsked(f"npm audit: {_first_words(done.stdout + done.stderr)}") from error
    return [f"{name}: {each.get('severity', 'unknown')}" for name, each in sorted(found.items())]


def _first_words(text: str) -> str:
    telling = [line for line in text.splitlines() if "message" in line or "audit" in line]
    return (telling or text.splitlines() or ["no answer"])[0].strip(' ",')


def audit(address: str, npm: Sequence[str]) -> int:
    """Ask everybody, say what they said, and return the status."""
    python = python_pins(ROOT / "requirements.lock", ROOT / "requirements-test.lock")
    javascript = npm_pins(ROOT / "package-lock.json")
    sources = (
        (f"OSV about {len(python)} Python packages", lambda: ask_osv(python, address)),
        (f"OSV about {len(javascript)} npm packages", lambda: ask_osv(javascript, address)),
        (f"npm audit about {len(javascript)} npm packages", lambda: ask_npm(npm)),
    )
    status = CLEAN
    for name, ask in sources:
        try:
            known = ask()
        except NotAsked as error:
            click.echo(f"{name}: NOT ASKED ({error})")
            status = max(status, NOT_ASKED) if status != FOUND else FOUND
            continue
        click.echo(f"{name}: {len(known)} advisories")
        for line in known:
            click.echo(f"  {line}")
        status = FOUND if known else status
    click.echo(
        {
            CLEAN: "Every source was asked, and none knows of an advisory.",
            FOUND: "There are advisories. Look at each: update, or write down why it does not concern us.",
            NOT_ASKED: "Not everybody could be asked: this says NOTHING about whether there are advisories."
            " Run it again where the internet can be reached.",
        }[status]
    )
    return status


def main() -> int:
    """Audit as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--osv", default=OSV, help="where OSV is asked")
    npm = [sys.executable, str(ROOT / "scripts" / "with_node.py"), "npm", "audit", "--json"]
    parser.add_argument("--npm", nargs="+", default=npm, help="the command that asks npm")
    asked = parser.parse_args()
    return audit(asked.osv, asked.npm)


if __name__ == "__main__":
    sys.exit(main())
