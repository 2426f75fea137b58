"""New agency keys in place of the old ones, all at once (PROTOCOL §9): the succession, the descriptor, every
certificate anew, and the keys sealed to every officer.

Invariant: an agency is under its old keys with all that belongs to them or under its new ones with all that
belongs to those. Nobody's certificate, name or role changes by it, and none is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from webapp.admin.certificates import read_certified, read_described, store_descriptor, why
from webapp.auth.identity import Identity
from webapp.directory.service import records_kids, successions
from webapp.errors import BadRequest, Conflict
from webapp.leaving.events import record
from webapp.sealed.account import read_agency_keys_header
from webapp.sealed.certificates import Certificate as Certified
from webapp.sealed.certificates import Descriptor, read_certificate
from webapp.sealed.errors import BadSignature, Malformed
from webapp.sealed.keys import import_signing_key, thumbprint
from webapp.sealed.strict import sha256
from webapp.sealed.successions import MOST_SUCCESSIONS, Succession, read_chain, read_succession
from webapp.storage.models import Agency, AgencyKeys, Certificate, Member
from webapp.storage.models import Succession as SuccessionRow

Contents = tuple[str, str, str, str, str, datetime, datetime]
"""What a certificate says, in a form that can be compared."""


@dataclass(frozen=True)
class Renewal:
    """What the officer's browser made. `agency_keys`: (member, jwe)."""

    succession: str
    descriptor: str
    certificates: Sequence[str]
    agency_keys: Sequence[tuple[str, str]]


def renew(session: Session, who: Identity, wanted: Renewal, receipt_kid: str, now: datetime) -> None:
    """Check all of it, then store all of it. The same once more changes nothing."""
    agency = session.get_one(Agency, who.agency, with_for_update=True)
    before = successions(session, agency.id)
    if before and before[-1] == wanted.succession:
        return
    succession = _succession(agency, before, wanted.succession)
    descriptor = _descriptor(session, agency, wanted.descriptor, succession, receipt_kid)
    issued = _certificates(session, agency, descriptor, wanted.certificates)
    sealed = _agency_keys(session, agency, wanted.agency_keys, now)
    session.add(
        SuccessionRow(
            agency=agency.id,
            number=len(before) + 1,
            jws=wanted.succession,
            certifying_kid=thumbprint(succession.by),
            records_kid=agency.records_kid,
            renewed_by=who.member,
            renewed_at=now,
        )
    )
    store_descriptor(agency, descriptor, wanted.descriptor)
    _store_certificates(session, agency, issued, now)
    session.execute(delete(AgencyKeys).where(AgencyKeys.agency == agency.id))
    session.add_all(
        AgencyKeys(agency=agency.id, member=member, jwe=jwe, created_at=now) for member, jwe in sealed.items()
    )
    _tell(session, agency, who, now)


def _succession(agency: Agency, before: Sequence[str], text: str) -> Succession:
    try:
        succession = read_succession(text)
        if agency.certifying is None or succession.agency != agency.id:
            raise BadRequest({"succession": "for another agency"})
        if thumbprint(succession.by) != thumbprint(agency.certifying):
            raise Conflict({"succession": "not by the agency's key"})
        if len(before) >= MOST_SUCCESSIONS:
            raise Conflict({"succession": "too many"})
        read_chain(agency.id, succession.certifying, [*before, text])
    except (Malformed, BadSignature) as error:
        raise BadRequest({"succession": why(error)}) from error
    return succession


def _descriptor(
    session: Session, agency: Agency, text: str, succession: Succession, receipt_kid: str
) -> Descriptor:
    descriptor = read_described(agency, text, thumbprint(succession.certifying))
    if receipt_kid not in {thumbprint(key) for key in descriptor.receipts}:
        raise BadRequest({"descriptor": "the server's receipt key is missing"})
    if thumbprint(descriptor.records) in records_kids(session, agency):
        raise BadRequest({"descriptor": "an old records key"})
    return descriptor


def _certificates(
    session: Session, agency: Agency, descriptor: Descriptor, texts: Sequence[str]
) -> dict[str, Certificate]:
    """For each new text the certificate whose place it takes: with the same contents, and none left out."""
    rows = session.scalars(
        select(Certificate).where(Certificate.agency == agency.id, Certificate.superseded_at.is_(None))
    )
    old = import_signing_key(agency.certifying or {})
    current = {_contents(read_certificate(row.jws, old)): row for row in rows}
    new = import_signing_key(descriptor.certifying)
    issued = {_contents(read_certified(agency.id, new, text)): text for text in texts}
    if not issued.keys() <= current.keys():
        raise BadRequest({"certificates": "they say something new"})
    if issued.keys() != current.keys():
        raise Conflict({"certificates": "some are missing"})
    return {text: current[contents] for contents, text in issued.items()}


def _contents(one: Certified) -> Contents:
    keys = thumbprint(one.sealing), thumbprint(one.signing)
    return (one.member, one.name, one.role, *keys, one.since, one.until)


def _agency_keys(
    session: Session, agency: Agency, sent: Sequence[tuple[str, str]], now: datetime
) -> dict[str, str]:
    """By member, for every officer who can be sealed to, and nobody else."""
    where = (Member.agency == agency.id, Member.state == "active", Member.role == "officer")
    officers = {each.id: each.sealing_kid for each in session.scalars(select(Member).where(*where))}
    sealed = dict(sent)
    if len(sealed) != len(sent) or not sealed.keys() <= officers.keys():
        raise BadRequest({"agencyKeys": "for somebody who is not an officer, or twice"})
    until = (
        select(Certificate.member, func.max(Certificate.until_at).label("until"))
        .where(Certificate.agency == agency.id, Certificate.member.in_(officers))
        .group_by(Certificate.member)
    )
    if {row.member for row in session.execute(until) if row.until >= now} - sealed.keys():
        raise Conflict({"agencyKeys": "an officer is missing"})
    for member, jwe in sealed.items():
        try:
            header = read_agency_keys_header(jwe)
        except Malformed as error:
            raise BadRequest({"agencyKeys": "malformed"}) from error
        if (header["agency"], header["kid"]) != (agency.id, officers[member]):
            raise BadRequest({"agencyKeys": "sealed for another agency or officer"})
    return sealed


def _store_certificates(
    session: Session, agency: Agency, issued: dict[str, Certificate], now: datetime
) -> None:
    """Each new one stands where the old one stood, in the order of issue too."""
    session.execute(
        update(Certificate)
        .where(Certificate.agency == agency.id, Certificate.superseded_at.is_(None))
        .values(superseded_at=now)
    )
    session.add_all(
        Certificate(
            hash=sha256(text.encode("ascii")),
            agency=agency.id,
            member=old.member,
            jws=text,
            from_at=old.from_at,
            until_at=old.until_at,
            issued_at=old.issued_at,
        )
        for text, old in issued.items()
    )


def _tell(session: Session, agency: Agency, who: Identity, now: datetime) -> None:
    """Everybody, on their own record; and the officer's, that the new keys' kit was made and opened first."""
    for member in session.scalars(
        select(Member).where(Member.agency == agency.id, Member.state == "active").order_by(Member.id)
    ):
        record(session, member, "agency-keys-renewed", now, by=who.member)
        if member.id == who.member:
            record(session, member, "kit-made", now, by=who.member)
            record(session, member, "kit-verified", now, by=who.member)
