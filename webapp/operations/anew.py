"""What must happen to a database that came back from a backup, before anybody is served from it.

Phones remember how far they have read. They learn here that the server went back, whatever was written
since, and put back what the backup had missed. And what was allowed at the time of the backup is not allowed
again only because it is in the backup.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.storage.models import Agency, Grant, Invitation, Member, SecondStepChallenge, SignIn, Vault
from webapp.sync.cursors import new_beginning


def begin_anew(session: Session, now: datetime) -> None:
    """Give every agency a new range of cursors; end all sign-ins, withdraw open invitations to join, close
    doors."""
    for agency in session.scalars(select(Agency).order_by(Agency.id).with_for_update()):
        _number_anew(session, agency)
    # A sign-in, an invitation or an open door may have ended after the backup was made.
    session.execute(delete(SignIn))
    session.execute(delete(SecondStepChallenge))
    session.execute(update(Member).values(second_step_door=None))
    session.execute(
        update(Invitation)
        .where(Invitation.purpose == "join", Invitation.used_at.is_(None), Invitation.cancelled_at.is_(None))
        .values(cancelled_at=now)
    )


def _number_anew(session: Session, agency: Agency) -> None:
    beginning = new_beginning(agency.sequence)
    change = beginning
    of_agency = select(Vault).where(Vault.agency == agency.id)
    for vault in session.scalars(of_agency.order_by(Vault.change, Vault.id)):
        change += 1
        vault.change = change
    session.flush()
    # Grants travel with their vault, on whichever page that stands.
    of_vault = select(Vault.change).where(Vault.agency == Grant.agency, Vault.id == Grant.vault)
    session.execute(
        update(Grant).where(Grant.agency == agency.id).values(change=of_vault.scalar_subquery()),
        execution_options={"synchronize_session": False},
    )
    agency.sequence = change + 1
    agency.directory = beginning
