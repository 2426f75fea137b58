"""The fixed words of the readable pages, in both languages (`words.json`), and how a moment is written."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

from webapp.records.graph import moment_of

Language = Literal["en", "es"]


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All words, by language."""
    words: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("words.json").read_text(encoding="utf-8")
    )
    return words


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        """Of this language."""
        self.language = language
        self._words = catalogue()[language]

    def __call__(self, key: str, **values: Any) -> str:
        """The words under a key; what stands in braces is replaced by the value of that name, and a value is
        never looked through for braces."""
        parts = self._words[key].split("{")
        filled = [str(values[name]) + rest for name, _, rest in (part.partition("}") for part in parts[1:])]
        return parts[0] + "".join(filled)

    def either(self, area: str, value: Any) -> str:
        """The words for a value of a closed list; a value that is not in it stands as it is."""
        return self._words.get(f"{area}.{value}", str(value))

    def yes_or_no(self, value: Any) -> str:
        """For a boolean."""
        return self("yes") if value else self("no")

    def moment(self, at: Any) -> str:
        """A time as its author's clock showed it, with the offset; what is no time stands as it is."""
        moment = moment_of(at)
        if moment is None:
            return str(at or "")
        offset = moment.strftime("%z").replace("-", "−")
        return self(
            "moment",
            day=moment.day,
            month=self(f"month.{moment.month}"),
            year=moment.year,
            time=f"{moment:%H:%M}",
            offset=f"{offset[:3]}:{offset[3:]}",
        )

    def time_of_day(self, at: Any) -> str:
        """Hours, minutes and seconds."""
        moment = moment_of(at)
        return f"{moment:%H:%M:%S}" if moment else str(at or "")
