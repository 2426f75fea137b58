"""The officer's rules: people, invitations, the sealed agency keys, and the link that sets an agency up."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.auth.names import new_token, token_hash
from webapp.clock import stamp
from webapp.errors import NotFound
from webapp.storage.models import Agency, AgencyKeys, Device, Invitation, Member, SecondStep

INVITATION_LASTS = timedelta(days=7)


def new_id() -> str:
    """A UUIDv7 in text."""
    return str(uuid7())


def create_agency(session: Session, name: str, now: datetime) -> tuple[str, str]:
    """A new, empty agency and the token with which its officer sets it up: (agency id, token)."""
    agency = Agency(id=new_id(), name=name, sequence=0, directory=0, created_at=now)
    session.add(agency)
    session.flush()
    _, token = _invite(session, agency.id, "set-up", "", "officer", None, now)
    return agency.id, token


def invite(session: Session, officer: Identity, name: str, role: str, now: datetime) -> dict[str, Any]:
    """A link for one person; the token is in the answer and nowhere else."""
    invitation, token = _invite(session, officer.agency, "join", name, role, officer.member, now)
    return {"id": invitation.id, "token": token, "expires": stamp(invitation.expires_at)}


def cancel_invitation(session: Session, officer: Identity, invitation_id: str, now: datetime) -> None:
    """Make an unused link useless; doing it again changes nothing."""
    invitation = session.get(Invitation, invitation_id)
    known = invitation is not None and (invitation.agency, invitation.purpose) == (officer.agency, "join")
    if invitation is None or not known or invitation.used_at is not None:
        raise NotFound
    invitation.cancelled_at = invitation.cancelled_at or now


def people(session: Session, officer: Identity, now: datetime) -> dict[str, Any]:
    """Everybody of the agency and the invitations that can still be used."""
    members = session.scalars(
        select(Member).where(Member.agency == officer.agency).order_by(Member.created_at, Member.id)
    )
    invitations = session.scalars(
        select(Invitation)
        .where(
            Invitation.agency == officer.agency,
            Invitation.purpose == "join",
            Invitation.used_at.is_(None),
            Invitation.cancelled_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.created_at, Invitation.id)
    )
    devices = _devices(session, officer.agency)
    secured = _with_second_step(session, officer.agency)
    return {
        "people": [_person(member, devices[member.id], member.id in secured) for member in members],
        "invitations": [
            {"id": one.id, "name": one.name, "role": one.role, "expires": stamp(one.expires_at)}
            for one in invitations
        ],
    }


def agency_keys(session: Session, officer: Identity) -> str:
    """The agency's keys as sealed to this officer."""
    found = session.get(AgencyKeys, (officer.agency, officer.member))
    if found is None:
        raise NotFound
    return found.jwe


def _devices(session: Session, agency: str) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = session.scalars(
        select(Device).where(Device.agency == agency).order_by(Device.last_seen_at.desc(), Device.id)
    )
    for one in rows:
        line = {
            "id": one.id,
            "label": one.label,
            "lastSeen": stamp(one.last_seen_at),
            "revoked": bool(one.revoked_at),
        }
        found[one.member].append(line)
    return found


def _with_second_step(session: Session, agency: str) -> set[str]:
    where = (SecondStep.agency == agency, SecondStep.confirmed_at.is_not(None))
    return set(session.scalars(select(SecondStep.member).where(*where)))


def _person(member: Member, devices: list[dict[str, Any]], has_second_step: bool) -> dict[str, Any]:
    return {
        "member": member.id,
        "name": member.name,
        "role": member.role,
        "state": member.state,
        "sealing": member.sealing,
        "signing": member.signing,
        "signInName": member.sign_in_name,
        "since": stamp(member.created_at),
        "secondStep": has_second_step,
        "devices": devices,
    }


def _invite(
    session: Session, agency: str, purpose: str, name: str, role: str, invited_by: str | None, now: datetime
) -> tuple[Invitation, str]:
    token = new_token()
    invitation = Invitation(
        id=new_id(),
        agency=agency,
        purpose=purpose,
        token_hash=token_hash(token),
        name=name,
        role=role,
        invited_by=invited_by,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    session.add(invitation)
    session.flush()
    return invitation, token
