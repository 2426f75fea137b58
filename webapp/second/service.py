"""One's own second steps: seeing, adding and removing them, and the recovery codes. Each change is on the
person's record.

Invariant: the passphrase was given again before anything here is begun or taken away; what is begun (a secret
to be confirmed, a challenge) is the member's own and short-lived."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.errors import BadRequest, Conflict, NotFound, SecondStepFailed
from webapp.leaving.events import record
from webapp.sealed.second_step import can_open_totp, code_hash, seal_totp
from webapp.sealed.strict import encode_base64url
from webapp.second import totp
from webapp.second.challenges import new_challenge
from webapp.second.codes import new_codes, plain
from webapp.second.entry import REQUIRED, Server, codes_left
from webapp.second.passkeys import NotOurs, read_registration
from webapp.storage.models import Agency, Member, RecoveryCode, SecondStep, SecondStepChallenge

MOST = 10
TO_CONFIRM = timedelta(minutes=15)
DOOR = timedelta(hours=24)


def state(session: Session, who: Identity) -> dict[str, Any]:
    """My second steps, oldest first, and how many codes are left."""
    steps = session.scalars(_confirmed(who.member).order_by(SecondStep.created_at, SecondStep.id))
    return {
        "required": session.get_one(Agency, who.agency).second_step == REQUIRED,
        "steps": [
            {
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "since": stamp(one.created_at),
                "used": stamp(one.used_at) if one.used_at else None,
            }
            for one in steps
        ],
        "codesLeft": codes_left(session, who.member),
    }


def begin_totp(session: Session, who: Identity, name: str, server: Server, now: datetime) -> dict[str, str]:
    """A secret for an authenticator app; it counts once a code of it was given."""
    member = _with_room(session, who)
    session.execute(
        delete(SecondStep).where(SecondStep.member == member.id, SecondStep.confirmed_at.is_(None))
    )
    secret, step = totp.new_secret(), str(uuid7())
    sealed = seal_totp(secret, step, server.key)
    session.add(_step(member, step, "totp", name, now, sealed=sealed))
    return {"id": step, "key": secret, "address": totp.address(secret, member.sign_in_name)}


def confirm_totp(
    session: Session, who: Identity, step_id: str, code: str, server: Server, now: datetime
) -> None:
    """The app shows the right codes: from now on it counts. `SecondStepFailed` for a wrong one."""
    step = session.get(SecondStep, step_id, with_for_update=True)
    if step is None or step.member != who.member or step.kind != "totp" or step.confirmed_at:
        raise NotFound
    if now - step.created_at > TO_CONFIRM:
        raise NotFound
    secret = can_open_totp(step.sealed, step.id, server.key)
    used = totp.step_of(code, secret, step.counter, now) if secret else None
    if used is None:
        raise SecondStepFailed
    step.counter, step.confirmed_at = used, now
    record(session, session.get_one(Member, who.member), "second-step-added", now, by=who.member)


def begin_passkey(session: Session, who: Identity, now: datetime) -> dict[str, Any]:
    """What the phone needs to make a passkey that it does not have yet."""
    member = _with_room(session, who)
    known = session.scalars(_confirmed(member.id).where(SecondStep.kind == "passkey"))
    return {
        "challenge": new_challenge(session, member, "add", now),
        "user": encode_base64url(UUID(member.id).bytes),
        "exclude": [one.credential for one in known],
    }


def add_passkey(
    session: Session,
    who: Identity,
    name: str,
    attestation: Mapping[str, str],
    challenge: str | None,
    server: Server,
    now: datetime,
) -> None:
    """A passkey that was made for this very question."""
    member = _with_room(session, who)
    try:
        made = read_registration(attestation, challenge or "", server.origin) if challenge else None
    except NotOurs:
        made = None
    if made is None:
        raise BadRequest({"attestation": "not made for this"})
    if session.scalars(_confirmed(member.id).where(SecondStep.credential == made.credential)).first():
        raise Conflict({"attestation": "known already"})
    step = _step(member, str(uuid7()), "passkey", name, now)
    step.credential, step.public_key, step.counter = made.credential, made.public_key, made.counter
    step.confirmed_at = now
    session.add(step)
    record(session, member, "second-step-added", now, by=member.id)


def remove(session: Session, who: Identity, step_id: str, now: datetime) -> None:
    """Remove one way; the codes go with the last one."""
    member = session.get_one(Member, who.member, with_for_update=True)
    step = session.get(SecondStep, step_id)
    if step is None or step.member != who.member or step.confirmed_at is None:
        raise NotFound
    session.delete(step)
    session.flush()
    if not has_one(session, who.member):
        session.execute(delete(RecoveryCode).where(RecoveryCode.member == who.member))
    record(session, member, "second-step-removed", now, by=who.member)


def make_codes(session: Session, who: Identity, server: Server, now: datetime) -> list[str]:
    """Ten new codes, of which only hashes stay; the ones before open nothing any more."""
    member = session.get_one(Member, who.member, with_for_update=True)
    if not has_one(session, who.member):
        raise Conflict({"codes": "there is no second step"})
    session.execute(delete(RecoveryCode).where(RecoveryCode.member == who.member))
    made = new_codes()
    for code in made:
        kept = code_hash(plain(code), member.id, server.key)
        session.add(RecoveryCode(agency=member.agency, member=member.id, hash=kept, created_at=now))
    record(session, member, "second-step-codes", now, by=member.id)
    return made


def clear(session: Session, member: Member, now: datetime, by: str | None) -> None:
    """After a lost phone: everything goes, and one sign-in of the next day wants no second step."""
    for table in (SecondStep, RecoveryCode, SecondStepChallenge):
        session.execute(delete(table).where(table.member == member.id))
    member.second_step_door = now + DOOR
    record(session, member, "second-step-cleared", now, by=by)


def clear_for(session: Session, officer: Identity, member_id: str, now: datetime) -> None:
    """As the officer, for somebody else: one's own takes the passphrase."""
    member = session.get(Member, member_id, with_for_update=True)
    if member is None or member.agency != officer.agency:
        raise NotFound
    if member.id == officer.member:
        raise Conflict({"member": "the one that asks"})
    clear(session, member, now, by=officer.member)


def has_one(session: Session, member_id: str) -> bool:
    """Whether this member has a second step."""
    return session.scalars(_confirmed(member_id).limit(1)).first() is not None


def _with_room(session: Session, who: Identity) -> Member:
    member = session.get_one(Member, who.member, with_for_update=True)
    where = (SecondStep.member == member.id, SecondStep.confirmed_at.is_not(None))
    if (session.scalar(select(func.count()).select_from(SecondStep).where(*where)) or 0) >= MOST:
        raise Conflict({"steps": "too many"})
    return member


def _step(
    member: Member, step: str, kind: str, name: str, now: datetime, *, sealed: str | None = None
) -> SecondStep:
    agency = member.agency
    return SecondStep(
        id=step,
        agency=agency,
        member=member.id,
        kind=kind,
        name=name,
        sealed=sealed,
        counter=0,
        created_at=now,
    )


def _confirmed(member_id: str) -> Any:
    return select(SecondStep).where(SecondStep.member == member_id, SecondStep.confirmed_at.is_not(None))
