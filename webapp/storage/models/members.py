"""Members, their certificates, devices and sign-ins, the invitations that make them, and failed attempts.

No secret rests here in a usable form: sign-in secrets are Argon2id hashes, cookies and tokens SHA-256 hashes,
private keys are sealed to keys that the server does not have.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed


class Member(Base):
    """Someone who works for an agency. `state` is waiting (for a certificate), active or ended. Until
    `second_step_door` one sign-in wants no second step."""

    __tablename__ = "members"
    __table_args__ = (Index("ix_members_agency_state", "agency", "state"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    sign_in_name: Mapped[str] = mapped_column(String(100))
    sign_in_key: Mapped[str] = mapped_column(String(400), unique=True)
    salt: Mapped[str] = mapped_column(String(100))
    kdf: Mapped[dict[str, Any]] = mapped_column(JSON)
    secret_hash: Mapped[str] = mapped_column(String(200))
    account: Mapped[Sealed]
    recovery: Mapped[Sealed]
    sealing: Mapped[dict[str, Any]] = mapped_column(JSON)
    sealing_kid: Mapped[Hash]
    signing: Mapped[dict[str, Any]] = mapped_column(JSON)
    signing_kid: Mapped[Hash]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    second_step_door: Mapped[datetime | None]


class Certificate(Base):
    """Every certificate ever issued: a renewed one does not cover what was signed before it began.
    `superseded_at`: when the agency's keys were renewed, and another one with the same contents took its
    place."""

    __tablename__ = "certificates"

    hash: Mapped[Hash] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), index=True)
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    jws: Mapped[Sealed]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    issued_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]


class Device(Base):
    """A phone or computer that a member signed in on. A revoked one may still hand in what it wrote
    (held)."""

    __tablename__ = "devices"

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignIn(Base):
    """A server-side session; the cookie's value is kept only as its hash. Signed out: no member, no
    agency."""

    __tablename__ = "sign_ins"

    cookie_hash: Mapped[Hash] = mapped_column(primary_key=True)
    agency: Mapped[Id | None] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id | None] = mapped_column(ForeignKey("members.id"), index=True)
    device: Mapped[Id | None] = mapped_column(ForeignKey("devices.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Invitation(Base):
    """A link that makes one member, once. `purpose` is `join`, or `set-up` for an agency's first officer."""

    __tablename__ = "invitations"

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    invited_by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
    used_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]


class Attempt(Base):
    """How often something guessable was tried lately. `subject` is a keyed hash: no name, no address. It
    belongs to no agency, because whoever is knocking has not said (or proved) to which they belong."""

    __tablename__ = "attempts"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[Hash] = mapped_column(primary_key=True)
    count: Mapped[int]
    counted_at: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]
