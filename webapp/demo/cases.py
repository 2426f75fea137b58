"""The demo's participants: for each a vault of their specialist, and a few earlier sessions as the app
writes them.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from webapp.demo.script import DemoScript
from webapp.demo.staff import Staff, id_of
from webapp.sealed.items import RECORDS
from webapp.sealed.keys import Jwk, new_vault_key
from webapp.sealed.seal import RawItem
from webapp.sealed.strict import write_time

Append = Callable[[Staff, Sequence[RawItem], datetime], None]
_FIRST_FULL = "full"


def write_case(
    specialist: Staff,
    participant: dict[str, Any],
    records: Jwk,
    script: DemoScript,
    now: datetime,
    append: Append,
) -> None:
    """Hand in one participant's vault, a session at a time, each as if on its own day."""
    vault_key = new_vault_key()
    sessions = sorted(participant["sessions"], key=lambda session: -int(session["daysAgo"]))
    opened = _moment(now, sessions[0]["daysAgo"], sessions[0]["at"]) - timedelta(minutes=8)
    vault = id_of(opened)
    founding = [
        specialist.grant(vault, vault_key, specialist.member, specialist.sealing, opened),
        specialist.grant(vault, vault_key, RECORDS, records, opened),
    ]
    record = {"kind": "participant", "schema": 1, **participant["record"]}
    _, first = specialist.write(vault, vault_key, record, opened + timedelta(seconds=40))
    append(specialist, [*founding, first], opened + timedelta(minutes=1))
    variant = _FIRST_FULL
    for session in sessions:
        began = _moment(now, session["daysAgo"], session["at"])
        payloads = _session(session, participant["record"]["language"], variant, began, script)
        items = list(_written(specialist, vault, vault_key, payloads))
        append(specialist, items, began + timedelta(minutes=session["minutes"] + 4))
        variant = "recap"


def _session(
    session: dict[str, Any], language: str, variant: str, began: datetime, script: DemoScript
) -> list[tuple[dict[str, Any], datetime]]:
    """The payloads of one session, each with the time at which it was written, in order."""
    session_id, how = id_of(began), session["how"]
    ended = began + timedelta(minutes=session["minutes"])
    given = script.record(session_id, how, language, variant, began + timedelta(minutes=1))
    common = {"schema": 1, "session": session_id}
    return [
        ({"kind": "session", **common, "how": how, "startedAt": write_time(began)}, began),
        (given, datetime.fromisoformat(given["script"]["endedAt"])),
        ({"kind": "note", **common, "text": session["note"]}, ended - timedelta(minutes=3)),
        ({"kind": "session-end", **common, "endedAt": write_time(ended), "how": "done"}, ended),
    ]


def _written(
    specialist: Staff, vault: str, vault_key: bytes, payloads: Sequence[tuple[dict[str, Any], datetime]]
) -> Iterator[RawItem]:
    """A script record follows its session, a note its script record; an end follows nothing (KINDS.md)."""
    before: tuple[str, ...] = ()
    for payload, at in payloads:
        after = () if payload["kind"] == "session-end" else before
        envelope, item = specialist.write(vault, vault_key, payload, at, *after)
        before = (envelope,)
        yield item


def _moment(now: datetime, days_ago: int, at: str) -> datetime:
    day = (now - timedelta(days=days_ago)).date()
    return datetime.combine(day, time.fromisoformat(at), tzinfo=now.tzinfo)
