"""Whoever runs the server, for tests."""

from dataclasses import dataclass
from pathlib import Path

from agency_world import AgencyWorld
from click.testing import Result


@dataclass
class Operator:
    """Whoever runs the server, with a terminal."""

    world: AgencyWorld
    folder: Path

    @property
    def database(self) -> Path:
        return Path(self.world.app.extensions["settings"].data / "sotto.db")

    def run(self, *arguments: str | Path) -> Result:
        """One `flask …` command."""
        return self.world.app.test_cli_runner().invoke(args=[str(each) for each in arguments])

    def backs_up(self, name: str = "today.backup") -> Path:
        """A backup that succeeds."""
        path = self.folder / name
        done = self.run("backup", path)
        assert done.exit_code == 0, done.output
        return path

    def restores(self, backup: Path) -> str:
        """A restore that succeeds; what it said."""
        done = self.run("restore", backup)
        assert done.exit_code == 0, done.output
        return done.output

    def is_refused(self, *arguments: str | Path) -> str:
        """A command that is refused with one sentence and no traceback; the sentence."""
        done = self.run(*arguments)
        assert done.exit_code == 1 and isinstance(done.exception, SystemExit), done.output
        return done.output.removeprefix("Error: ").strip()
