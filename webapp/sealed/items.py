"""Items: what is appended (PROTOCOL.md §2). Parse first, then verify; opening is in `seal.py`, which the
server does not use.

Invariant: a parsed item holds the exact text that travelled, so its hash commits to the bytes that are
stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from .errors import Malformed
from .jose import DIRECT, TO_KEY, Members, Signed, read_sealed, read_signed, verify
from .keys import Jwk, VerifyingKey, import_signing_key
from .strict import (
    equals,
    expect_members,
    is_counter,
    is_digest,
    is_id,
    is_text,
    is_time,
    list_of,
    nullable,
    one_of,
    sha256,
)

LONGEST_JWE = 262_144
LONGEST_SIGNATURE = 512  # what §1 allows takes 246 characters, but spaces in its JSON would not be noticed
MOST_AFTER = 32
RECORDS: Literal["records"] = "records"


@dataclass(frozen=True)
class Consult:
    """What an envelope asks the server to do with a consult (PROTOCOL.md §6)."""

    state: str
    urgency: str | None = None


@dataclass(frozen=True)
class EnvelopeHeader:
    """The protected header of an envelope; times stay the text that was signed."""

    id: str
    vault: str
    epoch: int
    author: str
    device: str
    at: str
    after: tuple[str, ...]
    prev: str | None
    consult: Consult | None = None


@dataclass(frozen=True)
class GrantHeader:
    """The protected header of a grant; `to` is a member's id or "records"."""

    id: str
    vault: str
    epoch: int
    author: str
    device: str
    at: str
    prev: str | None
    to: str
    kid: str


@dataclass(frozen=True)
class Item:
    """`{"jwe","sig"}` whose form and header are as §2 says; its signature is checked by `verify_item`."""

    jwe: str
    sig: str
    header: EnvelopeHeader | GrantHeader
    signature: Signed

    @cached_property
    def hash(self) -> str:
        return item_hash(self.jwe, self.sig)


def item_hash(jwe: str, sig: str) -> str:
    """sha256(jwe || 0x0A || sig)."""
    return sha256(f"{jwe}\n{sig}".encode("ascii"))


_ITEM: Members = {"jwe": is_text, "sig": is_text}
_COMMON: Members = {
    "v": equals(1),
    "id": is_id,
    "vault": is_id,
    "epoch": is_counter,
    "author": is_id,
    "device": is_id,
    "at": is_time,
    "prev": nullable(is_digest),
}
_ENVELOPE: Members = {
    **DIRECT,
    **_COMMON,
    "typ": equals("sotto-envelope"),
    "after": list_of(is_id, MOST_AFTER),
}
_CONSULT_ENVELOPE: Members = {**_ENVELOPE, "consult": lambda value: isinstance(value, dict)}
_ENVELOPE_FIELDS = ("id", "vault", "epoch", "author", "device", "at", "prev")
_GRANT: Members = {
    **TO_KEY,
    **_COMMON,
    "typ": equals("sotto-grant"),
    "to": lambda value: value == RECORDS or is_id(value),
    "kid": is_digest,
}


def too_large(raw: Any) -> bool:
    """Whether a thing that may be an item carries a JWE over the limit (then it is not even parsed)."""
    return isinstance(raw, dict) and isinstance(raw.get("jwe"), str) and len(raw["jwe"]) > LONGEST_JWE


def parse_item(raw: Any) -> Item:
    """An `Item` from decoded JSON. Raises `Malformed`; verifies nothing."""
    expect_members(raw, _ITEM, "item")
    if too_large(raw):
        raise Malformed(f"item: expected at most {LONGEST_JWE} characters")
    if len(raw["sig"]) > LONGEST_SIGNATURE:
        raise Malformed(f"item signature: expected at most {LONGEST_SIGNATURE} characters")
    signature = read_signed(raw["sig"], "sotto-signature", "item signature", detached=True)
    return Item(jwe=raw["jwe"], sig=raw["sig"], header=_parse_header(raw["jwe"]), signature=signature)


def verify_item(item: Item, signing: Jwk | VerifyingKey) -> None:
    """Raise `BadSignature` unless `item.sig` is by this key over the ASCII bytes of `item.jwe`."""
    signer = import_signing_key(signing)
    verify(item.signature, signer, "item", detached_payload=item.jwe.encode("ascii"))


def parse_consult(value: Any) -> Consult:
    """The header member `consult`, exactly one of the five forms of §6."""
    if isinstance(value, dict) and value.get("state") == "asked":
        expect_members(value, {"state": equals("asked"), "urgency": one_of("now", "soon")}, "consult")
        return Consult(state="asked", urgency=value["urgency"])
    expect_members(value, {"state": one_of("seen", "taken", "answered", "closed")}, "consult")
    return Consult(state=value["state"])


def _parse_header(jwe: str) -> EnvelopeHeader | GrantHeader:
    header = read_sealed(jwe, _members_of, "item")
    if header["typ"] == "sotto-grant":
        return GrantHeader(**{name: header[name] for name in GrantHeader.__dataclass_fields__})
    consult = parse_consult(header["consult"]) if "consult" in header else None
    fields = {name: header[name] for name in _ENVELOPE_FIELDS}
    return EnvelopeHeader(**fields, after=tuple(header["after"]), consult=consult)


def _members_of(header: Mapping[str, Any]) -> Members:
    if header.get("typ") == "sotto-grant":
        return _GRANT
    return _CONSULT_ENVELOPE if "consult" in header else _ENVELOPE
