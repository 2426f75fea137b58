"""A release as it is signed, what ends it, and what is shared on it: payloads as phones write them."""

from typing import Any

DIGEST = "A" * 43
AT = "2026-11-20T14:05:00.000-05:00"

TERMS: dict[str, Any] = {
    "type": "general",
    "participant": {"name": "Riley", "adult": True},
    "discloser": {"name": "Harbor Peers"},
    "recipient": {"kind": "organisation", "name": "Open Door Housing", "address": "", "contact": ""},
    "categories": ["needs", "services"],
    "details": "",
    "from": None,
    "to": "2027-01-31",
    "past": False,
    "purpose": {"id": "housing", "words": ""},
    "expires": {"kind": "date", "date": "2027-02-28", "event": ""},
    "representative": None,
    "language": "en",
    "zone": "America/New_York",
}
SIGNATURE = {"how": "drawn", "name": "Riley", "intent": "I sign.", "strokes": [[[1, 2.5, 0]]]}


def release(**changes: Any) -> dict[str, Any]:
    """Signed."""
    blocks = [
        {"kind": "heading", "text": "I can stop it", "states": ["revocation"]},
        {"kind": "list", "items": ["What I need"]},
        {"kind": "fixed", "text": "42 CFR part 2 …", "plain": "Do not share this."},
    ]
    template = {"id": "release-general", "version": "1.0.0", "language": "en"}
    document = {"template": template, "title": "My yes to share", "blocks": blocks, "terms": TERMS}
    return {
        "kind": "release",
        "document": document,
        "hash": DIGEST,
        "signature": SIGNATURE,
        "events": [{"what": "read", "at": AT, "sequence": 1}],
        "present": [{"name": "Sam", "role": "specialist"}],
        "known": "personally",
        "teachBack": "",
        "copy": {"how": "download", "at": AT},
        "electronic": {"agreedAt": AT, "ability": "read the page on this phone"},
        "zone": "America/New_York",
        "signedAt": AT,
        **changes,
    }


def revocation(of: str, **changes: Any) -> dict[str, Any]:
    """Spoken."""
    spoken = {"mode": "spoken", "by": "Riley", "witness": "", "revokedAt": AT, "signature": None}
    return {"kind": "release-revoked", "release": of, **spoken, **changes}


def disclosure(on: str | None, **changes: Any) -> dict[str, Any]:
    """With consent, or in an emergency."""
    return {
        "kind": "disclosure",
        "basis": "consent" if on else "emergency",
        "release": {"id": on, "hash": DIGEST} if on else None,
        "recipient": {"name": "Open Door Housing", "address": "", "kind": "organisation"},
        "purpose": {"id": "housing", "words": ""},
        "categories": ["needs"],
        "from": "2026-11-20",
        "to": None,
        "items": [{"what": "A letter", "hash": DIGEST}],
        "channel": "spoken",
        "notice": "42-cfr-2.32-a-1/2024-04-16",
        "sharedAt": AT,
        "zone": "America/New_York",
        "offline": True,
        "told": "later",
        "toldReason": "They sleep.",
        "details": {"imminent": False, "nature": "A fall"},
        "consult": None,
        **changes,
    }


def correction(of: str, words: str = "It was the other office.") -> dict[str, Any]:
    """Of a disclosure."""
    return {"kind": "disclosure-corrected", "disclosure": of, "words": words}
