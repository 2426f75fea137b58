"""Leaving a device or an agency: what was handed in sealed, and what happened to an account.

`handed_in` holds what a device that lost its access could not put into a vault (drafts, and items that no
vault took). Nobody here can open any of it. `account_events` is a person's own record of what was done to
their account: rows are added and never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed


class HandedIn(Base):
    """One sealed piece of a device, once. `name` is what the device called it: ids and fixed words."""

    __tablename__ = "handed_in"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    device: Mapped[Id] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    hash: Mapped[Hash] = mapped_column(primary_key=True)
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    jwe: Mapped[Sealed]
    sig: Mapped[Sealed | None]
    received_at: Mapped[datetime]


class AccountEvent(Base):
    """Something that was done to the account of `member` by `by` (null: by whoever runs the server)."""

    __tablename__ = "account_events"
    __table_args__ = (Index("ix_account_events_agency_member_at", "agency", "member", "at"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str] = mapped_column(String(32))
    by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
    device: Mapped[Id | None] = mapped_column(ForeignKey("devices.id"))
    count: Mapped[int | None]
    at: Mapped[datetime]
