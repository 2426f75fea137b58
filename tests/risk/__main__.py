"""`python -m tests.risk FILE` (`make risk-score GOLD=FILE`): what the risk words find in labelled notes, as
totals in JSON. `--misses` lists on standard error what was missed or flagged in error: never ask for that of
sentences that are held back to tell how well the words generalise.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.risk.notes import READERS, read_notes, readings_of
from tests.risk.score import outcome, score


def main() -> None:
    """Score, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="labelled notes, one JSON object a line"
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed or flagged in error")
    parser.add_argument("--by", choices=READERS, default="both", help="one of the two alone")
    asked = parser.parse_args()
    notes = [note for path in asked.files for note in read_notes(path)]
    readings = readings_of(notes, asked.by)
    if asked.misses:
        for note, reading in zip(notes, readings, strict=True):
            expected = note["expected"]
            wanting = {*expected["categories"]} - {*reading["categories"]}
            extra = {*reading["categories"]} - {*expected["categories"], *expected.get("also_ok", [])}
            what = outcome(note, reading)
            if what in ("fn", "fp") or wanting or extra or reading["level"] != expected["level"]:
                print(
                    what, note["lang"], note["trap"] or "plain", f"{expected['level']} → {reading['level']}",
                    *(f"-{name}" for name in sorted(wanting)), *(f"+{name}" for name in sorted(extra)),
                    "|", note["text"], "|", ", ".join(reading["terms"]), file=sys.stderr,
                )  # fmt: skip
    print(json.dumps(score(notes, readings), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
