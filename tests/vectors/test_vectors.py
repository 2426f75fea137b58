"""Each implementation's vectors are read by Python with exactly the result, or exactly the error, that they
name.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.vectors.make_vectors import FORMATS, write_vectors
from tests.vectors.reading import READERS, read

FOLDER = Path(__file__).parent


def _cases(side: str) -> list[Any]:
    found = []
    for path in sorted((FOLDER / side).glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(content["format"], case, id=f"{path.stem}: {case['name']}")
            for case in content["cases"]
        ]
    return found


@pytest.mark.parametrize(("format_name", "case"), _cases("python"))
def test_python_reads_what_python_made(format_name: str, case: dict[str, Any]) -> None:
    assert read(format_name, case["input"], case["keys"]) == case["expect"]


@pytest.mark.parametrize(("format_name", "case"), _cases("javascript"))
def test_python_reads_what_javascript_made(format_name: str, case: dict[str, Any]) -> None:
    assert read(format_name, case["input"], case["keys"]) == case["expect"]


@pytest.mark.parametrize("side", ["python", "javascript"])
def test_every_format_has_vectors_that_pass_and_vectors_that_fail(side: str) -> None:
    for format_name in READERS:
        content = json.loads((FOLDER / side / f"{format_name}.json").read_text(encoding="utf-8"))
        assert content["format"] == format_name
        assert {case["valid"] for case in content["cases"]} == {True, False}
        assert all(case["valid"] is ("error" not in case["expect"]) for case in content["cases"])
        names = [case["name"] for case in content["cases"]]
        assert len(set(names)) == len(names)


def test_the_committed_python_vectors_are_the_cases_that_the_maker_makes(tmp_path: Path) -> None:
    write_vectors(tmp_path)
    for format_name in FORMATS:
        made, kept = (
            [(case["name"], case["valid"]) for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]
            for path in (tmp_path / f"{format_name}.json", FOLDER / "python" / f"{format_name}.json")
        )
        assert made == kept
