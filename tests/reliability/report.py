"""`docs/reliability.md`, made from the sections that the scripts of this folder's kind leave behind.

A script measures, then calls `write_section` with a name of its own: its section becomes a JSON file in
`docs/reliability/`, and the page is made anew from all of them. No number in it is written by hand.
"""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs"
HEAD = """# Reliability

Made by the scripts named below, each of which writes its own section; do not edit by hand. An aim that was
missed stands here with its cause.
"""


@dataclass(frozen=True)
class Row:
    """One figure. `reached` is None where there is no aim."""

    name: str
    measured: str
    aim: str = ""
    reached: bool | None = None


@dataclass(frozen=True)
class Section:
    """What one script found."""

    title: str
    made_by: str
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    circumstances: Sequence[str] = field(default_factory=lambda: circumstances())


def circumstances() -> list[str]:
    """When and where; to be asked before a run, while the load is not yet the script's own."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return [
        moment,
        f"{cores} cores, Python {platform.python_version()}",
        f"load before the run {load:.1f} (above {cores}: others were using the machine)",
    ]


def write_section(name: str, section: Section, docs: Path = DOCS) -> None:
    """Keep the section, and make the page anew."""
    folder = docs / "reliability"
    folder.mkdir(exist_ok=True)
    text = json.dumps(asdict(section), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    sections = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    (docs / "reliability.md").write_text("\n".join([HEAD, *map(_markdown, sections)]), encoding="utf-8")


def _markdown(section: dict[str, Any]) -> str:
    verdicts = {True: "yes", False: "**no**", None: "–"}
    rows = [
        f"| {row['name']} | {row['aim'] or '–'} | {row['measured']} | {verdicts[row['reached']]} |"
        for row in section["rows"]
    ]
    notes = [f"- {note}" for note in section["notes"]]
    parts = [
        f"## {section['title']}\n",
        f"`{section['made_by']}`; {'; '.join(section['circumstances'])}.\n",
        "| Figure | Aim | Measured | Reached |",
        "|---|---|---|---|",
        *rows,
        "",
        *([*notes, ""] if notes else []),
    ]
    return "\n".join(parts)
