"""What a page of promises says of tests: its tables, and whether every test it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[^`:]+)(?:::([^`]+))?`")


def table(text: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, by cells."""
    part = text.partition(heading)[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def named_in(text: str) -> list[tuple[str, str]]:
    """File or folder, and the test's own name where one is given (`file::name`)."""
    return sorted(set(NAMED.findall(text)))


def expect_there(file: str, test: str) -> None:
    """The file is there and holds tests, and the named one among them."""
    path = ROOT / file
    assert path.exists(), file
    files = [path] if path.is_file() else [*path.rglob("test_*.py"), *path.rglob("*.test.js")]
    texts = [each.read_text(encoding="utf-8") for each in files]
    assert any(re.search(r"def test_|\btest\(", text) for text in texts), file
    beginning = rf"def {re.escape(test)}\(" if file.endswith(".py") else rf'test\("{re.escape(test)}'
    assert not test or any(re.search(beginning, text) for text in texts), f"{file}::{test}"
