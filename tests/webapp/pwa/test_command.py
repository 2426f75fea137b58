"""Building for a real agency: nothing of the demo, no secret asked for, no key left behind."""

import os
import subprocess
import sys
from pathlib import Path

from webapp.pwa.build import ROOT


def test_a_build_needs_no_secret_and_makes_nothing_but_the_assets(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOTTO_")}
    settings = kept | {"SOTTO_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "webapp.pwa", str(tmp_path / "assets")]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "kB compressed" in done.stdout
    assert (tmp_path / "assets/assets.json").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["assets"]


def test_make_build_is_not_a_build_of_the_demo() -> None:
    would_run = subprocess.run(
        ["make", "--dry-run", "--always-make", "build"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "-m webapp.pwa" in would_run.stdout
    assert "SOTTO_DEMO" not in would_run.stdout
