"""It opens where no server ever ran: from a backup, with the database key and the kit."""

from pathlib import Path

from agency_world import AgencyWorld, make_app, make_settings
from record_keeper import Keeper, Writer

from webapp.sealed.account import AgencyKeys

NOTE = "Riley planted beans on the sill."


def written(world: AgencyWorld) -> None:
    writer = Writer(world, world.specialist, world.founded(world.specialist))
    writer.participant()
    writer.session(NOTE)
    assert set(writer.send()) == {"stored"}


def test_a_backup_opens_on_another_machine_with_keys_of_its_own(
    world: AgencyWorld, keeper: Keeper, kit: Path, tmp_path: Path
) -> None:
    """The machine has neither the receipt key nor the secrets of the server, and changes nothing."""
    written(world)
    backup = keeper.folder / "today.backup"
    assert world.app.test_cli_runner().invoke(args=["backup", str(backup)]).exit_code == 0
    elsewhere = make_app(make_settings(tmp_path / "elsewhere"), world.clock)
    try:
        restored = elsewhere.test_cli_runner().invoke(args=["restore", str(backup)])
        assert restored.exit_code == 0, restored.output
        done = Keeper(elsewhere, keeper.folder).run(kit)
    finally:
        elsewhere.extensions["storage"].close()
    assert done.exit_code == 0, done.output
    assert NOTE in keeper.reads("cases/RI-01.pdf")


def test_it_opens_on_each_database(on_each_database: AgencyWorld, tmp_path: Path) -> None:
    world = on_each_database
    written(world)
    keeper = Keeper(world.app, tmp_path)
    kit = keeper.kit_for(AgencyKeys(world.certifying, world.records), world.agency)
    done = keeper.run(kit)
    assert done.exit_code == 0, done.output
    assert NOTE in keeper.reads("cases/RI-01.pdf")


def test_a_damaged_database_is_refused_in_words(world: AgencyWorld, keeper: Keeper, kit: Path) -> None:
    written(world)
    world.storage.close()
    database = world.app.extensions["settings"].data / "sotto.db"
    content = bytearray(database.read_bytes())
    content[20_000:20_400] = bytes(400)
    database.write_bytes(content)
    said = keeper.refused(kit)
    assert said.startswith("The database cannot be used: ") and said.endswith("Nothing was written.")
