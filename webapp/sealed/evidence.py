"""Evidence that a phone saved: do two receipts prove that their server told two stories?

Pure, and needs no secret key: the receipts are held against the server's public receipt keys, which an agency
names in its descriptor. Nothing in the file is believed but what those keys signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .errors import BadSignature, Malformed
from .jose import verify
from .keys import Jwk, import_signing_key
from .receipts import Receipt, parse_receipt, receipt_hash
from .strict import (
    equals,
    expect_members,
    is_counter,
    is_id,
    is_time,
    list_of,
    nullable,
    one_of,
    parse_object,
    text_up_to,
)

KINDS = ("gap", "fork", "signature", "other-envelope", "gone-back", "author", "directory", "directory-back")
MOST = 1_000


def _is_finding(value: Any) -> bool:
    expect_members(value, _FINDING, "evidence finding")
    return True


_FINDING = {
    "kind": one_of(*KINDS),
    "vault": nullable(is_id),
    "number": nullable(is_counter),
    "held": nullable(text_up_to(2_000)),
    "found": nullable(text_up_to(2_000)),
    "restored": lambda value: isinstance(value, bool),
    "at": is_time,
}
_FILE = {
    "format": equals("sotto-evidence"),
    "v": equals(1),
    "agency": is_id,
    "at": is_time,
    "findings": list_of(_is_finding, MOST),
}


@dataclass(frozen=True)
class Evidence:
    """One finding of a phone: the receipt that it held, and what it was shown instead."""

    kind: str
    vault: str | None
    number: int | None
    held: str | None
    found: str | None
    restored: bool


@dataclass(frozen=True)
class Verdict:
    """What two receipts show. `held` is the receipt that the phone held, when this server signed it."""

    is_fork: bool
    what: str
    held: Receipt | None = None


def read_evidence(data: bytes) -> list[Evidence]:
    """The findings of a file that a phone saved. `Malformed` for anything else."""
    file = expect_members(parse_object(data, "evidence"), _FILE, "evidence")
    names = ("kind", "vault", "number", "held", "found", "restored")
    return [Evidence(**{name: each[name] for name in names}) for each in file["findings"]]


def judge(evidence: Evidence, keys: Sequence[Jwk]) -> Verdict:
    """Do its two receipts, both signed under these keys, exclude one another?"""
    held, found = _signed(evidence.held, keys), _signed(evidence.found, keys)
    if held is None:
        return Verdict(False, "the receipt that the phone held is missing, or not signed under these keys")
    if found is None:
        return Verdict(False, "what the phone was shown is missing, or not signed under these keys", held)
    if held.vault != found.vault or (evidence.vault is not None and held.vault != evidence.vault):
        return Verdict(False, "the receipts are for two different vaults", held)
    if held.number == found.number and evidence.held != evidence.found:
        what = f"these two receipts were signed by the same server for number {held.number}: proof of a fork"
        return Verdict(True, what, held)
    if found.number == held.number + 1 and found.prev != receipt_hash(str(evidence.held)):
        what = f"number {found.number} was signed as following another {held.number}: proof of a fork"
        return Verdict(True, what, held)
    return Verdict(False, "the two receipts do not exclude one another", held)


def _signed(text: str | None, keys: Sequence[Jwk]) -> Receipt | None:
    try:
        receipt = parse_receipt(text)
    except Malformed:
        return None
    for key in map(import_signing_key, keys):
        if key.kid == receipt.signature.kid:
            try:
                verify(receipt.signature, key, "receipt")
            except BadSignature:
                return None
            return receipt
    return None
