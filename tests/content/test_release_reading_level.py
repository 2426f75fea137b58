"""A release is read at US grade 6 or below, text by text and as whole documents.

What the law fixes word for word stands on a short list, and each has plain words beside it that are measured.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from readability import fernandez_huerta, us_grade

RELEASES = Path(__file__).resolve().parents[2] / "webapp" / "content" / "data" / "releases.json"
CONTENT: dict[str, Any] = json.loads(RELEASES.read_text(encoding="utf-8"))

GRADE = 6
EASE_IN_SPANISH = 70
SHORTEST = 6  # words; the formulas say nothing about a name or a label
FIXED_BY_LAW = {"notices.long.text", "notices.short.text"}
# 42 CFR 2.31(a)(5)(ii) names this purpose in these words; the plain ones stand before them.
PHRASE_OF_THE_LAW = {
    "en": "(treatment, payment, and health care operations)",
    "es": "(tratamiento, pago y operaciones de atención médica)",
}
FILLED = {"participant": "Ana", "discloser": "Harbor", "recipient": "Open Door", "lastDay": "May 1"}


def _wordings(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every pair of texts, with the path by which it stands in the file."""
    if isinstance(value, dict):
        if {"en", "es"} == value.keys():
            yield where, value
            return
        for name, member in value.items():
            yield from _wordings(member, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from _wordings(member, f"{where}.{place}")


def _read(text: str, language: str) -> str:
    text = text.replace(PHRASE_OF_THE_LAW[language], "").strip()
    for name, filling in FILLED.items():
        text = text.replace(f"{{{name}}}", filling)
    return text


TEXTS = [
    pytest.param(language, _read(wording[language], language), id=f"{where}-{language}")
    for where, wording in _wordings(CONTENT)
    for language in ("en", "es")
    if len(_read(wording[language], language).split()) >= SHORTEST
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_each_text_is_plain(language: str, text: str) -> None:
    if language == "en":
        assert us_grade(text) <= GRADE
    else:
        assert fernandez_huerta(text) >= EASE_IN_SPANISH


@pytest.mark.parametrize("kind", ["general", "counselling-notes", "legal"])
def test_each_document_is_plain_as_a_whole(kind: str) -> None:
    blocks = [
        each["text"]
        for each in CONTENT["blocks"]
        if "text" in each and kind in each.get("when", {}).get("type", kind)
    ]
    assert len(blocks) > 20
    assert us_grade(" ".join(_sentence(_read(each["en"], "en")) for each in blocks)) <= GRADE
    whole = " ".join(_sentence(_read(each["es"], "es")) for each in blocks)
    assert fernandez_huerta(whole) >= EASE_IN_SPANISH


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def test_only_what_the_law_fixes_may_be_hard_and_it_has_plain_words_beside_it() -> None:
    fixed = {f"notices.{kind}.text": notice for kind, notice in CONTENT["notices"].items()}
    assert fixed.keys() == FIXED_BY_LAW
    for notice in fixed.values():
        assert us_grade(notice["plain"]["en"]) <= GRADE
        assert notice["source"].startswith("42 CFR 2.32(a)")


def test_the_notices_are_those_of_2024() -> None:
    long = CONTENT["notices"]["long"]["text"]
    assert CONTENT["notices"]["short"]["text"] == (
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    )
    assert long.startswith("This record which has been disclosed to you is protected by Federal")
    assert "proceedings by any Federal, State, or local authority, against the patient" in long
    assert long.endswith("redisclose the record (see 42 CFR 2.31).")


def test_nothing_pretends_to_be_reviewed() -> None:
    assert CONTENT["reviewed"] is None and "must review" in CONTENT["reviewNote"]
