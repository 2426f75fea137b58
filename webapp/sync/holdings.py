"""What a batch needs to know before it is decided: loaded in a fixed number of queries, however many
items."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Executable, Result, bindparam, null, select, union_all
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.directory.service import records_kids
from webapp.errors import NotAllowed
from webapp.sealed.items import GrantHeader, Item
from webapp.storage.models import Agency, BeatenGrant, Device, Envelope, Grant, HeldItem, Member, Vault
from webapp.storage.models.vaults import RECORDS


@dataclass(frozen=True)
class Known:
    """An item that is stored already."""

    hash: str
    number: int | None = None
    receipt: str | None = None


class Holdings:
    """A vault's row with who holds which of its epochs, and which device made them.

    An epoch is made by one device: the one whose grant of it was stored first. Two phones that make the same
    one apart, each with a key of its own, would leave people with different keys under one number. The server
    cannot see which key is in a grant; but a device writes all grants of a new epoch one after the other,
    that to `records` first. So when that one came second, those that follow it in the device's chain give
    the same key, in whatever batch they come. Whoever gives the right one on begins with earlier epochs.

    What a batch changes is counted in plain attributes, and written into the row by `settle`: an attribute of
    a row costs several times as much to set, and a batch sets it for every item.
    """

    def __init__(self, row: Vault) -> None:
        """Empty; `add` brings the grants."""
        self.row = row
        self.epoch, self.head, self.last_receipt = row.epoch, row.head, row.last_receipt
        self._held: defaultdict[str, set[int]] = defaultdict(set)
        self._maker: dict[int, str] = {}
        # Epochs with the records keys that they are sealed to: an officer seals them anew to a newer one.
        self._sealed: set[tuple[int, str]] = set()
        # Epoch and hash of grants that came second, hence under a key that is not the epoch's.
        self._beaten: set[tuple[int, str]] = set()
        self.newly_beaten: list[tuple[int, str]] = []

    @classmethod
    def found(cls, session: Session, who: Identity, vault: str, now: datetime) -> "Holdings":
        """A new vault of this member."""
        row = Vault(
            agency=who.agency, id=vault, founder=who.member, epoch=1, head=0, change=0, created_at=now
        )
        session.add(row)
        return cls(row)

    def add(self, epoch: int, to: str, kid: str, device: str) -> None:
        """Note a grant; the first one of an epoch says which device made it."""
        self._held[to].add(epoch)
        if to == RECORDS:
            self._sealed.add((epoch, kid))
        self._maker.setdefault(epoch, device)
        self.epoch = max(self.epoch, epoch)

    def add_beaten(self, epoch: int, digest: str) -> None:
        """Note a grant that came second in an earlier batch."""
        self._beaten.add((epoch, digest))

    def settle(self, change: int) -> None:
        """Bring the row up to date: what it says now is of this change of the agency."""
        self.row.epoch, self.row.head, self.row.last_receipt = self.epoch, self.head, self.last_receipt
        self.row.change = change

    def epochs_held(self, member: str) -> set[int]:
        """The epochs of which `member` (or "records") has a grant."""
        return self._held.get(member, set())

    def may_grant(self, member: str) -> bool:
        """A holder may; the founder may before holding."""
        return member == self.row.founder or bool(self.epochs_held(member))

    def may_grant_epoch(self, who: Identity, header: GrantHeader, digest: str) -> bool:
        """An epoch that is known: held by the author, or made by their device; an officer knows all. A new
        one is the next after one that they know, so that somebody left out of the newest cannot open
        another. `digest`: the grant's hash."""
        made = {one for one, device in self._maker.items() if device == who.device}
        epoch = header.epoch
        if header.to == RECORDS and epoch in self.epochs_held(RECORDS) and epoch not in made:
            # Beaten, unless it is an officer who seals an epoch that is there to a newer records key. What
            # follows for the same epoch is refused then too: it might be a new one that came too late.
            self._beat(epoch, digest)
            return who.role == "officer" and (epoch, header.kid) not in self._sealed
        if {(epoch, digest), (epoch, header.prev)} & self._beaten:
            self._beat(epoch, digest)
            return False
        known = (
            set(range(1, self.epoch + 1)) if who.role == "officer" else self.epochs_held(who.member) | made
        )
        return epoch in known or (epoch == self.epoch + 1 and self.epoch in known)

    def _beat(self, epoch: int, digest: str) -> None:
        if (epoch, digest) not in self._beaten:
            self._beaten.add((epoch, digest))
            self.newly_beaten.append((epoch, digest))


@dataclass
class State:
    """Everything that the decisions of one batch look at."""

    agency: Agency
    held_because: str | None
    known: dict[str, Known]
    vaults: dict[str, Holdings]
    recipients: dict[str, set[str]]
    held: set[tuple[str, str]] = field(default_factory=set)


# Each query is put together once: that would cost a batch more than asking it.
_AGENCY: BindParameter[str] = bindparam("agency")
_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_STATE_OF_AUTHOR = (
    select(Member.state, Device.revoked_at)
    .join(Device, Device.member == Member.id)
    .where(Member.agency == _AGENCY, Member.id == bindparam("member"), Device.id == bindparam("device"))
)
_KNOWN: Executable = union_all(
    select(Envelope.id, Envelope.hash, Envelope.number, Envelope.receipt).where(
        Envelope.agency == _AGENCY, Envelope.id.in_(_WANTED)
    ),
    select(Grant.id, Grant.hash, null(), null()).where(Grant.agency == _AGENCY, Grant.id.in_(_WANTED)),
)
_VAULTS = select(Vault).where(Vault.agency == _AGENCY, Vault.id.in_(_WANTED))
_GRANTS = (
    select(Grant.vault, Grant.epoch, Grant.to, Grant.kid, Grant.device)
    .where(Grant.agency == _AGENCY, Grant.vault.in_(_WANTED))
    .order_by(Grant.change)
)
_BEATEN = select(BeatenGrant.vault, BeatenGrant.epoch, BeatenGrant.hash).where(
    BeatenGrant.agency == _AGENCY, BeatenGrant.hash.in_(_WANTED)
)
_RECIPIENTS = select(Member.id, Member.sealing_kid).where(
    Member.agency == _AGENCY, Member.state == "active", Member.id.in_(_WANTED)
)
_HELD = select(HeldItem.id, HeldItem.hash).where(HeldItem.agency == _AGENCY, HeldItem.id.in_(_WANTED))


def load(session: Session, who: Identity, items: Sequence[Item]) -> State:
    """Lock the agency, then read. The author's state is read anew: it may have changed since the request
    began."""
    agency = session.get_one(Agency, who.agency, with_for_update=True)
    held_because = _held_because(session, who)
    ids = {item.header.id for item in items}
    return State(
        agency=agency,
        held_because=held_because,
        known=_known(session, who.agency, ids),
        vaults=_vaults(session, who.agency, items),
        recipients=_recipients(session, agency, items),
        held=_held(session, who.agency, ids) if held_because else set(),
    )


def _held_because(session: Session, who: Identity) -> str | None:
    asked = {"agency": who.agency, "member": who.member, "device": who.device}
    state, revoked_at = session.execute(_STATE_OF_AUTHOR, asked).one()
    if state == "ended":
        return "ended"
    if revoked_at is not None:
        return "revoked"
    if state != "active":
        raise NotAllowed
    return None


def _rows(
    session: Session, query: Executable, agency: str, wanted: Iterable[str]
) -> Result[*tuple[Any, ...]]:
    return session.execute(query, {"agency": agency, "wanted": list(wanted)})


def _known(session: Session, agency: str, ids: Iterable[str]) -> dict[str, Known]:
    rows = _rows(session, _KNOWN, agency, ids)
    return {row.id: Known(row.hash, row.number, row.receipt) for row in rows}


def _vaults(session: Session, agency: str, items: Sequence[Item]) -> dict[str, Holdings]:
    ids = {item.header.vault for item in items}
    vaults = {row.id: Holdings(row) for row in _rows(session, _VAULTS, agency, ids).scalars()}
    for vault, epoch, to, kid, device in _rows(session, _GRANTS, agency, vaults):
        vaults[vault].add(epoch, to, kid, device)
    granting = [item for item in items if isinstance(item.header, GrantHeader)]
    if hashes := {digest for item in granting for digest in (item.hash, item.header.prev) if digest}:
        for vault, epoch, digest in _rows(session, _BEATEN, agency, hashes):
            if vault in vaults:
                vaults[vault].add_beaten(epoch, digest)
    return vaults


def _recipients(session: Session, agency: Agency, items: Sequence[Item]) -> dict[str, set[str]]:
    """Who may be granted to: id → thumbprints of the sealing keys that may stand in the grant."""
    wanted = {item.header.to for item in items if isinstance(item.header, GrantHeader)}
    recipients: dict[str, set[str]] = {}
    if people := wanted - {RECORDS}:  # most batches grant nothing
        recipients = {row.id: {row.sealing_kid} for row in _rows(session, _RECIPIENTS, agency.id, people)}
    if RECORDS in wanted:
        recipients[RECORDS] = records_kids(session, agency)
    return recipients


def _held(session: Session, agency: str, ids: Iterable[str]) -> set[tuple[str, str]]:
    return {(row.id, row.hash) for row in _rows(session, _HELD, agency, ids)}
