"""The vaults that somebody holds, as the officer's browser needs them to give them on or to start a new
epoch."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.auth.identity import Identity
from webapp.storage.models import Grant, Member, Vault
from webapp.storage.models.vaults import RECORDS

VAULTS_AT_ONCE = 200


def holdings(session: Session, officer: Identity, member: str, after: str) -> dict[str, Any]:
    """Vaults whose newest epoch this member holds, by id: who else holds it now, and every grant to the
    records key. Nothing for somebody of another agency."""
    newest = aliased(Grant)
    rows = session.execute(
        select(Vault.id, Vault.epoch)
        .join(
            newest,
            (newest.agency == Vault.agency) & (newest.vault == Vault.id) & (newest.epoch == Vault.epoch),
        )
        .where(Vault.agency == officer.agency, newest.to == member, Vault.id > after)
        .distinct()
        .order_by(Vault.id)
        .limit(VAULTS_AT_ONCE + 1)
    ).all()
    page = rows[:VAULTS_AT_ONCE]
    vaults = [row.id for row in page]
    holders = _holders(session, officer.agency, vaults)
    records = _records(session, officer.agency, vaults)
    return {
        "vaults": [
            {"vault": vault, "epoch": epoch, "holders": sorted(holders[vault]), "grants": records[vault]}
            for vault, epoch in page
        ],
        "more": len(rows) > VAULTS_AT_ONCE,
    }


def _holders(session: Session, agency: str, vaults: list[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Grant.vault, Grant.to)
        .join(
            Vault, (Vault.agency == Grant.agency) & (Vault.id == Grant.vault) & (Vault.epoch == Grant.epoch)
        )
        .join(Member, Member.id == Grant.to)
        .where(Grant.agency == agency, Grant.vault.in_(vaults), Member.state == "active")
    )
    for vault, holder in rows:
        found[vault].add(holder)
    return found


def _records(session: Session, agency: str, vaults: list[str]) -> defaultdict[str, list[dict[str, str]]]:
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    rows = session.execute(
        select(Grant.vault, Grant.jwe, Grant.sig)
        .where(Grant.agency == agency, Grant.to == RECORDS, Grant.vault.in_(vaults))
        .order_by(Grant.epoch, Grant.id)
    )
    for vault, jwe, sig in rows:
        found[vault].append({"jwe": jwe, "sig": sig})
    return found
