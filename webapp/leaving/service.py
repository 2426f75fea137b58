"""Taking access away, and what a device may still do afterwards: say who it is, and hand in what it has.

A device that was asleep when its access was taken has no sign-in left. Its device token lets it in once
more, as one whose access has ended: it can hand in and nothing else. For a device with access the token opens
nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.auth.device_token import fits_device
from webapp.auth.identity import Identity
from webapp.auth.service import end_member, revoke_device
from webapp.auth.sessions import identity_of
from webapp.config import Secret
from webapp.directory.service import touch
from webapp.errors import Conflict, NotAllowed, NotFound, SignInFailed
from webapp.leaving.events import record
from webapp.sealed.strict import sha256
from webapp.storage.models import Device, HandedIn, Member


def let_in_to_leave(session: Session, device_id: str, token: str, secret: Secret) -> Identity:
    """The identity of a device that lost its access; `SignInFailed` for every other, and for a wrong
    token."""
    fits = fits_device(token, device_id, secret)
    found = session.execute(
        select(Member, Device).join(Device, Device.member == Member.id).where(Device.id == device_id)
    ).one_or_none()
    if not fits or found is None:
        raise SignInFailed
    identity = identity_of(*found)
    if identity.state != "ended":
        raise SignInFailed
    return identity


def end_access(session: Session, officer: Identity, member_id: str, now: datetime) -> None:
    """End a member's access. Nobody ends their own, so an agency is never left without an officer."""
    member = _member(session, officer, member_id)
    if member.id == officer.member:
        raise Conflict({"member": "yourself"})
    if member.state != "ended":
        end_member(session, officer.agency, member.id, now)
        record(session, member, "access-ended", now, by=officer.member)


def decline(session: Session, officer: Identity, member_id: str, now: datetime) -> None:
    """Turn away somebody who waits: no certificate was given, so nothing was ever sealed to them. Whoever was
    let in is not turned away but ended."""
    member = _member(session, officer, member_id)
    if member.state == "active":
        raise Conflict({"member": "let in already"})
    if member.state == "waiting":
        end_member(session, officer.agency, member.id, now)
        record(session, member, "declined", now, by=officer.member)


def revoke_own(session: Session, who: Identity, device_id: str, now: datetime) -> None:
    """Take the access of one of my devices."""
    if revoke_device(session, who, device_id, now):
        member = session.get_one(Member, who.member)
        record(session, member, "device-revoked", now, by=who.member, device=device_id)


def revoke_any(session: Session, officer: Identity, device_id: str, now: datetime) -> None:
    """Take the access of any device of the agency; doing it again changes nothing."""
    device = session.get(Device, device_id, with_for_update=True)
    if device is None or device.agency != officer.agency:
        raise NotFound
    if device.id == officer.device:
        raise Conflict({"device": "the one that asks"})
    if device.revoked_at is None:
        device.revoked_at = now
        touch(session, officer.agency)
        member = session.get_one(Member, device.member)
        record(session, member, "device-revoked", now, by=officer.member, device=device.id)


def hand_in(
    session: Session, who: Identity, pieces: Sequence[tuple[str, str, str | None]], now: datetime
) -> None:
    """Keep sealed pieces (name, jwe, sig) of a device that lost its access. Safe to repeat."""
    if who.state != "ended":
        raise NotAllowed
    known = set(
        session.scalars(
            select(HandedIn.hash).where(HandedIn.agency == who.agency, HandedIn.device == who.device)
        )
    )
    for name, jwe, sig in pieces:
        piece = sha256(f"{name}\n{jwe}\n{sig or ''}".encode("ascii"))
        if piece in known:
            continue
        known.add(piece)
        session.add(
            HandedIn(
                agency=who.agency,
                device=who.device,
                hash=piece,
                member=who.member,
                name=name,
                jwe=jwe,
                sig=sig,
                received_at=now,
            )
        )


def _member(session: Session, officer: Identity, member_id: str) -> Member:
    member = session.get(Member, member_id, with_for_update=True)
    if member is None or member.agency != officer.agency:
        raise NotFound
    return member
