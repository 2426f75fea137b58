"""`make audit` says "none" only when everybody was asked about everything and none was known."""

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTHING = ["echo", '{"vulnerabilities": {}}']
SOMETHING = ["echo", '{"vulnerabilities": {"idb": {"severity": "high"}}}']
REFUSED = ["echo", '{"message": "405 Method Not Allowed"}']


class _Osv(http.server.BaseHTTPRequestHandler):
    """Answers as it is told to, and remembers what it was asked about."""

    way = "none"
    asked: list[dict[str, Any]] = []

    def do_POST(self) -> None:  # noqa: N802 — the name that http.server calls
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        self.asked += queries
        results: list[dict[str, Any]] = [{} for _ in queries]
        for place, query in enumerate(queries):
            if self.way == "flask" and query["package"]["name"] == "flask":
                results[place] = {"vulns": [{"id": "GHSA-test"}]}
        body = json.dumps({"results": results[1:] if self.way == "short" else results}).encode()
        self.send_response(503 if self.way == "down" else 200)
        self.end_headers()
        self.wfile.write(b"<html>" if self.way == "odd" else body)

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def osv() -> Iterator[str]:
    _Osv.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Osv)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def run(address: str, npm: list[str], way: str = "none") -> tuple[int, str]:
    _Osv.way = way
    command = [sys.executable, "scripts/audit.py", "--osv", address, "--npm", *npm]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_when_everybody_was_asked_and_knows_nothing_it_is_well(osv: str) -> None:
    status, said = run(osv, NOTHING)
    assert status == 0 and "none knows of an advisory" in said
    asked = {(each["package"]["ecosystem"], each["package"]["name"]) for each in _Osv.asked}
    assert {("PyPI", "flask"), ("PyPI", "cryptography"), ("npm", "jose"), ("npm", "lit-html")} <= asked
    assert all(each["version"] for each in _Osv.asked)


@pytest.mark.parametrize(("way", "npm"), [("flask", NOTHING), ("none", SOMETHING), ("flask", REFUSED)])
def test_an_advisory_is_told_whoever_knows_it(osv: str, way: str, npm: list[str]) -> None:
    status, said = run(osv, npm, way)
    assert status == 1 and ("GHSA-test" in said or "idb: high" in said)


@pytest.mark.parametrize("way", ["down", "odd", "short"])
def test_an_answer_that_is_none_is_no_good_news(osv: str, way: str) -> None:
    status, said = run(osv, NOTHING, way)
    assert status == 2 and "NOT ASKED" in said and "says NOTHING" in said


def test_who_cannot_be_reached_is_no_good_news(osv: str) -> None:
    assert run("http://127.0.0.1:9/", NOTHING)[0] == 2
    assert run(osv, REFUSED)[0] == 2
    assert run(osv, ["echo", ""])[0] == 2


def test_every_package_of_the_locks_is_pinned_by_a_hash_and_names_no_address() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = [entry for entry in text.split("\n") if entry and not entry.startswith((" ", "#"))]
        assert entries
        for entry in entries:
            assert "==" in entry and entry.endswith("\\"), entry
        assert "http" not in text.replace("httpx", "").replace("http-ece", "").replace("aiohttp", "")
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    # What a package carries inside itself is under that package's own hash.
    assert all(
        "resolved" not in each and (not path or each.get("inBundle") or each["integrity"])
        for path, each in packages.items()
    )
