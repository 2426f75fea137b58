"""The whole agency out of one moment of its database: people, keys, vaults, and what came after an access
ended. Everything is verified on the way; what is found goes into the report."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.operations.verify import Report, certified, descriptor_of, numbered
from webapp.records.consults import Person, is_consult
from webapp.records.drafts import DEVICE_KEY, DRAFT, Draft, open_drafts
from webapp.records.graph import Entry
from webapp.records.kit import certifying_keys, records_keys
from webapp.records.opening import Opened, Opener, Wrong, findings_of
from webapp.records.vault_keys import VaultKeys
from webapp.sealed.account import AgencyKeys
from webapp.sealed.audit import (
    ENVELOPE,
    Certificates,
    Finding,
    Head,
    Keys,
    Numbered,
    Stored,
    audit_envelopes,
    keys_by_thumbprint,
    place_of,
)
from webapp.sealed.certificates import Descriptor
from webapp.sealed.errors import Malformed
from webapp.sealed.items import GrantHeader, item_hash, parse_item
from webapp.sealed.receipts import parse_receipt
from webapp.storage.models import Agency, Device, Grant, HandedIn, HeldItem, Member, Vault


@dataclass
class VaultCopy:
    """A vault: what counts in it, what does not, and what was meant for it. `number` and `last_receipt` are
    where the database says that it ends; a vault that only held items know of has none of that."""

    id: str
    founder: str | None = None
    number: int = 0
    last_receipt: str | None = None
    entries: list[Opened] = field(default_factory=list)
    held: list[Opened] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)

    @property
    def record_entries(self) -> list[Entry]:
        """For the derivation."""
        return [each.entry for each in self.entries]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written in it."""
        return not (self.entries or self.held or self.drafts or self.wrong)

    @property
    def is_consult(self) -> bool:
        """Whether it is a consult's."""
        return is_consult([each.entry for each in (*self.entries, *self.held)])


@dataclass
class AgencyCopy:
    """What an export is made of."""

    agency: Agency
    descriptor: Descriptor | None
    certificates: Certificates
    members: Sequence[Member]
    devices: Mapping[str, Device]
    vaults: dict[str, VaultCopy] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def people(self) -> dict[str, Person]:
        """Who works here, as the agency certified them."""
        return {
            member: Person(own[-1].name, frozenset(each.role for each in own))
            for member, own in self.certificates.items()
        }

    def vault(self, vault: str) -> VaultCopy:
        """The vault of this id; one that only held things know of begins here."""
        return self.vaults.setdefault(vault, VaultCopy(vault))


def copy_agency(session: Session, agency: Agency, keys: AgencyKeys) -> AgencyCopy:
    """Verify and open everything of one agency."""
    copy = _people(session, agency, keys)
    receipt_keys = keys_by_thumbprint(list(copy.descriptor.receipts)) if copy.descriptor else {}
    held = list(session.scalars(select(HeldItem).where(HeldItem.agency == agency.id)))
    pieces = list(session.scalars(select(HandedIn).where(HandedIn.agency == agency.id)))
    opener = Opener(copy.certificates, VaultKeys(records_keys(keys), copy.certificates))
    rows = list(session.scalars(select(Vault).where(Vault.agency == agency.id).order_by(Vault.id)))
    for vault in rows:
        _take_keys(session, copy, opener.keys, vault)
    afterwards = [*map(_held, held), *(_piece(each) for each in pieces if _is_item(each))]
    _take_late_keys(copy, opener.keys, afterwards)
    for vault in rows:
        _open_vault(session, copy, opener, vault, receipt_keys)
    _open_afterwards(copy, opener, afterwards)
    _open_drafts(copy, keys, pieces)
    return copy


def _people(session: Session, agency: Agency, keys: AgencyKeys) -> AgencyCopy:
    report = Report()
    certificates: dict[str, list[Any]] = {}
    descriptors = []
    for certifying in certifying_keys(keys):
        report.findings.clear()  # what one key did not sign, the next may have
        for member, own in certified(session, agency, certifying, report).items():
            certificates.setdefault(member, []).extend(own)
        descriptors.append(descriptor_of(agency, certifying))
    descriptor = next((each for each in descriptors if each is not None), None)
    if descriptor is None:
        where = f"agency {agency.id}"
        report.findings.append(Finding(where, "its descriptor is not signed by its certifying key"))
    for own in certificates.values():
        own.sort(key=lambda each: each.since)
    members = list(session.scalars(select(Member).where(Member.agency == agency.id).order_by(Member.id)))
    devices = session.scalars(select(Device).where(Device.agency == agency.id))
    return AgencyCopy(
        agency,
        descriptor,
        certificates,
        members,
        {device.id: device for device in devices},
        findings=list(report.findings),
    )


# --- vaults ---


def _take_keys(session: Session, copy: AgencyCopy, keys: VaultKeys, vault: Vault) -> None:
    where = (Grant.agency == vault.agency, Grant.vault == vault.id)
    for row in session.execute(select(Grant.id, Grant.hash, Grant.jwe, Grant.sig).where(*where)):
        stored = Stored(row.id, row.hash, row.jwe, row.sig)
        copy.findings += keys.add(f"vault {vault.id}, grant {row.id}", stored, vault.id)
        copy.counts["grants"] += 1


def _open_vault(session: Session, copy: AgencyCopy, opener: Opener, vault: Vault, receipt_keys: Keys) -> None:
    into = copy.vaults[vault.id] = VaultCopy(vault.id, vault.founder, vault.head, vault.last_receipt)
    envelopes = numbered(session, vault)
    head = Head(vault.head, vault.last_receipt)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in audit_envelopes(vault.id, envelopes, head, copy.certificates, receipt_keys):
        found[each.where].append(each)
    for one in envelopes:
        opened = _open_numbered(opener, vault.id, one, found)
        into.entries.append(opened)
        copy.findings += findings_of(place_of(vault.id, one.number), opened)
    into.wrong += found[f"vault {vault.id}"]
    copy.findings += into.wrong
    copy.counts.update(vaults=1, envelopes=len(envelopes))


def _open_numbered(
    opener: Opener, vault: str, one: Numbered, found: Mapping[str, Sequence[Finding]]
) -> Opened:
    """The envelope with what the audit of its chain says beyond the item itself."""
    place = place_of(vault, one.number)
    opened = opener.open(place, one.item, ENVELOPE, vault, number=one.number, received_at=_receipt_time(one))
    of_item = {each.what for each in opened.wrong}
    receipt = [Wrong("receipt", each.what) for each in found.get(place, ()) if each.what not in of_item]
    return replace(opened, wrong=(*receipt, *opened.wrong))


def _receipt_time(one: Numbered) -> str | None:
    try:
        return parse_receipt(one.receipt).at
    except Malformed:
        return None


# --- what came after an access ended ---


@dataclass(frozen=True)
class _Late:
    """An item that is in no vault: held by the server, or handed in because no vault took it."""

    place: str
    stored: Stored
    vault: str
    received_at: str
    is_grant: bool
    decision: str | None = None
    was_held: bool = True


def _held(row: HeldItem) -> _Late:
    stored = Stored(row.id, row.hash, row.jwe, row.sig)
    received = row.received_at.isoformat(timespec="milliseconds")
    return _Late(f"held item {row.id}", stored, row.vault, received, _is_grant(stored), row.decision)


def _is_item(row: HandedIn) -> bool:
    return row.name != DEVICE_KEY and not row.name.startswith(DRAFT)


def _piece(row: HandedIn) -> _Late:
    signature = row.sig or ""
    of = row.name.removeprefix("item/")
    is_text = row.jwe.isascii() and signature.isascii()
    stored = Stored(of, item_hash(row.jwe, signature) if is_text else "", row.jwe, signature)
    received = row.received_at.isoformat(timespec="milliseconds")
    vault = _vault_of(stored)
    return _Late(f"item {of} handed in", stored, vault, received, _is_grant(stored), was_held=False)


def _is_grant(stored: Stored) -> bool:
    try:
        return isinstance(parse_item({"jwe": stored.jwe, "sig": stored.sig}).header, GrantHeader)
    except Malformed:
        return False


def _vault_of(stored: Stored) -> str:
    """The vault that an item names; under its own id when it names none that can be read."""
    try:
        return parse_item({"jwe": stored.jwe, "sig": stored.sig}).header.vault
    except Malformed:
        return stored.id


def _take_late_keys(copy: AgencyCopy, keys: VaultKeys, late: Sequence[_Late]) -> None:
    """A vault that was founded after an access had ended has its key only here."""
    for each in late:
        if each.is_grant:
            copy.findings += keys.add(each.place, each.stored, each.vault)


def _open_afterwards(copy: AgencyCopy, opener: Opener, late: Sequence[_Late]) -> None:
    known = {(one.entry.id, one.hash) for vault in copy.vaults.values() for one in vault.entries}
    for each in late:
        about = (each.stored.id, each.stored.hash)
        if each.is_grant or about in known:
            continue
        known.add(about)
        opened = opener.open(
            each.place,
            each.stored,
            ENVELOPE,
            each.vault,
            received_at=each.received_at,
            origin="held" if each.was_held else "handed-in",
            decision=each.decision,
        )
        copy.vault(each.vault).held.append(opened)
        copy.findings += findings_of(each.place, opened)
        copy.counts["held"] += 1


def _open_drafts(copy: AgencyCopy, keys: AgencyKeys, pieces: Sequence[HandedIn]) -> None:
    of_device: defaultdict[tuple[str, str], list[HandedIn]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda each: (each.received_at, each.hash)):
        of_device[piece.member, piece.device].append(piece)
    members = {member.id: member for member in copy.members}
    for (member, _), own in sorted(of_device.items()):
        drafts, found = open_drafts(members[member], own, records_keys(keys))
        copy.findings += found
        copy.drafts += drafts
        for draft in drafts:
            if draft.vault in copy.vaults:
                copy.vaults[draft.vault].drafts.append(draft)
    copy.counts["drafts"] = len(copy.drafts)
