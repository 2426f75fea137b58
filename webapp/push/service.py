"""Subscriptions of devices, and putting wake-ups into the outbox. Sending is `outbox.py`, in another
transaction.

Invariant: who can be woken is part of the directory (`reachable`), so every change of it touches the
directory.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.directory.service import touch
from webapp.errors import BadRequest, Conflict
from webapp.push.endpoints import EndpointRefused, check_endpoint
from webapp.sealed.errors import Malformed
from webapp.sealed.keys import is_public_jwk
from webapp.sealed.strict import decode_base64url, encode_base64url
from webapp.storage.models import Device, Member, PushOutbox, PushSubscription

AUTH_BYTES = 16
POINT_BYTES = 65


def status(session: Session, who: Identity) -> dict[str, Any]:
    """What this device should know about its own subscription. `working` is null until a push was tried."""
    found = _subscription(session, who)
    if found is None:
        return {"subscribed": False, "working": None, "lastOk": None}
    tried = found.last_ok is not None or found.last_error is not None
    return {
        "subscribed": found.gone_at is None,
        "working": found.last_error is None if tried else None,
        "lastOk": stamp(found.last_ok) if found.last_ok else None,
    }


def subscribe(
    session: Session,
    who: Identity,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    allow_loopback: bool,
    now: datetime,
) -> None:
    """Remember where this device can be woken; the same subscription again changes nothing."""
    _check(endpoint, p256dh, auth, allow_loopback)
    _take_from_others(session, who, endpoint)
    found = _subscription(session, who)
    if found is not None and found.gone_at is None and (found.endpoint, found.p256dh) == (endpoint, p256dh):
        found.auth = auth
        return
    if found is None:
        found = PushSubscription(
            id=str(uuid7()), agency=who.agency, member=who.member, device=who.device, created=now
        )
        session.add(found)
    found.member, found.endpoint, found.p256dh, found.auth = who.member, endpoint, p256dh, auth
    found.created, found.last_ok, found.last_error, found.gone_at = now, None, None, None
    session.flush()
    touch(session, who.agency)


def unsubscribe(session: Session, who: Identity) -> None:
    """Forget this device's subscription and what waits for it; doing it again changes nothing."""
    found = _subscription(session, who)
    if found is not None:
        _forget(session, found)
        touch(session, who.agency)


def enqueue(session: Session, *, agency: str, members: Iterable[str], subject: str, now: datetime) -> int:
    """Wake these members, on every device of theirs that can be; returns how many wake-ups wait.

    One that waits already for the same subject is brought forward instead of doubled.
    """
    rows = session.scalars(
        select(PushSubscription)
        .join(Member, Member.id == PushSubscription.member)
        .join(Device, Device.id == PushSubscription.device)
        .where(
            PushSubscription.agency == agency,
            PushSubscription.member.in_(set(members)),
            PushSubscription.gone_at.is_(None),
            Member.agency == agency,
            Member.state == "active",
            Device.revoked_at.is_(None),
        )
        .order_by(PushSubscription.id)
    ).all()
    for subscription in rows:
        _enqueue_one(session, subscription, subject, now)
    return len(rows)


def enqueue_test(session: Session, who: Identity, now: datetime) -> None:
    """Wake this very device, under its own id, to show that it can be woken."""
    found = _subscription(session, who)
    if found is None or found.gone_at is not None:
        raise Conflict({"push": "not-subscribed"})
    _enqueue_one(session, found, who.device, now)


def stop(session: Session, *, agency: str, member: str, subject: str, now: datetime) -> None:
    """Do not wake this member for this subject any more."""
    for row in session.scalars(
        select(PushOutbox).where(
            PushOutbox.agency == agency,
            PushOutbox.member == member,
            PushOutbox.subject == subject,
            PushOutbox.done_at.is_(None),
        )
    ):
        row.done_at, row.outcome = now, "stopped"


def _subscription(session: Session, who: Identity) -> PushSubscription | None:
    return session.scalars(
        select(PushSubscription).where(
            PushSubscription.agency == who.agency, PushSubscription.device == who.device
        )
    ).one_or_none()


def _enqueue_one(session: Session, subscription: PushSubscription, subject: str, now: datetime) -> None:
    waiting = session.scalars(
        select(PushOutbox).where(
            PushOutbox.agency == subscription.agency,
            PushOutbox.subscription == subscription.id,
            PushOutbox.subject == subject,
            PushOutbox.done_at.is_(None),
            PushOutbox.lease_until.is_(None),
        )
    ).first()
    if waiting is not None:
        waiting.due, waiting.tries = now, 0
        return
    session.add(
        PushOutbox(
            id=str(uuid7()),
            agency=subscription.agency,
            member=subscription.member,
            subscription=subscription.id,
            subject=subject,
            created=now,
            due=now,
            tries=0,
        )
    )


def _take_from_others(session: Session, who: Identity, endpoint: str) -> None:
    # One browser has one subscription: when another person signs in on it, only they are woken there.
    for other in session.scalars(
        select(PushSubscription).where(
            PushSubscription.agency == who.agency,
            PushSubscription.endpoint == endpoint,
            PushSubscription.device != who.device,
        )
    ):
        _forget(session, other)


def _forget(session: Session, subscription: PushSubscription) -> None:
    session.execute(
        delete(PushOutbox).where(
            PushOutbox.agency == subscription.agency, PushOutbox.subscription == subscription.id
        )
    )
    session.delete(subscription)
    session.flush()


def _check(endpoint: str, p256dh: str, auth: str, allow_loopback: bool) -> None:
    try:
        check_endpoint(endpoint, allow_loopback=allow_loopback)
    except EndpointRefused as error:
        raise BadRequest({"endpoint": str(error)}) from error
    if not _is_point(p256dh):
        raise BadRequest({"keys.p256dh": "not a public key on P-256"})
    try:
        length = len(decode_base64url(auth))
    except Malformed as error:
        raise BadRequest({"keys.auth": "not base64url"}) from error
    if length != AUTH_BYTES:
        raise BadRequest({"keys.auth": f"expected {AUTH_BYTES} bytes"})


def _is_point(text: str) -> bool:
    try:
        point = decode_base64url(text)
    except Malformed:
        return False
    if len(point) != POINT_BYTES or point[0] != 4:
        return False
    x, y = encode_base64url(point[1:33]), encode_base64url(point[33:])
    return is_public_jwk({"kty": "EC", "crv": "P-256", "x": x, "y": y})
