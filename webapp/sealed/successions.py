"""How a new certifying key takes the place of an old one (PROTOCOL.md §3).

Each succession is signed by the key before it. Invariant: a chain is used whole or not at all; a link that is
broken, foreign, or leads back is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .errors import BadSignature, Malformed
from .jose import read_signed, sign, verify
from .keys import Jwk, import_signing_key, is_public_jwk, public_part, thumbprint
from .strict import equals, expect_members, is_id, is_time, parse_object, parse_time, write_json

MOST_SUCCESSIONS = 500
_SUCCESSION = {
    "v": equals(1),
    "agency": is_id,
    "by": is_public_jwk,
    "certifying": is_public_jwk,
    "at": is_time,
}


@dataclass(frozen=True)
class Succession:
    """From `at` on, `certifying` is the key of this agency instead of `by`, which signed this."""

    agency: str
    by: Jwk
    certifying: Jwk
    at: datetime


def read_succession(text: Any) -> Succession:
    """Signed by the key that it names; whether that one is trusted is for `read_chain`."""
    signed = read_signed(text, "sotto-succession", "succession")
    payload = expect_members(parse_object(signed.payload, "succession"), _SUCCESSION, "succession")
    verify(signed, import_signing_key(payload["by"]), "succession")
    names = ("agency", "by", "certifying")
    return Succession(**{name: payload[name] for name in names}, at=parse_time(payload["at"]))


def read_chain(agency: str, certifying: Jwk, successions: Sequence[Any]) -> tuple[str, ...]:
    """The thumbprints of all certifying keys, oldest first, when these successions are one chain of this
    agency that ends at `certifying`. Raises `Malformed`, or `BadSignature`."""
    if len(successions) > MOST_SUCCESSIONS:
        raise Malformed(f"successions: expected at most {MOST_SUCCESSIONS}, got {len(successions)}")
    links = [read_succession(each) for each in successions]
    keys = [thumbprint(links[0].by if links else certifying)]
    before: datetime | None = None
    for link in links:
        follows = link.agency == agency and thumbprint(link.by) == keys[-1]
        if not follows or thumbprint(link.certifying) in keys or (before is not None and link.at <= before):
            raise BadSignature("successions: not one chain of this agency")
        keys.append(thumbprint(link.certifying))
        before = link.at
    if keys[-1] != thumbprint(certifying):
        raise BadSignature("successions: they lead to another key than the descriptor's")
    return tuple(keys)


def issue_succession(before: Jwk, *, agency: str, certifying: Jwk, at: str) -> str:
    """A succession by `before`, the private certifying key until now."""
    payload = {
        "v": 1,
        "agency": agency,
        "by": public_part(before),
        "certifying": public_part(certifying),
        "at": at,
    }
    return sign("sotto-succession", write_json(payload), before)
