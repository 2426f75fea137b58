"""Caseloads to measure with. Nobody in them exists; the words are drawn from a few plain sentences."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.benchmarks.colleague import Colleague
from webapp.demo.script import DemoScript
from webapp.demo.staff import id_of
from webapp.sealed.seal import RawItem
from webapp.sealed.strict import write_time

CASES = 40
ENVELOPES = 10_000
PER_CASE = ENVELOPES // CASES
NOTE_CHARACTERS = 1_200
SENTENCES = (
    "We met at the shelter and talked about the week. ",
    "She has an appointment for housing on Thursday and wants me to come along. ",
    "He said the new medicine makes him sleep too long, and he will ask the nurse. ",
    "We made a list of three people to call when the evenings get hard. ",
    "He walked to the group alone for the first time and stayed to the end. ",
    "Her brother called; they had not spoken since spring, and it went well. ",
    "We filled in the form for the bus pass and took a picture of it. ",
    "She is worried about the court date and wants to practise what to say. ",
)


@dataclass
class Caseload:
    """Items in the order of writing, and how many of them are envelopes with how much text."""

    items: list[RawItem]
    envelopes: int
    text_bytes: int


def text_of(characters: int, chance: random.Random) -> str:
    """Plain sentences up to that length."""
    words = ""
    while len(words) < characters:
        words += chance.choice(SENTENCES)
    return words[:characters]


def full_notes(author: Colleague) -> Caseload:
    """10,000 envelopes in 40 cases, all but three in each with 1.2 kB of text."""
    return _write(author, _notes_of_one_session)


def many_sessions(author: Colleague) -> Caseload:
    """10,000 envelopes in 40 cases as years of work leave them: sessions with script, note and end."""
    return _write(author, _sessions)


def _write(author: Colleague, payloads_of: "PayloadsOf") -> Caseload:
    chance = random.Random(2)
    caseload = Caseload([], 0, 0)
    now = datetime.now(UTC)
    for number in range(CASES):
        # Not before the demo's people were certified: what is signed earlier counts as nobody's.
        began = now - timedelta(days=28, minutes=number)
        vault = id_of(began)
        vault_key, grants = author.found(vault, began)
        caseload.items += grants
        ids: dict[str, str] = {}
        for name, after, payload, at in payloads_of(chance, began):
            following = [ids[after]] if after else []
            ids[name], item = author.staff.write(vault, vault_key, payload, at, *following)
            caseload.items.append(item)
            caseload.envelopes += 1
            caseload.text_bytes += len(payload.get("text", "").encode())
    return caseload


Written = tuple[str, str | None, dict[str, Any], datetime]
"""(a name for it, the name of what it follows, the payload, when)."""
PayloadsOf = Callable[[random.Random, datetime], Iterator[Written]]


def _notes_of_one_session(chance: random.Random, began: datetime) -> Iterator[Written]:
    yield _participant(chance, began)
    yield from _opening("1", began)
    for number in range(PER_CASE - 3):
        at = began + timedelta(minutes=20 + number)
        text = text_of(NOTE_CHARACTERS, chance)
        yield f"note {number}", "script 1", _payload("note", session=id_for("1", began), text=text), at


def _sessions(chance: random.Random, began: datetime) -> Iterator[Written]:
    yield _participant(chance, began)
    for number in range(math.ceil((PER_CASE - 1) / 4)):
        start, name = began + timedelta(hours=10 * number), str(number)
        session = id_for(name, start)
        yield from _opening(name, start)
        text, end = text_of(NOTE_CHARACTERS, chance), start + timedelta(minutes=40)
        yield f"note {name}", f"script {name}", _payload("note", session=session, text=text), end
        yield (
            f"end {name}",
            None,
            _payload("session-end", session=session, endedAt=write_time(end), how="done"),
            end,
        )


def id_for(name: str, began: datetime) -> str:
    """The same id for the same session each time."""
    milliseconds = f"{int(began.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-7000-8000-{int(name):012x}"


def _participant(chance: random.Random, began: datetime) -> Written:
    name = f"Person {chance.randrange(10_000)}"
    fields = {"name": name, "code": f"P-{chance.randrange(100)}", "language": "en", "contact": ""}
    return "person", None, _payload("participant", **fields, adult=True, archived=False), began


def _opening(name: str, start: datetime) -> Iterator[Written]:
    session = id_for(name, start)
    opened = _payload("session", session=session, how="phone", startedAt=write_time(start))
    yield f"session {name}", None, opened, start
    script = DemoScript().record(session, "phone", "en", "recap", start)
    yield f"script {name}", f"session {name}", script, start + timedelta(minutes=2)


def _payload(kind: str, **members: Any) -> dict[str, Any]:
    return {"kind": kind, "schema": 1, **members}
