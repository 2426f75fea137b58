"""Storage: a file that opens only with its key, transactions that are whole or not at all, times that keep
zones."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from agency_world import AgencyWorld, make_settings, new_id
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, StatementError

from webapp.config import Secret
from webapp.storage import create_storage
from webapp.storage.base import Base
from webapp.storage.models import Agency


def database_file(world: AgencyWorld) -> Path:
    return Path(world.storage.engine.url.database)


def test_the_file_does_not_open_without_its_key(world: AgencyWorld) -> None:
    world.storage.close()
    plain = sqlite3.connect(database_file(world))
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()
    keyless = sqlcipher.connect(str(database_file(world)))
    with pytest.raises(sqlcipher.DatabaseError):
        keyless.execute("SELECT count(*) FROM sqlite_master")
    keyless.close()


def test_the_file_does_not_open_with_another_key(world: AgencyWorld) -> None:
    folder = database_file(world).parent
    other = create_storage(make_settings(folder, database_key=Secret("ab" * 32)))
    with pytest.raises(DatabaseError), other.reading() as session:
        session.execute(select(Agency))
    other.close()


def test_nothing_readable_stands_in_the_files(world: AgencyWorld) -> None:
    files = list(database_file(world).parent.glob("sotto.db*"))
    assert files
    for file in files:
        content = file.read_bytes()
        # Nothing shorter: three letters stand in ciphertext of this length by chance.
        for word in (b"SQLite format", b"CREATE TABLE", b"Lantern", world.specialist.member.encode()):
            assert word not in content, (file.name, word)


def test_the_key_never_shows_in_the_engine(world: AgencyWorld) -> None:
    key = make_settings(Path("/nowhere")).database_key.reveal()
    assert key not in repr(world.storage.engine) + str(world.storage.engine.url)


def test_only_sqlcipher_is_taken_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SOTTO_DATABASE_URL"):
        create_storage(make_settings(tmp_path, database_url=f"sqlite:///{tmp_path / 'plain.db'}"))


def test_a_failed_transaction_leaves_nothing(world: AgencyWorld) -> None:
    with pytest.raises(RuntimeError), world.storage.transaction() as session:
        session.add(Agency(id=new_id(), name="Half", created_at=world.clock()))
        session.flush()
        raise RuntimeError
    with world.storage.reading() as session:
        assert session.scalar(select(func.count()).select_from(Agency).where(Agency.name == "Half")) == 0


def test_reading_changes_nothing(world: AgencyWorld) -> None:
    with world.storage.reading() as session:
        session.get_one(Agency, world.agency).name = "Changed"
        session.flush()
    with world.storage.reading() as session:
        assert session.get_one(Agency, world.agency).name == "Lantern Peer Support"


def test_every_commit_is_on_disk_before_it_returns_and_links_are_checked(world: AgencyWorld) -> None:
    with world.storage.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_writers_wait_for_one_another_and_lose_no_update(world: AgencyWorld) -> None:
    def count_up() -> None:
        for _ in range(20):
            with world.storage.transaction() as session:
                session.get_one(Agency, world.agency, with_for_update=True).sequence += 1

    with world.storage.reading() as session:
        before = session.get_one(Agency, world.agency).sequence
    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.storage.reading() as session:
        assert session.get_one(Agency, world.agency).sequence == before + 80


def test_all_writers_of_a_process_share_one_connection_and_readers_do_not_wait_for_it(
    world: AgencyWorld,
) -> None:
    """So that the pages it has decrypted stay good: another connection that writes would make them stale."""
    written: set[int] = set()

    def write() -> None:
        for _ in range(5):
            with world.storage.transaction() as session:
                written.add(id(session.connection().connection.driver_connection))
                with world.storage.reading() as beside:
                    assert beside.get_one(Agency, world.agency).name == "Lantern Peer Support"

    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(write) for _ in range(4)]:
            done.result()
    assert len(written) == 1


def test_moments_keep_their_instant_and_naive_ones_are_refused(world: AgencyWorld) -> None:
    moment = datetime(2026, 11, 22, 21, 4, 38, 123000, tzinfo=timezone(timedelta(hours=-5)))
    with world.storage.transaction() as session:
        session.get_one(Agency, world.agency).created_at = moment
    with world.storage.reading() as session:
        read = session.get_one(Agency, world.agency).created_at
    assert read == moment and read.tzinfo == UTC
    with pytest.raises(StatementError, match="aware"), world.storage.transaction() as session:
        session.get_one(Agency, world.agency).created_at = datetime(2026, 11, 22)  # noqa: DTZ001 — on purpose


def test_every_table_carries_its_agency() -> None:
    without = {name for name, table in Base.metadata.tables.items() if "agency" not in table.columns}
    # An attempt belongs to nobody yet: whoever is knocking has not proved where they belong.
    assert without == {"agencies", "attempts"}
