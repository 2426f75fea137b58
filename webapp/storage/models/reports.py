"""What a member's phone found wrong with this server's receipts or directory.

Both receipts are kept as they came: evidence against this very server, of hashes and ids alone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.storage.base import Base, Hash, Id, Sealed


class FindingReport(Base):
    """One thing that one member's phone found, once. `digest` is over what was found."""

    __tablename__ = "finding_reports"
    __table_args__ = (
        Index("uq_finding_reports_agency_member_digest", "agency", "member", "digest", unique=True),
        Index("ix_finding_reports_agency_member_at", "agency", "member", "at"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    agency: Mapped[Id] = mapped_column(ForeignKey("agencies.id"))
    member: Mapped[Id] = mapped_column(ForeignKey("members.id"))
    digest: Mapped[Hash]
    kind: Mapped[str] = mapped_column(String(32))
    vault: Mapped[Id | None]
    number: Mapped[int | None]
    held: Mapped[Sealed | None]
    found: Mapped[Sealed | None]
    restored: Mapped[bool]
    at: Mapped[datetime]
    looked_at: Mapped[datetime | None]
    looked_by: Mapped[Id | None] = mapped_column(ForeignKey("members.id"))
