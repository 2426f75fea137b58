"""The readable pages: every word that was written, in any script, with the fixed words in both languages."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld, new_id
from pypdf import PdfReader
from record_keeper import Keeper, Writer, script_record

from webapp.records.words import Words, catalogue

OpenCase = Callable[..., Writer]
RECORDS = Path(__file__).parents[3] / "webapp" / "records"
AT = "2026-11-20T14:05:00.000-05:00"
NAMES = ("Łucja Żółć", "Nguyễn Thị Hằng", "Юлия", "Ζωή", "D’Angelo “Dee” Núñez-Ōta")
LONG = " ".join(f"Sentence {number} of a long evening." for number in range(900))


def metadata_and_outline(keeper: Keeper, name: str) -> tuple[Any, list[str]]:
    reader = PdfReader(BytesIO((keeper.target / name).read_bytes()))
    titles: list[str] = []
    branches: list[Any] = list(reader.outline)
    while branches:
        branch = branches.pop(0)
        branches = [*branch, *branches] if isinstance(branch, list) else branches
        titles += [] if isinstance(branch, list) else [str(branch.title)]
    return reader.metadata, titles


@pytest.mark.parametrize("name", NAMES)
def test_names_stand_as_they_were_written(keeper: Keeper, kit: Path, open_case: OpenCase, name: str) -> None:
    writer = open_case()
    writer.participant(name=name)
    writer.send()
    assert keeper.run(kit).exit_code == 0
    assert name in keeper.reads("cases/RI-01.pdf")
    metadata, titles = metadata_and_outline(keeper, "cases/RI-01.pdf")
    assert metadata["/Title"] == "Sotto" and name not in str(metadata) and name not in titles


def test_what_the_font_lacks_is_a_box_and_the_page_says_so(
    keeper: Keeper, kit: Path, open_case: OpenCase
) -> None:
    writer = open_case()
    writer.participant(name="陳 Mei 👩🏽‍🦱", contact="Line\x00 one\r\nline two\ttab \ud7ff")
    writer.send()
    assert keeper.run(kit).exit_code == 0
    words = keeper.reads("cases/RI-01.pdf")
    assert "▯ Mei ▯▯▯" in words and "Line▯ one line two tab" in words
    assert "It stands whole in the JSON file" in words
    assert keeper.json("cases/RI-01.json")["record"]["participant"]["name"] == "陳 Mei 👩🏽‍🦱"


def test_long_notes_flow_over_numbered_pages_and_lose_no_word(
    keeper: Keeper, kit: Path, open_case: OpenCase
) -> None:
    writer = open_case()
    writer.participant()
    writer.session(f"{LONG} {{nb}} {{total}} **bold** <b>")
    writer.session("Short.", at="2026-11-21T09:00:00.000-05:00")
    writer.send()
    assert keeper.run(kit).exit_code == 0
    words = keeper.reads("cases/RI-01.pdf")
    total = int(re.findall(r"Page \d+ of (\d+)", words)[0])
    numbers = [int(each) for each in re.findall(rf"Page (\d+) of {total}", words)]
    assert total > 5 and numbers == list(range(1, total + 1))
    flowing = re.sub(r" ?RI-01 Page \d+ of \d+ ?", " ", words)
    assert LONG in flowing and "{nb} {total} **bold** <b>" in flowing
    _, titles = metadata_and_outline(keeper, "cases/RI-01.pdf")
    sessions = [
        "Session of November 20, 2026, 14:05 (UTC−05:00)",
        "Session of November 21, 2026, 09:00 (UTC−05:00)",
    ]
    assert [each for each in titles if each.startswith("Session")] == sessions and titles.count("Note") == 2


def consulted(world: AgencyWorld, open_case: OpenCase) -> tuple[Writer, Writer]:
    """A case whose note led to a consult, which was answered and closed."""
    case, consult = open_case(), open_case(None, world.supervisor)
    vera = world.supervisor
    case.participant()
    session, note = case.session("Riley said it is too much.")
    hit = {
        "term": "x",
        "category": "self_harm",
        "level": "concern",
        "start": 0,
        "end": 5,
        "words": "too much",
    }
    flag = {
        "session": session,
        "note": note,
        "lexicon": "1",
        "hits": [hit],
        "decision": "consult",
        "reason": "",
    }
    case.write({"kind": "risk-flag", **flag, "consult": consult.vault.id}, note)
    assert set(case.send()) == {"stored"}
    request = {"cause": "words", "categories": ["self_harm"], "urgency": "soon", "words": "Please look."}
    asked = {"state": "asked", "urgency": "soon"}
    consult.write(
        {"kind": "consult-request", **request, "caseCode": "RI-01", "excerpt": "too much"}, consult=asked
    )
    assert consult.send() == ["stored"]
    step = {"who": "Sam", "what": "Call tomorrow", "by": "noon"}
    answer = {
        "decision": "safety-steps",
        "reasons": "It can wait.",
        "setAside": "Calling 911.",
        "steps": [step],
    }
    consult.write({"kind": "consult-words", "text": "Still worried."})
    consult.write(
        {"kind": "consult-request", **request, "words": "Asked twice.", "caseCode": "", "excerpt": ""}
    )
    assert set(consult.send()) == {"stored"}
    consult.write({"kind": "consult-taken"}, consult={"state": "taken"}, by=vera)
    consult.write(
        {"kind": "consult-answer", **answer, "debrief": "offered"}, consult={"state": "answered"}, by=vera
    )
    assert set(consult.send(vera)) == {"stored"}
    closed = {"outcome": "They talked.", "told": "yes", "toldReason": ""}
    consult.write({"kind": "consult-closed", **closed}, consult={"state": "closed"})
    assert consult.send() == ["stored"]
    return case, consult


@pytest.mark.parametrize(
    ("language", "fixed"),
    [
        (
            "en",
            (
                "Take safety steps",
                "Sam: Call tomorrow (by noon)",
                "Weighed and not done",
                "Signed and received, and not shown above",
            ),
        ),
        (
            "es",
            (
                "Tomar medidas de seguridad",
                "Sam: Call tomorrow (para noon)",
                "Se pensó y no se hizo",
                "Cerrada",
            ),
        ),
    ],
)
def test_a_consult_stands_with_its_case_and_by_itself(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase, language: str, fixed: tuple[str, ...]
) -> None:
    _, consult = consulted(world, open_case)
    done = keeper.run(kit, "--language", language)
    assert done.exit_code == 0, done.output
    own = f"consults/{consult.vault.id}"
    assert keeper.json("cases/RI-01.json")["consults"] == {consult.vault.id: own}
    assert keeper.json(f"{own}.json")["record"]["state"] == "closed"
    for name in ("cases/RI-01.pdf", f"{own}.pdf"):
        words = keeper.reads(name)
        for each in (
            "Please look.",
            "Still worried.",
            "It can wait.",
            "Calling 911.",
            "They talked.",
            *fixed[:-1],
        ):
            assert each in words, each
    assert "Asked twice." in keeper.reads(f"{own}.pdf").split(fixed[-1])[1]


def test_groups_have_a_folder_of_their_own(keeper: Keeper, kit: Path, open_case: OpenCase) -> None:
    writer = open_case()
    writer.write({"kind": "group", "name": "Tuesday garden", "language": "en"})
    writer.session("Six people came.")
    writer.send()
    assert keeper.run(kit, "--language", "es").exit_code == 0
    words = keeper.reads(f"{keeper.only('groups')}.pdf")
    assert "Tuesday garden" in words and "Six people came." in words and "Sesión del 20 de noviembre" in words


def test_a_skipped_script_and_one_that_is_not_believed_are_both_told(
    keeper: Keeper, kit: Path, open_case: OpenCase
) -> None:
    writer = open_case()
    writer.participant()
    session = new_id()
    began = writer.write({"kind": "session", "session": session, "how": "phone", "startedAt": AT})
    skipped = script_record(session, AT, outcome="skipped-crisis", reason="danger-now", offerAgain=True)
    writer.write(skipped, began)
    writer.write(
        {**script_record(session, AT), "teachBack": {}, "privacy": {"mine": 1, "remedies": 7}}, began
    )
    writer.send()
    assert keeper.run(kit).exit_code == 0
    words = keeper.reads("cases/RI-01.pdf")
    for each in ("Skipped for a crisis", "Someone is in danger now", "A record was not believed", "No note."):
        assert each in words


def test_both_languages_say_the_same_and_nothing_is_left_over() -> None:
    english, spanish = catalogue()["en"], catalogue()["es"]
    assert english.keys() == spanish.keys()
    for key, words in english.items():
        assert set(re.findall(r"\{(\w+)\}", words)) == set(re.findall(r"\{(\w+)\}", spanish[key])), key
    source = "".join(path.read_text(encoding="utf-8") for path in RECORDS.rglob("*.py"))
    used = set(re.findall(r"""["']([a-z][a-z.-]*)["']""", source))
    areas = set(re.findall(r"""f["']([a-z.-]+)\.\{""", source)) | set(
        re.findall(r'either\("([a-z-]+)"', source)
    )
    used |= {f"{key}.body" for key in used}
    assert [key for key in english if key not in used and key.rpartition(".")[0] not in areas] == []


def test_braces_in_what_a_person_wrote_are_left_alone() -> None:
    assert Words("en")("note.amended", reason="{name} {reason} {") == "Why it was changed: {name} {reason} {"
