"""A keeper with a real kit, and a way to write a case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from agency_world import AgencyWorld, Person
from record_keeper import Keeper, Writer

from webapp.sealed.account import AgencyKeys


@pytest.fixture
def keeper(world: AgencyWorld, tmp_path: Path) -> Keeper:
    """Somebody at another machine."""
    folder = tmp_path / "keeper"
    folder.mkdir()
    return Keeper(world.app, folder)


@pytest.fixture
def kit(world: AgencyWorld, keeper: Keeper) -> Path:
    """The agency's own kit."""
    return keeper.kit_for(AgencyKeys(world.certifying, world.records), world.agency)


@pytest.fixture
def open_case(world: AgencyWorld) -> Callable[..., Writer]:
    """Founds a vault for a person (the specialist), granted to others too."""

    def found(person: Person | None = None, *others: Person) -> Writer:
        author = person or world.specialist
        return Writer(world, author, world.founded(author, *others))

    return found
