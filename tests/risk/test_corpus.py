"""The labelled field notes in corpus/ measure the engine: well formed, and no sentence in two parts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
# Notes to measure with. The `_train` files, to learn from only, are checked as they are read for training.
PARTS = sorted(part for part in CORPUS.glob("*.jsonl") if not part.stem.endswith("_train"))
LEVELS = {"imminent", "concern", "none"}
CATEGORIES = {"self_harm", "harm_others", "abuse", "crime", "overdose_relapse"}
TRAPS = {
    "negation",
    "history",
    "third_person",
    "idiom",
    "hypothetical",
    "quote",
    "slang",
    "misspelling",
    "implicit",
    None,
}
ID_OF_PART = {"tune": "t", "held": "h"}


def rows_of(part: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in part.read_text(encoding="utf-8").splitlines()]


def in_plain_letters(text: str) -> str:
    """A sentence is the same one with another case, other quotes or another full stop."""
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.fixture(params=PARTS, ids=lambda part: part.stem)
def part(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_every_language_has_a_part_to_tune_on_and_a_part_held_back() -> None:
    assert "en_tune" in {part.stem for part in PARTS}
    for part in PARTS:
        lang, _, kind = part.stem.partition("_")
        assert kind in ID_OF_PART, part.name
        assert {(CORPUS / f"{lang}_{other}.jsonl").exists() for other in ID_OF_PART} == {True}, lang


def test_each_row_has_the_known_fields_and_no_others(part: Path) -> None:
    for row in rows_of(part):
        assert set(row) == {"id", "lang", "text", "expected", "trap"}, row
        assert {"level", "categories"} <= set(row["expected"]) <= {"level", "categories", "also_ok"}, row
        assert row["text"] == row["text"].strip() != "", row["id"]


def test_levels_categories_and_traps_are_known_ones(part: Path) -> None:
    for row in rows_of(part):
        expected = row["expected"]
        named = expected["categories"] + expected.get("also_ok", [])
        assert expected["level"] in LEVELS, row["id"]
        assert set(named) <= CATEGORIES and len(set(named)) == len(named), row["id"]
        assert row["trap"] in TRAPS, row["id"]


def test_a_flag_names_its_category_and_no_flag_names_none(part: Path) -> None:
    for row in rows_of(part):
        expected = row["expected"]
        flagged = expected["level"] != "none"
        assert bool(expected["categories"]) == flagged, row["id"]
        assert flagged or "also_ok" not in expected, row["id"]


def test_ids_say_their_part_and_language_and_count_up(part: Path) -> None:
    lang, _, kind = part.stem.partition("_")
    rows = rows_of(part)
    ids = [f"{ID_OF_PART[kind]}-{lang}-{number:04d}" for number in range(1, len(rows) + 1)]
    assert [row["id"] for row in rows] == ids
    assert {row["lang"] for row in rows} == {lang}


def test_at_least_half_of_a_language_is_nothing_to_flag() -> None:
    levels: dict[str, list[str]] = {}
    for row in (row for part in PARTS for row in rows_of(part)):
        levels.setdefault(row["lang"], []).append(row["expected"]["level"])
    for lang, of_lang in levels.items():
        assert of_lang.count("none") * 2 >= len(of_lang), lang


def test_no_sentence_stands_twice_nor_in_both_parts() -> None:
    first_seen: dict[str, str] = {}
    for part in PARTS:
        for row in rows_of(part):
            seen = first_seen.setdefault(in_plain_letters(row["text"]), row["id"])
            assert seen == row["id"], f"{row['id']} repeats {seen}"
