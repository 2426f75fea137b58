"""The JSON of an export: everything as it is, so that another program can read it, and what follows from it.

Texts are UTF-8, members are named as in PROTOCOL.md and KINDS.md. Nothing is left out because it is wrong.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from webapp.records.agency import AgencyCopy, VaultCopy
from webapp.records.consults import People
from webapp.records.drafts import Draft
from webapp.records.opening import Opened
from webapp.sealed.certificates import Certificate
from webapp.sealed.keys import thumbprint
from webapp.sealed.strict import write_time

Document = dict[str, Any]


def write_document(document: Mapping[str, Any]) -> bytes:
    """For people who open it too: indented, in the order given."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def vault_document(
    copy: VaultCopy, kind: str, record: Mapping[str, Any], consults: Mapping[str, str], people: People
) -> Document:
    """One vault. `consults`: by vault, the files of those about this case."""
    return {
        "export": "sotto-vault",
        "v": 1,
        "kind": kind,
        "vault": copy.id,
        "founder": _person(copy.founder, people),
        "head": copy.number,
        "lastReceipt": copy.last_receipt,
        "wrong": [finding.what for finding in copy.wrong],
        "record": record,
        "consults": dict(consults),
        "entries": [_entry(each, people) for each in copy.entries],
        "held": [_entry(each, people) for each in copy.held],
        "drafts": [draft_document(each, people) for each in copy.drafts],
    }


def _entry(opened: Opened, people: People) -> Document:
    entry = opened.entry
    document = {
        "id": entry.id,
        "number": entry.number,
        "author": _person(entry.author, people),
        "at": entry.at,
        "received": entry.received_at,
        "verified": opened.is_verified,
        "counts": opened.counts,
        "wrong": [{"kind": each.kind, "what": each.what} for each in opened.wrong],
        "hash": opened.hash,
        "header": opened.header,
        "payload": entry.payload,
    }
    if opened.origin != "record":
        document = {"standing": _standing(opened), **document}
    return document


def _standing(opened: Opened) -> str:
    if opened.origin == "held":
        return f"held: not part of the record ({opened.decision or 'undecided'})"
    return "handed in by the phone, taken by no vault: not part of the record"


def draft_document(draft: Draft, people: People) -> Document:
    """What was never saved."""
    name = people[draft.member].name if draft.member in people else draft.member
    return {
        "standing": f"never saved: a draft on {name}'s phone when its access ended",
        "member": draft.member,
        "device": draft.device,
        "received": draft.received_at,
        "name": draft.name,
        "value": draft.value,
        "wrong": draft.wrong,
    }


def drafts_document(member: str, device: str, drafts: Sequence[Draft], people: People) -> Document:
    """What one phone handed in."""
    return {
        "export": "sotto-handed-in",
        "v": 1,
        "member": _person(member, people),
        "device": device,
        "drafts": [draft_document(each, people) for each in drafts],
    }


def agency_document(copy: AgencyCopy, made: datetime) -> Document:
    """The agency, its people and their certificates."""
    agency, descriptor = copy.agency, copy.descriptor
    return {
        "export": "sotto-agency",
        "v": 1,
        "made": write_time(made),
        "agency": agency.id,
        "name": descriptor.name if descriptor else agency.name,
        "certifying": thumbprint(agency.certifying) if agency.certifying else None,
        "records": agency.records_kid,
        "settings": dict(descriptor.settings) if descriptor else None,
        "descriptor": agency.descriptor,
        "members": [
            {
                "member": member.id,
                "name": member.name,
                "role": member.role,
                "state": member.state,
                "signInName": member.sign_in_name,
                "since": write_time(member.created_at),
                "ended": write_time(member.ended_at) if member.ended_at else None,
                "certificates": [_certificate(each) for each in copy.certificates.get(member.id, ())],
                "devices": [
                    {
                        "id": device.id,
                        "label": device.label,
                        "created": write_time(device.created_at),
                        "lastSeen": write_time(device.last_seen_at),
                        "revoked": write_time(device.revoked_at) if device.revoked_at else None,
                    }
                    for device in copy.devices.values()
                    if device.member == member.id
                ],
            }
            for member in copy.members
        ],
    }


def _certificate(certificate: Certificate) -> Document:
    return {
        "name": certificate.name,
        "role": certificate.role,
        "from": write_time(certificate.since),
        "until": write_time(certificate.until),
        "sealing": certificate.sealing,
        "signing": certificate.signing,
    }


def _person(member: str | None, people: People) -> Document | None:
    """Their id, and the name that the agency certified (none: it never did)."""
    if not member:
        return None
    return {"member": member, "name": people[member].name if member in people else None}
