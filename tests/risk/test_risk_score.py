"""The scorer counts right, reads with the app's own matcher, and gives totals without the notes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.risk.notes import Note, Reading, read_notes, readings_of
from tests.risk.score import score

ROOT = Path(__file__).resolve().parents[2]


def note(name: str, level: str, *categories: str, **more: Any) -> Note:
    expected = {"level": level, "categories": [*categories], "also_ok": more.pop("also_ok", [])}
    return {"id": name, "lang": "en", "text": name, "trap": None, "expected": expected, **more}


def reading(name: str, level: str, *categories: str) -> Reading:
    return {"id": name, "level": level, "categories": [*categories]}


LABELLED = [
    note("a", "imminent", "self_harm"),
    note("b", "imminent", "abuse", lang="es", also_ok=["crime"]),
    note("c", "concern", "crime", trap="slang"),
    note("d", "none", trap="idiom"),
    note("e", "none", lang="es"),
]
READ = [
    reading("a", "concern", "self_harm"),
    reading("b", "imminent", "abuse", "crime"),
    reading("d", "imminent", "self_harm"),
    reading("e", "none"),
]


def test_totals_are_counted_as_labelled() -> None:
    totals = score(LABELLED, READ)
    assert totals["n"] == 5
    assert totals["flag"] == {"P": 0.667, "R": 0.667, "F1": 0.667, "FPR": 0.5}
    assert totals["imminent_flag_recall"] == 1.0
    assert totals["imminent_level_recall"] == 0.5
    assert totals["concern_flag_recall"] == 0.0
    assert totals["none_called_imminent"] == 0.5
    assert totals["level_accuracy"] == 0.4


def test_totals_stand_by_language_trap_and_category() -> None:
    totals = score(LABELLED, READ)
    assert totals["by_lang"]["es"] == {"P": 1.0, "R": 1.0, "FPR": 0.0}
    assert totals["by_trap"] == {
        "idiom-": "false alarms 1/1",
        "plain+": "recall 2/2",
        "plain-": "false alarms 0/1",
        "slang+": "recall 0/1",
    }
    assert totals["category"]["self_harm"] == {"recall": 1.0, "precision": 0.5, "n": 1}
    assert totals["category"]["crime"] == {"recall": 0.0, "precision": 1.0, "n": 1}


def test_nothing_to_share_out_is_no_number() -> None:
    totals = score([], [])
    assert totals["flag"] == {"P": None, "R": None, "F1": 0, "FPR": None}
    assert totals["imminent_flag_recall"] is None


def test_the_notes_are_read_by_the_matcher_of_the_app() -> None:
    said = readings_of(
        [
            note("one", "imminent", text="He is going to kill himself tonight."),
            note("two", "none", text="They ate soup\nand talked."),
            note("three", "none", text="Overdosed in 2024.", date="2026-11-22"),
        ]
    )
    assert [(each["id"], each["level"]) for each in said] == [
        ("one", "imminent"),
        ("two", "none"),
        ("three", "none"),
    ]
    assert said[0]["categories"] == ["self_harm"]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.risk", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_prints_totals_and_not_the_notes(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in LABELLED) + "\n", encoding="utf-8")
    done = run(file)
    totals = json.loads(done.stdout)
    assert totals["n"] == 5
    assert done.stderr == ""
    assert [*totals][:3] == ["n", "flag", "imminent_flag_recall"]


def test_what_was_missed_is_listed_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text(json.dumps(note("z", "concern", "crime", text="Nothing said.")) + "\n", encoding="utf-8")
    assert "Nothing said." in run("--misses", file).stderr


@pytest.mark.parametrize(
    "line", ['{"id": "a"}', "{", '{"id":"a","lang":"en","trap":null,"text":"x","expected":{"level":"high"}}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="line 2"):
        read_notes(file)
