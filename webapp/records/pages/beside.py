"""What stands beside the record: entries that do not count, what was held, drafts, a newer version's."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from webapp.records.agency import VaultCopy
from webapp.records.drafts import Draft
from webapp.records.graph import Entry
from webapp.records.opening import Opened
from webapp.records.pages.setting import Record, Setting
from webapp.records.paper import Paper

_OF_FORM = ("kind", "schema")


def beside_pages(paper: Paper, setting: Setting, copy: VaultCopy, kind: str, record: Record) -> None:
    """Everything of the vault that the record does not show."""
    words = setting.words
    known = [each for each in copy.entries if each.counts]
    if kind == "consult":
        newer, loose, unplaced = set[str](), set[str](), _beside_consult(known, setting, record)
    else:
        newer, unplaced = {each["id"] for each in record["newer"]}, []
        loose = {each["id"] for each in record["unreadable"] if each["reason"] == "note-missing"}
    sections = (
        ("beside", [each for each in copy.entries if not each.counts]),
        ("newer", [each for each in known if each.entry.newer or each.entry.id in newer]),
        ("without-note", [each for each in known if each.entry.id in loose]),
        ("unplaced", unplaced),
        ("held", copy.held),
    )
    for heading, entries in sections:
        if entries:
            paper.heading(words(heading))
            paper.warn(words(f"{heading}.body"))
            entry_pages(paper, setting, entries)
    if copy.drafts:
        draft_pages(paper, setting, copy.drafts)


def _beside_consult(known: Sequence[Opened], setting: Setting, consult: Record) -> list[Opened]:
    """What the consult as it stands does not rest on: a step of somebody who may not take it, a second
    request, a close before it was raised again. Repeated looks say nothing new."""
    several = ("words", "seen", "takenBy", "answers")
    steps = [*(step for part in several for step in consult[part]), consult["request"], consult["closed"]]
    shown = {step["id"] for step in steps if step is not None}

    def is_repeated(entry: Entry) -> bool:
        person = setting.people.get(entry.author)
        is_look = entry.kind in ("consult-seen", "consult-taken")
        return is_look and person is not None and person.supervises

    entries = [each for each in known if not each.entry.newer and each.entry.id not in shown]
    return [each for each in entries if not is_repeated(each.entry)]


def entry_pages(paper: Paper, setting: Setting, entries: Iterable[Opened]) -> None:
    """Each as it is, with who wrote it and why it stands here."""
    words = setting.words
    for each in entries:
        entry = each.entry
        kind = words.either("kind", entry.kind) if entry.kind else words("entry")
        paper.heading(f"{kind} · {words.moment(entry.at)}" if entry.at else kind, 1)
        if entry.author:
            said = "claimed" if "unproven" in [wrong.kind for wrong in each.wrong] else "note.no-receipt"
            paper.small(words(said, name=setting.name(entry.author), at=words.moment(entry.at)))
        if each.origin != "record":
            decision = each.decision or "none"
            paper.small(words(f"held.{decision if each.origin == 'held' else 'handed-in'}"))
        wrong_facts(paper, setting, [each])
        if entry.payload is None:
            paper.warn(words("unreadable"))
        else:
            value_pages(paper, entry.payload)


def wrong_facts(paper: Paper, setting: Setting, entries: Iterable[Opened]) -> None:
    """Why an entry is marked: in the reader's language, and exactly as the report has it."""
    words = setting.words
    for each in entries:
        number = "–" if each.entry.number is None else each.entry.number
        facts = [(words("entry"), words("entry.value", id=each.entry.id, number=number))]
        for wrong in each.wrong:
            facts += [(words("why"), words(f"wrong.{wrong.kind}")), (words("exact"), wrong.what)]
        if each.wrong:
            paper.facts(facts)


def draft_pages(paper: Paper, setting: Setting, drafts: Sequence[Draft]) -> None:
    """What was never saved."""
    words = setting.words
    paper.heading(words("drafts"))
    for draft in drafts:
        name = draft.name or "?"
        paper.heading(words("draft", name=words.either("kind", name.partition("/")[0])), 1)
        paper.small(f"{name} · {words.moment(draft.received_at)}")
        paper.warn(words("drafts"), words("drafts.body", name=setting.name(draft.member)))
        if draft.wrong:
            paper.say(words("draft.closed", why=draft.wrong))
        else:
            value_pages(paper, draft.value if isinstance(draft.value, dict) else {"value": draft.value})


def value_pages(paper: Paper, value: Mapping[str, Any]) -> None:
    """Members as they are: a text as a text, the rest as facts."""
    text = value.get("text")
    rest = {name: each for name, each in value.items() if name not in _OF_FORM}
    if isinstance(text, str):
        paper.text(text)
        del rest["text"]
    paper.facts((name, _plain(each)) for name, each in rest.items())


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
