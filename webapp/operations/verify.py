"""`flask verify`: walks every vault of the database and reports what an outsider would find wrong with it.

It trusts the database's word for one thing only, the agency's certifying key: the report prints its
thumbprint, which an officer compares with the end of an invitation link.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.directory.service import successions
from webapp.sealed.audit import (
    ENVELOPE,
    GRANT,
    Certificates,
    Finding,
    Head,
    Numbered,
    Stored,
    audit_envelopes,
    audit_item,
    keys_by_thumbprint,
)
from webapp.sealed.certificates import Certificate as Certified
from webapp.sealed.certificates import Descriptor, read_certificate, read_descriptor
from webapp.sealed.errors import BadSignature, Malformed
from webapp.sealed.keys import Jwk, VerifyingKey, import_signing_key, thumbprint
from webapp.sealed.successions import read_chain, read_succession
from webapp.storage import Storage
from webapp.storage.models import Agency, Certificate, Envelope, Grant, HeldItem, Vault

MOST_LINES = 200
EITHER = (*ENVELOPE, *GRANT)


@dataclass
class Report:
    """What was looked at, and what was found."""

    looked_at: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    when_right: str = "Everything is as it was signed."

    @property
    def problems(self) -> list[Finding]:
        return [each for each in self.findings if each.is_grave]

    def lines(self) -> Iterator[str]:
        """For the terminal."""
        yield from self.looked_at
        for each in self.findings[:MOST_LINES]:
            yield f"{'WRONG' if each.is_grave else 'note'}: {each.where}: {each.what}."
        if len(self.findings) > MOST_LINES:
            yield f"… and {len(self.findings) - MOST_LINES:,} more."
        yield f"{len(self.problems):,} wrong." if self.problems else self.when_right


def verify_everything(storage: Storage, receipt_key: Jwk) -> Report:
    """Every agency of the database; `receipt_key` is the public half of what this server signs with."""
    report = Report()
    with storage.reading() as session:
        for agency in session.scalars(select(Agency).order_by(Agency.id)):
            _verify_agency(session, agency, receipt_key, report)
    return report


def receipt_keys(storage: Storage, receipt_key: Jwk) -> list[Jwk]:
    """Every key that an agency named for receipts, and the one that this server signs with."""
    keys = {thumbprint(receipt_key): receipt_key}
    with storage.reading() as session:
        for agency in session.scalars(select(Agency)):
            descriptor = descriptor_of(agency, agency.certifying) if agency.certifying else None
            keys.update({thumbprint(key): key for key in (descriptor.receipts if descriptor else ())})
    return list(keys.values())


def unknown_receipt_key(storage: Storage, receipt_key: Jwk) -> str | None:
    """A warning, when an agency's phones would refuse what this server signs."""
    with storage.reading() as session:
        for agency in session.scalars(select(Agency)):
            descriptor = descriptor_of(agency, agency.certifying) if agency.certifying else None
            if descriptor is not None and receipt_key not in descriptor.receipts:
                return (
                    "Careful: the key in SOTTO_RECEIPT_KEY_FILE is not the one that the agency named."
                    " Phones will refuse its receipts: put the right key file back before the server starts."
                )
    return None


def _verify_agency(session: Session, agency: Agency, receipt_key: Jwk, report: Report) -> None:
    where = f"agency {agency.id}"
    if agency.certifying is None:
        report.looked_at.append(f"{where}: not set up yet.")
        return
    descriptor = descriptor_of(agency, agency.certifying)
    if descriptor is None:
        report.findings.append(Finding(where, "its descriptor is not signed by its certifying key"))
        return
    if receipt_key not in descriptor.receipts:
        what = "its descriptor does not name the key in SOTTO_RECEIPT_KEY_FILE: phones refuse its receipts"
        report.findings.append(Finding(where, what))
    chain = successions(session, agency.id)
    try:
        read_chain(agency.id, agency.certifying, chain)
    except (Malformed, BadSignature) as error:
        report.findings.append(Finding(where, str(error)))
    certificates = certified(session, agency, agency.certifying, report)
    keys = keys_by_thumbprint(list(descriptor.receipts))
    counted: Counter[str] = Counter()
    for vault in session.scalars(select(Vault).where(Vault.agency == agency.id).order_by(Vault.id)):
        envelopes = numbered(session, vault)
        head = Head(vault.head, vault.last_receipt)
        report.findings += audit_envelopes(vault.id, envelopes, head, certificates, keys)
        counted.update(vaults=1, envelopes=len(envelopes))
        counted["grants"] += _verify_grants(session, vault, certificates, report)
    held = _verify_held(session, agency, certificates, report)
    report.looked_at.append(
        f"{where}: {counted['vaults']:,} vaults, {counted['envelopes']:,} envelopes with receipts,"
        f" {counted['grants']:,} grants, {held:,} held items. Certifying key {thumbprint(agency.certifying)}"
        " (the end of every invitation link)."
    )


def descriptor_of(agency: Agency, certifying: Jwk) -> Descriptor | None:
    """The agency's description of itself, when that key signed it."""
    try:
        return read_descriptor(agency.descriptor, thumbprint(certifying))
    except (Malformed, BadSignature):
        return None


def _keys(certifying: Jwk, chain: Sequence[str]) -> list[VerifyingKey]:
    """Every certifying key that there was, newest first."""
    earlier: list[Jwk] = []
    for text in chain:
        try:
            earlier.insert(0, read_succession(text).by)
        except (Malformed, BadSignature):  # found by reading the chain
            continue
    return [import_signing_key(each) for each in (certifying, *earlier)]


def certified(session: Session, agency: Agency, certifying: Jwk, report: Report) -> Certificates:
    """By member: the certificates that count, which this key signed. One whose place was taken must be under
    an earlier key. What else lies there goes into the report."""
    keys = _keys(certifying, successions(session, agency.id))
    found: dict[str, list[Certified]] = {}
    for row in session.scalars(select(Certificate).where(Certificate.agency == agency.id)):
        where = f"certificate of member {row.member}"
        try:
            certified = _under(row, keys)
        except (Malformed, BadSignature) as error:
            report.findings.append(Finding(where, str(error)))
            continue
        if (certified.agency, certified.member) != (agency.id, row.member):
            report.findings.append(Finding(where, "it is somebody else's"))
        elif row.superseded_at is None:
            found.setdefault(certified.member, []).append(certified)
    return found


def _under(row: Certificate, keys: Sequence[VerifyingKey]) -> Certified:
    if row.superseded_at is None:
        return read_certificate(row.jws, keys[0])
    for key in keys[1:]:
        try:
            return read_certificate(row.jws, key)
        except BadSignature:
            continue
    raise BadSignature("its place was taken, and it is under no earlier key of the agency")


def numbered(session: Session, vault: Vault) -> Sequence[Numbered]:
    """The envelopes of a vault with their receipts, in the order of their numbers."""
    columns = (Envelope.number, Envelope.id, Envelope.hash, Envelope.jwe, Envelope.sig, Envelope.receipt)
    rows = session.execute(
        select(*columns)
        .where(Envelope.agency == vault.agency, Envelope.vault == vault.id)
        .order_by(Envelope.number)
    )
    return [Numbered(row.number, Stored(row.id, row.hash, row.jwe, row.sig), row.receipt) for row in rows]


def _verify_grants(session: Session, vault: Vault, certificates: Certificates, report: Report) -> int:
    where = (Grant.agency == vault.agency, Grant.vault == vault.id)
    count = 0
    for row in session.execute(select(Grant.id, Grant.hash, Grant.jwe, Grant.sig).where(*where)):
        stored = Stored(row.id, row.hash, row.jwe, row.sig)
        place = f"vault {vault.id}, grant {row.id}"
        report.findings += audit_item(place, stored, GRANT, vault.id, certificates)
        count += 1
    return count


def _verify_held(session: Session, agency: Agency, certificates: Certificates, report: Report) -> int:
    count = 0
    for row in session.scalars(select(HeldItem).where(HeldItem.agency == agency.id)):
        stored = Stored(row.id, row.hash, row.jwe, row.sig)
        report.findings += audit_item(f"held item {row.id}", stored, EITHER, row.vault, certificates)
        count += 1
    return count
