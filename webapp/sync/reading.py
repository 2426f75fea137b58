"""What is new: vaults and grants since a cursor, envelopes after a number. The cost follows what is new.

A poll with nothing new is one indexed row. A first sync is a handful of round trips: up to 500 vaults or
2,000 envelopes or 6 MiB each, and it goes on where it broke."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Integer, Select, and_, column, exists, or_, select, union_all, values
from sqlalchemy.orm import Session, aliased

from webapp.auth.identity import Identity
from webapp.errors import NotFound
from webapp.storage.base import IdType
from webapp.storage.models import Agency, Envelope, Grant, Member, Vault
from webapp.storage.models.vaults import RECORDS
from webapp.sync.cursors import is_of_another_life

VAULTS_AT_ONCE = 500
ENVELOPES_AT_ONCE = 2_000
CHARACTERS_AT_ONCE = 6 * 1024 * 1024
_MINE = aliased(Grant)


@dataclass(frozen=True)
class Span:
    """Envelopes of a vault with `after` < number <= `upto`."""

    vault: str
    after: int
    upto: int


def changes(session: Session, who: Identity, after: int) -> dict[str, Any]:
    """What changed for me since the cursor `after`."""
    sequence, directory = session.execute(
        select(Agency.sequence, Agency.directory).where(Agency.id == who.agency)
    ).one()
    reset = is_of_another_life(after, sequence)
    since = 0 if reset else after
    found: list[tuple[str, int, int]] = _changed_vaults(session, who, since) if since < sequence else []
    cursor, more = sequence, len(found) > VAULTS_AT_ONCE
    if more:
        found = _steps(session, who, since)
        # Vaults that changed together stay together: the page ends before the change that it would cut in
        # two. One batch changes at most 200 vaults, so something is always left.
        first_left_out = found[-1][2]
        found = [one for one in found if one[2] < first_left_out]
        cursor = first_left_out - 1
    heads = {vault: head for vault, head, _ in found}
    grants = _new_grants(session, who, list(heads), since)
    others = _new_grants_to_others(session, who, list(heads), since)
    return {
        "cursor": cursor,
        "reset": reset,
        "directory": directory,
        "vaults": [
            {"vault": vault, "head": head, "grants": grants.get(vault, []), "others": others.get(vault, [])}
            for vault, head in heads.items()
        ],
        "more": more,
    }


def _changed_vaults(session: Session, who: Identity, since: int) -> list[tuple[str, int, int]]:
    rows = session.execute(
        select(Vault.id, Vault.head, Vault.change)
        .where(Vault.agency == who.agency, Vault.change > since, _held_by(who))
        .order_by(Vault.change, Vault.id)
        .limit(VAULTS_AT_ONCE + 1)
    )
    return [(row.id, row.head, row.change) for row in rows]


def _steps(session: Session, who: Identity, since: int) -> list[tuple[str, int, int]]:
    """As `_changed_vaults`, and each vault once more where somebody was granted it, if it has changed since.

    Whoever reads on from a page must have got every grant up to its cursor; such a vault stands on a later
    page, where that grant is not new any more.
    """
    changed = select(Vault.id, Vault.head, Vault.change).where(
        Vault.agency == who.agency, Vault.change > since, _held_by(who)
    )
    granted = (
        select(Vault.id, Vault.head, Grant.change)
        .join(Vault, and_(Vault.agency == Grant.agency, Vault.id == Grant.vault))
        .where(
            Grant.agency == who.agency,
            Grant.to != RECORDS,
            Grant.change > since,
            Grant.change < Vault.change,
            _held_by(who),
        )
        .distinct()
    )
    steps = union_all(changed, granted).subquery()
    rows = session.execute(select(steps).order_by(steps.c.change, steps.c.id).limit(VAULTS_AT_ONCE + 1))
    return [(row.id, row.head, row.change) for row in rows]


def _held_by(who: Identity) -> Any:
    """Do I hold, or did I ever, this vault?"""
    return exists().where(_MINE.agency == who.agency, _MINE.to == who.member, _MINE.vault == Vault.id)


def _new_grants(
    session: Session, who: Identity, vaults: Sequence[str], since: int
) -> dict[str, list[dict[str, str]]]:
    grants: dict[str, list[dict[str, str]]] = {}
    if not vaults:
        return grants
    rows = session.execute(
        select(Grant.vault, Grant.jwe, Grant.sig)
        .where(
            Grant.agency == who.agency,
            Grant.to == who.member,
            Grant.vault.in_(vaults),
            Grant.change > since,
        )
        .order_by(Grant.epoch, Grant.change, Grant.id)
    )
    for vault, jwe, sig in rows:
        grants.setdefault(vault, []).append({"jwe": jwe, "sig": sig})
    return grants


def _new_grants_to_others(
    session: Session, who: Identity, vaults: Sequence[str], since: int
) -> dict[str, list[dict[str, str]]]:
    """Signed words of who else works with a record, so that whoever hands it on with no signal knows: those
    of keys that I hold, to active members; all of them when a key is new to me."""
    grants: dict[str, list[dict[str, str]]] = {}
    if not vaults:
        return grants
    to_me = exists().where(_MINE.agency == who.agency, _MINE.to == who.member, _MINE.vault == Grant.vault)
    rows = session.execute(
        select(Grant.vault, Grant.jwe, Grant.sig)
        .join(Member, Member.id == Grant.to)
        .where(
            Grant.agency == who.agency,
            Grant.vault.in_(vaults),
            Grant.to != who.member,
            Member.state == "active",
            to_me.where(_MINE.epoch == Grant.epoch),
            or_(Grant.change > since, to_me.where(_MINE.change > since)),
        )
        .order_by(Grant.epoch, Grant.change, Grant.id)
    )
    for vault, jwe, sig in rows:
        grants.setdefault(vault, []).append({"jwe": jwe, "sig": sig})
    return grants


def holders(session: Session, who: Identity, vault_id: str) -> list[dict[str, str]]:
    """The grants of a vault's newest epoch to other active members, for one who holds or held it: signed, so
    that who gives a new key knows for whom. `NotFound` for everybody else."""
    vault = session.scalar(
        select(Vault).where(Vault.agency == who.agency, Vault.id == vault_id, _held_by(who))
    )
    if vault is None:
        raise NotFound
    rows = session.execute(
        select(Grant.jwe, Grant.sig)
        .join(Member, Member.id == Grant.to)
        .where(
            Grant.agency == who.agency,
            Grant.vault == vault.id,
            Grant.epoch == vault.epoch,
            Grant.to != who.member,
            Member.state == "active",
        )
        .order_by(Grant.change, Grant.id)
    )
    return [{"jwe": jwe, "sig": sig} for jwe, sig in rows]


def read(session: Session, who: Identity, wanted: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Envelopes of my vaults after a number each, in the order asked for; others' vaults are left out."""
    spans, more = _spans(session, who, wanted)
    spans, cut = _within_size(session, who, spans)
    return {"envelopes": _envelopes(session, who, spans), "more": more or cut}


def _envelopes(session: Session, who: Identity, spans: Sequence[Span]) -> list[dict[str, Any]]:
    if not spans:
        return []
    columns = (Envelope.vault, Envelope.number, Envelope.jwe, Envelope.sig, Envelope.receipt)
    return [dict(row) for row in session.execute(_in_spans(who, spans, *columns)).mappings()]


def _spans(session: Session, who: Identity, wanted: Sequence[tuple[str, int]]) -> tuple[list[Span], bool]:
    """The first 2,000 envelopes of what was asked for, counted by the vaults' heads without reading any."""
    asked = dict(reversed(wanted))  # the first mention of a vault counts
    heads = session.execute(
        select(Vault.id, Vault.head).where(
            Vault.agency == who.agency, Vault.id.in_(list(asked)), _held_by(who)
        )
    )
    head_of = {row.id: row.head for row in heads}
    spans: list[Span] = []
    room = ENVELOPES_AT_ONCE
    for vault in dict(wanted):
        after, head = asked[vault], head_of.get(vault, 0)
        if head <= after:
            continue
        if room == 0:
            return spans, True
        upto = min(head, after + room)
        spans.append(Span(vault, after, upto))
        room -= upto - after
        if upto < head:
            return spans, True
    return spans, False


def _within_size(session: Session, who: Identity, spans: list[Span]) -> tuple[list[Span], bool]:
    """Cut the spans where 6 MiB are full, but not before the first envelope."""
    if not spans:
        return [], False
    room = CHARACTERS_AT_ONCE
    kept: dict[str, Span] = {}
    of_vault = {span.vault: span for span in spans}
    for vault, number, size in session.execute(
        _in_spans(who, spans, Envelope.vault, Envelope.number, Envelope.size)
    ):
        room -= size
        if room < 0 and kept:
            return list(kept.values()), True
        kept[vault] = replace(of_vault[vault], upto=number)
    return list(kept.values()), False


def _in_spans(who: Identity, spans: Sequence[Span], *columns: Any) -> Select[Any]:
    """Columns of the envelopes in these spans, in their order: one query, however many spans."""
    wanted = (
        values(
            column("vault", IdType),
            column("after", Integer),
            column("upto", Integer),
            column("place", Integer),
            name="wanted",
        )
        .data([(span.vault, span.after, span.upto, place) for place, span in enumerate(spans)])
        .cte("wanted")
    )
    return (
        select(*columns)
        .join(wanted, wanted.c.vault == Envelope.vault)
        .where(
            Envelope.agency == who.agency,
            Envelope.number > wanted.c.after,
            Envelope.number <= wanted.c.upto,
        )
        .order_by(wanted.c.place, Envelope.number)
    )
