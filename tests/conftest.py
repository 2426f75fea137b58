"""Fixtures of every Python suite. `world` is a fresh agency on a fresh SQLCipher file for each test."""

import copy
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import postgres_server  # noqa: E402
from agency_world import AgencyWorld, ManualClock, insecure_fast_keys, make_app, make_settings, populate  # noqa: E402


@pytest.fixture(name="insecure_fast_keys")
def insecure_fast_keys_fixture() -> Callable[[str], tuple[str, bytes]]:
    """(sign-in secret, unlock key) of a passphrase, without the stretching that makes it safe."""
    return insecure_fast_keys


@pytest.fixture(scope="session")
def populated_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AgencyWorld]:
    """An agency made once through the real calls, and its closed files: `world` copies both."""
    folder = tmp_path_factory.mktemp("template")
    world = populate(AgencyWorld(make_app(make_settings(folder), clock := ManualClock()), clock))
    world.storage.close()
    return folder, world


@pytest.fixture
def make_world(
    populated_template: tuple[Path, AgencyWorld], tmp_path: Path
) -> Iterator[Callable[..., AgencyWorld]]:
    """Makes an agency with its people; `settings` changes the server's settings."""
    template_folder, template = populated_template
    opened: list[AgencyWorld] = []

    def make(**settings: Any) -> AgencyWorld:
        folder = tmp_path / f"server-{len(opened)}"
        shutil.copytree(template_folder, folder)
        (folder / "log.jsonl").unlink(missing_ok=True)
        clock = ManualClock()
        app = make_app(make_settings(folder, **settings), clock)
        parts = ("agency", "certifying", "records", "officer", "specialists", "supervisors")
        copied = {name: copy.deepcopy(getattr(template, name)) for name in parts}
        opened.append(AgencyWorld(app, clock, **copied))
        return opened[-1]

    yield make
    for world in opened:
        world.storage.close()


@pytest.fixture
def world(make_world: Callable[..., AgencyWorld]) -> AgencyWorld:
    """An agency with an officer, two specialists and two supervisors."""
    return make_world()


@pytest.fixture
def empty_world(tmp_path: Path) -> Iterator[AgencyWorld]:
    """A server with tables and nobody in them."""
    clock = ManualClock()
    world = AgencyWorld(make_app(make_settings(tmp_path), clock), clock)
    yield world
    world.storage.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it aloud when a database is missing: a suite that ran on half of what it should is no secret."""
    if not postgres_server.is_installed():
        terminalreporter.write_line(postgres_server.ABSENT, yellow=True, bold=True)
