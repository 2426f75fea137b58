"""Sets of entries as phones could leave them, honest and odd, drawn from a seed."""

from random import Random
from typing import Any

from agency_world import new_id
from invented_sharing import correction, disclosure, release, revocation
from record_keeper import script_record

from webapp.records.graph import Entry

AUTHORS = [new_id() for _ in range(4)]
ROLES = dict(zip(AUTHORS, ("specialist", "specialist", "supervisor", "officer"), strict=True))
TEXTS = ("A quiet talk.", "A quiet talk, and tea.", "Nada nuevo.")
OUTCOMES = ("understood", "has-questions", "declined", "skipped-crisis")


class Invented:
    """Draws from one seed; the ids are new each time."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.sessions = [new_id() for _ in range(3)]
        self.ids = [new_id() for _ in range(24)]
        self.random.shuffle(self.ids)

    def case(self) -> list[Entry]:
        """A participant's vault: amended, split, unread, newer, repeated."""
        return self._set(self._of_case)

    def consult(self) -> list[Entry]:
        """A consult's vault."""
        return self._set(self._of_consult)

    def time(self) -> str:
        """One of few, so that some are equal; in two places of the world."""
        offset = self.random.choice(("-05:00", "+00:00"))
        return f"2026-11-2{self.random.randint(0, 4)}T1{self.random.randint(0, 3)}:05:00.000{offset}"

    def _set(self, payload: Any) -> list[Entry]:
        entries: list[Entry] = []
        for number, envelope in enumerate(self.ids[: self.random.randint(1, 24)], 1):
            entries.append(self._entry(envelope, number, [each.id for each in entries], payload))
            if self.random.random() < 0.1:
                entries.append(self.random.choice(entries))
        return entries

    def _entry(self, envelope: str, number: int, earlier: list[str], payload: Any) -> Entry:
        after = self.random.sample(earlier, min(len(earlier), self.random.choice((0, 1, 1, 2))))
        content: dict[str, Any] = {"schema": 1, **payload(earlier)}
        chance = self.random.random()
        unreadable = "bad-signature" if chance < 0.05 else None
        newer = 0.05 <= chance < 0.1
        return Entry(
            id=envelope,
            author=self.random.choice(AUTHORS),
            device=AUTHORS[0],
            at=self.time(),
            after=tuple(after),
            number=number if self.random.random() < 0.9 else None,
            payload={"kind": "of-tomorrow", "schema": 2} if newer else None if unreadable else content,
            consult={"state": "asked", "urgency": "now"} if content["kind"] == "consult-words" else None,
            epoch=self.random.randint(1, 3),
            newer=newer,
            unreadable=unreadable,
        )

    def _of_case(self, earlier: list[str]) -> dict[str, Any]:
        draw, session = self.random, self.random.choice(self.sessions)
        note = draw.choice([*earlier[-6:], new_id()])
        script = script_record(
            session, self.time(), outcome=draw.choice(OUTCOMES), offerAgain=draw.random() < 0.5
        )
        if draw.random() < 0.5:
            script["reason"] = "distress"
        if draw.random() < 0.2:
            script["script"] = {**script["script"], draw.choice(("hash", "variant", "endedAt")): None}
        person = {"code": "RI-01", "language": draw.choice(("en", "es")), "adult": draw.random() < 0.5}
        sharing = (
            release(signedAt=self.time()),
            revocation(note, revokedAt=self.time()),
            disclosure(draw.choice((note, None)), sharedAt=self.time()),
            disclosure(note, sharedAt=self.time()),
            correction(note),
        )
        flag = {"lexicon": "1", "hits": [], "decision": "handled", "reason": "We talked.", "consult": None}
        return draw.choice(
            (
                {
                    "kind": "participant",
                    "name": draw.choice(("Riley", "Łucja")),
                    **person,
                    "archived": False,
                    "contact": "",
                },
                {"kind": "session", "session": session, "how": "phone", "startedAt": self.time()},
                script,
                {"kind": "note", "session": session, "text": draw.choice(TEXTS)},
                {"kind": "note", "session": session, "text": draw.choice(TEXTS)},
                {"kind": "amendment", "note": note, "text": draw.choice(TEXTS), "reason": "A word"},
                {"kind": "amendment", "note": note, "text": draw.choice(TEXTS), "reason": ""},
                {"kind": "risk-flag", "session": session, "note": note, **flag},
                {"kind": "session-end", "session": session, "endedAt": self.time(), "how": "done"},
                {"kind": "handed-over", "to": draw.choice(AUTHORS), "keep": draw.random() < 0.5},
                *sharing,
            )
        )

    def _of_consult(self, earlier: list[str]) -> dict[str, Any]:
        step = {"who": "Dana", "what": "Call again", "by": "Friday"}
        request = {
            "kind": "consult-request",
            "cause": "worried",
            "categories": ["self_harm"],
            "urgency": self.random.choice(("now", "soon")),
            "words": "",
            "caseCode": "RI-01",
            "excerpt": "",
        }
        answer = {"decision": "go-on", "reasons": "Safe.", "setAside": "A call.", "steps": [step]}
        return (
            request
            if not earlier
            else self.random.choice(
                (
                    request,
                    {"kind": "consult-words", "text": "Worse now."},
                    {"kind": "consult-seen"},
                    {"kind": "consult-taken"},
                    {"kind": "consult-answer", **answer, "debrief": "later"},
                    {"kind": "consult-closed", "outcome": "Well.", "told": "yes", "toldReason": ""},
                )
            )
        )
