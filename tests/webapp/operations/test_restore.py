"""A restore brings back what was backed up, keeps what was there, and lets nobody be fooled by it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld, Client, TestVault, make_settings
from server_operator import Operator

from webapp.config import Secret
from webapp.operations.anew import begin_anew
from webapp.operations.restore import restore
from webapp.sealed.items import item_hash
from webapp.storage.files import held
from webapp.sync import reading

Write = Callable[..., TestVault]


def heads(client: Client, after: int = 0) -> tuple[dict[str, int], dict[str, Any]]:
    """Vault → head, over all pages; and the first page."""
    first = page = client.get(f"changes?after={after}")
    found = {one["vault"]: one["head"] for one in page["vaults"]}
    while page["more"]:
        page = client.get(f"changes?after={page['cursor']}")
        assert not page["reset"], "a phone would start again for ever"
        found |= {one["vault"]: one["head"] for one in page["vaults"]}
    return found, first


def test_it_brings_back_the_backup_and_keeps_what_was_there(operator: Operator, written: Write) -> None:
    vault = written(2)
    backup = operator.backs_up()
    before = backup.read_bytes()
    operator.world.client(operator.world.specialist).append([vault.note(operator.world.specialist)])
    said = operator.restores(backup)
    assert heads(operator.world.client(operator.world.specialist))[0] == {vault.id: 2}
    assert backup.read_bytes() == before, "the backup itself is only read"
    (aside,) = operator.database.parent.glob("sotto.db.before-restore-*")
    assert str(aside) in said and "end people's access again" in said and "fork" in said
    # What was put aside is a database that can be restored in its turn.
    operator.restores(aside)
    assert heads(operator.world.client(operator.world.specialist))[0] == {vault.id: 3}
    assert operator.run("verify").exit_code == 0


def test_a_phone_learns_of_it_even_when_others_wrote_more_since(operator: Operator, written: Write) -> None:
    world, sam = operator.world, operator.world.specialist
    quiet = written(2)
    backup = operator.backs_up()
    client = world.client(sam)
    lost = quiet.note(sam)
    client.append([lost])
    cursor = client.get("changes")["cursor"]
    operator.restores(backup)
    for _ in range(8):  # the number of changes runs past the phone's cursor
        written(1)
    found, first = heads(world.client(sam), after=cursor)
    assert first["reset"] and found[quiet.id] == 2
    answers = world.client(sam).append([lost, lost])
    assert [(one["status"], one["number"]) for one in answers] == [("stored", 3), ("duplicate", 3)]
    assert not world.client(sam).get(f"changes?after={first['cursor']}")["reset"]


def test_a_reset_in_many_pages_brings_every_vault_with_its_grants(
    operator: Operator, written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, vaults = operator.world, [written(1) for _ in range(5)]
    cursor = world.client(world.specialist).get("changes")["cursor"]
    operator.restores(operator.backs_up())
    monkeypatch.setattr(reading, "VAULTS_AT_ONCE", 2)
    client, seen, more = world.client(world.specialist), [], True
    while more:
        page = client.get(f"changes?after={cursor}")
        seen += [one["vault"] for one in page["vaults"] if one["grants"]]
        cursor, more = page["cursor"], page["more"]
    assert sorted(seen) == sorted(vault.id for vault in vaults)


def test_what_had_ended_after_the_backup_does_not_come_back(operator: Operator, world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    token = world.client(world.officer).post("invitations", {"name": "Ines", "role": "specialist"})["token"]
    backup = operator.backs_up()
    client.post("sign-out")
    operator.restores(backup)
    assert client.refused("GET", "changes") == (401, "signed-out")
    assert world.client().refused("POST", "invitations/look", {"token": token}) == (410, "invitation-invalid")
    assert world.client(world.specialist).get("changes")["vaults"] == []


def test_receipts_go_on_from_the_backup_and_an_outsider_sees_a_fork(
    operator: Operator, written: Write, world: AgencyWorld
) -> None:
    sam, vault = world.specialist, written(1)
    backup = operator.backs_up()
    lost, other = vault.note(sam), vault.note(sam)
    (before,) = world.client(sam).append([lost])
    operator.restores(backup)
    (after,) = world.client(sam).append([other])
    assert before["number"] == after["number"] == 2 and before["receipt"] != after["receipt"]
    (again,) = world.client(sam).append([lost])
    assert again["number"] == 3, "put back under the next number, with a receipt that continues the chain"
    assert operator.run("verify").exit_code == 0
    read = world.client(sam).post("read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
    hashes = [item_hash(one["jwe"], one["sig"]) for one in read]
    assert len(set(hashes)) == 3


def test_a_wrong_key_a_broken_file_and_a_strange_file_are_sentences(
    operator: Operator, written: Write, tmp_path: Path
) -> None:
    vault = written(40)
    backup, broken, strange = operator.backs_up(), tmp_path / "broken", tmp_path / "strange"
    whole = bytearray(backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    broken.write_bytes(whole)
    strange.write_text("dear diary")
    assert "cannot be restored" in operator.is_refused("restore", broken)
    assert "does not open" in operator.is_refused("restore", strange)
    assert "is not a file" in operator.is_refused("restore", tmp_path / "nothing")
    assert "the database itself" in operator.is_refused("restore", operator.database)
    (tmp_path / "other").mkdir()
    other = make_settings(tmp_path / "other", database_key=Secret("9f8e7d6c5b4a39281706f5e4d3c2b1a0" * 2))
    with pytest.raises(Exception, match="another key"):
        restore(other, backup, operator.world.clock())
    assert heads(operator.world.client(operator.world.specialist))[0] == {vault.id: 40}
    assert list(operator.database.parent.glob(".*restoring*")) == []


def test_a_plain_database_of_sqlite_is_not_taken(operator: Operator, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("create table members (name)")
    plain.close()
    assert "does not open" in operator.is_refused("restore", tmp_path / "plain.db")


def test_it_refuses_while_a_server_has_the_database(operator: Operator, written: Write) -> None:
    written()
    backup = operator.backs_up()
    with held(operator.world.app.extensions["settings"]):
        assert "Stop the server first" in operator.is_refused("restore", backup)
    operator.restores(backup)


def test_it_refuses_while_anything_else_has_it_open(operator: Operator, written: Write) -> None:
    written()
    backup = operator.backs_up()
    other = operator.world.storage.engine.dialect.dbapi.connect(operator.database)
    key = operator.world.app.extensions["settings"].database_key.reveal()
    other.execute(f"PRAGMA key = \"x'{key}'\"")
    other.execute("SELECT count(*) FROM members").fetchall()
    assert "Stop the server first" in operator.is_refused("restore", backup)
    other.close()


def test_a_database_that_cannot_be_read_any_more_is_put_aside_and_replaced(
    operator: Operator, written: Write
) -> None:
    vault = written(2)
    backup = operator.backs_up()
    operator.world.storage.close()
    operator.database.write_bytes(b"\0" * 8192)
    operator.restores(backup)
    (aside,) = operator.database.parent.glob("sotto.db.before-restore-*")
    assert aside.read_bytes() == b"\0" * 8192
    assert heads(operator.world.client(operator.world.specialist))[0] == {vault.id: 2}


def test_onto_a_new_machine(operator: Operator, written: Write, tmp_path: Path) -> None:
    written(2)
    backup = operator.backs_up()
    (tmp_path / "new").mkdir()
    for name in ("receipts.json", "vapid.json"):
        if (operator.database.parent / name).exists():
            shutil.copy(operator.database.parent / name, tmp_path / "new")
    done = restore(make_settings(tmp_path / "new"), backup, operator.world.clock())
    assert done.aside is None and done.content.envelopes == 2


def test_postgresql_is_told_its_own_means(tmp_path: Path, operator: Operator) -> None:
    settings = make_settings(tmp_path, database_url="postgresql+psycopg:///sotto")
    with pytest.raises(Exception, match="begin-anew"):
        restore(settings, tmp_path, operator.world.clock())


def test_a_database_restored_by_its_own_means_begins_anew(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    vault = world.founded(world.specialist)
    cursor = world.client(world.specialist).get("changes")["cursor"]
    with world.storage.transaction() as session:
        begin_anew(session, world.clock())
    found, first = heads(world.client(world.specialist), after=cursor)
    assert first["reset"] and found == {vault.id: 0}
    assert len(first["vaults"][0]["grants"]) == 1
