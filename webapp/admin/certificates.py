"""Taking in what the officer's browser signed: certificates and the descriptor. The server checks, and keeps.

Invariant: nothing is stored here that is not signed by the agency's certifying key, which `renewal.py` alone
changes once it is set."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import BadRequest, Conflict, NotFound
from webapp.sealed.account import read_agency_keys_header
from webapp.sealed.certificates import Certificate as Certified
from webapp.sealed.certificates import Descriptor, read_certificate, read_descriptor
from webapp.sealed.errors import BadSignature, Malformed
from webapp.sealed.keys import VerifyingKey, import_signing_key, thumbprint
from webapp.sealed.strict import sha256
from webapp.storage.models import Agency, AgencyKeys, Certificate, Member


def accept_descriptor(session: Session, agency: Agency, text: str) -> Descriptor:
    """Store a descriptor newer than the one held. The first one brings the keys, which only a renewal changes
    afterwards."""
    pin = thumbprint(agency.certifying) if agency.certifying else None
    descriptor = read_described(agency, text, pin)
    if agency.descriptor == text:
        return descriptor
    if agency.records_kid not in (None, thumbprint(descriptor.records)):
        raise BadRequest({"descriptor": "another records key"})
    store_descriptor(agency, descriptor, text)
    return descriptor


def read_described(agency: Agency, text: str, pin: str | None) -> Descriptor:
    """A descriptor of this agency under this pin, or `BadRequest`."""
    try:
        descriptor = read_descriptor(text, pin)
    except (Malformed, BadSignature) as error:
        raise BadRequest({"descriptor": why(error)}) from error
    _refuse_nul("descriptor", descriptor.name)
    if descriptor.agency != agency.id:
        raise BadRequest({"descriptor": "for another agency"})
    return descriptor


def store_descriptor(agency: Agency, descriptor: Descriptor, text: str) -> None:
    """Keep what was checked, if it is newer than what is held."""
    if agency.descriptor_at is not None and descriptor.at <= agency.descriptor_at:
        raise Conflict({"descriptor": "not newer than the one held"})
    agency.certifying = dict(descriptor.certifying)
    agency.records_kid = thumbprint(descriptor.records)
    agency.descriptor = text
    agency.descriptor_at = descriptor.at
    agency.name = descriptor.name
    agency.second_step = descriptor.settings.get("secondStep")
    agency.directory += 1


def accept_certificate(session: Session, agency: Agency, text: str, now: datetime) -> Member:
    """Store a certificate; its member becomes active, under the name and role that it says."""
    certified = _read(agency, text)
    member = session.get(Member, certified.member, with_for_update=True)
    if member is None or member.agency != agency.id:
        raise NotFound
    if member.state == "ended":
        raise Conflict({"certificate": "the member's access has ended"})
    if (certified.sealing, certified.signing) != (member.sealing, member.signing):
        raise Conflict({"certificate": "over other keys than the member's"})
    if not certified.covers(now):
        raise BadRequest({"certificate": "not valid now"})
    text_hash = sha256(text.encode("ascii"))
    _refuse_older(session, member, certified, text_hash)
    if session.get(Certificate, text_hash) is None:
        session.add(
            Certificate(
                hash=text_hash,
                agency=agency.id,
                member=member.id,
                jws=text,
                from_at=certified.since,
                until_at=certified.until,
                issued_at=now,
            )
        )
        agency.directory += 1
    member.name, member.role, member.state = certified.name, certified.role, "active"
    return member


def accept_agency_keys(session: Session, member: Member, text: str | None, now: datetime) -> None:
    """Store the agency's keys as sealed to an officer. Nobody is an officer without them, and who is none
    any more has them no more."""
    held = session.get(AgencyKeys, (member.agency, member.id))
    if member.role != "officer" and held is not None:
        session.delete(held)
    if text is None:
        if member.role == "officer" and held is None:
            raise BadRequest({"agencyKeys": "missing"})
        return
    try:
        sealed_to = read_agency_keys_header(text)
    except Malformed as error:
        raise BadRequest({"agencyKeys": "malformed"}) from error
    if member.role != "officer" or (sealed_to["agency"], sealed_to["kid"]) != (
        member.agency,
        member.sealing_kid,
    ):
        raise BadRequest({"agencyKeys": "sealed for another agency or officer"})
    if held is None:
        session.add(AgencyKeys(agency=member.agency, member=member.id, jwe=text, created_at=now))
    else:
        held.jwe = text


def _read(agency: Agency, text: str) -> Certified:
    if agency.certifying is None:
        raise Conflict({"certificate": "the agency is not set up"})
    return read_certified(agency.id, import_signing_key(agency.certifying), text)


def read_certified(agency: str, certifying: VerifyingKey, text: str) -> Certified:
    """A certificate of this agency under this key, or `BadRequest`."""
    try:
        certified = read_certificate(text, certifying)
    except (Malformed, BadSignature) as error:
        raise BadRequest({"certificate": why(error)}) from error
    _refuse_nul("certificate", certified.name)
    if certified.agency != agency:
        raise BadRequest({"certificate": "for another agency"})
    return certified


def _refuse_older(session: Session, member: Member, certified: Certified, text_hash: str) -> None:
    # Old certificates stand in the directory for everybody to read. Sent again, one must not bring back a
    # role that a newer one has taken away.
    newest = session.scalars(
        select(Certificate)
        .where(
            Certificate.agency == member.agency,
            Certificate.member == member.id,
            Certificate.superseded_at.is_(None),
        )
        .order_by(Certificate.from_at.desc(), Certificate.issued_at.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or newest.hash == text_hash:
        return
    if certified.since < newest.from_at or session.get(Certificate, text_hash) is not None:
        raise Conflict({"certificate": "not newer than the one held"})


def _refuse_nul(field: str, name: str) -> None:
    if "\0" in name:
        raise BadRequest({field: "malformed"})


def why(error: Malformed | BadSignature) -> str:
    return "malformed" if isinstance(error, Malformed) else "bad-signature"
