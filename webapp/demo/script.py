"""Script records for the demo's earlier sessions: which cards were heard, and the version and hash of
the content.

The rules are the app's (`static/domain/script`, `webapp/content/SCRIPTS.md`); what is here covers only
the settings that the demo has: 42 CFR Part 2, an adult, and a pack that is sure of nothing.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from webapp.sealed.strict import sha256, write_time

CONTENT = Path(__file__).parent.parent / "content" / "data"
SECONDS_A_CARD = 6
_REMOTE = ("phone", "video")


class DemoScript:
    """The content as it is served now."""

    def __init__(self, folder: Path = CONTENT) -> None:
        """Read once."""
        self.scripts = _read(folder / "scripts.json")
        self.pack = _read(folder / "jurisdiction-generic.json")

    @property
    def version(self) -> str:
        """The version that the app gives this content in the demo's setting."""
        mandated = self.pack["peerMandatedReporter"]
        limits = f"part2.child-{mandated['child']}.adult-{mandated['adult']}.threat-ask.of-age"
        return f"{self.scripts['version']}+{self.pack['id']}.{self.pack['version']}.{limits}"

    @property
    def hash(self) -> str:
        """Of content and pack as canonical JSON."""
        both = {"pack": self.pack, "scripts": self.scripts}
        text = json.dumps(both, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode("utf-8"))

    def cards(self, how: str, variant: str) -> list[str]:
        """The ids of the cards for this setting, in the order in which they are said."""
        return [
            card["id"] for card in self.scripts["cards"] if self._fits(card.get("when", {}), how, variant)
        ]

    def _fits(self, when: dict[str, Any], how: str, variant: str) -> bool:
        mandated = self.pack["peerMandatedReporter"]
        facts: dict[str, Any] = {"variant": variant, "part2": True, "adult": True, "threat": "ask"}
        asked = when.get("mandated", {})
        return (
            all(when[facet] == fact for facet, fact in facts.items() if facet in when)
            and how in when.get("kinds", [how])
            and all(mandated[whom] in answers for whom, answers in asked.items())
        )

    def record(self, session: str, how: str, language: str, variant: str, began: datetime) -> dict[str, Any]:
        """The payload of a script that was given and understood, six seconds a card."""
        cards = self.cards(how, variant)
        times = [began + timedelta(seconds=SECONDS_A_CARD * number) for number in range(len(cards) + 1)]
        return {
            "kind": "script-record",
            "schema": 1,
            "session": session,
            "how": how,
            "privacy": _privacy(how, began),
            "script": {
                "id": self.scripts["id"],
                "version": self.version,
                "hash": self.hash,
                "language": language,
                "variant": variant,
                "shown": _shown(cards, times),
                "aloud": False,
                "startedAt": write_time(began),
                "endedAt": write_time(times[-1]),
            },
            "teachBack": {"result": "understood"},
            "outcome": "understood",
            "offerAgain": False,
        }


def _shown(cards: Sequence[str], times: Sequence[datetime]) -> list[dict[str, str]]:
    return [{"card": card, "at": write_time(at)} for card, at in zip(cards, times, strict=False)]


def _privacy(how: str, began: datetime) -> dict[str, Any]:
    answer = {"private": "yes", "at": write_time(began - timedelta(seconds=20))}
    privacy: dict[str, Any] = {"mine": answer, "theirs": answer, "remedies": [], "wentOnAnyway": False}
    if how in _REMOTE:
        privacy |= {"place": None, "callBack": None, "noRecording": True}
    return privacy


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
