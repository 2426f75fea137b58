"""A second step at sign-in: asked on a phone that the server does not know, and good once."""

import pytest
from agency_world import AgencyWorld, Client
from second_world import GUESS, entering, events, secured, tries
from sqlalchemy import select

from webapp.sealed.strict import sha256
from webapp.storage.models import SecondStep


def test_who_has_no_second_step_is_not_asked(world: AgencyWorld) -> None:
    assert tries(world, entering(world.specialist)) == "in"


def test_a_new_phone_gets_nothing_of_the_account_before_the_second_step(world: AgencyWorld) -> None:
    secured(world).adds_app()
    client = world.client()
    response = client.call("POST", "sign-in", entering(world.specialist))
    error = response.get_json()
    assert (response.status_code, error["error"]["code"]) == (401, "second-step")
    assert error["error"]["second"] == {"ways": ["totp"], "challenge": None, "passkeys": []}
    assert set(error) == {"error"} and world.specialist.member not in response.get_data(as_text=True)
    assert client.get("session")["signedIn"] is None


def test_the_code_of_the_app_lets_in_once(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    proof = sam.proof()
    assert tries(world, entering(world.specialist, proof)) == "in"
    assert tries(world, entering(world.specialist, proof)) == "second-step-failed"
    world.clock.move(seconds=30)
    assert tries(world, entering(world.specialist, proof)) == "second-step-failed"
    assert tries(world, entering(world.specialist, sam.proof())) == "in"


@pytest.mark.parametrize(
    ("steps", "then"), [(-2, "second-step-failed"), (1, "in"), (2, "second-step-failed")]
)
def test_a_clock_may_be_one_step_off_and_no_more(world: AgencyWorld, steps: int, then: str) -> None:
    sam = secured(world).adds_app()
    world.clock.move(seconds=120)
    assert tries(world, entering(world.specialist, sam.proof(steps))) == then


def test_a_phone_that_the_server_knows_is_never_asked(world: AgencyWorld) -> None:
    """A sign-in that ran out is renewed by the phone's own token, with nothing to type."""
    sam = world.specialist
    first = Client(world.app, sam).sign_in()
    secured(world).adds_app()
    world.clock.move(hours=13)
    known = {"id": sam.device, "label": "A phone"}
    assert tries(world, entering(sam, device=known, deviceToken=first["deviceToken"])) == "in"
    assert tries(world, entering(sam, device=known)) == "second-step"


def test_a_token_is_worth_nothing_for_another_phone_another_member_or_a_revoked_phone(
    world: AgencyWorld,
) -> None:
    sam, sofia = world.specialists
    token = Client(world.app, sam).sign_in()["deviceToken"]
    theirs = Client(world.app, sofia).sign_in()["deviceToken"]
    officer = secured(world).adds_app() and world.client(world.officer)
    own = {"id": sam.device, "label": "A phone"}
    assert tries(world, entering(sam, deviceToken=token)) == "second-step"
    assert tries(world, entering(sam, device=own, deviceToken=theirs)) == "second-step"
    borrowed = {"id": sofia.device, "label": "Hers"}
    assert tries(world, entering(sam, device=borrowed, deviceToken=theirs)) == "second-step"
    officer.post(f"people/devices/{sam.device}/revoke")
    assert tries(world, entering(sam, device=own, deviceToken=token)) == "second-step"


def test_a_recovery_code_works_once_however_it_is_typed(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    first, second = sam.makes_codes()[:2]
    typed = {"kind": "recovery", "code": first.upper().replace("-", " ").replace("0", "O").replace("1", "l")}
    assert tries(world, entering(world.specialist, typed)) == "in"
    assert tries(world, entering(world.specialist, typed)) == "second-step-failed"
    assert sam.state()["codesLeft"] == 9
    assert tries(world, entering(world.specialist, {"kind": "recovery", "code": second})) == "in"
    used = sam.client.get("events")["events"][0]
    assert (used["kind"], used["count"]) == ("second-step-code-used", 8)


def test_new_codes_make_the_old_ones_worthless_and_nobody_elses_count(world: AgencyWorld) -> None:
    sam, sofia = secured(world).adds_app(), secured(world, world.specialists[1]).adds_app()
    old, hers = sam.makes_codes()[0], sofia.makes_codes()[0]
    sam.makes_codes()
    for code in (old, hers):
        proof = {"kind": "recovery", "code": code}
        assert tries(world, entering(world.specialist, proof)) == "second-step-failed"
    assert sam.state()["codesLeft"] == 10


def test_a_code_of_somebody_elses_app_is_refused(world: AgencyWorld) -> None:
    secured(world).adds_app()
    sofia = secured(world, world.specialists[1]).adds_app()
    assert tries(world, entering(world.specialist, sofia.proof())) == "second-step-failed"


def test_a_wrong_passphrase_answers_alike_whoever_has_a_second_step(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    nobody = {**entering(sam.person), "signInName": "nobody-here"}
    answers = [
        world.client().call("POST", "sign-in", {**body, "secret": sha256(b"wrong"), **more}).get_json()
        for body in (entering(sam.person), entering(world.specialists[1]), nobody)
        for more in ({}, {"second": sam.proof()})
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["error"]["code"] == "sign-in-failed"


def test_guessing_gets_slower_by_member_and_is_told_to_the_person(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    found = [tries(world, entering(world.specialist, GUESS)) for _ in range(7)]
    assert found == ["second-step-failed"] * 5 + ["too-many"] * 2
    assert tries(world, entering(world.specialist, sam.proof())) == "too-many"
    assert events(sam.client).count("second-step-guessed") == 1
    world.clock.move(seconds=2)
    assert tries(world, entering(world.specialist, sam.proof())) == "in"
    assert tries(world, entering(world.specialists[1])) == "in"


def test_guessing_for_hours_is_one_try_an_hour(world: AgencyWorld) -> None:
    secured(world).adds_app()
    allowed = 0
    for _ in range(24 * 3):
        world.clock.move(minutes=20)
        allowed += tries(world, entering(world.specialist, GUESS)) == "second-step-failed"
    assert allowed <= 36  # The first dozen while the waits are still short.


def test_secrets_and_codes_rest_sealed(world: AgencyWorld) -> None:
    sam = secured(world).adds_app()
    codes = sam.makes_codes()
    with world.storage.reading() as session:
        (step,) = session.scalars(select(SecondStep))
        assert step.sealed and sam.key not in step.sealed
    kept = (world.app.extensions["settings"].data / "log.jsonl").read_text()
    assert sam.key not in kept and not any(code in kept for code in codes)


def test_a_secret_in_another_steps_place_or_under_another_key_proves_nothing(world: AgencyWorld) -> None:
    sam, sofia = secured(world).adds_app(), secured(world, world.specialists[1]).adds_app()
    with world.storage.transaction() as session:
        by_member = {each.member: each for each in session.scalars(select(SecondStep))}
        by_member[world.specialist.member].sealed = by_member[sofia.person.member].sealed
    for proof in (sam.proof(), sofia.proof()):
        assert tries(world, entering(world.specialist, proof)) == "second-step-failed"
