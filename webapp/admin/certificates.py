"""Taking in what the officer's browser signed: certificates and the descriptor. The server checks, and keeps.

Invariant: nothing is stored here that is not signed by the agency's certifying key, which never changes once
set."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import BadRequest, Conflict, NotFound
from webapp.sealed.certificates import Certificate as Certified
from webapp.sealed.certificates import Descriptor, read_certificate, read_descriptor
from webapp.sealed.errors import BadSignature, Malformed
from webapp.sealed.keys import thumbprint
from webapp.sealed.strict import sha256
from webapp.storage.models import Agency, Certificate, Member


def accept_descriptor(session: Session, agency: Agency, text: str) -> Descriptor:
    """Store a descriptor newer than the one held. The first one brings the certifying key."""
    pin = thumbprint(agency.certifying) if agency.certifying else None
    try:
        descriptor = read_descriptor(text, pin)
    except (Malformed, BadSignature) as error:
        raise BadRequest({"descriptor": _why(error)}) from error
    _refuse_nul("descriptor", descriptor.name)
    if descriptor.agency != agency.id:
        raise BadRequest({"descriptor": "for another agency"})
    if agency.descriptor == text:
        return descriptor
    if agency.descriptor_at is not None and descriptor.at <= agency.descriptor_at:
        raise Conflict({"descriptor": "not newer than the one held"})
    agency.certifying = dict(descriptor.certifying)
    agency.records_kid = thumbprint(descriptor.records)
    agency.descriptor = text
    agency.descriptor_at = descriptor.at
    agency.name = descriptor.name
    agency.second_step = descriptor.settings.get("secondStep")
    agency.directory += 1
    return descriptor


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


def _read(agency: Agency, text: str) -> Certified:
    if agency.certifying is None:
        raise Conflict({"certificate": "the agency is not set up"})
    try:
        certified = read_certificate(text, agency.certifying)
    except (Malformed, BadSignature) as error:
        raise BadRequest({"certificate": _why(error)}) from error
    _refuse_nul("certificate", certified.name)
    if certified.agency != agency.id:
        raise BadRequest({"certificate": "for another agency"})
    return certified


def _refuse_older(session: Session, member: Member, certified: Certified, text_hash: str) -> None:
    # Old certificates stand in the directory for everybody to read. Sent again, one must not bring back a
    # role that a newer one has taken away.
    newest = session.scalars(
        select(Certificate)
        .where(Certificate.agency == member.agency, Certificate.member == member.id)
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


def _why(error: Malformed | BadSignature) -> str:
    return "malformed" if isinstance(error, Malformed) else "bad-signature"
