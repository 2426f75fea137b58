"""Append: numbers, receipts and the rules of PROTOCOL §7, in one transaction for a batch.

Invariants: numbers of a vault are 1, 2, 3 … without a gap, each receipt names the one before it, an item is
stored once, and what was stored is never changed. They hold with many writers because the agency's row is
locked first (on SQLCipher by BEGIN IMMEDIATE): two batches of one agency never run at the same time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.consults import service as consults
from webapp.sealed.items import EnvelopeHeader, GrantHeader, Item
from webapp.sealed.receipts import ReceiptKey, receipt_hash
from webapp.storage.base import Base
from webapp.storage.models import BeatenGrant, Envelope, Grant, HeldItem, Member
from webapp.sync.holdings import Holdings, Known, load
from webapp.sync.items import Answer, refused


def append(
    session: Session, who: Identity, checked: Sequence[Item | Answer], receipt_key: ReceiptKey, now: datetime
) -> list[Answer]:
    """Store what may be stored; one answer per item, in order. Refusals of `check_items` pass through."""
    batch = _Batch(session, who, [one for one in checked if isinstance(one, Item)], receipt_key, now)
    answers = [one if isinstance(one, Answer) else batch.take(one) for one in checked]
    batch.finish()
    return answers


def admit(
    session: Session,
    author: Identity,
    items: Sequence[Item],
    sealing_kid: str,
    receipt_key: ReceiptKey,
    now: datetime,
) -> list[Answer]:
    """Store what was held of `author`, as an officer decided: every rule counts but the one that held it.
    Their own grants still name them, under `sealing_kid`."""
    batch = _Batch(session, author, items, receipt_key, now)
    batch.state.held_because = None
    batch.state.recipients[author.member] = {sealing_kid}
    answers = [batch.take(one) for one in items]
    batch.finish()
    return answers


class _Batch:
    """One batch on its way in. Rows wait in lists and are written together."""

    def __init__(
        self, session: Session, who: Identity, items: Sequence[Item], receipt_key: ReceiptKey, now: datetime
    ) -> None:
        self.session = session
        self.who = who
        self.receipt_key = receipt_key
        self.now = now
        self.stamp = stamp(now)
        # An officer has every vault's key by way of the records key, and gives it on when somebody leaves.
        self.is_officer = who.role == "officer"
        self.state = load(session, who, items)
        self.change = self.state.agency.sequence + 1
        self.grants: list[dict[str, Any]] = []
        self.envelopes: list[dict[str, Any]] = []
        self.held: list[dict[str, Any]] = []
        self.changed: set[Holdings] = set()

    def take(self, item: Item) -> Answer:
        """Decide about one item."""
        header = item.header
        known = self.state.known.get(header.id)
        if known is not None:
            if known.hash != item.hash:
                return refused(header.id, "id-taken")
            return Answer(header.id, "duplicate", known.number, known.receipt)
        if self.state.held_because:
            return self._hold(item, self.state.held_because)
        if isinstance(header, GrantHeader):
            return self._take_grant(item, header)
        return self._take_envelope(item, header)

    def finish(self) -> None:
        """Write what is left."""
        self._write()
        self._insert(HeldItem, self.held)
        self._insert(BeatenGrant, self._beaten_rows())

    def _beaten_rows(self) -> list[dict[str, Any]]:
        return [
            {"agency": self.who.agency, "hash": digest, "vault": vault, "epoch": epoch}
            for vault, holdings in self.state.vaults.items()
            for epoch, digest in holdings.newly_beaten
        ]

    def _hold(self, item: Item, reason: str) -> Answer:
        header = item.header
        if (header.id, item.hash) not in self.state.held:
            self.state.held.add((header.id, item.hash))
            row = self._row(item) | {"reason": reason}
            del row["epoch"]
            self.held.append(row)
        return Answer(header.id, "held")

    def _take_grant(self, item: Item, header: GrantHeader) -> Answer:
        vault = self.state.vaults.get(header.vault)
        if vault is not None and not (self.is_officer or vault.may_grant(self.who.member)):
            return refused(header.id, "not-a-holder")
        if header.kid not in self.state.recipients.get(header.to, ()):
            return refused(header.id, "recipient-unknown")
        if not self._may_grant_epoch(vault, header, item.hash):
            return refused(header.id, "epoch-unknown")
        if vault is None:
            vault = Holdings.found(self.session, self.who, header.vault, self.now)
            self.state.vaults[header.vault] = vault
        vault.add(header.epoch, header.to, header.kid, self.who.device)
        self.changed.add(vault)
        self.grants.append(self._row(item) | {"to": header.to, "kid": header.kid, "change": self.change})
        self.state.known[header.id] = Known(item.hash)
        return Answer(header.id, "stored")

    def _may_grant_epoch(self, vault: Holdings | None, header: GrantHeader, digest: str) -> bool:
        if vault is None:
            return header.epoch == 1
        return vault.may_grant_epoch(self.who, header, digest)

    def _take_envelope(self, item: Item, header: EnvelopeHeader) -> Answer:
        vault = self.state.vaults.get(header.vault)
        code = _why_not(vault, self.who.member, header.epoch)
        if vault is None or code:
            return refused(header.id, code or "vault-unknown")
        if header.consult is not None and not self._take_consult(header, vault):
            return refused(header.id, "consult-invalid")
        number = vault.head + 1
        receipt = self.receipt_key.issue(
            header.vault, number, header.id, item.hash, vault.last_receipt, self.stamp
        )
        vault.head, vault.last_receipt = number, receipt_hash(receipt)
        self.changed.add(vault)
        size = len(item.jwe) + len(item.sig) + len(receipt)
        self.envelopes.append(self._row(item) | {"number": number, "size": size, "receipt": receipt})
        self.state.known[header.id] = Known(item.hash, number, receipt)
        return Answer(header.id, "stored", number, receipt)

    def _take_consult(self, header: EnvelopeHeader, vault: Holdings) -> bool:
        # The consult's rules look at who holds the vault: those grants may be of this very batch.
        self._write()
        author = self.session.get_one(Member, self.who.member)
        try:
            consults.apply(self.session, header=header, author=author, vault=vault.row, now=self.now)
        except consults.ConsultInvalid:
            return False
        return True

    def _row(self, item: Item) -> dict[str, Any]:
        header = item.header
        return {
            "agency": self.who.agency,
            "id": header.id,
            "vault": header.vault,
            "epoch": header.epoch,
            "author": header.author,
            "device": header.device,
            "hash": item.hash,
            "received_at": self.now,
            "jwe": item.jwe,
            "sig": item.sig,
        }

    def _write(self) -> None:
        if self.changed:
            self.state.agency.sequence = self.change
        for vault in self.changed:
            vault.settle(self.change)
        self.session.flush()
        self._insert(Grant, self.grants)
        self._insert(Envelope, self.envelopes)
        self.grants, self.envelopes, self.changed = [], [], set()

    def _insert(self, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        # Into the table and past the ORM, which would look at each row of thousands for nothing.
        if rows:
            self.session.connection().execute(insert(cast(Table, model.__table__)), rows)


def _why_not(vault: Holdings | None, member: str, epoch: int) -> str | None:
    """Why an envelope of this member may not go into this vault; None when it may."""
    if vault is None:
        return "vault-unknown"
    if not vault.epochs_held(member):
        return "not-a-holder"
    if epoch not in vault.epochs_held(member):
        return "epoch-unknown"
    if epoch not in vault.epochs_held("records"):
        return "records-grant-missing"
    return None
