"""Releases and disclosures of a case, derived from its envelopes (`static/domain/record/sharing.js`).

Pure. A revocation wins over a disclosure that comes in later: what was shared after it is an incident.
"""

from collections.abc import Callable, Iterable
from typing import Any

from webapp.records.graph import Entry, ancestry, in_order, moment_of, of_kind

Record = dict[str, Any]


def sharing_of(known: Iterable[Entry]) -> dict[str, list[Record]]:
    """`releases` and `disclosures`, newest first, each with what was written about it later."""
    ordered = in_order(known)
    revoking, correcting = of_kind(ordered, "release-revoked"), of_kind(ordered, "disclosure-corrected")
    ancestors = ancestry(ordered)
    releases = [
        {**_written(entry), "revocations": _about(revoking, "release", entry.id)}
        for entry in of_kind(ordered, "release")
    ]
    disclosures = [
        {
            **_written(entry),
            "corrections": _about(correcting, "disclosure", entry.id),
            "incident": "after-revocation"
            if any(_is_after(entry, revocation, ancestors) for revocation in revoking)
            else None,
        }
        for entry in of_kind(ordered, "disclosure")
    ]
    return {"releases": releases[::-1], "disclosures": disclosures[::-1]}


def _about(entries: Iterable[Entry], field: str, about: str) -> list[Record]:
    return [_written(entry) for entry in entries if entry.content[field] == about]


def _is_after(disclosure: Entry, revocation: Entry, ancestors: Callable[[str], frozenset[str]]) -> bool:
    release = disclosure.content["release"]
    if not release or release["id"] != revocation.content["release"]:
        return False
    shared = moment_of(disclosure.content["sharedAt"])
    revoked = moment_of(revocation.content["revokedAt"])
    is_known_after = revocation.id in ancestors(disclosure.id)
    return is_known_after or (shared is not None and revoked is not None and shared >= revoked)


def _written(entry: Entry) -> Record:
    members = {name: value for name, value in entry.content.items() if name not in ("kind", "schema")}
    return {
        **members,
        "id": entry.id,
        "at": entry.at,
        "author": entry.author,
        "sent": entry.number is not None,
    }
