"""Who loses access hands in what they have, and it lies with the officer until it is decided; nothing else is
open."""

from agency_world import AgencyWorld, Client, Person, TestVault, new_id

from webapp.sealed.account import open_account_device_key, seal_account_device_key, seal_local
from webapp.sealed.keys import new_vault_key, public_part


def groups(world: AgencyWorld) -> list[dict[str, object]]:
    found: list[dict[str, object]] = world.client(world.officer).get("held")["groups"]
    return found


def read(world: AgencyWorld, person: Person, vault: TestVault) -> list[str]:
    asked = {"vaults": [{"vault": vault.id, "after": 0}]}
    return [one["jwe"] for one in world.client(person).post("read", asked)["envelopes"]]


def decide(world: AgencyWorld, device: str, decision: str) -> dict[str, object]:
    answer: dict[str, object] = world.client(world.officer).post(
        "held/decide", {"device": device, "decision": decision}
    )
    return answer


def test_what_a_revoked_phone_hands_in_is_published_only_by_the_officers_word(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam, vera = world.specialist, world.supervisor
    vault = world.founded(sam, vera)
    phone = world.client(sam)
    world.client(world.officer).post(f"people/devices/{sam.device}/revoke")
    notes = [vault.note(sam) for _ in range(3)]
    assert phone.statuses(notes) == ["held"] * 3
    assert read(world, vera, vault) == []
    (group,) = groups(world)
    assert (group["name"], group["undecided"], group["admitted"]) == (sam.name, 3, 0)

    assert decide(world, sam.device, "admit") == {"decided": 3, "refused": [], "left": 0}
    assert read(world, vera, vault) == [note["jwe"] for note in notes]
    (group,) = groups(world)
    assert (group["undecided"], group["admitted"]) == (0, 3)
    assert phone.statuses(notes) == ["duplicate"] * 3
    assert decide(world, sam.device, "admit")["decided"] == 0


def test_what_is_kept_aside_can_be_admitted_later(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam, world.supervisor)
    phone = world.client(sam)
    world.client(world.officer).post(f"people/{sam.member}/end")
    assert phone.statuses([vault.note(sam)]) == ["held"]
    assert decide(world, sam.device, "keep")["decided"] == 1
    assert [(group["undecided"], group["kept"]) for group in groups(world)] == [(0, 1)]
    assert read(world, world.supervisor, vault) == []
    assert decide(world, sam.device, "admit")["decided"] == 1
    assert len(read(world, world.supervisor, vault)) == 1


def test_a_person_added_with_no_signal_is_admitted_whole(world: AgencyWorld) -> None:
    sam = world.specialist
    phone = world.client(sam)
    vault = world.vault()
    items = [*vault.founding(sam), vault.note(sam)]
    world.client(world.officer).post(f"people/{sam.member}/end")
    assert phone.statuses(items) == ["held"] * 3
    assert decide(world, sam.device, "admit") == {"decided": 1, "refused": [], "left": 0}


def test_an_officers_word_writes_nothing_into_a_vault_that_its_author_never_held(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sofia)
    phone = world.client(sam)
    world.client(world.officer).post(f"people/devices/{sam.device}/revoke")
    assert phone.statuses([vault.note(sam)]) == ["held"]
    refused = [{"code": "not-a-holder", "count": 1}]
    assert decide(world, sam.device, "admit") == {"decided": 0, "refused": refused, "left": 0}
    assert groups(world)[0]["undecided"] == 1


def test_a_phone_whose_sign_in_ran_out_is_let_in_once_more_but_only_to_leave(world: AgencyWorld) -> None:
    sam = world.specialist
    token = world.client(sam).get("devices/leaving")["token"]
    asked = {"device": sam.device, "token": token}
    stranger = Client(world.app, sam).begin()
    assert stranger.refused("POST", "leaving", asked) == (401, "sign-in-failed")
    world.clock.move(days=30)
    world.client(world.officer).post(f"people/devices/{sam.device}/revoke")
    stranger.begin()
    for wrong in ({"device": new_id(), "token": token}, {"device": sam.device, "token": "A" * 43}):
        assert stranger.refused("POST", "leaving", wrong) == (401, "sign-in-failed")
    assert stranger.post("leaving", asked)["signedIn"]["state"] == "ended"
    assert stranger.refused("GET", "changes?after=0") == (403, "not-allowed")
    assert stranger.statuses([world.vault().note(sam)]) == ["held"]
    stranger.post("hand-in", {"pieces": []})


def test_drafts_are_handed_in_sealed_and_only_the_account_opens_them(world: AgencyWorld) -> None:
    sam = world.specialist
    phone = world.client(sam)
    assert phone.refused("POST", "hand-in", {"pieces": []}) == (403, "not-allowed")
    world.client(world.officer).post(f"people/devices/{sam.device}/revoke")
    device_key = new_vault_key()
    name = f"draft/note/{new_id()}/{new_id()}"
    wrapped = seal_account_device_key(device_key, sam.device, public_part(sam.sealing))
    pieces = [
        {"name": "device-key", "jwe": wrapped, "sig": None},
        {"name": name, "jwe": seal_local(name, {"text": "half a thought"}, device_key), "sig": None},
        {"name": f"item/{new_id()}", **world.vault().note(sam)},
    ]
    phone.post("hand-in", {"pieces": pieces})
    phone.post("hand-in", {"pieces": pieces})
    (group,) = groups(world)
    assert (group["drafts"], group["pieces"], group["undecided"]) == (1, 1, 0)
    assert open_account_device_key(wrapped, sam.sealing) == device_key


def test_a_piece_whose_name_is_words_is_refused(world: AgencyWorld) -> None:
    sam = world.specialist
    phone = world.client(sam)
    phone.post(f"devices/{sam.device}/revoke")
    piece = {"name": "Riley's note", "jwe": "a.b.c.d.e", "sig": None}
    assert phone.refused("POST", "hand-in", {"pieces": [piece]}) == (400, "bad-request")


def test_it_is_on_the_persons_record_who_took_which_access(world: AgencyWorld) -> None:
    sam = world.specialist
    first, second = world.client(sam), Client(world.app, sam)
    other = new_id()
    second.sign_in(other)
    first.post(f"devices/{other}/revoke")
    third = new_id()
    Client(world.app, sam).sign_in(third)
    world.client(world.officer).post(f"people/devices/{third}/revoke")
    told = first.get("events")["events"]
    assert [(one["kind"], one["by"], one["device"]) for one in told] == [
        ("device-revoked", world.officer.member, third),
        ("device-revoked", sam.member, other),
    ]


def test_the_officer_sees_each_members_devices_and_takes_none_of_another_agency(world: AgencyWorld) -> None:
    sam = world.specialist
    officer = world.client(world.officer)
    (found,) = [one for one in officer.get("people")["people"] if one["member"] == sam.member]
    assert [(one["id"], one["revoked"]) for one in found["devices"]] == [(sam.device, False)]
    assert officer.refused("POST", f"people/devices/{new_id()}/revoke", {}) == (404, "not-found")
    assert officer.refused("POST", f"people/{new_id()}/end", {}) == (404, "not-found")
    assert officer.refused("POST", f"people/{world.officer.member}/end", {}) == (409, "conflict")
    assert officer.refused("POST", f"people/devices/{world.officer.device}/revoke", {}) == (409, "conflict")


def test_whoever_waits_is_turned_away_and_never_let_in_afterwards(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    newcomer = Person("Wen Ito", "specialist", "wen")
    phone = world.enrol(newcomer)
    officer.post(f"people/{newcomer.member}/decline")
    officer.post(f"people/{newcomer.member}/decline")
    assert phone.get("session")["signedIn"]["state"] == "ended"
    assert phone.refused("GET", "changes?after=0") == (403, "not-allowed")
    certificate = {"certificate": world.certificate(newcomer)}
    assert officer.refused("POST", "certificates", certificate)[0] in (404, 409)
    (found,) = [one for one in officer.get("people")["people"] if one["member"] == newcomer.member]
    assert found["state"] == "ended"
    vault = world.founded(world.specialist)
    assert world.client(world.specialist).statuses([vault.grant(world.specialist, newcomer)]) == [
        "recipient-unknown"
    ]


def test_whoever_was_let_in_is_not_turned_away(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    path = f"people/{world.specialist.member}/decline"
    assert officer.refused("POST", path, {}) == (409, "conflict")
    assert world.client(world.specialist).get("session")["signedIn"]["state"] == "active"
    assert officer.refused("POST", f"people/{new_id()}/decline", {}) == (404, "not-found")
