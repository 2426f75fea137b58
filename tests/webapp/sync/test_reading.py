"""Changes and read: only what is new, only what is mine, in pages that go on where they broke."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from agency_world import AgencyWorld, Client, new_id
from pytest import MonkeyPatch
from sqlalchemy import event

from webapp.sync import reading


@contextmanager
def counted_queries(world: AgencyWorld) -> Iterator[list[str]]:
    """The SQL that runs inside."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(world.storage.engine, "before_cursor_execute", note)
    yield statements
    event.remove(world.storage.engine, "before_cursor_execute", note)


def read_all(client: Client, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every envelope, page after page, as a client reads them."""
    found: list[dict[str, Any]] = []
    after = {one["vault"]: one["after"] for one in wanted}
    while True:
        answer = client.post("read", {"vaults": [{"vault": v, "after": n} for v, n in after.items()]})
        found += answer["envelopes"]
        after |= {one["vault"]: one["number"] for one in answer["envelopes"]}
        if not answer["more"]:
            return found


def test_a_holder_learns_of_a_vault_with_the_grant_to_them(world: AgencyWorld) -> None:
    sam, vera = world.specialist, world.supervisor
    vault = world.vault()
    to_vera = vault.grant(sam, vera)
    founding = vault.founding(sam)
    to_sam = founding[0]
    world.client(sam).append([*founding, to_vera, vault.note(sam)])
    answer = world.client(vera).get("changes")
    assert answer["vaults"] == [{"vault": vault.id, "head": 1, "grants": [to_vera], "others": [to_sam]}]
    assert not answer["more"] and not answer["reset"]


def test_nothing_new_is_nothing_sent_and_two_queries(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    world.founded(world.specialist)
    cursor = client.get("changes")["cursor"]
    with counted_queries(world) as statements:
        answer = client.get(f"changes?after={cursor}")
    assert answer["vaults"] == [] and answer["cursor"] == cursor
    assert len(statements) == 2, statements


def test_grants_come_only_when_they_changed(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    cursor = client.get("changes")["cursor"]
    client.append([vault.note(sam)])
    answer = client.get(f"changes?after={cursor}")
    assert answer["vaults"] == [{"vault": vault.id, "head": 1, "grants": [], "others": []}]
    second = vault.next_epoch()
    to_sam = second.grant(sam, sam)
    client.append([to_sam, second.grant(sam, None)])
    assert client.get(f"changes?after={answer['cursor']}")["vaults"][0]["grants"] == [to_sam]


def test_who_else_holds_a_key_of_mine_is_told_by_signed_grants_when_that_is_new(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam, sofia = world.specialists
    vera, olga = world.supervisor, world.officer
    vault = world.founded(sam, vera)
    client = world.client(sam)
    cursor = client.get("changes")["cursor"]
    by_officer = vault.grant(olga, sofia)
    world.client(olga).append([by_officer])
    answer = client.get(f"changes?after={cursor}")
    assert answer["vaults"] == [{"vault": vault.id, "head": 0, "grants": [], "others": [by_officer]}]
    # Whoever gets a key learns who had it before, and nothing of keys that they have not.
    (told,) = world.client(sofia).get(f"changes?after={cursor}")["vaults"]
    assert told["grants"] == [by_officer] and len(told["others"]) == 2
    later = vault.next_epoch()
    client.append([later.grant(sam, None), later.grant(sam, vera)])
    (told,) = world.client(sofia).get(f"changes?after={answer['cursor']}")["vaults"]
    assert told["others"] == []
    # Who has left is told of no more.
    world.client(olga).post(f"people/{vera.member}/end")
    (told,) = client.get("changes")["vaults"]
    assert told["others"] == [by_officer]


def test_a_cursor_from_the_future_starts_again_from_zero(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    answer = client.get("changes?after=999999")
    assert answer["reset"] and [one["vault"] for one in answer["vaults"]] == [vault.id]
    assert len(answer["vaults"][0]["grants"]) == 1


def test_others_vaults_are_neither_told_nor_read(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    world.client(sam).append([vault.note(sam)])
    client = world.client(sofia)
    assert client.get("changes")["vaults"] == []
    wanted = [{"vault": vault.id, "after": 0}, {"vault": new_id(), "after": 0}]
    assert client.post("read", {"vaults": wanted}) == {"envelopes": [], "more": False}


def test_envelopes_come_bit_for_bit_with_number_and_receipt(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    notes = [vault.note(sam) for _ in range(3)]
    receipts = [one["receipt"] for one in client.append(notes)]
    expected = [
        {**note, "vault": vault.id, "number": number, "receipt": receipt}
        for number, (note, receipt) in enumerate(zip(notes, receipts, strict=True), start=1)
    ]
    assert read_all(client, [{"vault": vault.id, "after": 0}]) == expected
    assert read_all(client, [{"vault": vault.id, "after": 2}]) == expected[2:]


def test_pages_are_cut_by_number_and_by_size_and_miss_nothing(
    world: AgencyWorld, monkeypatch: MonkeyPatch
) -> None:
    sam = world.specialist
    client = world.client(sam)
    vaults = [world.founded(sam) for _ in range(3)]
    for vault in vaults:
        client.append([vault.note(sam, "x" * 500) for _ in range(7)])
    wanted = [{"vault": vault.id, "after": 0} for vault in vaults]
    whole = client.post("read", {"vaults": wanted})
    assert [one["number"] for one in whole["envelopes"]] == [*range(1, 8)] * 3 and not whole["more"]
    for name, limit in (("ENVELOPES_AT_ONCE", 4), ("CHARACTERS_AT_ONCE", 5_000), ("CHARACTERS_AT_ONCE", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(reading, name, limit)
            assert client.post("read", {"vaults": wanted})["more"]
            assert read_all(client, wanted) == whole["envelopes"]


def test_pages_of_changes_never_cut_a_batch_in_two(world: AgencyWorld, monkeypatch: MonkeyPatch) -> None:
    sam = world.specialist
    client = world.client(sam)
    for _ in range(3):
        client.append([item for _ in range(3) for item in world.vault().founding(sam)])
    everything = [one["vault"] for one in client.get("changes")["vaults"]]
    assert len(everything) == 9
    monkeypatch.setattr(reading, "VAULTS_AT_ONCE", 4)
    seen, cursor, more = [], 0, True
    while more:
        answer = client.get(f"changes?after={cursor}")
        assert len(answer["vaults"]) % 3 == 0
        seen += [one["vault"] for one in answer["vaults"]]
        cursor, more = answer["cursor"], answer["more"]
    assert sorted(seen) == sorted(everything)


def test_reading_many_vaults_costs_a_fixed_number_of_queries(world: AgencyWorld) -> None:
    sam = world.specialist
    client = world.client(sam)
    wanted = []
    for _ in range(12):
        vault = world.vault()
        client.append([*vault.founding(sam), vault.note(sam)])
        wanted.append({"vault": vault.id, "after": 0})
    with counted_queries(world) as statements:
        assert len(client.post("read", {"vaults": wanted})["envelopes"]) == 12
    assert len(statements) == 4, statements


def test_a_batch_costs_a_fixed_number_of_queries(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    with counted_queries(world) as few:
        client.append([vault.note(sam)])
    with counted_queries(world) as many:
        client.append([vault.note(sam) for _ in range(50)])
    assert len(few) == len(many)


def test_the_ended_and_the_signed_out_read_nothing(world: AgencyWorld) -> None:
    client = world.client()
    assert client.refused("GET", "changes") == (401, "signed-out")
    assert client.refused("POST", "read", {"vaults": []}) == (401, "signed-out")


def test_a_malformed_cursor_or_list_is_a_bad_request(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    for query in ("after=-1", "after=x", "after=1.5", "before=3"):
        assert client.refused("GET", f"changes?{query}") == (400, "bad-request")
    for body in ({"vaults": [{"vault": "x", "after": 0}]}, {"vaults": None}, {}, []):
        assert client.refused("POST", "read", body) == (400, "bad-request")


def test_a_new_phone_gets_the_key_of_every_vault_however_many_pages_it_takes(
    world: AgencyWorld, monkeypatch: MonkeyPatch
) -> None:
    """Also of one that was granted long ago and has changed since: it stands on a late page."""
    sam = world.specialist
    client = world.client(sam)
    vaults = [world.founded(sam) for _ in range(4)]
    client.append([vaults[0].note(sam)])
    monkeypatch.setattr(reading, "VAULTS_AT_ONCE", 2)
    granted, heads, cursor, more = set(), {}, 0, True
    while more:
        answer = client.get(f"changes?after={cursor}")
        for one in answer["vaults"]:
            heads[one["vault"]] = one["head"]
            granted |= {one["vault"]} if one["grants"] else set()
        cursor, more = answer["cursor"], answer["more"]
    assert granted == {vault.id for vault in vaults}
    assert heads == {vault.id: int(vault is vaults[0]) for vault in vaults}


def test_of_a_vault_that_is_asked_for_twice_the_first_mention_counts(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    client = world.client(world.specialist)
    client.append([vault.note(world.specialist) for _ in range(3)])
    for first, second, expected in ((1, 2, [2, 3]), (2, 0, [3])):
        asked = [{"vault": vault.id, "after": after} for after in (first, second)]
        found = client.post("read", {"vaults": asked})["envelopes"]
        assert [one["number"] for one in found] == expected


def test_others_vaults_are_told_on_no_page_either(world: AgencyWorld, monkeypatch: MonkeyPatch) -> None:
    """Where a list is cut into pages, another query makes it: it too names only what I hold."""
    monkeypatch.setattr(reading, "VAULTS_AT_ONCE", 2)
    sam, sofia = world.specialists
    theirs = [world.founded(sam) for _ in range(3)]
    for vault in theirs:
        world.client(sam).append([vault.note(sam)])
    mine = [world.founded(sofia) for _ in range(4)]
    client, told, cursor, more = world.client(sofia), set(), 0, True
    while more:
        page = client.get(f"changes?after={cursor}")
        told |= {one["vault"] for one in page["vaults"]}
        cursor, more = page["cursor"], page["more"]
    assert told == {vault.id for vault in mine}
