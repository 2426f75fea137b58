"""Is this vault what its authors signed and its receipts say? Everything that is wrong, not the first thing.

Pure: it is handed the items, certificates and keys, wherever they come from (a database, a file that somebody
was given), and needs no secret key. It answers with findings in words that hold nothing of what was written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .certificates import Certificate
from .errors import BadSignature, Malformed
from .items import EnvelopeHeader, GrantHeader, Item, parse_item, verify_item
from .jose import verify
from .keys import VerifyingKey, import_signing_key, thumbprint
from .receipts import parse_receipt, receipt_hash
from .strict import parse_time

Certificates = Mapping[str, Sequence[Certificate]]
"""By member: every certificate that was verified under the agency's certifying key."""
Keys = Mapping[str, VerifyingKey]
"""By thumbprint."""
Kinds = tuple[type[EnvelopeHeader] | type[GrantHeader], ...]
ENVELOPE: Kinds = (EnvelopeHeader,)
GRANT: Kinds = (GrantHeader,)


@dataclass(frozen=True)
class Stored:
    """An item as it is kept: beside the text, the id and the hash under which it is found."""

    id: str
    hash: str
    jwe: str
    sig: str


@dataclass(frozen=True)
class Numbered:
    """An envelope with its number and its receipt."""

    number: int
    item: Stored
    receipt: str


@dataclass(frozen=True)
class Head:
    """Where a vault's chain ends, as whoever keeps it says."""

    number: int
    receipt_hash: str | None


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; or, when `is_grave` is false, one that readers leave out and nobody forged."""

    where: str
    what: str
    is_grave: bool = True


def keys_by_thumbprint(keys: Sequence[dict[str, str]]) -> dict[str, VerifyingKey]:
    """Keys ready to verify, each imported once."""
    return {key.kid: key for key in map(import_signing_key, keys)}


def place_of(vault: str, number: int) -> str:
    """How findings name an envelope."""
    return f"vault {vault}, number {number}"


def audit_envelopes(
    vault: str, envelopes: Sequence[Numbered], head: Head, certificates: Certificates, receipt_keys: Keys
) -> Iterator[Finding]:
    """Numbers 1 … n without a gap, the chain of receipts with every signature, each item and its author."""
    number, prev = 0, None
    for one in envelopes:
        where = place_of(vault, one.number)
        if one.number != number + 1:
            yield Finding(where, f"follows number {number}: a gap, or the same number twice")
        for what in _wrong_with_receipt(vault, one, prev, receipt_keys):
            yield Finding(where, what)
        yield from audit_item(where, one.item, ENVELOPE, vault, certificates)
        number, prev = one.number, receipt_hash(one.receipt) if one.receipt.isascii() else None
    if (head.number, head.receipt_hash) != (number, prev):
        yield Finding(f"vault {vault}", f"its envelopes end at number {number}, and it should end elsewhere")


def _wrong_with_receipt(vault: str, one: Numbered, prev: str | None, keys: Keys) -> Iterator[str]:
    try:
        receipt = parse_receipt(one.receipt)
    except Malformed as error:
        yield str(error)
        return
    if (receipt.vault, receipt.number) != (vault, one.number):
        yield "its receipt is for another place"
    if receipt.prev != prev:
        yield "its receipt does not continue the receipt before it"
    if (receipt.id, receipt.hash) != (one.item.id, one.item.hash):
        yield "its receipt is for another envelope"
    key = keys.get(receipt.signature.kid)
    if key is None:
        yield "its receipt is signed under a key that the agency's descriptor does not name"
        return
    try:
        verify(receipt.signature, key, "receipt")
    except BadSignature as error:
        yield str(error)


def audit_item(
    where: str,
    stored: Stored,
    kinds: Kinds,
    vault: str,
    certificates: Certificates,
) -> Iterator[Finding]:
    """The form of one item, its place, its hash, and its author's signature under a certified key."""
    try:
        item = parse_item({"jwe": stored.jwe, "sig": stored.sig})
    except Malformed as error:
        yield Finding(where, str(error))
        return
    header = item.header
    if not isinstance(header, kinds) or (header.id, header.vault) != (stored.id, vault):
        yield Finding(where, "the item belongs somewhere else")
    if item.hash != stored.hash:
        yield Finding(where, "the item is not the one that was received: its hash is another")
    yield from _audit_author(where, item, certificates.get(header.author, ()))


def _audit_author(where: str, item: Item, certificates: Sequence[Certificate]) -> Iterator[Finding]:
    signing = [each for each in certificates if thumbprint(each.signing) == item.signature.kid]
    if not signing:
        yield Finding(where, "signed under a key that the agency never certified for its author")
        return
    try:
        verify_item(item, signing[0].signing)
    except BadSignature as error:
        yield Finding(where, str(error))
        return
    if not any(each.covers(parse_time(item.header.at)) for each in signing):
        yield Finding(where, "its time is outside of its author's certificates: readers leave it out", False)
