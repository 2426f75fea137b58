"""What a phone handed in comes back to its person, to nobody else, and stays until they have decided."""

from agency_world import AgencyWorld, Client, Person, new_id
from pytest import MonkeyPatch

from webapp.leaving import own
from webapp.sealed.account import seal_account_device_key, seal_local
from webapp.sealed.keys import new_vault_key, public_part


def hands_in(world: AgencyWorld, person: Person, drafts: int, items: int = 0) -> list[dict[str, object]]:
    """A phone of this person loses its access and hands in."""
    phone = world.client(person)
    world.client(world.officer).post(f"people/devices/{person.device}/revoke")
    key = new_vault_key()
    wrapped = seal_account_device_key(key, person.device, public_part(person.sealing))
    pieces: list[dict[str, object]] = [{"name": "device-key", "jwe": wrapped, "sig": None}]
    for _ in range(drafts):
        name = f"draft/{new_id()}"
        pieces.append({"name": name, "jwe": seal_local(name, {"text": "half"}, key), "sig": None})
    pieces += [{"name": f"item/{new_id()}", **world.vault().note(person)} for _ in range(items)]
    phone.post("hand-in", {"pieces": pieces})
    return pieces


def new_phone(world: AgencyWorld, person: Person) -> Client:
    client = Client(world.app, person)
    client.sign_in(new_id())
    return client


def test_drafts_come_back_sealed_to_their_own_person_with_the_key_of_the_phone(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam, sofia = world.specialists
    key, draft, item = hands_in(world, sam, 1, 1)
    answer = new_phone(world, sam).get("handed-in")
    assert [(one["id"], one["key"]) for one in answer["devices"]] == [(sam.device, key["jwe"])]
    found = {one["name"]: (one["jwe"], one["device"]) for one in answer["pieces"]}
    assert found == {one["name"]: (one["jwe"], sam.device) for one in (draft, item)}
    for other in (sofia, world.officer):
        assert world.client(other).get("handed-in") == {"devices": [], "pieces": [], "more": False}


def test_only_what_was_decided_goes_and_items_wait_for_the_officer(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    hands_in(world, sam, 2, 1)
    phone = new_phone(world, sam)
    ids = {
        one["name"].split("/")[0] + str(at): one["id"]
        for at, one in enumerate(phone.get("handed-in")["pieces"])
    }
    drafts = [piece for name, piece in ids.items() if name.startswith("draft")]
    world.client(sofia).post("handed-in/forget", {"pieces": list(ids.values())})
    assert len(phone.get("handed-in")["pieces"]) == 3
    phone.post("handed-in/forget", {"pieces": drafts[:1]})
    phone.post("handed-in/forget", {"pieces": drafts[:1]})
    answer = phone.get("handed-in")
    assert len(answer["pieces"]) == 2 and answer["devices"][0]["key"]
    phone.post("handed-in/forget", {"pieces": list(ids.values())})
    answer = phone.get("handed-in")
    assert [one["name"].split("/")[0] for one in answer["pieces"]] == ["item"]
    assert answer["devices"][0]["key"] is None
    (group,) = world.client(world.officer).get("held")["groups"]
    assert (group["drafts"], group["pieces"]) == (0, 1)


def test_many_come_in_pages_that_miss_nothing(world: AgencyWorld, monkeypatch: MonkeyPatch) -> None:
    sam = world.specialist
    hands_in(world, sam, 7)
    phone = new_phone(world, sam)
    for name, limit in (("PIECES_AT_ONCE", 3), ("CHARACTERS_AT_ONCE", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(own, name, limit)
            seen: list[str] = []
            more = True
            while more:
                page = phone.get("handed-in" + (f"?after={seen[-1]}" if seen else ""))
                seen += [one["id"] for one in page["pieces"]]
                more = page["more"]
                assert page["devices"]
            assert len(set(seen)) == len(seen) == 7


def test_a_phone_without_access_is_told_of_none(world: AgencyWorld) -> None:
    sam = world.specialist
    hands_in(world, sam, 1)
    assert world.client(sam).refused("GET", "handed-in") == (403, "not-allowed")
    assert world.client(sam).refused("POST", "handed-in/forget", {"pieces": []}) == (403, "not-allowed")
