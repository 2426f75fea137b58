"""Append: what is stored, what is refused, and with which code (PROTOCOL §7, "rule by rule")."""

from dataclasses import replace

from agency_world import AgencyWorld, Person, new_id
from sqlalchemy import func, select

from webapp.sealed.items import item_hash, parse_item
from webapp.sealed.keys import new_key_pair
from webapp.sealed.receipts import verify_run
from webapp.storage.models import Agency, Consult, Envelope, HeldItem, Vault


def test_a_new_vault_and_its_first_notes_are_stored_in_one_batch(world: AgencyWorld) -> None:
    vault = world.vault()
    items = [*vault.founding(world.specialist), vault.note(world.specialist), vault.note(world.specialist)]
    answers = world.client(world.specialist).append(items)
    assert [answer["status"] for answer in answers] == ["stored"] * 4
    assert [answer["number"] for answer in answers] == [None, None, 1, 2]


def test_receipts_form_a_chain_that_anybody_can_verify(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    client = world.client(world.specialist)
    notes = [vault.note(world.specialist) for _ in range(5)]
    receipts = [answer["receipt"] for answer in [*client.append(notes[:2]), *client.append(notes[2:])]]
    ids = [answer["id"] for answer in client.append(notes)]
    verify_run(
        receipts,
        keys=[world.app.extensions["receipt_key"].public],
        vault=vault.id,
        items=[(i, item_hash(n["jwe"], n["sig"])) for i, n in zip(ids, notes, strict=True)],
    )


def test_the_same_item_again_is_a_duplicate_with_its_first_number_and_receipt(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    client = world.client(world.specialist)
    note = vault.note(world.specialist)
    first = client.append([note])[0]
    assert client.append([note, note]) == [first | {"status": "duplicate"}] * 2


def test_the_same_item_twice_in_a_batch_is_stored_once(world: AgencyWorld) -> None:
    vault = world.vault()
    founding = vault.founding(world.specialist)
    note = vault.note(world.specialist)
    statuses = world.client(world.specialist).statuses([*founding, founding[0], note, note])
    assert statuses == ["stored", "stored", "duplicate", "stored", "duplicate"]


def test_one_bad_item_stops_no_other(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    good = vault.note(world.specialist)
    last = vault.note(world.specialist)
    poison = [
        None,
        7,
        "x",
        [],
        {},
        {"jwe": "a.b", "sig": ""},
        {"jwe": good["jwe"], "sig": 1},
        {**good, "more": 1},
    ]
    statuses = world.client(world.specialist).statuses([good, *poison, last])
    assert statuses == ["stored", *["malformed"] * len(poison), "stored"]


def test_an_item_over_the_limit_is_too_large_and_the_rest_is_stored(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    large = vault.note(world.specialist, "x" * 200_000)
    assert world.client(world.specialist).statuses([large, vault.note(world.specialist)]) == [
        "too-large",
        "stored",
    ]


def test_another_author_or_device_is_refused(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    # The third names a colleague, on the very phone that signs it with its own key.
    items = [
        vault.note(sofia),
        vault.note(sam, device=new_id()),
        vault.note(replace(sam, member=sofia.member)),
    ]
    answers = world.client(sam).append(items)
    assert [answer["code"] for answer in answers] == ["wrong-author"] * 3
    assert [answer["id"] for answer in answers] == [parse_item(item).header.id for item in items]


def test_a_signature_by_another_key_is_refused(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    forged = vault.note(world.specialist, signing=new_key_pair())
    swapped = {"jwe": vault.note(world.specialist)["jwe"], "sig": vault.note(world.specialist)["sig"]}
    answers = world.client(world.specialist).append([forged, swapped])
    assert [answer["code"] for answer in answers] == ["bad-signature"] * 2
    assert [answer["id"] for answer in answers] == [parse_item(item).header.id for item in (forged, swapped)]


def test_an_envelope_for_a_vault_that_nobody_granted_is_refused(world: AgencyWorld) -> None:
    assert world.client(world.specialist).statuses([world.vault().note(world.specialist)]) == [
        "vault-unknown"
    ]


def test_only_holders_write_and_grant(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    items = [vault.note(sofia), vault.grant(sofia, sofia)]
    assert world.client(sofia).statuses(items) == ["not-a-holder"] * 2


def test_a_holder_who_was_granted_later_writes_and_grants(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    assert world.client(sam).statuses([vault.grant(sam, sofia)]) == ["stored"]
    items = [vault.note(sofia), vault.grant(sofia, world.supervisor)]
    assert world.client(sofia).statuses(items) == ["stored"] * 2


def test_grants_go_only_to_active_members_under_their_own_key(world: AgencyWorld) -> None:
    sam = world.specialist
    waiting = Person("Wen Ito", "specialist", "wen")
    world.enrol(waiting)
    vault = world.vault()
    stranger = Person("Nobody", "specialist", "nobody")
    items = [
        vault.grant(sam, stranger),
        vault.grant(sam, waiting),
        vault.grant(sam, world.supervisor, sealing=new_key_pair()),
        vault.grant(sam, None, sealing=new_key_pair()),
    ]
    assert world.client(sam).statuses(items) == ["recipient-unknown"] * 4


def test_an_envelope_waits_for_the_grant_to_the_records_key(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.vault()
    note = vault.note(sam)
    items = [vault.grant(sam, sam), note, vault.grant(sam, None), note]
    assert world.client(sam).statuses(items) == ["stored", "records-grant-missing", "stored", "stored"]


def test_epochs_are_opened_one_after_the_other_by_those_who_know_the_last(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    second = vault.next_epoch()
    third = second.next_epoch()
    client = world.client(sam)
    assert client.statuses([second.note(sam), third.grant(sam, sam)]) == ["epoch-unknown"] * 2
    assert client.statuses([*second.founding(sam), second.note(sam)]) == ["stored"] * 3
    left_out = [third.grant(sofia, sofia), second.grant(sofia, sofia), second.note(sofia)]
    assert world.client(sofia).statuses(left_out) == ["epoch-unknown"] * 3


def test_a_new_vault_begins_with_epoch_one(world: AgencyWorld) -> None:
    second = world.vault().next_epoch()
    assert world.client(world.specialist).statuses([second.grant(world.specialist, None)]) == [
        "epoch-unknown"
    ]


def test_the_founder_may_grant_before_holding(world: AgencyWorld) -> None:
    vault = world.vault()
    items = [vault.grant(world.specialist, None), vault.grant(world.specialist, world.supervisor)]
    assert world.client(world.specialist).statuses(items) == ["stored"] * 2
    assert world.client(world.specialist).statuses([vault.note(world.specialist)]) == ["not-a-holder"]


def test_an_id_with_other_bytes_is_taken(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    taken = new_id()
    items = [vault.note(sam, id=taken), vault.note(sam, "Other.", id=taken), vault.grant(sam, None, id=taken)]
    assert world.client(sam).statuses(items) == ["stored", "id-taken", "id-taken"]


def test_what_is_refused_changes_nothing(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    with world.storage.reading() as session:
        before = session.get_one(Agency, world.agency).sequence
    world.client(sofia).append([vault.note(sofia), None, vault.grant(sofia, sofia)])
    with world.storage.reading() as session:
        assert session.get_one(Agency, world.agency).sequence == before
        assert session.get_one(Vault, (world.agency, vault.id)).head == 0


def test_what_an_ended_member_still_hands_in_is_held_and_not_published(world: AgencyWorld) -> None:
    from webapp.auth.service import end_member

    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    client = world.client(sam)
    early, late = vault.note(sam), vault.note(sam)
    client.append([early])
    with world.storage.transaction() as session:
        end_member(session, world.agency, sam.member, world.clock())
    assert client.statuses([early, late, late, None]) == ["duplicate", "held", "held", "malformed"]
    assert client.statuses([late]) == ["held"]
    assert client.refused("GET", "changes") == (403, "not-allowed")
    with world.storage.reading() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == 1
        held = session.scalars(select(HeldItem)).one()
    assert (held.jwe, held.sig, held.reason) == (late["jwe"], late["sig"], "ended")


def test_a_revoked_device_can_sign_in_again_and_hand_in_what_it_wrote(world: AgencyWorld) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    other = world.client(sam)
    other.sign_in(device=new_id())
    other.post(f"devices/{sam.device}/revoke")
    assert client.get("session")["signedIn"]["state"] == "ended"
    assert client.statuses([vault.note(sam)]) == ["held"]
    again = world.client(sam)
    assert again.get("session")["signedIn"]["state"] == "ended"
    assert again.statuses([vault.note(sam)]) == ["held"]


def test_who_waits_for_a_certificate_appends_nothing(world: AgencyWorld) -> None:
    waiting = Person("Wen Ito", "specialist", "wen")
    client = world.enrol(waiting)
    body = {"items": world.vault().founding(waiting)}
    assert client.refused("POST", "append", body) == (403, "not-allowed")


def test_more_than_two_hundred_items_are_one_bad_request(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    assert client.refused("POST", "append", {"items": [None] * 201}) == (400, "bad-request")
    assert client.append([]) == []


def test_a_consult_is_asked_in_the_batch_that_founds_its_vault(world: AgencyWorld) -> None:
    sam, vera = world.specialist, world.supervisor
    vault = world.vault()
    ask = vault.note(sam, "Can you call me?", consult={"state": "asked", "urgency": "now"})
    assert set(world.client(sam).statuses([*vault.founding(sam, vera), ask])) == {"stored"}
    with world.storage.reading() as session:
        consult = session.get_one(Consult, (world.agency, vault.id))
        assert (consult.asked_by, consult.urgency, consult.state) == (sam.member, "now", "asked")
    answer = vault.note(vera, "Yes, in five minutes.", consult={"state": "answered"})
    assert world.client(vera).statuses([answer, answer]) == ["stored", "duplicate"]
    with world.storage.reading() as session:
        assert session.get_one(Consult, (world.agency, vault.id)).state == "answered"


def test_a_step_that_nobody_may_take_is_refused_and_leaves_no_gap(world: AgencyWorld) -> None:
    sam, vera = world.specialist, world.supervisor
    vault = world.founded(sam, vera)
    too_early = vault.note(sam, consult={"state": "seen"})
    answers = world.client(sam).append([vault.note(sam), too_early, vault.note(sam)])
    assert [answer["code"] for answer in answers] == [None, "consult-invalid", None]
    assert [answer["number"] for answer in answers] == [1, None, 2]
    with world.storage.reading() as session:
        assert session.get(Consult, (world.agency, vault.id)) is None
