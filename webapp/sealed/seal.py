"""Making and opening envelopes and grants: for demo data, tests and an officer's export. The server itself
opens nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .errors import CannotOpen, Malformed
from .items import EnvelopeHeader, GrantHeader, Item
from .jose import open_direct, open_with_key, seal_direct, seal_to_key, sign_detached
from .keys import KEY_BYTES, Jwk, thumbprint
from .strict import parse_object, write_json

RawItem = dict[str, str]


def sign_item(jwe: str, signing: Jwk) -> RawItem:
    """`{"jwe","sig"}` with the author's detached signature over the JWE's text."""
    return {"jwe": jwe, "sig": sign_detached("sotto-signature", jwe.encode("ascii"), signing)}


def seal_envelope(
    payload: Mapping[str, Any],
    *,
    vault_key: bytes,
    signing: Jwk,
    id: str,  # noqa: A002 — the wire name
    vault: str,
    epoch: int,
    author: str,
    device: str,
    at: str,
    after: Sequence[str] = (),
    prev: str | None = None,
    consult: Mapping[str, str] | None = None,
) -> RawItem:
    """An envelope item around the JSON `payload`."""
    header: dict[str, Any] = {
        "typ": "sotto-envelope",
        "v": 1,
        "id": id,
        "vault": vault,
        "epoch": epoch,
        "author": author,
        "device": device,
        "at": at,
        "after": list(after),
        "prev": prev,
    }
    if consult is not None:
        header["consult"] = dict(consult)
    return sign_item(seal_direct(header, write_json(payload), vault_key), signing)


def seal_grant(
    vault_key: bytes,
    *,
    sealing: Jwk,
    signing: Jwk,
    id: str,  # noqa: A002 — the wire name
    vault: str,
    epoch: int,
    author: str,
    device: str,
    at: str,
    to: str,
    prev: str | None = None,
) -> RawItem:
    """A grant item: `vault_key` sealed to the public key `sealing` of `to` (a member's id or "records")."""
    header = {
        "typ": "sotto-grant",
        "v": 1,
        "id": id,
        "vault": vault,
        "epoch": epoch,
        "author": author,
        "device": device,
        "at": at,
        "prev": prev,
        "to": to,
        "kid": thumbprint(sealing),
    }
    return sign_item(seal_to_key(header, vault_key, sealing), signing)


def open_envelope(item: Item, vault_key: bytes) -> dict[str, Any]:
    """The payload of an envelope whose signature was verified. Raises `CannotOpen`, or `Malformed` for a bad
    payload.
    """
    if not isinstance(item.header, EnvelopeHeader):
        raise CannotOpen("envelope: this item is a grant")
    payload = parse_object(open_direct(item.jwe, vault_key, "envelope"), "envelope payload")
    kind, schema = payload.get("kind"), payload.get("schema")
    if not isinstance(kind, str) or type(schema) is not int or schema < 1:
        raise Malformed("envelope payload: expected a kind and a schema")
    return payload


def open_grant(item: Item, sealing: Jwk) -> bytes:
    """The vault key in a grant whose signature was verified; `sealing` is the recipient's private key."""
    if not isinstance(item.header, GrantHeader):
        raise CannotOpen("grant: this item is an envelope")
    vault_key = open_with_key(item.jwe, sealing, item.header.kid, "grant")
    if len(vault_key) != KEY_BYTES:
        raise Malformed(f"grant: expected a key of {KEY_BYTES} bytes, got {len(vault_key)}")
    return vault_key
