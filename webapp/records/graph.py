"""What amends what: from a set of versions to the ones that stand (`static/domain/record/graph.js`).

A version that another one amends is superseded; what is left are heads. Several heads are a conflict that a
person settles. Only the set counts, never the order of arrival.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from webapp.sealed.errors import Malformed
from webapp.sealed.strict import parse_time

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """An opened envelope, or one that does not count. `unreadable` says why it does not, `number` is null
    while nothing shows that the server received it, `received_at` is its receipt's time."""

    id: str
    author: str
    device: str
    at: str
    after: tuple[str, ...]
    number: int | None
    payload: Mapping[str, Any] | None = None
    consult: Mapping[str, Any] | None = None
    received_at: str | None = None
    epoch: int = 0
    newer: bool = False
    unreadable: str | None = None

    @property
    def content(self) -> Mapping[str, Any]:
        """The payload of one that counts."""
        return self.payload or {}

    @property
    def kind(self) -> str:
        """The payload's kind; empty when there is none."""
        return str(self.content.get("kind", ""))


def moment_of(at: Any) -> datetime | None:
    """The moment, or none for what is not a time as we write it."""
    try:
        return parse_time(at)
    except Malformed:
        return None


def place_in_time(entry: Entry) -> tuple[datetime, str]:
    """A total order, the same everywhere: by the moment written, then by id."""
    return moment_of(entry.at) or _BEGINNING, entry.id


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """The same envelope many times is once: the copy with a number stands."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id not in found or entry.number is not None:
            found[entry.id] = entry
    return list(found.values())


def of_kind(entries: Iterable[Entry], kind: str) -> list[Entry]:
    """Those of one kind, in the order given."""
    return [entry for entry in entries if entry.kind == kind]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Each once, in the order of time."""
    return sorted(unique(entries), key=place_in_time)


def ancestry(entries: Sequence[Entry]) -> Callable[[str], frozenset[str]]:
    """Everything that a version builds on, as far as it is here."""
    after = {entry.id: entry.after for entry in entries}
    known: dict[str, frozenset[str]] = {}

    def ancestors(of: str) -> frozenset[str]:
        if of not in known:
            found: set[str] = set()
            waiting = list(after.get(of, ()))
            while waiting:
                before = waiting.pop()
                if before not in found:
                    found.add(before)
                    waiting += after.get(before, ())
            known[of] = frozenset(found)
        return known[of]

    return ancestors


def heads_of(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """(the versions that stand, all of them), both in the order of time. Versions that name each other in a
    ring cannot be written honestly; then all of them stand."""
    ordered = in_order(entries)
    ancestors = ancestry(ordered)
    amenders: dict[str, list[str]] = {}
    for entry in ordered:
        for before in entry.after:
            amenders.setdefault(before, []).append(entry.id)
    heads = [
        entry
        for entry in ordered
        if all(later in ancestors(entry.id) for later in amenders.get(entry.id, ()))
    ]
    return heads, ordered
