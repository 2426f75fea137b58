"""What the risk words noticed once they go on noticing, in notes read while tuning and in notes held back: no
recall falls under the recorded floor, and false alarms do not rise above it."""

import json

import pytest

from tests.risk.report import FIGURES, FLOOR, PAGE, PARTS, floor_of, measure, page
from tests.risk.score import Totals, score

LESS_IS_BETTER = {name for name, _, _, _, less in FIGURES if less}


@pytest.fixture(scope="module", name="measured")
def measured_fixture() -> dict:  # type: ignore[type-arg]
    return {part: measure(part) for part in PARTS}


@pytest.fixture(scope="module", name="totals")
def totals_fixture(measured: dict) -> dict[str, Totals]:  # type: ignore[type-arg]
    return {part: score(*measured[part]) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_falls_under_the_floor(part: str, totals: dict[str, Totals]) -> None:
    floors = json.loads(FLOOR.read_text(encoding="utf-8"))[part]
    now = floor_of(totals)[part]
    assert floors.keys() == now.keys()
    fallen = {
        name: (floor, now[name])
        for name, floor in floors.items()
        if (now[name] > floor if name in LESS_IS_BETTER else now[name] < floor)
    }
    assert fallen == {}


def test_the_page_says_what_is_measured_today(measured: dict) -> None:  # type: ignore[type-arg]
    assert PAGE.read_text(encoding="utf-8") == page(measured)


def test_the_page_shows_no_note_that_is_held_back(measured: dict) -> None:  # type: ignore[type-arg]
    text = PAGE.read_text(encoding="utf-8")
    assert [
        note["id"] for note in measured["held"][0] if note["text"] in text or f"`{note['id']}`" in text
    ] == []
