"""The recovery kit, as far as the server may know of it: when one was made, last shown to open, or missed.

The kit itself never comes here. Each is an event on the record of the officer who said so."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.leaving.events import record
from webapp.storage.models import AccountEvent, Member

KINDS = {"made": "kit-made", "verified": "kit-verified", "lost": "kit-lost"}


def kit_state(session: Session, officer: Identity) -> dict[str, Any]:
    """When a kit was last saved, verified and missed; what was before the newest was saved counts no more.
    `made` is null until an officer has said that they saved one."""
    rows = session.execute(
        select(AccountEvent.kind, func.max(AccountEvent.at).label("at"))
        .where(AccountEvent.agency == officer.agency, AccountEvent.kind.in_(KINDS.values()))
        .group_by(AccountEvent.kind)
    )
    last: dict[str, datetime] = {row.kind: row.at for row in rows}
    made = last.get("kit-made")
    since = {word: last.get(kind) for word, kind in KINDS.items() if word != "made"}
    counted = {word: at if at and (made is None or at >= made) else None for word, at in since.items()}
    return {word: stamp(at) if at else None for word, at in {"made": made, **counted}.items()}


def note_kit(session: Session, officer: Identity, event: str, now: datetime) -> None:
    """Note what the officer's browser did with a kit, or that they miss it."""
    record(session, session.get_one(Member, officer.member), KINDS[event], now, by=officer.member)
