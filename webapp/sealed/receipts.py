"""Receipts: the server's signed hash chain over each vault (PROTOCOL.md §4).

Invariant: the signature of the last receipt, with the `prev` hashes, proves every receipt before it.
"""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .errors import BadSignature, Malformed
from .jose import Signed, read_signed, sign, verify
from .keys import (
    Jwk,
    VerifyingKey,
    import_private,
    import_signer,
    import_signing_key,
    new_key_pair,
    public_part,
)
from .strict import (
    equals,
    expect_members,
    is_counter,
    is_digest,
    is_id,
    is_time,
    nullable,
    parse_object,
    sha256,
    write_json,
    write_time,
)

_PAYLOAD = {
    "v": equals(1),
    "vault": is_id,
    "number": is_counter,
    "id": is_id,
    "hash": is_digest,
    "prev": nullable(is_digest),
    "at": is_time,
}


@dataclass(frozen=True)
class Receipt:
    """What a receipt says; trustworthy only as a part of a verified run."""

    vault: str
    number: int
    id: str
    hash: str
    prev: str | None
    at: str
    signature: Signed


class ReceiptKey:
    """The server's signing key for receipts, from a file that only the server can read."""

    def __init__(self, private: Jwk) -> None:
        self._signer = import_signer(private, "receipt key")
        self.public: Jwk = public_part(private)

    def __repr__(self) -> str:
        return "ReceiptKey(…)"

    @classmethod
    def load_or_create(cls, path: Path) -> "ReceiptKey":
        """The key in `path` (JSON, mode 0600), made at the first call."""
        return cls(load_or_create_key_pair(path))

    def issue(self, vault: str, number: int, id: str, hash: str, prev: str | None, at: datetime | str) -> str:  # noqa: A002 — wire names
        """The receipt for one stored envelope; `prev` is `receipt_hash` of the receipt before it."""
        payload = {
            "v": 1,
            "vault": vault,
            "number": number,
            "id": id,
            "hash": hash,
            "prev": prev,
            "at": at if isinstance(at, str) else write_time(at),
        }
        return sign("sotto-receipt", write_json(payload), self._signer)


def load_or_create_key_pair(path: Path) -> Jwk:
    """A private P-256 JWK kept in a file with mode 0600. Those who start at the same moment end up with one
    key.
    """
    path = Path(path)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(write_json(new_key_pair()))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails when another process was first: then its key is the one
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    private = parse_object(path.read_bytes(), "key file")
    import_private(private, "key file")
    return private


def receipt_hash(text: str) -> str:
    """What the next receipt's `prev` must be."""
    return sha256(text.encode("ascii"))


def parse_receipt(text: Any) -> Receipt:
    """A receipt whose form is right: exact header, exact payload in the exact order, nothing verified."""
    signed = read_signed(text, "sotto-receipt", "receipt")
    payload = expect_members(parse_object(signed.payload, "receipt"), _PAYLOAD, "receipt")
    if write_json({name: payload[name] for name in _PAYLOAD}) != signed.payload:
        raise Malformed("receipt: members out of order, or spaces between them")
    if (payload["number"] == 1) is not (payload["prev"] is None):
        raise Malformed("receipt: only number 1 has no receipt before it")
    fields = {name: payload[name] for name in _PAYLOAD if name != "v"}
    return Receipt(**fields, signature=signed)


def verify_run(
    texts: Sequence[str],
    *,
    keys: Sequence[Jwk | VerifyingKey],
    vault: str,
    items: Sequence[tuple[str, str]],
    after_number: int = 0,
    after_hash: str | None = None,
) -> list[Receipt]:
    """The receipts of a run, proven. `items` are the (id, hash) of the envelopes beside them.

    `after_number` and `after_hash` are of the last receipt held from earlier. Raises `Malformed` for a
    receipt that is not one, `BadSignature` for a gap, another envelope, a broken chain or a wrong signature.
    """
    receipts = [parse_receipt(text) for text in texts]
    if len(items) != len(receipts):
        raise BadSignature(f"receipts: expected {len(items)}, got {len(receipts)}")
    number, prev = after_number, after_hash
    for text, receipt, (item_id, item_hash) in zip(texts, receipts, items, strict=True):
        number += 1
        if (receipt.vault, receipt.number, receipt.prev) != (vault, number, prev):
            raise BadSignature(f"receipts: the chain breaks at number {number}")
        if (receipt.id, receipt.hash) != (item_id, item_hash):
            raise BadSignature(f"receipts: number {number} is for another envelope")
        prev = receipt_hash(text)
    if receipts:
        _verify_last(receipts[-1], keys)
    return receipts


def _verify_last(receipt: Receipt, keys: Sequence[Jwk | VerifyingKey]) -> None:
    for candidate in map(import_signing_key, keys):
        if candidate.kid == receipt.signature.kid:
            return verify(receipt.signature, candidate, "receipt")
    raise BadSignature("receipts: signed under a key that the descriptor does not name")
