"""Migrations run up and down with data in the tables, on SQLCipher, and end where the models are."""

from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld, ManualClock, make_settings, populate
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select

from webapp import create_app
from webapp.storage import create_storage
from webapp.storage.base import Base
from webapp.storage.migrate import MIGRATIONS, downgrade, upgrade
from webapp.storage.models import Member


def tables(storage: Any) -> set[str]:
    return set(inspect(storage.engine).get_table_names()) - {"alembic_version"}


def test_from_nothing_to_the_newest(tmp_path: Path) -> None:
    storage = create_storage(make_settings(tmp_path))
    assert tables(storage) == set()
    assert upgrade(storage) == "0006"
    assert tables(storage) == set(Base.metadata.tables)
    storage.close()


def test_the_newest_is_exactly_what_the_models_say(tmp_path: Path) -> None:
    storage = create_storage(make_settings(tmp_path))
    upgrade(storage)
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    storage.close()


def test_upgrading_again_keeps_the_data(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    note = vault.note(sam)
    world.client(sam).append([note])
    upgrade(world.storage)
    found = world.client(sam).post("read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
    assert [(one["jwe"], one["sig"]) for one in found] == [(note["jwe"], note["sig"])]


def test_down_with_data_and_up_again(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam, world.supervisor)
    world.client(sam).append([vault.note(sam, consult={"state": "asked", "urgency": "now"})])
    assert downgrade(world.storage, "base") == "none"
    assert tables(world.storage) == set()
    assert upgrade(world.storage) == "0006"
    again = populate(AgencyWorld(world.app, world.clock))
    with world.storage.reading() as session:
        assert len(session.scalars(select(Member).where(Member.agency == again.agency)).all()) == 5


def test_a_migration_that_fails_leaves_the_old_tables(tmp_path: Path) -> None:
    storage = create_storage(make_settings(tmp_path))
    with pytest.raises(RuntimeError), storage.connection() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id TEXT)")
        raise RuntimeError
    assert tables(storage) == set()
    storage.close()


def test_there_is_one_line_of_revisions() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1 and len(script.get_bases()) == 1


def test_the_app_never_changes_tables_by_being_made(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path), clock=ManualClock())
    assert tables(app.extensions["storage"]) == set()
    app.extensions["storage"].close()


def test_0002_goes_down_and_up_and_keeps_what_was_held(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    note = vault.note(sam)
    client = world.client(sam)
    world.client(world.officer).post(f"people/devices/{sam.device}/revoke")
    assert client.statuses([note]) == ["held"]
    assert downgrade(world.storage, "0001") == "0001"
    assert "handed_in" not in tables(world.storage)
    assert upgrade(world.storage) == "0006"
    (held,) = world.client(world.officer).get("held")["groups"]
    assert (held["device"], held["undecided"]) == (sam.device, 1)


def test_0005_goes_down_and_up_and_what_phones_found_can_be_said_again(world: AgencyWorld) -> None:
    finding = {"kind": "gap", "vault": None, "number": 2, "held": None, "found": None, "restored": False}
    world.client(world.specialist).post("reports", finding)
    assert downgrade(world.storage, "0004") == "0004"
    assert "finding_reports" not in tables(world.storage)
    assert upgrade(world.storage) == "0006"
    world.client(world.specialist).post("reports", finding)
    assert len(world.client(world.officer).get("reports/waiting")["reports"]) == 1


def test_0006_goes_down_and_up_and_keeps_the_keys_that_were_given(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    first, second = vault.next_epoch(), vault.next_epoch()
    world.client(sam).append([first.grant(sam, None), first.grant(sam, sofia)])
    assert world.client(sofia).statuses([second.grant(sofia, None)]) == ["epoch-unknown"]
    assert downgrade(world.storage, "0005") == "0005"
    assert "beaten_grants" not in tables(world.storage)
    assert upgrade(world.storage) == "0006"
    assert world.client(sofia).statuses([first.note(sofia)]) == ["stored"]
