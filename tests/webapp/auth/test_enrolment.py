"""Invitations, enrolment, set-up: once, all or nothing, and only under the agency's own keys."""

from typing import Any

import pytest
from agency_world import AgencyWorld, Client, Person, new_id

from webapp.sealed.account import AgencyKeys, seal_agency_keys
from webapp.sealed.keys import new_key_pair, public_part
from webapp.storage.models import Agency, Member


def wen() -> Person:
    return Person("Wen Ito", "specialist", "wen")


def body_for(world: AgencyWorld, person: Person, token: str) -> dict[str, Any]:
    return person.enrolment(token, world.agency, world.certifying, world.records)


def test_an_invitation_shows_what_it_is_for_without_being_used(world: AgencyWorld) -> None:
    token = world.invite(wen())
    for _ in range(2):
        answer = world.client().post("invitations/look", {"token": token})
        assert (answer["agency"], answer["name"], answer["role"]) == (world.agency, "Wen Ito", "specialist")


def test_enrolling_makes_a_waiting_member_who_is_signed_in(world: AgencyWorld) -> None:
    client = world.enrol(wen())
    assert client.get("session")["signedIn"]["state"] == "waiting"
    assert client.refused("GET", "directory") == (403, "not-allowed")


def test_a_certificate_makes_a_waiting_member_active(world: AgencyWorld) -> None:
    person = wen()
    client = world.enrol(person)
    world.client(world.officer).post("certificates", {"certificate": world.certificate(person)})
    assert client.get("session")["signedIn"]["state"] == "active"
    assert client.get("directory")["certificates"][-1].count(".") == 2


def test_an_invitation_works_once(world: AgencyWorld) -> None:
    token = world.invite(wen())
    world.client().post("enrolments", body_for(world, wen(), token))
    second = Person("Eve", "specialist", "eve")
    for path, body in (
        ("enrolments", body_for(world, second, token)),
        ("invitations/look", {"token": token}),
    ):
        assert world.client().refused("POST", path, body) == (410, "invitation-invalid")


def test_cancelled_expired_and_invented_invitations_are_invalid_alike(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    cancelled = officer.post("invitations", {"name": "Wen", "role": "specialist"})
    officer.post(f"invitations/{cancelled['id']}/cancel")
    assert officer.get("people")["invitations"] == []
    expired = officer.post("invitations", {"name": "Wen", "role": "specialist"})
    assert [one["id"] for one in officer.get("people")["invitations"]] == [expired["id"]]
    world.clock.move(days=7, seconds=1)
    answers = [
        world.client().call("POST", "invitations/look", {"token": token})
        for token in (cancelled["token"], expired["token"], "A" * 43)
    ]
    assert [answer.status_code for answer in answers] == [410] * 3
    assert len({answer.get_data() for answer in answers}) == 1


def test_a_taken_name_or_member_id_is_a_conflict_and_leaves_the_invitation(world: AgencyWorld) -> None:
    token = world.invite(wen())
    for taken in (
        Person("Wen", "specialist", " SAM "),
        Person("Wen", "specialist", "w", member=world.officer.member),
    ):
        assert world.client().refused("POST", "enrolments", body_for(world, taken, token)) == (
            409,
            "conflict",
        )
    world.client().post("enrolments", body_for(world, wen(), token))


@pytest.mark.parametrize("field", ["account", "recovery", "sealing", "signing", "kdf", "salt", "secret"])
def test_a_malformed_part_is_named_and_never_quoted(world: AgencyWorld, field: str) -> None:
    client = world.client()
    broken: dict[str, Any] = {
        "account": "not-a-jwe",
        "recovery": "a.b.c.d.e",
        "sealing": public_part(new_key_pair()) | {"x": "A" * 43},
        "signing": {"kty": "RSA"},
        "kdf": {"name": "argon2id", "memory": 1024, "passes": 1, "lanes": 1},
        "salt": "tooshort",
        "secret": "hunter2",
    }
    body = body_for(world, wen(), world.invite(wen())) | {field: broken[field]}
    response = client.call("POST", "enrolments", body)
    error = response.get_json()["error"]
    assert (response.status_code, error["code"]) == (400, "bad-request")
    assert all(name.split(".")[0] == field for name in error["fields"])
    for secret in ("tooshort", "hunter2", "not-a-jwe", "1024"):
        assert secret not in response.get_data(as_text=True)


def test_sealed_parts_must_be_for_this_member_and_this_agency(world: AgencyWorld) -> None:
    token = world.invite(wen())
    someone_elses = body_for(world, wen(), token) | {"member": new_id()}
    lost_recovery = wen().enrolment(token, world.agency, world.certifying, new_key_pair())
    for body in (someone_elses, lost_recovery):
        assert world.client().refused("POST", "enrolments", body) == (400, "bad-request")


def test_set_up_makes_the_first_officer_active_at_once(empty_world: AgencyWorld) -> None:
    token = empty_world.new_agency()
    client = Client(empty_world.app, empty_world.officer).begin()
    look = client.post("set-up/look", {"token": token})
    assert look["receipts"] == [empty_world.app.extensions["receipt_key"].public]
    body = empty_world.set_up_body(token)
    answer = client.post("set-up", body)
    assert (answer["signedIn"]["role"], answer["signedIn"]["state"]) == ("officer", "active")
    assert client.get("agency-keys")["agencyKeys"].count(".") == 4
    assert client.get("directory")["descriptor"] == body["descriptor"]


def test_a_set_up_link_works_once_and_is_no_invitation(empty_world: AgencyWorld) -> None:
    token = empty_world.new_agency()
    assert empty_world.client().refused("POST", "invitations/look", {"token": token}) == (
        410,
        "invitation-invalid",
    )
    empty_world.client().post("set-up", empty_world.set_up_body(token))
    for path, body in (("set-up/look", {"token": token}), ("set-up", empty_world.set_up_body(token))):
        assert empty_world.client().refused("POST", path, body)[1] == "invitation-invalid"


def test_a_set_up_that_does_not_fit_leaves_nothing_behind(empty_world: AgencyWorld) -> None:
    world = empty_world
    token = world.new_agency()
    other = new_key_pair()
    keys = AgencyKeys(world.certifying, world.records)
    wrong: list[dict[str, str]] = [
        {"descriptor": world.descriptor(agency=new_id())},
        {"descriptor": world.descriptor(receipts=[other])},
        {"descriptor": world.descriptor(records=other)},
        {"certificate": world.certificate(world.officer, certifying=other)},
        {"certificate": world.certificate(world.officer, role="specialist")},
        {"certificate": world.certificate(world.officer, agency=new_id())},
        {"agencyKeys": seal_agency_keys(keys, world.agency, public_part(other))},
        {"agencyKeys": seal_agency_keys(keys, new_id(), public_part(world.officer.sealing))},
    ]
    for change in wrong:
        status, code = world.client().refused("POST", "set-up", world.set_up_body(token) | change)
        assert (status, code) == (400, "bad-request"), change.keys()
    with world.storage.reading() as session:
        assert session.get(Member, world.officer.member) is None
        agency = session.get_one(Agency, world.agency)
        assert (agency.descriptor, agency.certifying, agency.directory) == (None, None, 0)
    world.client().post("set-up", world.set_up_body(token))
