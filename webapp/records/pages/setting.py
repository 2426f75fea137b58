"""What every page needs to know: the words, who is who, the agency, the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.records.consults import People
from webapp.records.paper import Paper
from webapp.records.words import Words
from webapp.sealed.strict import write_time

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """Of one export."""

    words: Words
    people: People
    agency: str
    made: datetime

    def name(self, member: str) -> str:
        """As the agency certified it; nobody else's word for a name counts."""
        person = self.people.get(member)
        return person.name if person else self.words("nobody", id=member or "?")

    def paper(self, kind: str, title: str, mark: str, about: str) -> Paper:
        """A first page with its title, the agency and the moment."""
        paper = Paper(self.words, self.made, mark)
        paper.title(self.words(kind), title)
        paper.small(
            f"{self.agency} · {self.words('exported', time=self.words.moment(write_time(self.made)))}"
        )
        paper.small(about)
        paper.gap(2)
        paper.warn(self.words("confidential"))
        return paper
