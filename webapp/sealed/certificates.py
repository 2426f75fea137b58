"""Who is who (PROTOCOL.md §3): certificates and the agency's descriptor, signed by the certifying key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .errors import BadSignature, Malformed
from .jose import read_signed, sign, verify
from .keys import Jwk, VerifyingKey, import_signing_key, is_public_jwk, public_part
from .strict import (
    equals,
    expect_members,
    integer_from,
    is_id,
    is_object,
    is_time,
    list_of,
    nullable,
    one_of,
    parse_object,
    parse_time,
    text_up_to,
    write_json,
)
from .successions import read_chain

CLOCK_SLACK = timedelta(days=2)  # a phone's clock may be off by as much
LONGEST_NAME = 200
MOST_RECEIPT_KEYS = 100
MOST_ON_CALL = 100

_name = text_up_to(LONGEST_NAME)
_CERTIFICATE = {
    "v": equals(1),
    "agency": is_id,
    "member": is_id,
    "name": _name,
    "role": one_of("specialist", "supervisor", "officer"),
    "sealing": is_public_jwk,
    "signing": is_public_jwk,
    "from": is_time,
    "until": is_time,
}
_ON_CALL = {"member": nullable(is_id), "name": _name, "phone": _name}
_ANSWER = one_of("yes", "no", "unsure")
_LOCK = {"idle": integer_from(1, 15), "hidden": integer_from(1, 15)}
_MANDATED = {"child": _ANSWER, "adult": _ANSWER}
_SETTINGS = {
    "language": one_of("en", "es"),
    "part2": _ANSWER,
    "naming": one_of("first-name", "alias"),
    "jurisdiction": _name,
    "onCall": list_of(is_object, MOST_ON_CALL),
}
_LATER_SETTINGS = {
    "mandated": is_object,
    "lock": is_object,
    "secondStep": one_of("off", "required"),
}  # a descriptor signed before they existed has none of these
_DESCRIPTOR = {
    "v": equals(1),
    "agency": is_id,
    "name": _name,
    "certifying": is_public_jwk,
    "records": is_public_jwk,
    "receipts": list_of(is_public_jwk, MOST_RECEIPT_KEYS),
    "settings": is_object,
    "at": is_time,
}


@dataclass(frozen=True)
class Certificate:
    """What the certifying key says about a member. `since` and `until` are the wire's `from` and `until`."""

    agency: str
    member: str
    name: str
    role: str
    sealing: Jwk
    signing: Jwk
    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether something signed at `moment` may count: the span, widened by two days on both sides."""
        # Differences: a span that reaches to the first or last year there is has no two days beyond it.
        return self.since - moment <= CLOCK_SLACK and moment - self.until <= CLOCK_SLACK

    def seals(self, now: datetime) -> bool:
        """Whether one may seal to this member at `now`."""
        return self.since - now <= CLOCK_SLACK and now <= self.until


@dataclass(frozen=True)
class Descriptor:
    """The agency's signed description of itself."""

    agency: str
    name: str
    certifying: Jwk
    records: Jwk
    receipts: tuple[Jwk, ...]
    settings: Mapping[str, Any]
    at: datetime


def read_certificate(text: Any, certifying: Jwk | VerifyingKey) -> Certificate:
    """A verified certificate. Raises `Malformed`, or `BadSignature` when another key made it."""
    signed = read_signed(text, "sotto-certificate", "certificate")
    verify(signed, import_signing_key(certifying), "certificate")
    payload = expect_members(parse_object(signed.payload, "certificate"), _CERTIFICATE, "certificate")
    since, until = parse_time(payload["from"]), parse_time(payload["until"])
    if until < since:
        raise Malformed("certificate: it ends before it begins")
    names = ("agency", "member", "name", "role", "sealing", "signing")
    return Certificate(**{name: payload[name] for name in names}, since=since, until=until)


def read_descriptor(text: Any, pin: str | None = None, successions: Sequence[Any] = ()) -> Descriptor:
    """A verified descriptor; it names the key that must have signed it, and `pin` says which key that must
    be, or which one `successions` (oldest first) must lead from.
    """
    signed = read_signed(text, "sotto-agency", "descriptor")
    payload = expect_members(parse_object(signed.payload, "descriptor"), _DESCRIPTOR, "descriptor")
    settings = expect_members(payload["settings"], _SETTINGS, "descriptor settings", _LATER_SETTINGS)
    for entry in settings["onCall"]:
        expect_members(entry, _ON_CALL, "on-call entry")
    if "mandated" in settings:
        expect_members(settings["mandated"], _MANDATED, "mandated reporting")
    if "lock" in settings:
        expect_members(settings["lock"], _LOCK, "lock times")
    chain = read_chain(payload["agency"], payload["certifying"], successions)
    if pin is not None and pin not in chain:
        raise BadSignature("descriptor: signed under a key that is not the pinned one")
    verify(signed, import_signing_key(payload["certifying"]), "descriptor")
    return Descriptor(
        agency=payload["agency"],
        name=payload["name"],
        certifying=payload["certifying"],
        records=payload["records"],
        receipts=tuple(payload["receipts"]),
        settings=settings,
        at=parse_time(payload["at"]),
    )


def issue_certificate(
    certifying: Jwk,
    *,
    agency: str,
    member: str,
    name: str,
    role: str,
    sealing: Jwk,
    signing: Jwk,
    since: str,
    until: str,
) -> str:
    """A certificate by the private key `certifying`; public halves are taken of `sealing` and `signing`."""
    payload = {
        "v": 1,
        "agency": agency,
        "member": member,
        "name": name,
        "role": role,
        "sealing": public_part(sealing),
        "signing": public_part(signing),
        "from": since,
        "until": until,
    }
    return sign("sotto-certificate", write_json(payload), certifying)


def issue_descriptor(
    certifying: Jwk,
    *,
    agency: str,
    name: str,
    records: Jwk,
    receipts: Sequence[Jwk],
    settings: Mapping[str, Any],
    at: str,
) -> str:
    """A descriptor by the private key `certifying`, which it names."""
    payload = {
        "v": 1,
        "agency": agency,
        "name": name,
        "certifying": public_part(certifying),
        "records": public_part(records),
        "receipts": [public_part(key) for key in receipts],
        "settings": dict(settings),
        "at": at,
    }
    return sign("sotto-agency", write_json(payload), certifying)
