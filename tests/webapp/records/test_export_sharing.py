"""Releases and the log of what was shared are exported whole: in JSON as they are, and on readable pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld
from invented_sharing import AT, SIGNATURE, correction, disclosure, release, revocation
from record_keeper import Keeper, Writer

OpenCase = Callable[..., Writer]
LATER = "2026-11-21T09:00:00.000-05:00"

FIXED = {
    "en": (
        "Release signed November 20, 2026, 14:05",
        "Drawn on the phone; the strokes stand in the JSON file. Riley",
        "November 20, 2026, 14:05 (UTC−05:00), said by Riley (Sam)",
        "This was shared after its release had ended.",
        "Release (42 CFR 2.31)",
        "Medical emergency (42 CFR 2.51)",
        "What the emergency was A fall",
        "It could not wait No",
        "Put right later It was the other office.",
        "Housing",
    ),
    "es": (
        "Permiso firmado el 20 de noviembre de 2026, 14:05",
        "Dibujada en el teléfono; los trazos están en el archivo JSON. Riley",
        "dicho por Riley (Sam)",
        "Se compartió después de que el permiso terminó.",
        "Emergencia médica (42 CFR 2.51)",
        "Cuál fue la emergencia A fall",
        "Vivienda",
    ),
}


def shared(writer: Writer) -> list[dict[str, Any]]:
    """A release that was signed and ended, used afterwards all the same; an emergency; a correction."""
    person = writer.participant()
    signed = writer.write(release(), person)
    ended = revocation(signed, witness="Sam")
    used = disclosure(signed, sharedAt=LATER)
    emergency = disclosure(None, sharedAt=LATER)
    writer.write(ended, signed)
    entry = writer.write(used, signed)
    writer.write(emergency)
    writer.write(correction(entry), entry)
    writer.send()
    return [release(), ended, used, emergency, correction(entry)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_was_signed_and_shared_can_be_read(
    keeper: Keeper, kit: Path, open_case: OpenCase, world: AgencyWorld, language: str
) -> None:
    written = shared(open_case())
    assert keeper.run(kit, "--language", language).exit_code == 0
    words = keeper.reads("cases/RI-01.pdf")
    said = ["I can stop it", "What I need", "42 CFR part 2 …", "Do not share this.", "I sign.", "A letter"]
    for each in (*FIXED[language], *said, SIGNATURE["name"], written[0]["hash"]):
        assert each in words, each


def test_the_json_has_every_member_as_it_was_signed(keeper: Keeper, kit: Path, open_case: OpenCase) -> None:
    written = shared(open_case())
    assert keeper.run(kit).exit_code == 0
    document = keeper.json("cases/RI-01.json")
    payloads = [each["payload"] for each in document["entries"]]
    assert all({"schema": 1, **each} in payloads for each in written)
    record = document["record"]
    assert record["newer"] == [] and record["unreadable"] == []
    (signed,) = record["releases"]
    assert signed["signature"] == SIGNATURE and signed["revocations"][0]["revokedAt"] == AT
    incidents = {each["basis"]: each["incident"] for each in record["disclosures"]}
    assert incidents == {"consent": "after-revocation", "emergency": None}


def test_where_nothing_was_signed_the_pages_say_nothing_of_it(
    keeper: Keeper, kit: Path, open_case: OpenCase
) -> None:
    writer = open_case()
    writer.participant()
    writer.send()
    assert keeper.run(kit).exit_code == 0
    words = keeper.reads("cases/RI-01.pdf")
    assert "Releases" not in words and "What was shared" not in words
