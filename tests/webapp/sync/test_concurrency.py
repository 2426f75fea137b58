"""Many phones at once: numbers stay without a gap, receipts stay one chain, nothing is stored twice."""

from concurrent.futures import ThreadPoolExecutor

from agency_world import AgencyWorld, Person
from test_idempotence import check_record

from webapp.sealed.items import item_hash


def test_two_phones_that_append_to_one_vault_at_once(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    notes = {person.member: [vault.note(person) for _ in range(24)] for person in (sam, sofia)}

    def send(person: Person) -> list[str]:
        client = world.client(person)
        mine = notes[person.member]
        return [status for at in range(0, len(mine), 3) for status in client.statuses(mine[at : at + 3])]

    with ThreadPoolExecutor(2) as pool:
        assert set(sum(pool.map(send, (sam, sofia)), [])) == {"stored"}
    hashes = {item_hash(note["jwe"], note["sig"]) for mine in notes.values() for note in mine}
    check_record(world.client(sam), vault, hashes)


def test_the_same_batch_sent_twice_at_once_is_stored_once(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    notes = [vault.note(sam) for _ in range(20)]

    def send(_: int) -> list[str]:
        return world.client(sam).statuses(notes)

    with ThreadPoolExecutor(4) as pool:
        statuses = sum(pool.map(send, range(4)), [])
    assert sorted(set(statuses)) == ["duplicate", "stored"]
    assert statuses.count("stored") == len(notes)
    check_record(world.client(sam), vault, {item_hash(note["jwe"], note["sig"]) for note in notes})
