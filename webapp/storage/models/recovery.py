"""Requests of people who lost their passphrase (PROTOCOL §9)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed


class RecoveryRequest(Base):
    """One request: the public key that the asking device made for it, and, once the officer answered, the
    account sealed to that key. The token that the device holds is kept as its hash."""

    __tablename__ = "recovery_requests"
    __table_args__ = (Index("ix_recovery_requests_agency_member", "agency", "member"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    requester: Mapped[dict[str, Any]] = mapped_column(JSON)
    requester_kid: Mapped[Hash]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    recovered: Mapped[Sealed | None]
    answered_by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
