"""Web Push: where each device can be woken, and the wake-ups that are due. Payloads are not stored: a row
holds the opaque id of its subject, and the sentence is fixed (PROTOCOL §8)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Id


class PushSubscription(Base):
    """The subscription of one device (at most one each). `gone_at`: the push service said that it is dead."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (Index("ix_push_subscriptions_agency_member", "agency", "member"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    device: Mapped[Id] = mapped_column(ForeignKey("devices.id"), unique=True)
    endpoint: Mapped[str] = mapped_column(Text)
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(32))
    created: Mapped[datetime]
    last_ok: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(64))
    gone_at: Mapped[datetime | None]


class PushOutbox(Base):
    """One wake-up of one subscription, claimed with a lease so that killing a sender loses nothing."""

    __tablename__ = "push_outbox"
    __table_args__ = (Index("ix_push_outbox_done_at_due", "done_at", "due"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    subscription: Mapped[Id] = mapped_column(ForeignKey("push_subscriptions.id"), index=True)
    subject: Mapped[Id]
    created: Mapped[datetime]
    due: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(16))
