"""A session on paper: how its script went, its note with every version, and what was noticed in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.records.agency import VaultCopy
from webapp.records.graph import Entry, in_order, of_kind
from webapp.records.pages.setting import Record, Setting
from webapp.records.paper import Paper
from webapp.records.words import Words

Facts = list[tuple[str, str]]


class SessionPages:
    """The sessions of one vault."""

    def __init__(self, paper: Paper, setting: Setting, copy: VaultCopy, consults: Mapping[str, str]) -> None:
        """`consults`: by vault, how each consult is called in these pages."""
        self.paper, self.setting, self.words = paper, setting, setting.words
        self._consults = consults
        self._entries = in_order(each.entry for each in copy.entries if each.counts and not each.entry.newer)
        self._by_id = {entry.id: entry for entry in self._entries}

    def write(self, session: Record) -> None:
        """One session."""
        words = self.words
        self.paper.heading(words("session", time=words.moment(session["startedAt"])))
        own = [each for each in self._entries if each.content.get("session") == session["session"]]
        ends = of_kind(own, "session-end")
        ended = ends[-1].content if ends else {"endedAt": "", "how": "done"}
        end = words(f"ended.{ended['how']}", time=words.moment(ended["endedAt"])) if ends else ""
        members = ", ".join(session["gate"]["members"])
        self.paper.facts(
            [
                (words("how"), words.either("how", session["how"] or "")),
                (words("ended"), end),
                (words("group"), members),
            ]
        )
        self._script(session, of_kind(own, "script-record"))
        self._note(session)
        for flag in session["flags"]:
            self._flag(flag)

    def _script(self, session: Record, records: Sequence[Entry]) -> None:
        words, paper = self.words, self.paper
        paper.heading(words("script"), 1)
        if session["scriptRecord"] is None:
            paper.warn(words("script.none"))
        else:
            self._signed(self._by_id[session["script"]["id"]])
            paper.facts(script_facts(words, session["scriptRecord"]))
        for why in session["gate"]["refused"]:
            paper.warn(words("script.refused", why=why))
        for entry in records:
            if entry.content is not session["scriptRecord"]:
                paper.heading(words("script.another"), 2)
                self._signed(entry)
                paper.facts(script_facts(words, entry.content))

    def _note(self, session: Record) -> None:
        words, paper, note = self.words, self.paper, session["note"]
        paper.heading(words("note"), 1)
        if note is None:
            paper.say(words("note.none"))
            return
        standing = [each for each in note["history"] if each["id"] in note["heads"]]
        if session["conflict"]:
            paper.warn(words("note.conflict"))
        for version in standing:
            if len(standing) > 1:
                paper.heading(words("note.stands"), 2)
            self._version(version)
        earlier = [each for each in note["history"] if each["id"] not in note["heads"]]
        if earlier:
            paper.heading(words("note.earlier"), 1)
            for version in earlier:
                self._version(version)

    def _version(self, version: Record) -> None:
        self._signed(self._by_id[version["id"]])
        if version["reason"]:
            self.paper.small(self.words("note.amended", reason=version["reason"]))
        self.paper.text(version["text"])

    def _flag(self, flag: Record) -> None:
        words = self.words
        self.paper.heading(words("flag"), 1)
        self._signed(self._by_id[flag["id"]])
        hits = [
            words(
                "flag.hit",
                words=hit["words"],
                category=hit["category"],
                level=words(f"level.{hit['level']}"),
            )
            for hit in flag["hits"]
        ]
        consult = flag["consult"]
        self.paper.facts(
            [
                (words("flag.words"), "; ".join(hits)),
                (words("decision"), words(f"decision.{flag['decision']}")),
                (words("reason"), flag["reason"]),
                (words("consult"), self._consults.get(consult, consult) if consult else ""),
            ]
        )

    def _signed(self, entry: Entry) -> None:
        """Who wrote it, when, and when the server received it."""
        words = self.words
        about = {"name": self.setting.name(entry.author), "at": words.moment(entry.at)}
        received = words.moment(entry.received_at)
        self.paper.small(words("note.by", **about, received=received, number=entry.number))


def script_facts(words: Words, record: Mapping[str, Any]) -> Facts:
    """What a script record says. It may be one that was not believed: nothing is taken for granted."""
    script, privacy = record["script"], record["privacy"]
    shown = script.get("shown")
    facts = [
        (words("outcome"), words.either("outcome", record["outcome"])),
        (words("reason"), words.either("reason", record.get("reason") or "")),
        (words("given"), _given(words, script, len(shown) if isinstance(shown, list) else 0)),
        (words("teach-back"), words.either("teach-back", record["teachBack"].get("result") or "")),
        (words("offer-again"), words.yes_or_no(record["offerAgain"])),
        *_privacy(words, privacy),
        (words("content"), " · ".join(str(script[name]) for name in ("version", "hash") if script.get(name))),
    ]
    return [(label, value.strip()) for label, value in facts]


def _given(words: Words, script: Mapping[str, Any], cards: int) -> str:
    if not script.get("version"):
        return words("given.not")
    return words(
        "given.value",
        variant=words.either("variant", script.get("variant")),
        language=words.either("language", script.get("language")),
        cards=cards,
        **{
            "from": words.time_of_day(script.get("startedAt")),
            "to": words.time_of_day(script.get("endedAt")),
        },
    )


def _privacy(words: Words, privacy: Mapping[str, Any]) -> Facts:
    facts = []
    for side in ("mine", "theirs"):
        answer = privacy.get(side)
        if isinstance(answer, dict):
            said, at = words.either("private", answer.get("private")), words.time_of_day(answer.get("at"))
            facts.append((words(f"private.{side}"), f"{said} ({at})"))
    remedies = privacy.get("remedies")
    tried = [words.either("remedy", each) for each in remedies] if isinstance(remedies, list) else []
    facts += [
        (words("remedies"), ", ".join(tried)),
        (words("went-on"), words("yes") if privacy.get("wentOnAnyway") else ""),
        (words("place"), str(privacy.get("place") or "")),
        (words("call-back"), str(privacy.get("callBack") or "")),
    ]
    if "noRecording" in privacy:
        facts.append((words("no-recording"), words.yes_or_no(privacy["noRecording"])))
    return facts
