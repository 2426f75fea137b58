"""`on_each_database`: the agency of tests/conftest.py on SQLCipher and, if installed, on PostgreSQL."""

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_server
import pytest
from agency_world import AgencyWorld, ManualClock, make_app, make_settings, populate
from postgres_server import PostgresServer

BACKENDS = ["sqlcipher", *(["postgresql"] if postgres_server.is_installed() else [])]
PARTS = ("agency", "certifying", "records", "officer", "specialists", "supervisors")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests; each gets a database of its own."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(
    postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, AgencyWorld]:
    """The database `populated`, with an agency made through the real calls, and the server's files."""
    folder = tmp_path_factory.mktemp("postgres-template")
    clock = ManualClock()
    app = make_app(make_settings(folder, database_url=postgres.create("populated")), clock)
    world = populate(AgencyWorld(app, clock))
    world.storage.close()
    return folder, world


@pytest.fixture
def make_postgres_world(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[], AgencyWorld]]:
    """Makes an agency on a fresh copy of that database."""
    opened: list[AgencyWorld] = []

    def make() -> AgencyWorld:
        server: PostgresServer = request.getfixturevalue("postgres")
        template_folder, template = request.getfixturevalue("postgres_template")
        folder = tmp_path / "server"
        shutil.copytree(template_folder, folder)
        clock = ManualClock()
        # The name of a folder of pytest is unique in a run.
        url = server.create(f"test_{abs(hash(str(tmp_path)))}", template="populated")
        app = make_app(make_settings(folder, database_url=url), clock)
        opened.append(
            AgencyWorld(app, clock, **{part: copy.deepcopy(getattr(template, part)) for part in PARTS})
        )
        return opened[-1]

    yield make
    for world in opened:
        world.storage.close()


@pytest.fixture(params=BACKENDS)
def on_each_database(
    request: pytest.FixtureRequest,
    make_world: Callable[[], AgencyWorld],
    make_postgres_world: Callable[[], AgencyWorld],
) -> AgencyWorld:
    """The agency of tests/conftest.py, on each database."""
    return make_postgres_world() if request.param == "postgresql" else make_world()
