"""The rules of coming in: when a second step is asked for, and whether it was the right one.

A device that the server knows (it brings its token) is itself the second thing: it is never asked. Everything
here runs after the passphrase was right, so that a stranger never learns whether somebody has a second step.
Invariant: a code, a time step and a challenge are used up in the transaction that signs in by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.auth.device_token import fits_device
from webapp.config import Secret
from webapp.errors import SecondStepFailed, SecondStepMissing, SignInFailed
from webapp.leaving.events import record
from webapp.sealed.second_step import can_open_totp, code_hash
from webapp.second.challenges import new_challenge
from webapp.second.codes import plain
from webapp.second.passkeys import NotOurs, Registered, check_assertion
from webapp.second.totp import step_of
from webapp.storage.models import Agency, Device, Member, RecoveryCode, SecondStep

REQUIRED = "required"


@dataclass(frozen=True)
class Server:
    """What of the server's settings the rules need."""

    secret: Secret
    origin: str

    @property
    def key(self) -> bytes:
        """The server's secret in bytes."""
        return self.secret.reveal().encode()


def is_asked(session: Session, member_id: str, device: str, token: str | None, server: Server) -> bool:
    """Does this sign-in want a second step?"""
    if _is_known(session, member_id, device, token, server):
        return False
    return session.scalar(select(func.count()).select_from(SecondStep).where(*_confirmed(member_id))) != 0


def ways(session: Session, member_id: str, now: datetime) -> dict[str, Any]:
    """What a device is told when the step is missing: the ways there are, and what a passkey has to sign."""
    member = session.get_one(Member, member_id)
    steps = session.scalars(select(SecondStep).where(*_confirmed(member_id))).all()
    kinds = [kind for kind in ("totp", "passkey") if any(step.kind == kind for step in steps)]
    if codes_left(session, member_id):
        kinds.append("recovery")
    has_passkey = "passkey" in kinds
    return {
        "ways": kinds,
        "challenge": new_challenge(session, member, "sign-in", now) if has_passkey else None,
        "passkeys": [step.credential for step in steps if step.credential],
    }


def codes_left(session: Session, member_id: str) -> int:
    """How many recovery codes were not used yet."""
    where = RecoveryCode.member == member_id
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(where)) or 0


def pass_without(
    session: Session, member_id: str, device: str, token: str | None, server: Server, now: datetime
) -> None:
    """Come in without a second step: `SecondStepMissing` when the agency wants one, the device is not known,
    and the officer has not opened the door. Somebody who waits for a certificate reaches nothing yet."""
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise SignInFailed
    agency = session.get_one(Agency, member.agency)
    if agency.second_step != REQUIRED or member.state == "waiting":
        return
    if _is_known(session, member_id, device, token, server):
        return
    if member.second_step_door is None or member.second_step_door <= now:
        raise SecondStepMissing
    member.second_step_door = None


def prove(
    session: Session,
    member_id: str,
    proof: Mapping[str, Any],
    challenge: str | None,
    server: Server,
    now: datetime,
) -> None:
    """Return when this is the member's second step, which is then used; otherwise `SecondStepFailed`."""
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise SignInFailed
    kind = proof["kind"]
    if kind == "totp":
        fits = _is_totp(session, member, proof["code"], server, now)
    elif kind == "passkey":
        fits = _is_passkey(session, member, proof["assertion"], challenge, server, now)
    else:
        fits = _is_code(session, member, proof["code"], server, now)
    if not fits:
        raise SecondStepFailed


def note_guesses(session: Session, member_id: str, are_many: bool, now: datetime) -> None:
    """Somebody knows the passphrase and guesses at the second step: the person is told, once a row of
    guesses."""
    if are_many:
        record(session, session.get_one(Member, member_id), "second-step-guessed", now)


def _is_totp(session: Session, member: Member, code: str, server: Server, now: datetime) -> bool:
    for step in session.scalars(select(SecondStep).where(*_confirmed(member.id), SecondStep.kind == "totp")):
        secret = can_open_totp(step.sealed, step.id, server.key)
        used = step_of(code, secret, step.counter, now) if secret else None
        if used is not None:
            step.counter, step.used_at = used, now
            return True
    return False


def _is_passkey(
    session: Session,
    member: Member,
    assertion: Mapping[str, str],
    challenge: str | None,
    server: Server,
    now: datetime,
) -> bool:
    where = (*_confirmed(member.id), SecondStep.credential == assertion["id"])
    step = session.scalars(select(SecondStep).where(*where)).first()
    if step is None or challenge is None:
        return False
    known = Registered(step.credential or "", step.public_key or "", step.counter)
    try:
        step.counter = check_assertion(assertion, challenge, server.origin, known)
    except NotOurs:
        return False
    step.used_at = now
    return True


def _is_code(session: Session, member: Member, code: str, server: Server, now: datetime) -> bool:
    found = session.get(RecoveryCode, (member.id, code_hash(plain(code), member.id, server.key)))
    if found is None:
        return False
    session.delete(found)
    session.flush()
    record(session, member, "second-step-code-used", now, by=member.id, count=codes_left(session, member.id))
    return True


def _is_known(session: Session, member_id: str, device: str, token: str | None, server: Server) -> bool:
    if not fits_device(token, device, server.secret):
        return False
    found = session.get(Device, device)
    return found is not None and found.member == member_id and found.revoked_at is None


def _confirmed(member_id: str) -> tuple[Any, ...]:
    return (SecondStep.member == member_id, SecondStep.confirmed_at.is_not(None))
