"""The kinds by which a participant's yes is given and ended, and what was shared is written down
(`static/domain/KINDS.md`). What makes a release complete is the phone's to judge, when it is signed and used.
"""

from collections.abc import Mapping
from typing import Any

from webapp.records.shapes import (
    MOST,
    Kind,
    boolean,
    day,
    name,
    number,
    position,
    shape,
    some,
    text,
    unless,
    words,
)
from webapp.sealed.strict import is_digest, is_id, is_time, list_of, nullable, one_of

MOST_POINTS = 10_000


def _details(value: Any) -> bool:
    return isinstance(value, dict) and all(text(each) or boolean(each) for each in value.values())


def _point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(number(each) for each in value)


def _stroke(value: Any) -> bool:
    return bool(value) and list_of(_point, MOST_POINTS)(value)


_signature = shape(
    {
        "how": one_of("typed", "drawn"),
        "name": text,
        "intent": text,
        "strokes": nullable(list_of(_stroke, MOST)),
    }
)
_whose = one_of("person", "organisation", "class")
_purpose = shape({"id": words, "words": text})
_terms = shape(
    {
        "type": one_of("general", "counselling-notes", "legal"),
        "participant": shape({"name": text, "adult": boolean}),
        "discloser": shape({"name": text}),
        "recipient": shape({"kind": _whose, "name": text, "address": text, "contact": text}),
        "categories": list_of(words, MOST),
        "details": text,
        "from": nullable(day),
        "to": nullable(day),
        "past": boolean,
        "purpose": _purpose,
        "expires": shape({"kind": one_of("date", "event", "none"), "date": nullable(day), "event": text}),
        "representative": nullable(shape({"name": text, "authority": text})),
        "language": one_of("en", "es"),
        "zone": name,
    }
)
_block = shape(
    {"kind": one_of("heading", "text", "list", "fixed")},
    {
        "text": text,
        "items": list_of(text, MOST),
        "plain": text,
        "states": list_of(words, MOST),
    },
)
_release_document = shape(
    {
        "template": shape({"id": words, "version": words, "language": one_of("en", "es")}),
        "title": words,
        "blocks": some(_block),
        "terms": _terms,
    }
)


def _signed_when_it_says_so(payload: Mapping[str, Any]) -> bool:
    return payload["mode"] != "signed" or payload["signature"] is not None


SHARING_KINDS: Mapping[str, Kind] = {
    "release": Kind(
        {
            "document": _release_document,
            "hash": is_digest,
            "signature": _signature,
            "events": list_of(shape({"what": words, "at": is_time, "sequence": position}), MOST),
            "present": list_of(shape({"name": name, "role": words}), MOST),
            "known": one_of("personally", "id-seen", "code", "vouched"),
            "teachBack": text,
            "copy": nullable(shape({"how": words, "at": is_time})),
            "electronic": shape({"agreedAt": is_time, "ability": words}),
            "zone": name,
            "signedAt": is_time,
        }
    ),
    "release-revoked": Kind(
        {
            "release": is_id,
            "mode": one_of("signed", "spoken"),
            "by": name,
            "witness": text,
            "revokedAt": is_time,
            "signature": nullable(_signature),
        },
        also=_signed_when_it_says_so,
    ),
    "disclosure": Kind(
        {
            "basis": one_of(
                "consent",
                "emergency",
                "child-abuse",
                "premises-crime",
                "court-order",
                "audit",
                "to-participant",
            ),
            "release": nullable(shape({"id": is_id, "hash": is_digest})),
            "recipient": shape({"name": name, "address": text, "kind": _whose}),
            "purpose": _purpose,
            "categories": list_of(words, MOST),
            "from": nullable(day),
            "to": nullable(day),
            "items": list_of(shape({"what": words, "hash": is_digest}), MOST),
            "channel": one_of("spoken", "print", "pdf", "share", "csv", "fhir"),
            "notice": nullable(words),
            "sharedAt": is_time,
            "zone": name,
            "offline": boolean,
            "told": one_of("yes", "no", "later"),
            "toldReason": text,
            "details": _details,
            "consult": nullable(is_id),
        },
        also=unless("told", "yes", "toldReason"),
    ),
    "disclosure-corrected": Kind({"disclosure": is_id, "words": words}),
}
