"""Labelled notes and what the app says of them: the JavaScript matcher itself, run with Node.

One JSON object a line: `{"id", "lang", "text", "expected": {"level", "categories", "also_ok"?}, "trap"}`,
and a `"date"` where the day of the note matters.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READERS = ("both", "rules", "reader")
LEVELS = ("none", "concern", "imminent")
CATEGORIES = ("self_harm", "harm_others", "abuse", "overdose_relapse", "crime")

Note = dict[str, Any]
Reading = dict[str, Any]


def read_notes(path: Path) -> list[Note]:
    """The labelled notes of a file; a broken one is named by its line."""
    notes: list[Note] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            note: Note = json.loads(line)
            _check(note)
        except (ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{path}, line {number}: {error!r}") from None
        notes.append(note)
    return notes


def _check(note: Note) -> None:
    expected = note["expected"]
    if expected["level"] not in LEVELS:
        raise ValueError(f"{expected['level']} is not a level")
    unknown = {*expected["categories"], *expected.get("also_ok", [])} - {*CATEGORIES}
    if unknown:
        raise ValueError(f"not a category: {', '.join(sorted(unknown))}")
    if not isinstance(note["text"], str) or not note["id"] or not note["lang"] or "trap" not in note:
        raise ValueError("expected id, lang, text and trap")


def readings_of(notes: Iterable[Note], by: str = "both") -> Sequence[Reading]:
    """What the rules, the second reader, or both say of each note, in their order."""
    lines = "".join(
        json.dumps({key: note[key] for key in ("id", "text", "date") if key in note}) + "\n" for note in notes
    )
    command = [sys.executable, "scripts/with_node.py", "node", "tests/risk/read_notes.js", by]
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]
