"""A person's own record of what was done to their account: written here, shown to them on all their
devices."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.storage.models import AccountEvent, Member

SHOWN = 50


def record(
    session: Session,
    member: Member,
    kind: str,
    now: datetime,
    *,
    by: str | None = None,
    device: str | None = None,
    count: int | None = None,
) -> None:
    """Add one event; none is ever changed or removed."""
    session.add(
        AccountEvent(
            id=str(uuid7()),
            agency=member.agency,
            member=member.id,
            kind=kind,
            by=by,
            device=device,
            count=count,
            at=now,
        )
    )


def events(session: Session, who: Identity) -> list[dict[str, Any]]:
    """What was done to my account, newest first."""
    rows = session.scalars(
        select(AccountEvent)
        .where(AccountEvent.agency == who.agency, AccountEvent.member == who.member)
        .order_by(AccountEvent.at.desc(), AccountEvent.id.desc())
        .limit(SHOWN)
    )
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "by": one.by,
            "device": one.device,
            "count": one.count,
            "at": stamp(one.at),
        }
        for one in rows
    ]
