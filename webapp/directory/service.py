"""The directory and its version. Whoever changes who works here, or who can be reached, calls `touch`."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.storage.models import Agency, Certificate, Device, Member, PushSubscription, Succession


def touch(session: Session, agency: str) -> None:
    """Make every client of the agency read the directory again."""
    session.execute(update(Agency).where(Agency.id == agency).values(directory=Agency.directory + 1))


def directory(session: Session, agency_id: str) -> dict[str, Any]:
    """The descriptor and how its key came to be, every certificate ever issued (oldest first), who has left,
    who can be woken by push."""
    agency = session.get_one(Agency, agency_id)
    certificates = session.scalars(
        select(Certificate.jws)
        .where(Certificate.agency == agency_id, Certificate.superseded_at.is_(None))
        .order_by(Certificate.issued_at, Certificate.from_at, Certificate.hash)
    ).all()
    ended = session.scalars(
        select(Member.id).where(Member.agency == agency_id, Member.state == "ended").order_by(Member.id)
    ).all()
    return {
        "version": agency.directory,
        "descriptor": agency.descriptor,
        "certificates": list(certificates),
        "ended": list(ended),
        "reachable": reachable(session, agency_id),
        "successions": successions(session, agency_id),
    }


def successions(session: Session, agency: str) -> list[str]:
    """How each certifying key took the place of the one before it, oldest first."""
    where = Succession.agency == agency
    return list(session.scalars(select(Succession.jws).where(where).order_by(Succession.number)))


def records_kids(session: Session, agency: Agency) -> set[str]:
    """Every records key that this agency ever had. A phone without signal does not know yet that there is a
    newer one: what it seals to the one before must not be lost."""
    before = session.scalars(select(Succession.records_kid).where(Succession.agency == agency.id))
    return {*before, *([agency.records_kid] if agency.records_kid is not None else [])}


def reachable(session: Session, agency: str) -> list[str]:
    """Active members with a live push subscription on a device that is not revoked."""
    return list(
        session.scalars(
            select(Member.id)
            .join(PushSubscription, PushSubscription.member == Member.id)
            .join(Device, Device.id == PushSubscription.device)
            .where(
                Member.agency == agency,
                Member.state == "active",
                PushSubscription.agency == agency,
                PushSubscription.gone_at.is_(None),
                Device.revoked_at.is_(None),
            )
            .distinct()
            .order_by(Member.id)
        )
    )
