"""What a passkey is asked to sign: 256 random bits, for one member and one purpose, once, within five
minutes."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.auth.names import new_token, token_hash
from webapp.storage.models import Member, SecondStepChallenge

Purpose = Literal["sign-in", "add"]
LASTS = timedelta(minutes=5)


def new_challenge(session: Session, member: Member, purpose: Purpose, now: datetime) -> str:
    """A challenge to be sent; only its hash stays."""
    session.execute(delete(SecondStepChallenge).where(SecondStepChallenge.expires_at <= now))
    challenge = new_token()
    session.add(
        SecondStepChallenge(
            hash=token_hash(challenge),
            agency=member.agency,
            member=member.id,
            purpose=purpose,
            expires_at=now + LASTS,
        )
    )
    return challenge


def take(session: Session, member: str, challenge: str, purpose: Purpose, now: datetime) -> str | None:
    """The challenge if it was this member's and fresh. It is gone afterwards, whatever comes of it: to be
    committed before the answer is judged."""
    where = (
        SecondStepChallenge.hash == token_hash(challenge),
        SecondStepChallenge.member == member,
        SecondStepChallenge.purpose == purpose,
    )
    found = session.scalars(select(SecondStepChallenge).where(*where).with_for_update()).one_or_none()
    if found is None:
        return None
    session.delete(found)
    return challenge if found.expires_at > now else None
