"""A consult as it stands, derived from the signed envelopes in its vault (`static/domain/consult/index.js`).

Pure. Any order, split or repetition of the same set gives the same consult. Only who is, or was, a supervisor
or officer can have seen, taken or answered it. Urgency raised after an answer opens it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.records.graph import Entry, place_in_time, unique

ANSWERING = ("consult-seen", "consult-taken", "consult-answer")
OVER = ("consult-answer", "consult-closed")
SUPERVISING = ("supervisor", "officer")
_LAST = 2**53

Step = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """A member as the agency certified them; `roles` of all their certificates."""

    name: str
    roles: frozenset[str]

    @property
    def supervises(self) -> bool:
        """Whether they are, or were, one who may answer."""
        return not self.roles.isdisjoint(SUPERVISING)


People = Mapping[str, Person]


def is_consult(entries: Iterable[Entry]) -> bool:
    """A vault is what its envelopes make it; the header's word counts when nothing in it can be read."""
    return any(entry.consult is not None or entry.kind.startswith("consult-") for entry in entries)


def derive_consult(entries: Sequence[Entry], people: People) -> dict[str, Any]:
    """The consult: who asked what, who saw, took and answered it, and how it ended."""
    steps = _steps(entries, people)
    request = next(iter(_of(steps, "consult-request")), None)
    seen, taken_by = _first_of_each(_of(steps, "consult-seen")), _first_of_each(_of(steps, "consult-taken"))
    answers, closings = _of(steps, "consult-answer"), _of(steps, "consult-closed")
    raised = next((each for each in reversed(steps) if each["raises"]), None)
    last_over = max((place for place, each in enumerate(steps) if each["kind"] in OVER), default=-1)
    is_open_again = raised is not None and last_over < steps.index(raised)
    closed = closings[-1] if closings and not is_open_again else None
    is_over = not is_open_again and bool(closings or answers)
    since = raised if is_open_again and answers else request
    return {
        "request": request,
        "words": _of(steps, "consult-words"),
        "seen": seen,
        "taken": taken_by[0] if taken_by else None,
        "takenBy": taken_by,
        "answers": answers,
        "closed": closed,
        "state": _state(request, seen, taken_by, [] if is_open_again else answers, closed),
        "urgency": "now" if raised or (request and request["urgency"] == "now") else "soon",
        "waitingSince": None if is_over or since is None else since["at"],
        "raisedAfterAnswer": is_open_again and bool(answers or closings),
        "unreadable": sum(entry.unreadable is not None for entry in entries),
        "newer": len(unique(entry for entry in entries if entry.newer)),
    }


def _steps(entries: Sequence[Entry], people: People) -> list[Step]:
    """In the server's order, which no clock can disturb; what has no number comes last, by its time."""
    counted = unique(entry for entry in entries if not entry.unreadable and not entry.newer)
    counted.sort(key=lambda entry: (_LAST if entry.number is None else entry.number, *place_in_time(entry)))
    asker = next((entry.author for entry in counted if entry.kind == "consult-request"), None)

    def may(entry: Entry) -> bool:
        person = people.get(entry.author)
        return entry.author != asker and person is not None and person.supervises

    return [_step(entry, people) for entry in counted if entry.kind not in ANSWERING or may(entry)]


def _step(entry: Entry, people: People) -> Step:
    fields = {name: value for name, value in entry.content.items() if name != "schema"}
    is_urgent = entry.consult is not None and entry.consult.get("urgency") == "now"
    return {
        **fields,
        "id": entry.id,
        "author": entry.author,
        "by": entry.author,
        "name": people[entry.author].name if entry.author in people else "",
        "at": entry.at,
        "sent": entry.number is not None,
        "sentAt": entry.received_at,
        "raises": entry.kind == "consult-words" and is_urgent,
    }


def _of(steps: Sequence[Step], kind: str) -> list[Step]:
    return [each for each in steps if each["kind"] == kind]


def _first_of_each(steps: Sequence[Step]) -> list[Step]:
    first: dict[str, Step] = {}
    for each in steps:
        first.setdefault(each["author"], each)
    return list(first.values())


def _state(
    request: Step | None,
    seen: Sequence[Step],
    taken: Sequence[Step],
    answers: Sequence[Step],
    closed: Step | None,
) -> str:
    reached = (("closed", closed), ("answered", answers), ("taken", taken), ("seen", seen))
    furthest = next((state for state, steps in reached if steps), None)
    return furthest or ("sent" if request and request["sent"] else "on-this-phone")
