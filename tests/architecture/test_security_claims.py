"""SECURITY.md is held to its word: each line about an attacker names a test, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def table() -> list[list[str]]:
    """The rows about attackers, by cells."""
    part = TEXT.partition("## Who might attack")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_defence_names_its_test() -> None:
    rows = table()
    assert len(rows) > 15
    for attacker, defence, shown in rows:
        assert attacker and defence
        assert re.search(r"`tests/[^`]+`", shown), attacker


def test_every_test_that_is_named_is_there_and_holds_tests() -> None:
    named = set(re.findall(r"`(tests/[^`]+)`", TEXT))
    assert len(named) > 20
    for name in named:
        path = ROOT / name
        assert path.exists(), name
        files = [path] if path.is_file() else [*path.rglob("test_*.py"), *path.rglob("*.test.js")]
        assert any(re.search(r"def test_|\btest\(", each.read_text(encoding="utf-8")) for each in files), name


def test_every_attack_on_the_server_is_named_in_it() -> None:
    for path in (ROOT / "tests/webapp/attack").glob("test_*.py"):
        assert f"tests/webapp/attack/{path.name}" in TEXT, path.name
