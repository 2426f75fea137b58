"""Signing in, devices, and ending a member's access.

A sign-in of an ended member or on a revoked device succeeds, with the state "ended": all that it can do is
hand in what was written before, which is then held. Otherwise that work would be lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.auth.names import sign_in_key
from webapp.auth.sessions import identity_of
from webapp.clock import stamp
from webapp.config import Secret
from webapp.directory.service import touch
from webapp.errors import Conflict, NotFound, SignInFailed
from webapp.sealed.account import decoy_salt, hash_secret, verify_secret
from webapp.sealed.passphrases import standard_kdf
from webapp.sealed.strict import decode_base64url
from webapp.storage.models import AgencyKeys, Device, Member


@dataclass(frozen=True)
class Candidate:
    """What a sign-in name leads to. For an unknown name everything but `member` looks the same."""

    member: Member | None
    secret_hash: str


class Decoy:
    """The hash that an unknown name's secret is checked against, so that both take equally long."""

    def __init__(self) -> None:
        """Made once for each app."""
        self.secret_hash = hash_secret(b"no secret has this hash, on purpose")


def parameters(session: Session, sign_in_name: str, server_secret: Secret) -> dict[str, Any]:
    """Salt and parameters of a name, or stable invented ones."""
    name = sign_in_key(sign_in_name)
    member = session.scalars(select(Member).where(Member.sign_in_key == name)).one_or_none()
    if member is None:
        return {"salt": decoy_salt(name, server_secret.reveal().encode()), "kdf": standard_kdf()}
    return {"salt": member.salt, "kdf": member.kdf}


def candidate(session: Session, sign_in_name: str, decoy: Decoy) -> Candidate:
    """Read what `check` will need, so that no transaction stays open while hashing."""
    where = Member.sign_in_key == sign_in_key(sign_in_name)
    member = session.scalars(select(Member).where(where)).one_or_none()
    return Candidate(member, member.secret_hash if member else decoy.secret_hash)


def check(found: Candidate, secret: str) -> Member:
    """The member whose secret this is, or `SignInFailed`; as slow for a name that does not exist."""
    fits = verify_secret(found.secret_hash, decode_base64url(secret))
    if found.member is None or not fits:
        raise SignInFailed
    return found.member


def sign_in(session: Session, member_id: str, device_id: str, label: str, now: datetime) -> Identity:
    """The identity of a member whose secret was right, read anew: it may have changed while hashing."""
    member = session.get(Member, member_id)
    if member is None:
        raise SignInFailed
    return use_device(session, member, device_id, label, now)


def use_device(session: Session, member: Member, device_id: str, label: str, now: datetime) -> Identity:
    """The identity of `member` on this device, which is noted at its first sign-in."""
    device = session.get(Device, device_id)
    if device is None:
        device = Device(
            id=device_id,
            agency=member.agency,
            member=member.id,
            label=label,
            created_at=now,
            last_seen_at=now,
        )
        session.add(device)
        session.flush()
    elif device.member != member.id:
        raise Conflict({"device.id": "taken"})
    device.label = label
    device.last_seen_at = now
    return identity_of(member, device)


def devices(session: Session, who: Identity) -> list[dict[str, Any]]:
    """My devices, oldest first."""
    rows = session.scalars(
        select(Device)
        .where(Device.agency == who.agency, Device.member == who.member)
        .order_by(Device.created_at, Device.id)
    )
    return [
        {
            "id": device.id,
            "label": device.label,
            "created": stamp(device.created_at),
            "lastSeen": stamp(device.last_seen_at),
            "revoked": device.revoked_at is not None,
            "current": device.id == who.device,
        }
        for device in rows
    ]


def revoke_device(session: Session, who: Identity, device_id: str, now: datetime) -> bool:
    """Take a device's access from now on; doing it again changes nothing. Was it taken just now?"""
    device = session.get(Device, device_id)
    if device is None or (device.agency, device.member) != (who.agency, who.member):
        raise NotFound
    if device.revoked_at is not None:
        return False
    device.revoked_at = now
    touch(session, who.agency)
    return True


def end_member(session: Session, agency: str, member_id: str, now: datetime) -> None:
    """End a member's access. What they still hand in is held for the officer."""
    member = session.get(Member, member_id)
    if member is None or member.agency != agency:
        raise NotFound
    if member.state == "ended":
        return
    member.state, member.ended_at = "ended", now
    session.execute(delete(AgencyKeys).where(AgencyKeys.member == member.id))
    touch(session, agency)
