"""What may stand inside an envelope: `static/domain/KINDS.md` read a second time (the first is
`static/domain/kinds.js`).

Pure. An unknown kind or a newer schema is "newer": kept and shown, never dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from webapp.sealed.strict import Check, is_id, is_object, is_time, list_of, nullable, one_of, text_up_to

Verdict = Literal["ok", "newer", "invalid"]

SCHEMA = 1
MOST = 1_000

_text = text_up_to(100_000)
_short = text_up_to(200)


def _words(value: Any) -> bool:
    return _text(value) and value.strip() != ""


def _name(value: Any) -> bool:
    return _words(value) and _short(value)


def _boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _position(value: Any) -> bool:
    return type(value) is int and value >= 0


def _shape(fields: Mapping[str, Check]) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == fields.keys()
        and all(check(value[field]) for field, check in fields.items())
    )


def _some(check: Check) -> Check:
    return lambda value: bool(value) and list_of(check, MOST)(value)


def _unless(field: str, value: str, reason: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda payload: payload[field] == value or _words(payload[reason])


@dataclass(frozen=True)
class Kind:
    """The members of one kind. `optional` ones may be left out, `is_open`: others may follow, `also`: a rule
    between members."""

    fields: Mapping[str, Check]
    optional: Mapping[str, Check] | None = None
    is_open: bool = False
    also: Callable[[Mapping[str, Any]], bool] | None = None


_how = one_of("in-person", "phone", "video", "group")
_language = one_of("en", "es")
_hit = _shape(
    {
        "term": _text,
        "category": _text,
        "level": one_of("imminent", "concern"),
        "start": _position,
        "end": _position,
        "words": _text,
    }
)
_step = _shape({"who": _words, "what": _words, "by": _words})

KINDS: Mapping[str, Kind] = {
    "participant": Kind(
        {
            "name": _name,
            "code": _name,
            "language": _language,
            "adult": _boolean,
            "archived": _boolean,
            "contact": _text,
        }
    ),
    "group": Kind({"name": _name, "language": _language}, {"archived": _boolean}),
    "session": Kind({"session": is_id, "how": _how, "startedAt": is_time}, {"members": list_of(is_id, MOST)}),
    "script-record": Kind(
        {
            "session": is_id,
            "how": _how,
            "privacy": is_object,
            "script": is_object,
            "teachBack": is_object,
            "outcome": _words,
            "offerAgain": _boolean,
        },
        {"reason": nullable(_text)},
        is_open=True,
    ),
    "note": Kind({"session": is_id, "text": _words}),
    "amendment": Kind({"note": is_id, "text": _words, "reason": _text}),
    "risk-flag": Kind(
        {
            "session": is_id,
            "note": is_id,
            "lexicon": _text,
            "hits": list_of(_hit, MOST),
            "decision": one_of("consult", "handled", "not-a-risk"),
            "reason": _text,
            "consult": nullable(is_id),
        },
        also=_unless("decision", "consult", "reason"),
    ),
    "session-end": Kind({"session": is_id, "endedAt": is_time, "how": one_of("done", "declined")}),
    "handed-over": Kind({"to": is_id, "keep": _boolean}),
    "consult-request": Kind(
        {
            "cause": one_of("words", "worried", "unsure"),
            "categories": list_of(_text, MOST),
            "urgency": one_of("now", "soon"),
            "words": _text,
            "caseCode": _text,
            "excerpt": _text,
        }
    ),
    "consult-words": Kind({"text": _words}),
    "consult-seen": Kind({}),
    "consult-taken": Kind({}),
    "consult-answer": Kind(
        {
            "decision": one_of("go-on", "safety-steps", "refer", "report-together", "emergency"),
            "reasons": _words,
            "setAside": _words,
            "steps": _some(_step),
            "debrief": one_of("offered", "taken", "later"),
        }
    ),
    "consult-closed": Kind(
        {"outcome": _words, "told": one_of("yes", "not-yet", "no"), "toldReason": _text},
        also=_unless("told", "yes", "toldReason"),
    ),
}


def verdict_on(payload: Mapping[str, Any]) -> Verdict:
    """Whether this version knows the payload's kind, and whether the payload is as its kind says."""
    kind, schema = KINDS.get(payload["kind"]), payload["schema"]
    if kind is None or schema > SCHEMA:
        return "newer"
    members = {name: value for name, value in payload.items() if name not in ("kind", "schema")}
    return "ok" if schema == SCHEMA and _fits(members, kind) else "invalid"


def _fits(members: Mapping[str, Any], kind: Kind) -> bool:
    known = {**kind.fields, **(kind.optional or {})}
    return (
        kind.fields.keys() <= members.keys()
        and (kind.is_open or members.keys() <= known.keys())
        and all(check(members[name]) for name, check in known.items() if name in members)
        and (kind.also is None or kind.also(members))
    )
