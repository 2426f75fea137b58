"""SECURITY.md is held to its word: each line about an attacker names a test, and what it names is there."""

import re

from tests.architecture.named_tests import ROOT, expect_there, named_in, table

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_defence_names_its_test() -> None:
    rows = table(TEXT, "## Who might attack")
    assert len(rows) > 15
    for attacker, defence, shown in rows:
        assert attacker and defence
        assert re.search(r"`tests/[^`]+`", shown), attacker


def test_every_test_that_is_named_is_there_and_holds_tests() -> None:
    named = named_in(TEXT)
    assert len(named) > 20
    for file, test in named:
        expect_there(file, test)


def test_every_attack_on_the_server_is_named_in_it() -> None:
    for path in (ROOT / "tests/webapp/attack").glob("test_*.py"):
        assert f"tests/webapp/attack/{path.name}" in TEXT, path.name
