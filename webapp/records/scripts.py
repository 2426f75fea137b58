"""How the script of one session went, from its payloads (`static/domain/session/state.js` and `record.js`).

Pure. The same set in any order gives the same state. A record that cannot be believed does not count, hides
no other, and is named in `refused`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from webapp.records.graph import moment_of

Payload = Mapping[str, Any]

HOWS = ("in-person", "phone", "video", "group")
GIVEN = ("understood", "explained-again", "has-questions")
SKIPPED = "skipped-crisis"
OUTCOMES = (*GIVEN, "declined", SKIPPED)
TEACH_BACKS = ("understood", "explained-again", "has-questions", "not-possible")


class _Unbelievable(Exception):  # noqa: N818 — a sentence, not a suffix
    """The record cannot be used; the text says why."""


def session_state(payloads: Sequence[Payload], session: str) -> dict[str, Any]:
    """The state of a session whose payloads these are; other kinds are not looked at."""
    refused: set[str] = set()
    sessions = _believed(payloads, "session", _read_session, refused)
    records = _believed(payloads, "script-record", _read_record, refused)
    opening = next(iter(_by_time(sessions, lambda each: each["startedAt"])), None)
    record = _in_force(records)
    allowed = any(each["outcome"] != "declined" for each in records)
    return {
        "session": session,
        "how": (opening or record or {}).get("how"),
        "startedAt": opening["startedAt"] if opening else None,
        "members": list(opening.get("members", ())) if opening else [],
        "record": record,
        "outcome": record["outcome"] if record else None,
        "noteAllowed": allowed,
        "declined": record is not None and not allowed,
        "offerAgain": record["offerAgain"] if record else False,
        "refused": sorted(refused),
    }


def _believed(
    payloads: Sequence[Payload], kind: str, read: Callable[[Payload], None], refused: set[str]
) -> list[Payload]:
    found = []
    for payload in payloads:
        if payload.get("kind") != kind:
            continue
        try:
            read(payload)
        except _Unbelievable as error:
            refused.add(f"This record cannot be used: {error}.")
        else:
            found.append(payload)
    return found


def _in_force(records: Sequence[Payload]) -> Payload | None:
    answered = [each for each in records if each["outcome"] != SKIPPED]
    ordered = _by_time(answered or records, lambda each: each["script"]["endedAt"])
    return ordered[-1] if ordered else None


def _by_time(records: Sequence[Payload], time_of: Callable[[Payload], Any]) -> list[Payload]:
    """By time, then by content: equal times do not leave the choice to the order of arrival."""

    def key(record: Payload) -> tuple[Any, bytes]:
        text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return moment_of(time_of(record)), text.encode("utf-16-be", "surrogatepass")

    return sorted(records, key=key)


def _demand(holds: bool, why: str) -> None:
    if not holds:
        raise _Unbelievable(why)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_time(value: Any) -> bool:
    return moment_of(value) is not None


def _read_session(payload: Payload) -> None:
    _demand(payload.get("how") in HOWS, "it does not say how the people met")
    _demand(_is_time(payload.get("startedAt")), "it does not say when the session started")


def _read_record(payload: Payload) -> None:
    script, outcome = payload["script"], payload["outcome"]
    _demand(outcome in OUTCOMES, "its outcome is not known")
    _demand(isinstance(script.get("shown"), list), "it does not say what was shown")
    _demand(_is_time(script.get("endedAt")), "it does not say when it ended")
    if outcome == SKIPPED:
        _demand(_is_text(payload.get("reason")), "a skip needs its reason")
    if outcome in GIVEN:
        _read_given(payload["privacy"], script, payload["teachBack"])


def _read_given(privacy: Payload, script: Payload, teach_back: Payload) -> None:
    both = bool(privacy.get("mine")) and bool(privacy.get("theirs"))
    _demand(both, "the private place was not asked on both sides")
    named = all(_is_text(script.get(name)) for name in ("id", "version", "hash"))
    _demand(named, "it does not name the content that was given")
    _demand(
        script.get("variant") in ("full", "recap"), "it does not say whether the script was full or a recap"
    )
    _demand(script.get("language") in ("en", "es"), "it does not name the language")
    _demand(_is_time(script.get("startedAt")), "it does not say when the script began")
    _demand(len(script["shown"]) > 0, "no card was shown")
    _demand(all(map(_is_shown, script["shown"])), "a card was shown without its time")
    _demand(teach_back.get("result") in TEACH_BACKS, "its teach-back result is not known")


def _is_shown(value: Any) -> bool:
    return isinstance(value, dict) and _is_text(value.get("card")) and _is_time(value.get("at"))
