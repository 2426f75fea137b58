"""New agency keys take the place of the old ones all at once or not at all.

Nothing that was sealed, signed or said before is lost by it."""

from collections.abc import Callable
from typing import Any

import pytest
from agency_world import AgencyWorld, Body, Person
from renewed_keys import again, certified, renew, renewal, sealed_to, succession, with_new_keys

from webapp.sealed.account import open_agency_keys, open_recovery, seal_recovery
from webapp.sealed.certificates import read_certificate, read_descriptor
from webapp.sealed.items import parse_item
from webapp.sealed.keys import new_key_pair, public_part, thumbprint
from webapp.sealed.seal import open_grant

Spoil = Callable[[AgencyWorld, AgencyWorld, Body], Any]


def test_a_phone_of_before_and_someone_invited_today_end_with_the_same_directory(world: AgencyWorld) -> None:
    """Two renewals: every pin there ever was leads to the newest key, and to the same people."""
    before = certified(world)
    second = renew(world)
    third = renew(second)
    invited = world.client().post(
        "invitations/look", {"token": third.invite(Person("Ada", "specialist", "ada"))}
    )
    told = world.client(world.specialist).get("directory")
    assert invited["successions"] == told["successions"] and len(told["successions"]) == 2
    for pin in (thumbprint(each.certifying) for each in (world, second, third)):
        found = read_descriptor(invited["descriptor"], pin, invited["successions"])
        assert found.records == public_part(third.records)
    after = [read_certificate(text, public_part(third.certifying)) for text in told["certificates"]]
    assert sorted(after, key=lambda one: one.member) == sorted(before, key=lambda one: one.member)


def test_the_officer_gets_keys_that_open_what_was_sealed_before(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    after = renew(world)
    officer = world.client(world.officer)
    keys = open_agency_keys(officer.get("agency-keys")["agencyKeys"], world.officer.sealing)
    assert (keys.certifying, keys.records) == (after.certifying, after.records)
    (old,) = officer.get("records-grants")["vaults"]
    grant = parse_item(old["grants"][0])
    assert old["vault"] == vault.id
    assert open_grant(grant, keys.all_records()[thumbprint(world.records)]) == vault.key


def test_everybody_is_told_and_phones_ask_for_the_directory_again(world: AgencyWorld) -> None:
    before = world.client(world.specialist).get("changes?after=0")["directory"]
    renew(world)
    told = world.client(world.specialist)
    assert told.get("changes?after=0")["directory"] > before
    assert told.get("events")["events"][0]["kind"] == "agency-keys-renewed"
    kit = world.client(world.officer).get("kit")
    assert kit["made"] is not None and kit["verified"] is not None and kit["lost"] is None


def test_what_a_phone_without_signal_sealed_to_the_old_key_is_taken_and_sealed_again_later(
    world: AgencyWorld,
) -> None:
    after = renew(world)
    offline = world.vault()  # its grants go to the records key that the phone still holds
    sam = world.client(world.specialist)
    assert (
        sam.statuses([*offline.founding(world.specialist), offline.note(world.specialist)]) == ["stored"] * 3
    )
    officer = world.client(world.officer)
    assert [each["vault"] for each in officer.get("records-grants")["vaults"]] == [offline.id]
    assert officer.statuses([offline.grant(world.officer, None, sealing=after.records)]) == ["stored"]
    assert officer.get("records-grants") == {"vaults": [], "more": False}
    never = offline.grant(world.officer, None, sealing=new_key_pair())
    assert officer.statuses([never]) == ["recipient-unknown"]


def test_an_epoch_of_before_keeps_its_vault_on_the_list(world: AgencyWorld) -> None:
    vault = world.founded(world.specialist)
    after = renew(world)
    officer = world.client(world.officer)
    newer = vault.next_epoch()
    assert officer.statuses([newer.grant(world.officer, None, sealing=after.records)]) == ["stored"]
    (left,) = officer.get("records-grants")["vaults"]
    assert (left["vault"], left["epoch"], len(left["grants"])) == (vault.id, 2, 2)


def test_recovery_bundles_are_sealed_again_to_the_new_records_key(world: AgencyWorld) -> None:
    after = renew(world)
    officer = world.client(world.officer)
    old = officer.get("recovery-bundles")["bundles"]
    assert len(old) == 5
    renewed = [
        {
            "member": each["member"],
            "recovery": seal_recovery(open_recovery(each["recovery"], world.records), after.records),
        }
        for each in old
    ]
    assert officer.refused("PUT", "recovery-bundles", {"bundles": [*renewed[:1], old[1]]}) == (
        400,
        "bad-request",
    )
    swapped = [{"member": renewed[0]["member"], "recovery": renewed[1]["recovery"]}]
    assert officer.refused("PUT", "recovery-bundles", {"bundles": swapped}) == (400, "bad-request")
    assert len(officer.get("recovery-bundles")["bundles"]) == 5  # all or none
    assert officer.call("PUT", "recovery-bundles", {"bundles": renewed}).get_json() == {}
    assert officer.get("recovery-bundles") == {"bundles": [], "more": False}


def test_someone_who_was_enrolling_meanwhile_still_gets_in(world: AgencyWorld) -> None:
    """The form was open under the old keys; the answer comes under the new ones."""
    ada = Person("Ada Waits", "specialist", "ada")
    body = ada.enrolment(world.invite(ada), world.agency, world.certifying, world.records)
    after = renew(world)
    world.client().post("enrolments", body)
    world.client(world.officer).post("certificates", {"certificate": after.certificate(ada)})
    assert world.client(ada).get("session")["signedIn"]["state"] == "active"
    waiting = [each["member"] for each in world.client(world.officer).get("recovery-bundles")["bundles"]]
    assert ada.member in waiting


def test_the_same_renewal_sent_again_changes_nothing(world: AgencyWorld) -> None:
    """The answer was lost on the way, and the browser asks again."""
    after = with_new_keys(world)
    body = renewal(world, after)
    officer = world.client(world.officer)
    officer.post("agency-keys", body)
    told = officer.get("directory")
    officer.post("agency-keys", body)
    assert officer.get("directory") == told


def test_the_second_of_two_officers_at_once_is_told_to_begin_again(world: AgencyWorld) -> None:
    bodies = [renewal(world, with_new_keys(world)) for _ in range(2)]
    officer = world.client(world.officer)
    officer.post("agency-keys", bodies[0])
    assert officer.refused("POST", "agency-keys", bodies[1]) == (409, "conflict")


def test_a_second_officer_gets_the_new_keys_too(world: AgencyWorld) -> None:
    omar = world.join(Person("Omar Reyes", "officer", "omar"))
    after = with_new_keys(world)
    body = renewal(world, after)
    officer = world.client(world.officer)
    assert officer.refused("POST", "agency-keys", body) == (409, "conflict")
    both = [sealed_to(after, each, [world.records]) for each in (world.officer, omar)]
    officer.post("agency-keys", body | {"agencyKeys": both})
    assert (
        open_agency_keys(world.client(omar).get("agency-keys")["agencyKeys"], omar.sealing).records
        == after.records
    )


def test_certificates_under_the_old_key_are_over(world: AgencyWorld) -> None:
    old = world.certificate(world.specialist)
    renew(world)
    world.clock.move(seconds=1)
    officer = world.client(world.officer)
    described = world.descriptor()
    assert officer.refused("POST", "certificates", {"certificate": old}) == (400, "bad-request")
    assert officer.refused("POST", "descriptor", {"descriptor": described}) == (400, "bad-request")


SPOILT: dict[str, tuple[int, Spoil]] = {
    "a succession by a key that was never the agency's": (
        409,
        lambda old, new, body: {"succession": succession(old, new, by=new_key_pair())},
    ),
    "a succession by an officer's own key": (
        409,
        lambda old, new, body: {"succession": succession(old, new, by=old.officer.signing)},
    ),
    "a succession for another agency": (
        400,
        lambda old, new, body: {"succession": succession(old, new, agency=old.officer.member)},
    ),
    "a succession to another key than the descriptor's": (
        400,
        lambda old, new, body: {"succession": succession(old, with_new_keys(old))},
    ),
    "a key that succeeds itself": (
        400,
        lambda old, new, body: {"succession": succession(old, old), "descriptor": old.descriptor()},
    ),
    "a succession that is no succession": (400, lambda old, new, body: {"succession": body["descriptor"]}),
    "a descriptor under the old key": (400, lambda old, new, body: {"descriptor": old.descriptor()}),
    "a descriptor of another agency": (
        400,
        lambda old, new, body: {"descriptor": new.descriptor(agency=old.officer.member)},
    ),
    "a descriptor without the server's receipt key": (
        400,
        lambda old, new, body: {"descriptor": new.descriptor(receipts=[])},
    ),
    "the records key of before": (
        400,
        lambda old, new, body: {"descriptor": new.descriptor(records=old.records)},
    ),
    "a member without a certificate": (
        409,
        lambda old, new, body: {"certificates": body["certificates"][1:]},
    ),
    "nobody's certificate": (409, lambda old, new, body: {"certificates": []}),
    "a certificate under the old key": (
        400,
        lambda old, new, body: {"certificates": [*body["certificates"][1:], old.certificate(old.officer)]},
    ),
    "somebody promoted on the way": (
        400,
        lambda old, new, body: {
            "certificates": [
                again(new, one, **({"role": "officer"} if one.role == "specialist" else {}))
                for one in certified(old)
            ]
        },
    ),
    "keys of somebody's own on the way": (
        400,
        lambda old, new, body: {
            "certificates": [*body["certificates"], again(new, certified(old)[0], sealing=new_key_pair())]
        },
    ),
    "no officer with the keys": (409, lambda old, new, body: {"agencyKeys": []}),
    "the keys for a specialist": (
        400,
        lambda old, new, body: {
            "agencyKeys": [*body["agencyKeys"], sealed_to(new, old.specialist, [old.records])]
        },
    ),
    "the keys sealed to somebody else": (
        400,
        lambda old, new, body: {
            "agencyKeys": [
                {**body["agencyKeys"][0], "jwe": sealed_to(new, old.specialist, [])["jwe"]},
            ]
        },
    ),
    "the keys twice": (400, lambda old, new, body: {"agencyKeys": body["agencyKeys"] * 2}),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_not_whole_or_not_the_agencys_changes_nothing(world: AgencyWorld, what: str) -> None:
    after = with_new_keys(world)
    body = renewal(world, after)
    status, spoil = SPOILT[what]
    officer = world.client(world.officer)
    before = officer.get("directory"), officer.get("agency-keys"), officer.get("events")
    assert officer.refused("POST", "agency-keys", body | spoil(world, after, body))[0] == status
    assert (officer.get("directory"), officer.get("agency-keys"), officer.get("events")) == before
    officer.post("agency-keys", body)  # and the whole of it is still taken


def test_only_an_officer_of_this_agency_renews_its_keys(world: AgencyWorld) -> None:
    body = renewal(world, with_new_keys(world))
    for person in (world.specialist, world.supervisor):
        assert world.client(person).refused("POST", "agency-keys", body) == (403, "not-allowed")
    other = AgencyWorld(world.app, world.clock, officer=Person("Oren Vance", "officer", "oren"))
    other.set_up()
    assert other.client(other.officer).refused("POST", "agency-keys", body) == (400, "bad-request")


def test_a_descriptor_alone_does_not_bring_another_records_key(world: AgencyWorld) -> None:
    world.clock.move(seconds=1)
    alone = world.descriptor(records=new_key_pair())
    assert world.client(world.officer).refused("POST", "descriptor", {"descriptor": alone}) == (
        400,
        "bad-request",
    )
