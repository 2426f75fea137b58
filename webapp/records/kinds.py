"""What may stand inside an envelope: `static/domain/KINDS.md` read a second time (the first is
`static/domain/kinds.js`).

Pure. An unknown kind or a newer schema is "newer": kept and shown, never dropped.
"""

from collections.abc import Mapping
from typing import Any, Literal

from webapp.records.shapes import MOST, Kind, boolean, name, position, shape, some, text, unless, words
from webapp.records.sharing_kinds import SHARING_KINDS
from webapp.sealed.strict import is_id, is_object, is_time, list_of, nullable, one_of

Verdict = Literal["ok", "newer", "invalid"]

SCHEMA = 1

_how = one_of("in-person", "phone", "video", "group")
_language = one_of("en", "es")
_hit = shape(
    {
        "term": text,
        "category": text,
        "level": one_of("imminent", "concern"),
        "start": position,
        "end": position,
        "words": text,
    }
)
_step = shape({"who": words, "what": words, "by": words})

KINDS: Mapping[str, Kind] = {
    "participant": Kind(
        {
            "name": name,
            "code": name,
            "language": _language,
            "adult": boolean,
            "archived": boolean,
            "contact": text,
        }
    ),
    "group": Kind({"name": name, "language": _language}, {"archived": boolean}),
    "session": Kind({"session": is_id, "how": _how, "startedAt": is_time}, {"members": list_of(is_id, MOST)}),
    "script-record": Kind(
        {
            "session": is_id,
            "how": _how,
            "privacy": is_object,
            "script": is_object,
            "teachBack": is_object,
            "outcome": words,
            "offerAgain": boolean,
        },
        {"reason": nullable(text)},
        is_open=True,
    ),
    "note": Kind({"session": is_id, "text": words}),
    "amendment": Kind({"note": is_id, "text": words, "reason": text}),
    "risk-flag": Kind(
        {
            "session": is_id,
            "note": is_id,
            "lexicon": text,
            "hits": list_of(_hit, MOST),
            "decision": one_of("consult", "handled", "not-a-risk"),
            "reason": text,
            "consult": nullable(is_id),
        },
        also=unless("decision", "consult", "reason"),
    ),
    "session-end": Kind({"session": is_id, "endedAt": is_time, "how": one_of("done", "declined")}),
    **SHARING_KINDS,
    "handed-over": Kind({"to": is_id, "keep": boolean}),
    "consult-request": Kind(
        {
            "cause": one_of("words", "worried", "unsure"),
            "categories": list_of(text, MOST),
            "urgency": one_of("now", "soon"),
            "words": text,
            "caseCode": text,
            "excerpt": text,
        }
    ),
    "consult-words": Kind({"text": words}),
    "consult-seen": Kind({}),
    "consult-taken": Kind({}),
    "consult-answer": Kind(
        {
            "decision": one_of("go-on", "safety-steps", "refer", "report-together", "emergency"),
            "reasons": words,
            "setAside": words,
            "steps": some(_step),
            "debrief": one_of("offered", "taken", "later"),
        }
    ),
    "consult-closed": Kind(
        {"outcome": words, "told": one_of("yes", "not-yet", "no"), "toldReason": text},
        also=unless("told", "yes", "toldReason"),
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
