"""The bodies and answers of reports (PROTOCOL §4 and §7)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from webapp.api import Wire, WireId

FindingKind = Literal[
    "gap", "fork", "signature", "other-envelope", "gone-back", "author", "directory", "directory-back"
]
ReceiptText = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$", max_length=2_000)
]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class ReportBody(Wire):
    """One thing that a phone found. `restored`: the server had said that an older backup was restored."""

    kind: FindingKind
    vault: WireId | None
    number: Number | None
    held: ReceiptText | None
    found: ReceiptText | None
    restored: bool


class ReportRow(Wire):
    """A report, who made it, and when."""

    id: WireId
    kind: FindingKind
    vault: WireId | None
    number: int | None
    held: str | None
    found: str | None
    restored: bool
    member: WireId
    name: str
    at: str


class ReportsAnswer(Wire):
    """Those that the officer has not set aside, newest first, at most 100; `more`: there are others."""

    reports: list[ReportRow]
    more: bool
