"""Agencies: what the server knows of one, all of it public to its members or sealed to its officers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed


class Agency(Base):
    """One agency. `sequence` numbers its changes and its row lock puts appends in order; `directory` is the
    version of who works there. The certifying key and the descriptor are null until it is set up.
    `second_step` is what the newest descriptor says of it."""

    __tablename__ = "agencies"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sequence: Mapped[int] = mapped_column(BigInteger, default=0)
    directory: Mapped[int] = mapped_column(BigInteger, default=0)
    certifying: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    records_kid: Mapped[Hash | None]
    descriptor: Mapped[Sealed | None]
    descriptor_at: Mapped[datetime | None]
    second_step: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]


class Succession(Base):
    """How a certifying key took the place of the one before it (PROTOCOL §3), with what it replaced. `number`
    counts 1, 2, 3 … in its agency; `certifying_kid` and `records_kid` are the thumbprints of the keys
    before."""

    __tablename__ = "successions"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    jws: Mapped[Sealed]
    certifying_kid: Mapped[Hash]
    records_kid: Mapped[Hash]
    renewed_by: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    renewed_at: Mapped[datetime]


class AgencyKeys(Base):
    """The agency's private keys, sealed to one officer (PROTOCOL §5). The server cannot open them."""

    __tablename__ = "agency_keys"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), primary_key=True)
    jwe: Mapped[Sealed]
    created_at: Mapped[datetime]
