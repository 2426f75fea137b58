"""The agency requires a second step: who is let in without, and the doors that are opened."""

from agency_world import AgencyWorld, Client, Person
from second_world import entering, events, require, secured, tries

from webapp.operations.anew import begin_anew
from webapp.second.service import clear
from webapp.storage.models import Member


def test_required_keeps_new_phones_out_until_there_is_a_second_step(world: AgencyWorld) -> None:
    known = Client(world.app, world.specialist).sign_in()["deviceToken"]
    require(world)
    assert tries(world, entering(world.specialist)) == "second-step-missing"
    own = {"id": world.specialist.device, "label": "A phone"}
    assert tries(world, entering(world.specialist, device=own, deviceToken=known)) == "in"
    assert tries(world, entering(world.specialist, device=own)) == "second-step-missing"
    require(world, "off")
    assert tries(world, entering(world.specialist)) == "in"


def test_it_is_said_to_the_person_and_asked_once_it_is_set_up(world: AgencyWorld) -> None:
    sam = secured(world)
    require(world)
    assert sam.state()["required"] is True
    sam.adds_app()
    assert tries(world, entering(world.specialist)) == "second-step"
    assert tries(world, entering(world.specialist, sam.proof())) == "in"


def test_who_waits_for_a_certificate_comes_back_in(world: AgencyWorld) -> None:
    """An enrolment whose answer was lost leads on; who waits reaches nothing."""
    ada = Person("Ada Waits", "specialist", "ada")
    token = world.enrol(ada)
    require(world)
    assert token.get("session")["signedIn"]["state"] == "waiting"
    assert tries(world, entering(ada)) == "in"


def test_the_enrolment_gives_the_phone_its_token(world: AgencyWorld) -> None:
    ada = Person("Ada Waits", "specialist", "ada")
    officer = world.client(world.officer)
    body = ada.enrolment(world.invite(ada), world.agency, world.certifying, world.records)
    token = world.client().post("enrolments", body)["deviceToken"]
    officer.post("certificates", {"certificate": world.certificate(ada)})
    require(world)
    own = {"id": ada.device, "label": "A phone"}
    assert tries(world, entering(ada, device=own, deviceToken=token)) == "in"


def test_the_officer_removes_a_lost_one_and_opens_the_door_once(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    sam.makes_codes()
    officer = world.client(world.officer)
    require(world)
    (before,) = [each for each in officer.get("people")["people"] if each["member"] == sam.person.member]
    assert before["secondStep"] is True
    officer.post(f"people/{sam.person.member}/second-step/remove")
    (after,) = [each for each in officer.get("people")["people"] if each["member"] == sam.person.member]
    assert after["secondStep"] is False
    told = sam.client.get("events")["events"][0]
    assert (told["kind"], told["by"]) == ("second-step-cleared", world.officer.member)
    assert tries(world, entering(world.specialist)) == "in"
    assert tries(world, entering(world.specialist)) == "second-step-missing"


def test_the_door_closes_after_a_day_and_by_a_restore(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    require(world)
    path = f"people/{world.specialist.member}/second-step/remove"
    officer.post(path)
    world.clock.move(hours=24)
    assert tries(world, entering(world.specialist)) == "second-step-missing"
    with world.storage.transaction() as session:
        clear(session, session.get_one(Member, world.specialist.member), world.clock(), by=None)
        begin_anew(session, world.clock())
    assert tries(world, entering(world.specialist)) == "second-step-missing"


def test_an_officer_does_not_remove_their_own_without_the_passphrase(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    path = f"people/{world.officer.member}/second-step/remove"
    assert officer.refused("POST", path, {}) == (409, "conflict")


def test_the_operator_lets_a_locked_out_officer_in(world: AgencyWorld) -> None:
    olive = secured(world, world.officer).adds_app()
    require(world)
    run = world.app.test_cli_runner().invoke
    assert tries(world, entering(world.officer)) == "second-step"
    done = run(args=["member", "remove-second-step", " OLIVE "])
    assert done.exit_code == 0 and "gone" in done.output
    assert tries(world, entering(world.officer)) == "in"
    assert events(olive.client)[0] == "second-step-cleared"
    assert olive.client.get("events")["events"][0]["by"] is None
    unknown = run(args=["member", "remove-second-step", "nobody"])
    assert unknown.exit_code == 1 and "Nobody signs in under this name." in unknown.output
