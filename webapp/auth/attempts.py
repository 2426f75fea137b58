"""Limits on what can be guessed, or asked too often. After a few free tries each further one waits twice as
long as the last.

Counted in the database, so that several processes share the count, and counted *before* the try is made, so
that many at once do not slip through. Names and addresses are kept only as keyed hashes."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.config import Secret
from webapp.errors import TooMany
from webapp.sealed.strict import encode_base64url
from webapp.storage.models import Attempt


@dataclass(frozen=True)
class Limit:
    """`free` tries, then waits of `first`, doubled each time up to `longest`; forgotten after `forget`."""

    scope: str
    free: int
    first: timedelta
    longest: timedelta
    forget: timedelta


def _limit(scope: str, free: int, longest_minutes: int) -> Limit:
    return Limit(scope, free, timedelta(seconds=2), timedelta(minutes=longest_minutes), timedelta(hours=1))


# An office shares one address: its limit is wide, and a success does not count. A name's is narrow and short,
# so that a stranger cannot lock somebody out for long; unlocking a phone does not need the server at all.
SIGN_IN_NAME = _limit("sign-in-name", free=5, longest_minutes=5)
SIGN_IN_ADDRESS = _limit("sign-in-address", free=30, longest_minutes=15)
PARAMETERS_ADDRESS = _limit("parameters-address", free=60, longest_minutes=15)
TOKEN_ADDRESS = _limit("token-address", free=30, longest_minutes=15)
RECOVERY_NAME = _limit("recovery-name", free=5, longest_minutes=15)
RECOVERY_ADDRESS = _limit("recovery-address", free=20, longest_minutes=15)
PASSPHRASE_AGAIN = _limit("passphrase-again", free=5, longest_minutes=15)
SECOND_STEP_ADDRESS = _limit("second-step-address", free=30, longest_minutes=15)

# Whoever gets here knows the passphrase, so that nobody else can lock the person out by it. Three of a
# million numbers count at any moment: at one try an hour, guessing them takes decades.
SECOND_STEP = Limit(
    "second-step",
    free=5,
    first=timedelta(seconds=2),
    longest=timedelta(hours=1),
    forget=timedelta(hours=24),
)

# Each is a request to a push service, which cuts off who sends too many: five, then a minute's wait.
PUSH_TEST = Limit(
    "push-test",
    free=5,
    first=timedelta(minutes=1),
    longest=timedelta(minutes=1),
    forget=timedelta(seconds=59),
)


@dataclass(frozen=True)
class Subject:
    """One thing that is limited: a limit, and the keyed hash of a name or of an address."""

    limit: Limit
    hash: str


def subject(limit: Limit, value: str, secret: Secret) -> Subject:
    """Hash `value` under the server's secret, apart for each limit."""
    text = f"{limit.scope}\n{value}".encode("utf-8", "surrogatepass")
    digest = hmac.new(secret.reveal().encode(), text, hashlib.sha256).digest()
    return Subject(limit, encode_base64url(digest))


def count(session: Session, subjects: Sequence[Subject], now: datetime) -> None:
    """Count one try for each subject, or raise `TooMany` (and count nothing) when one of them must wait.

    To be committed before the try itself is made.
    """
    rows = [(one, _row(session, one, now)) for one in subjects]
    waits = [row.blocked_until - now for _, row in rows if row.blocked_until and row.blocked_until > now]
    if waits:
        raise TooMany(max(waits).total_seconds())
    for one, row in rows:
        row.count += 1
        row.counted_at = now
        row.blocked_until = now + wait if (wait := _wait(one.limit, row.count)) else None


def forgive(session: Session, subjects: Sequence[Subject]) -> None:
    """The try was right: take it back. For a name all tries are forgotten, for an address only this one."""
    for one in subjects:
        row = session.get(Attempt, (one.limit.scope, one.hash), with_for_update=True)
        if row is None:
            continue
        row.count = 0 if one.limit is SIGN_IN_NAME else max(0, row.count - 1)
        row.blocked_until = None


def just_spent(session: Session, one: Subject) -> bool:
    """Was this try the one after which each costs a wait? True once until they are forgotten."""
    row = session.get(Attempt, (one.limit.scope, one.hash))
    return row is not None and row.count == one.limit.free


def _row(session: Session, one: Subject, now: datetime) -> Attempt:
    where = (Attempt.scope == one.limit.scope, Attempt.subject == one.hash)
    locked = select(Attempt).where(*where).with_for_update()
    row = session.scalars(locked).one_or_none()
    if row is not None and now - row.counted_at > one.limit.forget:
        row.count, row.blocked_until = 0, None
    if row is None:
        # A new subject is the moment to sweep out those that are long forgotten.
        session.execute(delete(Attempt).where(Attempt.counted_at < now - timedelta(days=1)))
        try:
            with session.begin_nested():
                row = Attempt(scope=one.limit.scope, subject=one.hash, count=0, counted_at=now)
                session.add(row)
        except IntegrityError:  # Another process made it this moment; its count goes on.
            row = session.scalars(locked).one()
    return row


def _wait(limit: Limit, tries: int) -> timedelta | None:
    if tries < limit.free:
        return None
    doublings = min(tries - limit.free, 20)
    return min(limit.first * float(2**doublings), limit.longest)
