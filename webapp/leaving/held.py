"""What lies with the officer after an access ended: counted, and decided about on record.

Admitting an item follows every rule of an append by its author but the one that held it: what nobody may
write into a vault is not written by an officer's word either. What is decided can be seen in the row; nothing
is ever deleted."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.auth.sessions import identity_of
from webapp.clock import stamp
from webapp.errors import NotFound
from webapp.leaving.events import record
from webapp.sealed.items import EnvelopeHeader, Item, parse_item
from webapp.sealed.receipts import ReceiptKey
from webapp.sealed.strict import parse_time
from webapp.storage.models import Device, HandedIn, HeldItem, Member
from webapp.sync.append import admit

AT_ONCE = 500


def groups(session: Session, officer: Identity) -> list[dict[str, Any]]:
    """One line a device that handed something in: by whom, when, how much, and what was decided."""
    lines: dict[str, dict[str, Any]] = {}
    _count_held(session, officer, lines)
    _count_handed_in(session, officer, lines)
    people = session.execute(
        select(Device.id, Device.label, Member.id, Member.name)
        .join(Member, Member.id == Device.member)
        .where(Device.agency == officer.agency, Device.id.in_(list(lines)))
    )
    named = [
        {"device": device, "label": label, "member": member, "name": name, **lines[device]}
        for device, label, member, name in people
    ]
    named.sort(key=lambda line: (line["last"], line["device"]), reverse=True)
    return [line | {"first": stamp(line["first"]), "last": stamp(line["last"])} for line in named]


def decide(
    session: Session,
    officer: Identity,
    device_id: str,
    decision: str,
    receipt_key: ReceiptKey,
    now: datetime,
) -> dict[str, Any]:
    """Admit what a device handed in into its vaults, or keep it aside: at most 500 at once, `left` says how
    many remain. What a vault refuses stays as it is, with the reason counted."""
    found = session.execute(
        select(Member, Device).join(Device, Device.member == Member.id).where(Device.id == device_id)
    ).one_or_none()
    if found is None or found[0].agency != officer.agency:
        raise NotFound
    author, device = found
    open_to = [None, "kept"] if decision == "admit" else [None]
    rows = _rows(session, officer, device_id, open_to)
    batch = rows[:AT_ONCE]
    refused: Counter[str] = Counter()
    done = list(batch)
    if decision == "admit":
        done, refused = _admit(session, author, device, batch, receipt_key, now)
    word = "admitted" if decision == "admit" else "kept"
    for row in done:
        row.decision, row.decided_by, row.decided_at = word, officer.member, now
    if done:
        count = _envelopes(done)
        record(session, author, f"held-{word}", now, by=officer.member, device=device_id, count=count)
    return {
        "decided": _envelopes(done),
        "refused": [{"code": code, "count": count} for code, count in sorted(refused.items())],
        "left": _envelopes(rows[AT_ONCE:]),
    }


def _admit(
    session: Session,
    author: Member,
    device: Device,
    rows: Sequence[HeldItem],
    receipt_key: ReceiptKey,
    now: datetime,
) -> tuple[list[HeldItem], Counter[str]]:
    items = [_item(row) for row in rows]
    identity = identity_of(author, device)
    answers = admit(session, identity, items, author.sealing_kid, receipt_key, now)
    done = [row for row, answer in zip(rows, answers, strict=True) if answer.status != "refused"]
    refused = Counter(answer.code for answer in answers if answer.status == "refused" and answer.code)
    return done, refused


def _rows(
    session: Session, officer: Identity, device: str, decisions: Sequence[str | None]
) -> list[HeldItem]:
    """Grants first, then envelopes as they were written: what an envelope needs is there before it."""
    wanted = or_(*(HeldItem.decision == one if one else HeldItem.decision.is_(None) for one in decisions))
    rows = session.scalars(
        select(HeldItem).where(HeldItem.agency == officer.agency, HeldItem.device == device, wanted)
    ).all()
    return sorted(rows, key=_order)


def _order(row: HeldItem) -> tuple[bool, datetime, str]:
    header = _item(row).header
    return (isinstance(header, EnvelopeHeader), parse_time(header.at), header.id)


def _item(row: HeldItem) -> Item:
    return parse_item({"jwe": row.jwe, "sig": row.sig})


def _envelopes(rows: Sequence[HeldItem]) -> int:
    return sum(isinstance(_item(row).header, EnvelopeHeader) for row in rows)


def _line(lines: dict[str, dict[str, Any]], device: str, first: datetime, last: datetime) -> dict[str, Any]:
    line = lines.setdefault(
        device,
        {"first": first, "last": last, "undecided": 0, "kept": 0, "admitted": 0, "drafts": 0, "pieces": 0},
    )
    line["first"], line["last"] = min(line["first"], first), max(line["last"], last)
    return line


def _count_held(session: Session, officer: Identity, lines: dict[str, dict[str, Any]]) -> None:
    rows = session.scalars(select(HeldItem).where(HeldItem.agency == officer.agency)).all()
    of_device: defaultdict[str, list[HeldItem]] = defaultdict(list)
    for row in rows:
        of_device[row.device].append(row)
    for device, held in of_device.items():
        moments = [row.received_at for row in held]
        line = _line(lines, device, min(moments), max(moments))
        for word in ("undecided", "kept", "admitted"):
            line[word] = _envelopes([row for row in held if (row.decision or "undecided") == word])


def _count_handed_in(session: Session, officer: Identity, lines: dict[str, dict[str, Any]]) -> None:
    rows = session.execute(
        select(
            HandedIn.device,
            HandedIn.name,
            func.count(),
            func.min(HandedIn.received_at),
            func.max(HandedIn.received_at),
        )
        .where(HandedIn.agency == officer.agency, HandedIn.name != "device-key")
        .group_by(HandedIn.device, HandedIn.name)
    )
    for device, name, count, first, last in rows:
        line = _line(lines, device, first, last)
        line["drafts" if name.startswith("draft/") else "pieces"] += count
