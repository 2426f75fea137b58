"""How someone becomes a member: an invitation is looked at, then used once. Set-up is the first officer's
enrolment together with the agency's own keys, all or nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.admin.certificates import accept_agency_keys, accept_certificate, accept_descriptor
from webapp.auth.identity import Identity
from webapp.auth.names import sign_in_key, token_hash
from webapp.auth.service import use_device
from webapp.directory.service import records_kids
from webapp.errors import BadRequest, Conflict, InvitationInvalid
from webapp.sealed.account import hash_secret, read_account_header, read_recovery_header
from webapp.sealed.errors import Malformed
from webapp.sealed.keys import import_public, thumbprint
from webapp.sealed.strict import decode_base64url
from webapp.storage.models import Agency, Invitation, Member

Purpose = Literal["join", "set-up"]

LONGEST_KEY = 400  # the room of its column; one character may be eighteen in its compared form


@dataclass(frozen=True)
class Enrolment:
    """A checked enrolment: the sealed parts name this member, the keys are points on P-256."""

    token: str
    member: str
    sign_in_name: str
    salt: str
    kdf: dict[str, Any]
    secret_hash: str
    account: str
    recovery: str
    recovery_kid: str
    sealing: dict[str, Any]
    signing: dict[str, Any]
    device: str
    device_label: str


def read_enrolment(body: Mapping[str, Any]) -> Enrolment:
    """Check what a schema cannot, and hash the secret, before any transaction begins."""
    field = ""
    try:
        field = "sealing"
        import_public(body["sealing"])
        field = "signing"
        import_public(body["signing"])
        field = "account"
        account = read_account_header(body["account"])
        field = "recovery"
        recovery = read_recovery_header(body["recovery"])
        field = "secret"
        secret_hash = hash_secret(decode_base64url(body["secret"]))
        field = "salt"
        decode_base64url(body["salt"])
        field = "signInName"
        if len(sign_in_key(body["signInName"])) > LONGEST_KEY:
            raise Malformed("sign-in name: too long in its compared form")
    except Malformed as error:
        raise BadRequest({field: "malformed"}) from error
    if not account["member"] == recovery["member"] == body["member"]:
        raise BadRequest({"member": "the sealed parts name another member"})
    return Enrolment(
        token=body["token"],
        member=body["member"],
        sign_in_name=" ".join(body["signInName"].split()),
        salt=body["salt"],
        kdf=dict(body["kdf"]),
        secret_hash=secret_hash,
        account=body["account"],
        recovery=body["recovery"],
        recovery_kid=recovery["kid"],
        sealing=dict(body["sealing"]),
        signing=dict(body["signing"]),
        device=body["device"]["id"],
        device_label=body["device"]["label"],
    )


def look(session: Session, token: str, purpose: Purpose, now: datetime) -> tuple[Invitation, Agency]:
    """The invitation behind a token and its agency, or `InvitationInvalid`. The row is locked where rows can
    be."""
    found = session.execute(
        select(Invitation, Agency)
        .join(Agency, Agency.id == Invitation.agency)
        .where(
            Invitation.token_hash == token_hash(token),
            Invitation.purpose == purpose,
            Invitation.used_at.is_(None),
            Invitation.cancelled_at.is_(None),
            Invitation.expires_at > now,
        )
        .with_for_update(of=Invitation)
    ).one_or_none()
    if found is None:
        raise InvitationInvalid
    return found


def enrol(session: Session, wanted: Enrolment, now: datetime) -> Identity:
    """Make a waiting member from an invitation."""
    invitation, agency = look(session, wanted.token, "join", now)
    if wanted.recovery_kid not in records_kids(session, agency):
        raise BadRequest({"recovery": "sealed to another records key"})
    member = _make_member(session, invitation, wanted, now)
    agency.directory += 1
    return use_device(session, member, wanted.device, wanted.device_label, now)


def set_up(
    session: Session, wanted: Enrolment, founding: Mapping[str, str], receipt_kid: str, now: datetime
) -> Identity:
    """Found the agency: `founding` has its descriptor, the officer's certificate and the sealed agency
    keys."""
    invitation, agency = look(session, wanted.token, "set-up", now)
    if agency.descriptor is not None:
        raise Conflict({"descriptor": "the agency is set up already"})
    descriptor = accept_descriptor(session, agency, founding["descriptor"])
    if receipt_kid not in {thumbprint(key) for key in descriptor.receipts}:
        raise BadRequest({"descriptor": "the server's receipt key is missing"})
    if wanted.recovery_kid != agency.records_kid:
        raise BadRequest({"recovery": "sealed to another records key"})
    member = _make_member(session, invitation, wanted, now)
    accept_certificate(session, agency, founding["certificate"], now)
    if (member.state, member.role) != ("active", "officer"):
        raise BadRequest({"certificate": "not the new officer's"})
    accept_agency_keys(session, member, founding["agencyKeys"], now)
    return use_device(session, member, wanted.device, wanted.device_label, now)


def _make_member(session: Session, invitation: Invitation, wanted: Enrolment, now: datetime) -> Member:
    name_key = sign_in_key(wanted.sign_in_name)
    taken = session.scalars(
        select(Member).where(or_(Member.id == wanted.member, Member.sign_in_key == name_key))
    ).first()
    if taken is not None:
        raise Conflict({"signInName" if taken.sign_in_key == name_key else "member": "taken"})
    member = Member(
        id=wanted.member,
        agency=invitation.agency,
        name=invitation.name,
        role=invitation.role,
        state="waiting",
        sign_in_name=wanted.sign_in_name,
        sign_in_key=name_key,
        salt=wanted.salt,
        kdf=wanted.kdf,
        secret_hash=wanted.secret_hash,
        account=wanted.account,
        recovery=wanted.recovery,
        sealing=wanted.sealing,
        sealing_kid=thumbprint(wanted.sealing),
        signing=wanted.signing,
        signing_kid=thumbprint(wanted.signing),
        created_at=now,
    )
    session.add(member)
    session.flush()
    invitation.used_at, invitation.used_by = now, member.id
    return member
