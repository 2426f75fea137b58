"""What the export derives from envelopes is what phones show, whatever order they come in."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from agency_world import new_id
from invented_entries import AUTHORS, ROLES, Invented
from invented_sharing import SIGNATURE, TERMS, correction, disclosure, release, revocation
from record_keeper import script_record

from webapp.records.cases import derive_case
from webapp.records.consults import Person, derive_consult
from webapp.records.graph import Entry
from webapp.records.kinds import KINDS, verdict_on

ROOT = Path(__file__).parents[3]
SEEDS = range(120)
PEOPLE = {
    member: Person(f"Somebody {place}", frozenset({ROLES[member]})) for place, member in enumerate(AUTHORS)
}
SESSION, NOTE, AT = new_id(), new_id(), "2026-11-20T14:05:00.000-05:00"

PARTICIPANT = {"name": "R", "code": "R-1", "language": "en", "adult": True, "archived": False, "contact": ""}
HIT = {"term": "t", "category": "c", "level": "concern", "start": 0, "end": 1, "words": "w"}
FLAG = {"session": SESSION, "note": NOTE, "lexicon": "1", "hits": [HIT], "decision": "handled", "reason": "r"}
REQUEST = {"cause": "words", "categories": [], "urgency": "soon", "words": "", "caseCode": "", "excerpt": ""}
ANSWER = {"decision": "refer", "reasons": "r", "setAside": "s", "debrief": "later"}
GOOD: list[dict[str, Any]] = [
    {"kind": "participant", **PARTICIPANT},
    {"kind": "group", "name": "G", "language": "es"},
    {"kind": "session", "session": SESSION, "how": "group", "startedAt": AT, "members": [NOTE]},
    script_record(SESSION, AT, extra=1, reason=None),
    {"kind": "note", "session": SESSION, "text": "A talk"},
    {"kind": "amendment", "note": NOTE, "text": "A talk", "reason": ""},
    {"kind": "risk-flag", **FLAG, "consult": None},
    {"kind": "session-end", "session": SESSION, "endedAt": AT, "how": "declined"},
    {"kind": "handed-over", "to": SESSION, "keep": True},
    release(),
    revocation(NOTE, mode="signed", signature=SIGNATURE),
    disclosure(NOTE),
    correction(NOTE),
    {"kind": "consult-request", **REQUEST},
    {"kind": "consult-words", "text": "More"},
    {"kind": "consult-seen"},
    {"kind": "consult-taken"},
    {"kind": "consult-answer", **ANSWER, "steps": [{"who": "a", "what": "b", "by": "c"}]},
    {"kind": "consult-closed", "outcome": "o", "told": "no", "toldReason": "r"},
]
ODD: tuple[Any, ...] = (None, "", "  ", 7, True, [], {}, "x" * 201, [1], "no-such-word", AT, SESSION)


def payloads() -> list[dict[str, Any]]:
    """Each kind as it should be, and with each member missing, odd, or one too many."""
    found: list[dict[str, Any]] = [{"kind": "of-tomorrow", "schema": 1, "x": 1}]
    for good in GOOD:
        whole = {"schema": 1, **good}
        found += [whole, {**whole, "schema": 2}, {**whole, "more": 1}]
        for member in good.keys() - {"kind"}:
            found.append({name: value for name, value in whole.items() if name != member})
            found += [{**whole, member: odd} for odd in ODD]
    return found + odd_releases()


def odd_releases() -> list[dict[str, Any]]:
    """A release with each member of its terms odd, and days, signatures and blocks that are hard to judge."""
    whole = {"schema": 1, **release()}
    document = whole["document"]
    with_terms = [{**TERMS, member: odd} for member in TERMS for odd in (*ODD, "2026-02-30", "2026-2-3")]
    documents = [{**document, "terms": terms} for terms in with_terms]
    documents += [{**document, "blocks": [block]} for block in (*ODD, {"kind": "text"}, {"kind": "table"})]
    found = [{**whole, "document": each} for each in documents]
    strokes = (*ODD, [[[1, 2]]], [[[1, 2, "3"]]], [[[True, 2, 3]]], [[]], [["x"]], [[[1, 2, 3]] * 10_001])
    found += [{**whole, "signature": {**SIGNATURE, "strokes": odd}} for odd in strokes]
    found += [{"schema": 1, **revocation(NOTE, mode="signed")}, {"schema": 1, **disclosure(None)}]
    found += [{"schema": 1, **disclosure(None, details={"x": odd})} for odd in ODD]
    return found


@pytest.fixture(scope="module", name="on_phones")
def derived_on_phones() -> dict[str, list[Any]]:
    given = {
        "cases": [[as_on_a_phone(each) for each in Invented(seed).case()] for seed in SEEDS],
        "consults": [[as_on_a_phone(each) for each in Invented(seed).consult()] for seed in SEEDS],
        "people": {
            member: {"name": person.name, "certificates": [{"role": role} for role in person.roles]}
            for member, person in PEOPLE.items()
        },
        "payloads": payloads(),
    }
    script = Path(__file__).with_name("derive_as_phones_do.js")
    command = [sys.executable, ROOT / "scripts" / "with_node.py", "node", script]
    done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=True)
    derived: dict[str, list[Any]] = {
        "given": given["cases"],
        "asked": given["consults"],
        **json.loads(done.stdout),
    }
    return derived


def as_on_a_phone(entry: Entry) -> dict[str, Any]:
    members = asdict(entry)
    members["receivedAt"] = members.pop("received_at")
    return {name: value for name, value in members.items() if name != "payload" or value is not None}


def back(members: dict[str, Any]) -> Entry:
    rest = {"received_at": members["receivedAt"], "after": tuple(members["after"])}
    return Entry(**({name: value for name, value in members.items() if name != "receivedAt"} | rest))


def test_cases_are_those_that_phones_show(on_phones: dict[str, list[Any]]) -> None:
    for given, shown in zip(on_phones["given"], on_phones["cases"], strict=True):
        assert json.loads(json.dumps(derive_case(map(back, given)))) == shown


def test_consults_are_those_that_phones_show(on_phones: dict[str, list[Any]]) -> None:
    for given, shown in zip(on_phones["asked"], on_phones["consults"], strict=True):
        shown.pop("mine")
        assert json.loads(json.dumps(derive_consult(list(map(back, given)), PEOPLE))) == shown


def test_payloads_are_judged_as_on_phones(on_phones: dict[str, list[Any]]) -> None:
    judged = [verdict_on(payload) for payload in payloads()]
    differ = [
        (payload, ours, theirs)
        for payload, ours, theirs in zip(payloads(), judged, on_phones["payloads"], strict=True)
        if ours != theirs
    ]
    assert differ == []
    assert {"ok", "newer", "invalid"} == set(judged) and {each["kind"] for each in GOOD} == KINDS.keys()


@pytest.mark.parametrize("seed", range(60))
def test_the_same_envelopes_in_any_order_give_the_same_record(seed: int) -> None:
    case, consult, draw = Invented(seed).case(), Invented(seed).consult(), Random(seed)
    record, asked = derive_case(case), derive_consult(consult, PEOPLE)
    for _ in range(3):
        draw.shuffle(case)
        draw.shuffle(consult)
        assert derive_case([*case, *case[:3]]) == record
        assert derive_consult(consult, PEOPLE) | {"unreadable": 0} == asked | {"unreadable": 0}
