"""An agency with something in it, and the commands of whoever runs the server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from agency_world import AgencyWorld, TestVault
from server_operator import Operator


@pytest.fixture
def operator(world: AgencyWorld, tmp_path: Path) -> Operator:
    """Somebody with a folder for backups."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return Operator(world, folder)


@pytest.fixture
def written(world: AgencyWorld) -> Callable[..., TestVault]:
    """Makes a vault of Sam's with a few notes on the server."""

    def write(count: int = 3) -> TestVault:
        vault = world.founded(world.specialist)
        notes = [vault.note(world.specialist) for _ in range(count)]
        assert set(world.client(world.specialist).statuses(notes)) == {"stored"}
        return vault

    return write
