"""`flask verify --evidence FILE`: what a phone saved, held against the receipt keys and against the database.

It trusts nothing that the file says but what the server itself once signed."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.operations.verify import Report, receipt_keys
from webapp.sealed.audit import Finding
from webapp.sealed.evidence import Evidence, judge
from webapp.sealed.keys import Jwk
from webapp.sealed.receipts import Receipt
from webapp.storage import Storage
from webapp.storage.models import Envelope

PROVES_NOTHING = "Nothing in it proves by itself that this server told two stories."
RESTORED = "; the phone was told of a restore, which explains it if there was one"


def verify_evidence(storage: Storage, receipt_key: Jwk, findings: Sequence[Evidence]) -> Report:
    """For each finding: what its receipts prove, and whether the database still has what was signed."""
    keys = receipt_keys(storage, receipt_key)
    report = Report([f"{len(findings):,} findings, {len(keys):,} receipt keys."], when_right=PROVES_NOTHING)
    for place, one in enumerate(findings, start=1):
        verdict = judge(one, keys)
        where = f"finding {place} ({one.kind}), vault {one.vault}, number {one.number}"
        explained = RESTORED if one.restored else ""
        report.findings.append(Finding(where, verdict.what + explained, is_grave=verdict.is_fork))
        if verdict.held is not None and (missing := _missing(storage, verdict.held, str(one.held))):
            report.findings.append(Finding(where, missing + explained))
    return report


def _missing(storage: Storage, held: Receipt, text: str) -> str | None:
    """What is wrong with the database, if this receipt was really given."""
    with storage.reading() as session:
        stored = session.scalar(
            select(Envelope.receipt).where(Envelope.vault == held.vault, Envelope.number == held.number)
        )
    if stored is None:
        return f"this server signed number {held.number}, and its database has no such number"
    if stored != text:
        return f"the database has another receipt under number {held.number}"
    return None
