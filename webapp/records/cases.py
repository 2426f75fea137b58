"""A case or a group as it stands, derived from the set of its envelopes (`static/domain/record/`).

Pure. Invariant: the same set in any order, split or repetition gives the same record, member by member the
one that phones show; nothing readable or unreadable is left out.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from webapp.records.graph import Entry, ancestry, heads_of, in_order, moment_of, of_kind, unique
from webapp.records.scripts import session_state
from webapp.records.sharing import sharing_of

KNOWN = (
    "participant",
    "group",
    "session",
    "script-record",
    "note",
    "amendment",
    "risk-flag",
    "session-end",
    "handed-over",
    "release",
    "release-revoked",
    "disclosure",
    "disclosure-corrected",
)
Record = dict[str, Any]


def derive_case(entries: Iterable[Entry]) -> Record:
    """The record of a participant's or a group's vault."""
    everything = list(entries)
    readable = [entry for entry in everything if not entry.unreadable]
    known = in_order(entry for entry in readable if _is_known(entry))
    sessions, loose = _sessions(known)
    without_note = [{"id": each.id, "at": each.at, "reason": "note-missing"} for each in loose]
    newer = in_order(entry for entry in readable if not _is_known(entry))
    return {
        "participant": _subject(known, "participant"),
        "group": _subject(known, "group"),
        "sessions": sessions,
        **sharing_of(known),
        "handovers": [_handover(entry) for entry in of_kind(known, "handed-over")],
        "unreadable": [*_reasons(everything), *without_note],
        "newer": [{"id": each.id, "at": each.at, "kind": each.kind} for each in newer],
        "unsent": sum(entry.number is None for entry in unique(everything)),
    }


def _handover(entry: Entry) -> Record:
    """Who gave the case to whom, and whether they went on with it themself."""
    to, keep = entry.content["to"], entry.content["keep"]
    beside = {
        "after": list(entry.after),
        "number": entry.number,
        "epoch": entry.epoch,
        "by": entry.author,
        "to": to,
        "keep": keep,
    }
    return {"id": entry.id, "at": entry.at, **beside}


def _is_known(entry: Entry) -> bool:
    return not entry.newer and entry.kind in KNOWN


def _reasons(entries: Sequence[Entry]) -> list[Record]:
    """What does not count, each once for each reason."""
    found = {
        f"{entry.id} {entry.unreadable}": {"id": entry.id, "at": entry.at, "reason": entry.unreadable}
        for entry in entries
        if entry.unreadable
    }
    return [found[name] for name in sorted(found)]


# --- sessions ---


def _sessions(ordered: Sequence[Entry]) -> tuple[list[Record], list[Entry]]:
    """(sessions newest first, amendments of a note that is not here)."""
    session_of_note = {entry.id: entry.content["session"] for entry in of_kind(ordered, "note")}
    by_session: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for entry in ordered:
        is_amendment = entry.kind == "amendment"
        content = entry.content
        session = session_of_note.get(content["note"]) if is_amendment else content.get("session")
        if session:
            by_session.setdefault(session, []).append(entry)
        elif is_amendment:
            loose.append(entry)
    sessions = [_session(session, own) for session, own in by_session.items()]
    sessions.sort(key=lambda each: (moment_of(each["startedAt"]), each["session"]), reverse=True)
    return sessions, loose


def _session(session: str, ordered: Sequence[Entry]) -> Record:
    gate = session_state([entry.content for entry in ordered], session)
    ends = of_kind(ordered, "session-end")
    records = of_kind(ordered, "script-record")
    in_force = next((entry for entry in records if entry.content is gate["record"]), None)
    flags = of_kind(ordered, "risk-flag")
    return {
        "session": session,
        "how": gate["how"],
        "startedAt": gate["startedAt"] or ordered[0].at,
        "gate": gate,
        "scriptRecord": gate["record"],
        "script": {"id": in_force.id} if in_force else None,
        "outcome": gate["outcome"],
        "offerAgain": gate["offerAgain"],
        **_note(ordered),
        "flags": [{**each.content, "id": each.id, "at": each.at, "author": each.author} for each in flags],
        "endedAt": ends[-1].content["endedAt"] if ends else None,
    }


def _note(ordered: Sequence[Entry]) -> Record:
    """The note as it stands, with every version; `conflict`: the versions that a person must choose from."""
    heads, versions = heads_of(entry for entry in ordered if entry.kind in ("note", "amendment"))
    root = next(iter(of_kind(versions, "note")), None)
    if root is None or not heads:
        return {"note": None, "conflict": None}
    note = {
        "id": root.id,
        "text": heads[-1].content["text"],
        "heads": [head.id for head in heads],
        "history": [_version(each) for each in versions],
        "sent": all(each.number is not None for each in versions),
    }
    differ = len({head.content["text"] for head in heads}) > 1
    return {"note": note, "conflict": [_version(head) for head in heads] if differ else None}


def _version(entry: Entry) -> Record:
    text, reason = entry.content["text"], entry.content.get("reason", "")
    return {"id": entry.id, "at": entry.at, "author": entry.author, "text": text, "reason": reason}


# --- whom it is about ---


def _subject(ordered: Sequence[Entry], kind: str) -> Record | None:
    """Its fields, each as it stands; with `conflict` and `versions` where a person must choose.

    A version *writes* a field when it is the first, or when its value differs from that of a version it
    amends. A written value stands until a later version that builds on it writes the field again.
    """
    heads, versions = heads_of(of_kind(ordered, kind))
    if not heads:
        return None
    ancestors = ancestry(versions)
    standing = {field: _values(field, versions, ancestors) for field in _fields(heads[-1])}
    subject = {
        "kind": kind,
        **{field: values[-1] if values else None for field, values in standing.items()},
        "heads": [head.id for head in heads],
    }
    conflict = [field for field, values in standing.items() if len(values) > 1]
    if conflict:
        subject["conflict"] = conflict
        subject["versions"] = [
            {"id": head.id, "at": head.at, "author": head.author, **_fields(head)} for head in heads
        ]
    return subject


def _values(field: str, versions: Sequence[Entry], ancestors: Callable[[str], frozenset[str]]) -> list[Any]:
    """The different values of a field that stand, the latest written last."""
    by_id = {entry.id: entry for entry in versions}
    writers = []
    for entry in versions:
        amended = [by_id[before] for before in entry.after if before in by_id]
        value = entry.content.get(field)
        if not amended or any(before.content.get(field) != value for before in amended):
            writers.append(entry)
    values = [
        entry.content.get(field)
        for entry in writers
        if not any(
            entry.id in ancestors(later.id) and later.id not in ancestors(entry.id) for later in writers
        )
    ]
    return [value for place, value in enumerate(values) if value not in values[place + 1 :]]


def _fields(entry: Entry) -> Record:
    return {name: value for name, value in entry.content.items() if name not in ("kind", "schema")}
