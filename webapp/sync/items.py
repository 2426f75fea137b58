"""The checks of an item that need no database: form, size, author, signature.

They are most of an append's cost, so they run before its transaction begins and hold nobody up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.auth.identity import Identity
from webapp.sealed.errors import BadSignature, Malformed
from webapp.sealed.items import Item, parse_item, too_large, verify_item
from webapp.sealed.keys import VerifyingKey, import_signing_key


@dataclass(frozen=True)
class Answer:
    """What one item is answered with; names as on the wire."""

    id: str | None
    status: str
    number: int | None = None
    receipt: str | None = None
    code: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """All five members, always."""
        return {
            "id": self.id,
            "status": self.status,
            "number": self.number,
            "receipt": self.receipt,
            "code": self.code,
        }


def refused(item_id: str | None, code: str) -> Answer:
    """A refusal with one of the codes of PROTOCOL §7, "rule by rule"."""
    return Answer(item_id, "refused", code=code)


def check_items(raw_items: Sequence[Any], who: Identity) -> list[Item | Answer]:
    """For each raw item the parsed and verified one, or the answer that refuses it."""
    signing = import_signing_key(who.signing)
    return [_check(raw, who, signing) for raw in raw_items]


def _check(raw: Any, who: Identity, signing: VerifyingKey) -> Item | Answer:
    if too_large(raw):
        return refused(None, "too-large")
    try:
        item = parse_item(raw)
    except Malformed:
        return refused(None, "malformed")
    header = item.header
    if (header.author, header.device) != (who.member, who.device):
        return refused(header.id, "wrong-author")
    try:
        verify_item(item, signing)
    except BadSignature:
        return refused(header.id, "bad-signature")
    return item
