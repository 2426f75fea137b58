"""`python -m tests.risk.report` (`make risk-report`): measures the risk words on the labelled notes and
writes `docs/risk-detection.md`; no number in its tables is written by hand. `--floor` also records the totals
as the floor that `test_risk_floor.py` keeps. Of the notes that are held back only totals are written.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.risk.notes import CATEGORIES, LEVELS, ROOT, Note, Reading, read_notes, readings_of
from tests.risk.score import Totals, outcome, score

CORPUS = Path(__file__).parent / "corpus"
PAGE = ROOT / "docs/risk-detection.md"
FLOOR = ROOT / "docs/risk-detection-floor.json"
PARTS = ("held", "tune")

# figure, how to find it in the totals, floor, aim, whether less is better
FIGURES: tuple[tuple[str, tuple[str, ...], float, float, bool], ...] = (
    ("imminent, noticed at any level", ("imminent_flag_recall",), 0.88, 0.97, False),
    ("imminent, called imminent", ("imminent_level_recall",), 0.70, 0.85, False),
    ("concern, noticed", ("concern_flag_recall",), 0.72, 0.90, False),
    ("precision of a flag", ("flag", "P"), 0.85, 0.92, False),
    ("false alarms on *none*", ("flag", "FPR"), 0.10, 0.05, True),
    ("*none* called imminent", ("none_called_imminent",), 0.02, 0.01, True),
    ("recall in Spanish", ("by_lang", "es", "R"), 0.75, 0.90, False),
    ("recall in English", ("by_lang", "en", "R"), 0.75, 0.90, False),
)

HEAD = """# What the risk words notice, measured

Made by `make risk-report` from the labelled field notes in `tests/risk/corpus`; do not edit by hand. The rule
for the labels and who made them stand beside the notes. Nobody with a clinical licence has checked a label:
this is no validation, and no claim that a person is safe when nothing is noticed.

**held** are notes that nobody read while the words were made better; only their totals are ever printed,
though some choices were made by looking at the totals, so they flatter. Above all, the second reader's two
thresholds for *imminent* were loosened after these totals said 0.618 for "imminent, called imminent": its
0.705 is no result on unseen notes. New notes, by other hands, have to decide.
**tune** are those that were read for it, and from which the second reader learned, so their figures are much
kinder than life. Both are harder than a day's notes: half have no risk, most of those meant to mislead.

Two readers look at a note: the rules of the lexicon, and a small linear model over words and pieces of words
that learned from labelled notes (`make reader`) and may only add or raise a flag. On the held notes, with the
data of 25 November 2026, the rules alone found 0.45 of what should be noticed with false alarms on 0.110, the
second reader alone 0.71 on 0.047, both 0.80 on 0.145. Before the words were read by structure and without the
second reader, the same notes gave: imminent noticed 0.255, concern noticed 0.319, false alarms 0.090.

The words themselves weigh 54 kB compressed and the code that reads them 8 kB; 40 kB together were asked for.
"""


def measure(part: str) -> tuple[list[Note], Sequence[Reading]]:
    """The notes of a part in all languages, and what the app says of them."""
    notes = [note for path in sorted(CORPUS.glob(f"*_{part}.jsonl")) for note in read_notes(path)]
    return notes, readings_of(notes)


def figure(totals: Totals, path: Sequence[str]) -> float | None:
    """One number out of the totals."""
    found: Any = totals
    for name in path:
        found = found[name]
    return None if found is None else float(found)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines] + [""]


def _main_figures(by_part: dict[str, Totals]) -> list[str]:
    rows = []
    for name, path, floor, aim, less in FIGURES:
        held, tune = (figure(by_part[part], path) for part in PARTS)
        reached = held is not None and (held <= floor if less else held >= floor)
        rows.append([name, held, tune, floor, aim, "yes" if reached else "**no**"])
    return _table(["figure", "held", "tune", "floor asked for", "aim", "floor reached on held"], rows)


def _categories(by_part: dict[str, Totals]) -> list[str]:
    nothing = {"recall": None, "precision": None, "n": 0}
    rows = [
        [
            name,
            *(
                of[key]
                for part in PARTS
                if (of := by_part[part]["category"].get(name, nothing))
                for key in nothing
            ),
        ]
        for name in CATEGORIES
    ]
    head = ["kind", *(f"{part}: {what}" for part in PARTS for what in ("recall", "precision", "notes"))]
    return _table(head, rows)


def _traps(by_part: dict[str, Totals]) -> list[str]:
    names = sorted({name for part in PARTS for name in by_part[part]["by_trap"]})
    rows = []
    for name in names:
        meaning = f"{name[:-1]}, {'something to notice' if name.endswith('+') else 'nothing to notice'}"
        rows.append([meaning, *(by_part[part]["by_trap"].get(name, "–") for part in PARTS)])
    return _table(["trap", *PARTS], rows)


def _confusion(notes: Sequence[Note], readings: Sequence[Reading]) -> list[str]:
    pairs = [
        (note["expected"]["level"], reading["level"]) for note, reading in zip(notes, readings, strict=True)
    ]
    rows = [[label, *(pairs.count((label, said)) for said in LEVELS)] for label in LEVELS]
    return _table(["labelled", *(f"read as {level}" for level in LEVELS)], rows)


def _mixed_up(notes: Sequence[Note], readings: Sequence[Reading]) -> list[str]:
    """For each labelled kind, how often each kind was named."""
    rows = []
    for label in CATEGORIES:
        named = [
            reading["categories"]
            for note, reading in zip(notes, readings, strict=True)
            if label in note["expected"]["categories"]
        ]
        missed = sum(not names for names in named)
        rows.append([label, *(sum(kind in names for names in named) for kind in CATEGORIES), missed])
    return _table(["labelled", *CATEGORIES, "nothing"], rows)


def _misses(notes: Sequence[Note], readings: Sequence[Reading]) -> list[str]:
    titles = {
        "fn": "## Missed, among the notes to tune on",
        "fp": "## False alarms, among the notes to tune on",
    }
    lines = []
    for kind, title in titles.items():
        found = [
            f"- `{note['id']}` {note['text']}"
            for note, reading in zip(notes, readings, strict=True)
            if outcome(note, reading) == kind
        ]
        lines += [title, "", f"{len(found)} notes.", "", *found, ""]
    return lines


def page(measured: dict[str, tuple[list[Note], Sequence[Reading]]]) -> str:
    """The page as text."""
    by_part = {part: score(*measured[part]) for part in PARTS}
    counts = " and ".join(f"{by_part[part]['n']:,} {part}" for part in PARTS)
    lines = [HEAD, f"Notes: {counts}.", "", "## Against what was asked for", "", *_main_figures(by_part)]
    lines += ["## By kind of risk", "", *_categories(by_part), "## By trap", "", *_traps(by_part)]
    for part in PARTS:
        lines += [
            f"## Levels and kinds mixed up: {part}",
            "",
            *_confusion(*measured[part]),
            *_mixed_up(*measured[part]),
        ]
    return "\n".join([*lines, *_misses(*measured["tune"])]).rstrip() + "\n"


def floor_of(by_part: dict[str, Totals]) -> dict[str, dict[str, float]]:
    """What may not fall (or, for false alarms, rise)."""
    floors: dict[str, dict[str, float]] = {}
    for part in PARTS:
        found = {name: figure(by_part[part], path) for name, path, *_ in FIGURES}
        of_kinds = {f"recall, {kind}": of["recall"] for kind, of in sorted(by_part[part]["category"].items())}
        floors[part] = {name: value for name, value in {**found, **of_kinds}.items() if value is not None}
    return floors


def main() -> None:
    """Measure, write the page, and record the floor when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floor", action="store_true", help="record what was measured as the floor")
    asked = parser.parse_args()
    measured = {part: measure(part) for part in PARTS}
    PAGE.write_text(page(measured), encoding="utf-8")
    if asked.floor:
        floors = floor_of({part: score(*measured[part]) for part in PARTS})
        FLOOR.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
