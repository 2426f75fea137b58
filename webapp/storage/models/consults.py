"""Consults: the small operational rows that the server acts on. What is asked and answered is in the
vault."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Id


class Consult(Base):
    """One consult, by its vault. `urgency` is now or soon; `state` asked, taken, answered or closed. A sight
    does not change the state: `first_seen_at` and the rows of `consult_sights` tell it."""

    __tablename__ = "consults"
    __table_args__ = (
        ForeignKeyConstraint(["agency", "vault"], ["vaults.agency", "vaults.id"]),
        Index("ix_consults_agency_state_asked_at", "agency", "state", "asked_at"),
    )

    agency: Mapped[Id] = mapped_column(primary_key=True)
    vault: Mapped[Id] = mapped_column(primary_key=True)
    asked_by: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    urgency: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    first_seen_at: Mapped[datetime | None]
    taken_by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
    taken_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class ConsultSight(Base):
    """Who saw a consult, and when first."""

    __tablename__ = "consult_sights"
    __table_args__ = (ForeignKeyConstraint(["agency", "vault"], ["consults.agency", "consults.vault"]),)

    agency: Mapped[Id] = mapped_column(primary_key=True)
    vault: Mapped[Id] = mapped_column(primary_key=True)
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), primary_key=True)
    seen_at: Mapped[datetime]
