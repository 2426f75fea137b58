"""What an export that was killed left, readable, is removed by the next one: that, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from record_keeper import Keeper

ROOT = Path(__file__).parents[3]
WRITES_FOR_LONG = """
import sys, time
from pathlib import Path
from webapp.records.folder import new_folder

with new_folder(Path(sys.argv[1])) as folder:
    folder.write("agency.json", b"readable")
    print("written", flush=True)
    time.sleep(60)
"""


@pytest.fixture(name="running")
def running_export(keeper: Keeper) -> Iterator[subprocess.Popen[str]]:
    """Another export into the same place, in the middle of its writing."""
    command = [sys.executable, "-c", WRITES_FOR_LONG, str(keeper.folder / "other")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        yield process
        process.kill()


def drafts(keeper: Keeper) -> list[Path]:
    return sorted(keeper.folder.glob(".*.unfinished*"))


def test_what_was_killed_is_removed_by_the_next_run_which_says_so(
    keeper: Keeper, kit: Path, running: subprocess.Popen[str]
) -> None:
    draft, _lock = drafts(keeper)
    running.kill()
    running.wait()
    assert (draft / "agency.json").read_bytes() == b"readable"
    done = keeper.run(kit)
    assert done.exit_code == 0, done.output
    assert f"Removed what an export that was cut off had left, readable: {draft}" in done.output
    assert drafts(keeper) == []
    assert "Removed" not in keeper.run(kit, "--to", str(keeper.folder / "again")).output


def test_what_still_runs_is_left_in_peace(keeper: Keeper, kit: Path, running: subprocess.Popen[str]) -> None:
    before = drafts(keeper)
    assert keeper.run(kit).exit_code == 0
    assert drafts(keeper) == before and running.poll() is None


def test_what_only_looks_like_one_stays(
    keeper: Keeper, kit: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "letter.txt").write_text("Mine.")
    for name in ("one", "two", "three"):
        (keeper.folder / f".{name}.0123abcd.unfinished").mkdir()
    (keeper.folder / ".two.0123abcd.unfinished.lock").write_text("Somebody else's.")
    (keeper.folder / ".three.0123abcd.unfinished.lock").symlink_to(elsewhere / "letter.txt")
    (keeper.folder / ".four.0123abcd.unfinished").symlink_to(elsewhere)
    (keeper.folder / ".four.0123abcd.unfinished.lock").write_text(
        "An export of records is being written beside this file.\n"
    )
    before = drafts(keeper)
    assert keeper.run(kit).exit_code == 0
    assert drafts(keeper) == before
    assert (elsewhere / "letter.txt").read_text() == "Mine."
