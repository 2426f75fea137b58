"""`docs/reliability.md`, made of the sections that scripts leave as JSON in `docs/reliability/`.

A script calls `write_section` at its end; the page is then made anew from all the sections that are there, so
that one script's run leaves the figures of the others as they were. `python -m tests.reliability.report` only
makes the page.
"""

import json
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECTIONS = ROOT / "docs" / "reliability"
PAGE = ROOT / "docs" / "reliability.md"
HEAD = """# Reliability

Faults tried, requests tried, lost, let in. Made by the scripts named in each section; do not edit by hand.
"""


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


@dataclass
class Section:
    """What one script has to say. `figures`: what was looked at → what was found, in this order."""

    name: str
    title: str
    command: str
    figures: dict[str, str]
    how: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    date: str = field(default_factory=_today)
    machine: str = field(default_factory=lambda: f"Linux, Python {platform.python_version()}")


def write_section(section: Section, folder: Path = SECTIONS, page: Path = PAGE) -> None:
    """Keep the section, and make the page anew."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(section), indent=2, ensure_ascii=False)
    (folder / f"{section.name}.json").write_text(text + "\n", encoding="utf-8")
    page.write_text(as_markdown(read_sections(folder)), encoding="utf-8")


def read_sections(folder: Path = SECTIONS) -> list[Section]:
    """All that are there, by the names of their files."""
    return [Section(**json.loads(file.read_text(encoding="utf-8"))) for file in sorted(folder.glob("*.json"))]


def as_markdown(sections: list[Section]) -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(each) for each in sections)])


def _section(section: Section) -> str:
    lines = [f"## {section.title}", "", f"`{section.command}`, {section.date}, {section.machine}.", ""]
    lines += ["| | |", "|---|---|", *(f"| {what} | {found} |" for what, found in section.figures.items()), ""]
    for title, texts in (("How", section.how), ("Failed", section.failed)):
        lines += [f"**{title}**", "", *(f"- {text}" for text in texts), ""] if texts else []
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(as_markdown(read_sections()), encoding="utf-8")
