"""What the phones of a member handed in when they lost their access, for the member alone: sealed drafts to
go on with or to give up. Items that no vault took are told too, and stay for the officer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, aliased

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.storage.models import Device, HandedIn

DEVICE_KEY = "device-key"
PIECES_AT_ONCE = 100
CHARACTERS_AT_ONCE = 3 * 1024 * 1024


def handed_in(session: Session, who: Identity, after: str) -> dict[str, Any]:
    """My pieces by id, at most 100 or 3 MiB, and the sealed keys of the phones that they are from."""
    rows = session.scalars(
        select(HandedIn)
        .where(HandedIn.agency == who.agency, HandedIn.member == who.member, HandedIn.name != DEVICE_KEY)
        .where(HandedIn.hash > after)
        .order_by(HandedIn.hash)
        .limit(PIECES_AT_ONCE + 1)
    ).all()
    page = _within_size(rows[:PIECES_AT_ONCE])
    return {
        "devices": _devices(session, who, {row.device for row in page}),
        "pieces": [
            {
                "id": row.hash,
                "device": row.device,
                "name": row.name,
                "jwe": row.jwe,
                "sig": row.sig,
                "at": stamp(row.received_at),
            }
            for row in page
        ],
        "more": len(rows) > len(page),
    }


def forget(session: Session, who: Identity, pieces: Sequence[str]) -> None:
    """Remove drafts of mine that I have taken up or given up. Nothing else is removed: items wait for the
    officer. Safe to repeat. A phone's key goes with its last draft."""
    mine = (HandedIn.agency == who.agency, HandedIn.member == who.member)
    session.execute(
        delete(HandedIn).where(*mine, HandedIn.name.startswith("draft/"), HandedIn.hash.in_(list(pieces)))
    )
    draft = aliased(HandedIn)
    left = exists().where(
        draft.agency == HandedIn.agency, draft.device == HandedIn.device, draft.name.startswith("draft/")
    )
    session.execute(delete(HandedIn).where(*mine, HandedIn.name == DEVICE_KEY, ~left))


def _within_size(rows: Sequence[HandedIn]) -> list[HandedIn]:
    page: list[HandedIn] = []
    room = CHARACTERS_AT_ONCE
    for row in rows:
        room -= len(row.jwe)
        if room < 0 and page:
            break
        page.append(row)
    return page


def _devices(session: Session, who: Identity, devices: set[str]) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Device.id, Device.label, HandedIn.jwe)
        .outerjoin(HandedIn, (HandedIn.device == Device.id) & (HandedIn.name == DEVICE_KEY))
        .where(Device.agency == who.agency, Device.member == who.member, Device.id.in_(devices))
        .order_by(Device.id)
    )
    return [{"id": row.id, "label": row.label, "key": row.jwe} for row in rows]
