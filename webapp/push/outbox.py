"""The outbox: wake-ups that are due are claimed with a lease, sent, and either done or due again.

Invariant: a row is done only after the push service's answer is in the database. Killing the process at any
moment loses nothing: the lease runs out and the row is sent again (under the same topic, so the phone shows
it once).
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from webapp.directory.service import touch
from webapp.push.sender import REFUSED_HERE, UNREACHABLE, Delivery, Target
from webapp.sealed.certificates import read_descriptor
from webapp.storage import Storage
from webapp.storage.models import Agency, PushOutbox, PushSubscription

AT_ONCE = 8
LEASE = timedelta(seconds=60)
BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
LONGEST_WAIT = timedelta(hours=1)
KEPT = timedelta(days=30)
_GONE = (404, 410)
_TRY_AGAIN = (UNREACHABLE, 408, 425, 429)
_log = logging.getLogger("sotto.push")


class SendsPushes(Protocol):
    """What the outbox needs of a sender."""

    def send(self, target: Target, payload: bytes, subject: str, now: datetime) -> Delivery:
        """One push, to one browser."""


MakePayload = Callable[[str, str], bytes]
"""(subject, language) → the bytes of the push."""


@dataclass(frozen=True)
class _Claim:
    """A row that this process has leased, with all that sending takes."""

    row: str
    subject: str
    language: str
    target: Target


def run_due(storage: Storage, sender: SendsPushes, payload: MakePayload, now: datetime) -> int:
    """Send what is due at `now`, a handful at once; returns how many were tried. 0: nothing is due."""
    with storage.transaction() as session:
        claims = _claim(session, now)
    if not claims:
        return 0

    def send(claim: _Claim) -> Delivery:
        return sender.send(claim.target, payload(claim.subject, claim.language), claim.subject, now)

    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="push") as pool:
        deliveries = list(pool.map(send, claims))
    with storage.transaction() as session:
        for claim, delivery in zip(claims, deliveries, strict=True):
            _record(session, claim, delivery, now)
    return len(claims)


def forget_old(storage: Storage, now: datetime) -> None:
    """Drop what has been done for a month: nobody needs to know any more when whom was woken."""
    with storage.transaction() as session:
        # Not scoped by agency: this is the house-keeping of the whole server.
        session.execute(delete(PushOutbox).where(PushOutbox.done_at < now - KEPT))


def _claim(session: Session, now: datetime) -> list[_Claim]:
    # Not scoped by agency: one worker serves them all, and what a row leads to is read through the row.
    rows = session.execute(
        select(PushOutbox, PushSubscription, Agency)
        .join(PushSubscription, PushSubscription.id == PushOutbox.subscription)
        .join(Agency, Agency.id == PushOutbox.agency)
        .where(
            PushOutbox.done_at.is_(None),
            PushOutbox.due <= now,
            or_(PushOutbox.lease_until.is_(None), PushOutbox.lease_until < now),
        )
        .order_by(PushOutbox.due, PushOutbox.id)
        .limit(AT_ONCE)
        .with_for_update(of=PushOutbox, skip_locked=True)
    ).all()
    claims = []
    for row, subscription, agency in rows:
        if subscription.gone_at is not None:
            row.done_at, row.outcome = now, "gone"
            continue
        row.lease_until = now + LEASE
        row.tries += 1
        target = Target(subscription.endpoint, subscription.p256dh, subscription.auth)
        claims.append(_Claim(row.id, row.subject, _language(agency), target))
    return claims


def _language(agency: Agency) -> str:
    if agency.descriptor is None:
        return "en"
    return str(read_descriptor(agency.descriptor).settings["language"])


def _record(session: Session, claim: _Claim, delivery: Delivery, now: datetime) -> None:
    row = session.get(PushOutbox, claim.row)
    if row is None:
        return  # The device unsubscribed while its push was on the way.
    row.lease_until = None
    subscription = session.get_one(PushSubscription, row.subscription)
    if subscription.endpoint != claim.target.endpoint:
        row.due, row.tries = now, 0  # The device has subscribed anew meanwhile: the answer was the old one's.
        return
    if delivery.accepted:
        row.done_at, row.outcome = now, "sent"
        subscription.last_ok, subscription.last_error = now, None
        return
    subscription.last_error = _why(delivery.status)
    if delivery.status in _GONE:
        row.done_at, row.outcome = now, "gone"
        subscription.gone_at = now
        touch(session, row.agency)
    elif not _worth_another_try(delivery.status):
        row.done_at, row.outcome = now, "refused"
    elif row.tries > len(BACKOFF):
        row.done_at, row.outcome = now, "given-up"
    else:
        wait = max(BACKOFF[row.tries - 1], min(delivery.retry_after or timedelta(0), LONGEST_WAIT))
        row.due = now + wait


def _worth_another_try(status: int) -> bool:
    return status in _TRY_AGAIN or status >= 500


def _why(status: int) -> str:
    named = {UNREACHABLE: "unreachable", REFUSED_HERE: "refused-here"}
    return named.get(status, f"http-{status}")


class OutboxWorker:
    """A thread that empties the outbox. Started by `webapp.serve` in the serving process, never by
    `create_app`.
    """

    def __init__(
        self,
        storage: Storage,
        sender: SendsPushes,
        clock: Callable[[], datetime],
        interval: float = 1.0,
        *,
        payload: MakePayload,
    ) -> None:
        """`interval`: seconds between two looks at an empty outbox."""
        self._storage, self._sender, self._clock = storage, sender, clock
        self._interval, self._payload = interval, payload
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="push-outbox", daemon=True)
        self._cleaned: datetime | None = None

    def start(self) -> None:
        """Begin. A worker is started once."""
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """Finish what is being sent and end; what is left stays in the database."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._work():
                self._stopping.wait(self._interval)

    def _work(self) -> int:
        now = self._clock()
        try:
            if self._cleaned is None or now - self._cleaned > timedelta(hours=1):
                forget_old(self._storage, now)
                self._cleaned = now
            return run_due(self._storage, self._sender, self._payload, now)
        except Exception as error:  # noqa: BLE001 — a dead thread would be silence where a supervisor should be woken
            _log.error("The push outbox stumbled (%s); it goes on.", type(error).__name__)
            return 0
