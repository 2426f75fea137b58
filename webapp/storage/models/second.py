"""Second steps at sign-in: ways to prove that it is really this person, the codes for when these are lost,
and what a passkey has to sign.

Nothing here signs anybody in to whoever has only the database: secrets are sealed and codes hashed under a
key that is not in it; of a passkey there is the public half."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id


class SecondStep(Base):
    """One way of one member: `kind` is totp (`sealed`: its secret; `counter`: the last time step that was
    used) or passkey (`credential`, `public_key` in base64url; `counter`: its own). Counts once it was
    confirmed."""

    __tablename__ = "second_steps"

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(100))
    sealed: Mapped[str | None] = mapped_column(Text())
    credential: Mapped[str | None] = mapped_column(String(1400))
    public_key: Mapped[str | None] = mapped_column(Text())
    counter: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """The keyed hash of a code that was not used yet; a used one is gone."""

    __tablename__ = "recovery_codes"

    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), primary_key=True)
    hash: Mapped[Hash] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class SecondStepChallenge(Base):
    """The hash of what a passkey was asked to sign, for one use (`purpose`: sign-in or add) by one member."""

    __tablename__ = "second_step_challenges"

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime] = mapped_column(index=True)
