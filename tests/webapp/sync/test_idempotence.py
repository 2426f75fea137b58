"""However the same items are split, repeated and ordered, the same record stands on the server (always
on)."""

from agency_world import AgencyWorld, Client, TestVault
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.sealed.items import item_hash
from webapp.sealed.receipts import verify_run

Items = list[dict[str, str]]


def check_record(client: Client, vault: TestVault, expected: set[str]) -> None:
    """Each expected item stands once, numbered without a gap, under one chain of receipts."""
    found = client.post("read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
    assert [one["number"] for one in found] == list(range(1, len(expected) + 1))
    hashes = [item_hash(one["jwe"], one["sig"]) for one in found]
    assert set(hashes) == expected and len(hashes) == len(expected)
    ids = [answer["id"] for answer in client.append([{"jwe": o["jwe"], "sig": o["sig"]} for o in found])]
    verify_run(
        [one["receipt"] for one in found],
        keys=[vault.world.app.extensions["receipt_key"].public],
        vault=vault.id,
        items=list(zip(ids, hashes, strict=True)),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_split_repetition_and_order_store_each_item_once(world: AgencyWorld, data: st.DataObject) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    notes: Items = [vault.note(sam, f"Note {number}.") for number in range(6)]
    once_each = data.draw(st.permutations(notes))
    again = data.draw(st.lists(st.sampled_from(notes), max_size=10))
    sent = data.draw(st.permutations([*once_each, *again]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=4)))
    answers = []
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        answers += client.append(sent[start:end])
    numbers = {answer["id"]: answer["number"] for answer in answers}
    assert all(answer["number"] == numbers[answer["id"]] for answer in answers)
    assert [answer["status"] for answer in answers].count("stored") == len(notes)
    check_record(client, vault, {item_hash(note["jwe"], note["sig"]) for note in notes})
