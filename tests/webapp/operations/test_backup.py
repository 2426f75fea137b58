"""A backup is whole, encrypted, made while the server runs, and never in the way of another."""

import json
import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from agency_world import AgencyWorld, TestVault, make_settings
from click.testing import Result
from server_operator import Operator
from sqlalchemy import select

from webapp.operations.backup import make_backup
from webapp.operations.content import count
from webapp.push.vapid import VapidKey
from webapp.storage import create_storage
from webapp.storage.base import Base
from webapp.storage.files import settings_for

Write = Callable[..., TestVault]
WEN = {"name": "Wen Ito", "role": "specialist"}
SHORTEST = 9
"""Fewer characters stand somewhere in any ciphertext, by chance."""


def test_it_says_what_is_in_it_and_what_is_not(operator: Operator, written: Write) -> None:
    written(3)
    done: Result = operator.run("backup", operator.folder / "today.backup")
    assert done.exit_code == 0
    assert "1 agency, 5 members, 1 vault, 3 envelopes" in done.output
    assert "Not in it" in done.output and "database key" in done.output and "receipt key" in done.output


def test_a_folder_gets_a_file_with_the_time_in_its_name(operator: Operator, world: AgencyWorld) -> None:
    assert operator.run("backup", operator.folder).exit_code == 0
    (made,) = operator.folder.iterdir()
    assert made.name == f"sotto-{world.clock():%Y-%m-%dT%H%M%SZ}.backup"
    assert made.stat().st_mode & 0o777 == 0o600


def test_no_clear_byte_is_in_it(operator: Operator, written: Write) -> None:
    vault = written()
    copy = operator.backs_up().read_bytes()
    assert not copy.startswith(b"SQLite format 3")
    for clear in (b"Sam Okoro", b"CREATE TABLE", vault.id.encode(), b"sotto-envelope", b"Lantern"):
        assert clear not in copy


def secrets_of(world: AgencyWorld) -> dict[str, str]:
    """What opens something, wherever it lies."""
    extensions = world.app.extensions
    settings = extensions["settings"]
    keys = {path.name: path.read_text() for path in (settings.receipt_key_file, settings.vapid_key_file)}
    client = world.client(world.specialist)
    cookie = client.http.get_cookie("__Host-sotto", domain="sotto.test")
    assert cookie is not None
    return {
        **{name: json.loads(text)["d"] for name, text in keys.items()},
        "database key": settings.database_key.reveal(),
        "server's secret": settings.secret_key.reveal(),
        "passphrase": world.specialist.passphrase,
        "sign-in secret": world.specialist.secret,
        "cookie": cookie.value,
        "CSRF token": client.csrf,
        "leaving token": client.get("devices/leaving")["token"],
        "invitation": world.client(world.officer).post("invitations", WEN)["token"],
    }


def values(world: AgencyWorld) -> Iterator[tuple[str, str]]:
    """Every text that the database holds, whatever it is for: (column, text)."""
    with world.storage.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for name, value in row.items():
                    text = json.dumps(value, default=str) if isinstance(value, dict | list) else str(value)
                    if len(text) >= SHORTEST:
                        yield f"{table.name}.{name}", text


def test_no_secret_and_no_value_of_any_row_is_in_it_in_clear(
    operator: Operator, world: AgencyWorld, written: Write
) -> None:
    VapidKey.load_or_create(world.app.extensions["settings"].vapid_key_file)
    written()
    secrets = secrets_of(world)
    copy = operator.backs_up().read_bytes()
    for name, secret in secrets.items():
        assert len(secret) >= SHORTEST, name
        assert secret.encode() not in copy, name
    found = list(values(world))
    assert {"members.name", "certificates.jws", "grants.jwe", "sign_ins.csrf"} - {
        name for name, _ in found
    } == set()
    assert [name for name, text in found if text.encode() in copy] == []


def test_it_never_overwrites(operator: Operator) -> None:
    kept = operator.folder / "kept"
    kept.write_text("something of somebody's")
    assert "there already" in operator.is_refused("backup", kept)
    assert kept.read_text() == "something of somebody's"
    assert list(operator.folder.iterdir()) == [kept]


def test_a_place_that_cannot_be_written_is_a_sentence(operator: Operator) -> None:
    assert "cannot be written" in operator.is_refused("backup", operator.folder / "nowhere" / "file")


def test_a_full_disk_is_a_sentence_and_leaves_nothing(operator: Operator, written: Write) -> None:
    written()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))  # no file can grow beyond
    try:
        assert "Nothing was kept" in operator.is_refused("backup", operator.folder / "today.backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(operator.folder.iterdir()) == []


def test_it_is_one_moment_while_others_write(operator: Operator, world: AgencyWorld, written: Write) -> None:
    sam, vault, stop = world.specialist, written(1), threading.Event()
    client = world.client(sam)

    def write_on() -> None:
        while not stop.is_set():
            client.append([vault.note(sam) for _ in range(5)])

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        backups = [operator.backs_up(f"{number}.backup") for number in range(4)]
    finally:
        stop.set()
        writer.join()
    for path in backups:
        copy = create_storage(settings_for(world.app.extensions["settings"], path))
        assert count(copy).envelopes % 5 == 1, "a batch was cut in two"
        copy.close()


def test_postgresql_is_told_its_own_means(tmp_path: Path, operator: Operator) -> None:
    settings = make_settings(tmp_path, database_url="postgresql+psycopg:///sotto")
    with pytest.raises(Exception, match="pg_dump"):
        make_backup(operator.world.storage, settings, tmp_path / "x", operator.world.clock())
    assert list(operator.folder.iterdir()) == []
