"""Vaults, grants and envelopes: the sealed record itself. Rows are written once and never changed.

Ids are chosen by clients, so each is unique within its agency only: nobody can take, or probe for, another
agency's. `change` is the agency's sequence at the last change, which is what `GET changes` reads by.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed

RECORDS = "records"
"""The recipient `to` of a grant to the agency's records key."""


class Vault(Base):
    """`head` is the number of its last envelope, `last_receipt` the hash of that envelope's receipt."""

    __tablename__ = "vaults"
    __table_args__ = (Index("ix_vaults_agency_change", "agency", "change"),)

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    founder: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    epoch: Mapped[int]
    head: Mapped[int]
    last_receipt: Mapped[Hash | None]
    change: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class Grant(Base):
    """A vault key of one epoch sealed to `to`, a member's id or `records`."""

    __tablename__ = "grants"
    __table_args__ = (
        ForeignKeyConstraint(["agency", "vault"], ["vaults.agency", "vaults.id"]),
        Index("ix_grants_agency_vault", "agency", "vault"),
        Index("ix_grants_agency_to_vault_change", "agency", "to", "vault", "change"),
    )

    agency: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    vault: Mapped[Id]
    epoch: Mapped[int]
    to: Mapped[Id]
    kid: Mapped[Hash]
    author: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    device: Mapped[Id]
    hash: Mapped[Hash]
    change: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime]
    jwe: Mapped[Sealed]
    sig: Mapped[Sealed]


class BeatenGrant(Base):
    """A grant of an epoch that another device had made before: whatever key is in it is not the epoch's.
    Known by its hash, because the grants that follow it in the device's chain give the same key."""

    __tablename__ = "beaten_grants"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    hash: Mapped[Hash] = mapped_column(primary_key=True)
    vault: Mapped[Id]
    epoch: Mapped[int]


class Envelope(Base):
    """`number` counts 1, 2, 3 … in its vault; `size` is the length of jwe, sig and receipt together."""

    __tablename__ = "envelopes"
    __table_args__ = (
        ForeignKeyConstraint(["agency", "vault"], ["vaults.agency", "vaults.id"]),
        UniqueConstraint("agency", "vault", "number"),
    )

    agency: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    vault: Mapped[Id]
    number: Mapped[int]
    size: Mapped[int]
    epoch: Mapped[int]
    author: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    device: Mapped[Id]
    hash: Mapped[Hash]
    received_at: Mapped[datetime]
    receipt: Mapped[Sealed]
    jwe: Mapped[Sealed]
    sig: Mapped[Sealed]


class HeldItem(Base):
    """An item of a member who has left, or of a revoked device: kept for the officer, not published.
    `decision` is what an officer decided, `admitted` into its vault or `kept` aside; null while nobody
    has."""

    __tablename__ = "held_items"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    id: Mapped[Id] = mapped_column(primary_key=True)
    hash: Mapped[Hash] = mapped_column(primary_key=True)
    vault: Mapped[Id]
    author: Mapped[Id] = mapped_column(ForeignKey("members.id"), index=True)
    device: Mapped[Id]
    reason: Mapped[str] = mapped_column(String(16))
    received_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(String(16))
    decided_by: Mapped[Id | None]
    decided_at: Mapped[datetime | None]
    jwe: Mapped[Sealed]
    sig: Mapped[Sealed]
