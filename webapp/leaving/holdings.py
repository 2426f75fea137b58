"""The vaults that somebody holds, as the officer's browser needs them to give them on or to start a new
epoch."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.auth.identity import Identity
from webapp.storage.models import Agency, Grant, Member, Vault
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
    return _page(session, officer.agency, rows)


def old_records_grants(session: Session, officer: Identity, after: str) -> dict[str, Any]:
    """Vaults of which some epoch's key is sealed to an earlier records key and not to the newest, by id."""
    newest = select(Agency.records_kid).where(Agency.id == officer.agency).scalar_subquery()
    wanting = (
        select(Grant.vault)
        .where(Grant.agency == officer.agency, Grant.to == RECORDS, Grant.vault > after)
        .group_by(Grant.vault, Grant.epoch)
        .having(func.sum(case((Grant.kid == newest, 1), else_=0)) == 0)
    )
    rows = session.execute(
        select(Vault.id, Vault.epoch)
        .where(Vault.agency == officer.agency, Vault.id.in_(wanting))
        .order_by(Vault.id)
        .limit(VAULTS_AT_ONCE + 1)
    ).all()
    return _page(session, officer.agency, rows)


def _page(session: Session, agency: str, rows: Sequence[Row[str, int]]) -> dict[str, Any]:
    page = [(row.id, row.epoch) for row in rows[:VAULTS_AT_ONCE]]
    vaults = [vault for vault, _ in page]
    holders = _holders(session, agency, vaults)
    records = _records(session, agency, vaults)
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
