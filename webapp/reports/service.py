"""Keeping what phones report, and showing it to the officer.

Nothing that is said here is acted upon: a report is somebody's word about this server, kept with its
evidence."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.clock import stamp
from webapp.errors import NotFound, TooMany
from webapp.reports.schemas import ReportBody
from webapp.sealed.strict import sha256, write_json
from webapp.storage.models import FindingReport, Member

A_DAY = timedelta(days=1)
MOST_A_DAY = 100
SHOWN = 100


def report(session: Session, who: Identity, body: ReportBody, now: datetime) -> None:
    """Keep one finding; the same again is the same one. `TooMany` after a hundred a member and day."""
    session.get_one(Member, who.member, with_for_update=True)  # two phones of one person take turns
    finding = body.model_dump()
    digest = sha256(write_json(finding))
    mine = (FindingReport.agency == who.agency, FindingReport.member == who.member)
    if session.scalars(select(FindingReport.id).where(*mine, FindingReport.digest == digest)).first():
        return
    recent = select(func.count(), func.min(FindingReport.at)).where(*mine, FindingReport.at > now - A_DAY)
    count, first = session.execute(recent).one()
    if count >= MOST_A_DAY:
        raise TooMany((first + A_DAY - now).total_seconds())
    session.add(
        FindingReport(
            id=str(uuid7()),
            agency=who.agency,
            member=who.member,
            digest=digest,
            at=now,
            looked_at=None,
            looked_by=None,
            **finding,
        )
    )


def reports(session: Session, officer: Identity) -> dict[str, Any]:
    """What nobody has set aside yet, newest first."""
    rows = session.execute(
        select(FindingReport, Member.name)
        .join(Member, Member.id == FindingReport.member)
        .where(FindingReport.agency == officer.agency, FindingReport.looked_at.is_(None))
        .order_by(FindingReport.at.desc(), FindingReport.id.desc())
        .limit(SHOWN + 1)
    ).all()
    return {"reports": [_row(one, name) for one, name in rows[:SHOWN]], "more": len(rows) > SHOWN}


def look(session: Session, officer: Identity, report_id: str, now: datetime) -> None:
    """The officer has looked at it. It is kept, and shown no more."""
    found = session.get(FindingReport, report_id, with_for_update=True)
    if found is None or found.agency != officer.agency:
        raise NotFound
    if found.looked_at is None:
        found.looked_at, found.looked_by = now, officer.member


def _row(one: FindingReport, name: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "vault": one.vault,
        "number": one.number,
        "held": one.held,
        "found": one.found,
        "restored": one.restored,
        "member": one.member,
        "name": name,
        "at": stamp(one.at),
    }
