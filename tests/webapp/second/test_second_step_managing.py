"""One's own second steps: added and removed with the passphrase, told on one's record."""

from collections.abc import Callable

import pytest
from agency_world import AgencyWorld
from second_world import Body, Secured, entering, events, secured, tries

from webapp.recovery.service import new_secret_hash
from webapp.sealed.strict import sha256
from webapp.storage.models import Member

WRONG = sha256(b"wrong")


def test_an_app_counts_only_after_its_first_code(world: AgencyWorld) -> None:
    sam = secured(world)
    begun = sam.client.post("second-step/totp", {"secret": sam.person.secret, "name": "My phone"})
    assert begun["address"].startswith("otpauth://totp/Sotto:sam?secret=" + begun["key"])
    assert sam.state() == {"required": False, "steps": [], "codesLeft": 0}
    assert tries(world, entering(world.specialist)) == "in"
    path = f"second-step/totp/{begun['id']}/confirm"
    sam.key = begun["key"]
    assert sam.client.refused("POST", path, {"code": sam.code(5)}) == (401, "second-step-failed")
    sam.client.post(path, {"code": sam.code()})
    (step,) = sam.state()["steps"]
    assert (step["kind"], step["name"], step["used"]) == ("totp", "My phone", None)
    assert tries(world, entering(world.specialist, sam.proof())) == "second-step-failed"  # It was used here.
    assert sam.client.refused("POST", path, {"code": sam.code()}) == (404, "not-found")


def test_a_secret_that_waits_too_long_for_its_code_is_over(world: AgencyWorld) -> None:
    sam = secured(world)
    begun = sam.client.post("second-step/totp", {"secret": sam.person.secret, "name": "My phone"})
    sam.key = begun["key"]
    world.clock.move(minutes=16)
    path = f"second-step/totp/{begun['id']}/confirm"
    assert sam.client.refused("POST", path, {"code": sam.code()}) == (404, "not-found")


BEGINNINGS: dict[str, Callable[[Secured, str], tuple[str, Body]]] = {
    "an app": lambda sam, secret: ("second-step/totp", {"secret": secret, "name": "x"}),
    "a passkey": lambda sam, secret: ("second-step/passkey", {"secret": secret}),
    "new codes": lambda sam, secret: ("second-step/codes", {"secret": secret}),
    "removing": lambda sam, secret: (
        f"second-step/{sam.state()['steps'][0]['id']}/remove",
        {"secret": secret},
    ),
}


@pytest.mark.parametrize("what", BEGINNINGS)
def test_whoever_finds_the_phone_unlocked_changes_nothing(world: AgencyWorld, what: str) -> None:
    sam = secured(world).adds_app()
    sam.makes_codes()
    before = sam.state()
    found = [sam.client.refused("POST", *BEGINNINGS[what](sam, WRONG)) for _ in range(7)]
    assert found == [(401, "sign-in-failed")] * 5 + [(429, "too-many")] * 2
    assert sam.state() == before


def test_the_codes_go_with_the_last_way(world: AgencyWorld) -> None:
    sam = secured(world).adds_app("Old phone").adds_app("New phone")
    codes = sam.makes_codes()
    assert len(set(codes)) == 10 and all(len(code) == 14 for code in codes)
    first, second = (step["id"] for step in sam.state()["steps"])
    sam.client.post(f"second-step/{first}/remove", {"secret": sam.person.secret})
    assert sam.state()["codesLeft"] == 10
    sam.client.post(f"second-step/{second}/remove", {"secret": sam.person.secret})
    assert sam.state() == {"required": False, "steps": [], "codesLeft": 0}
    assert tries(world, entering(world.specialist)) == "in"
    expected = ["second-step-removed"] * 2 + ["second-step-codes"] + ["second-step-added"] * 2
    assert events(sam.client)[:5] == expected


def test_codes_without_a_way_and_an_eleventh_way_are_refused(world: AgencyWorld) -> None:
    sam = secured(world)
    own = {"secret": sam.person.secret}
    assert sam.client.refused("POST", "second-step/codes", own) == (409, "conflict")
    for number in range(10):
        sam.adds_passkey(f"Key {number}")
    assert sam.client.refused("POST", "second-step/passkey", own) == (409, "conflict")
    assert sam.client.refused("POST", "second-step/totp", {**own, "name": "x"}) == (409, "conflict")


def test_nobody_touches_anybody_elses(world: AgencyWorld) -> None:
    sam, sofia = secured(world).adds_app(), secured(world, world.specialists[1])
    (step,) = sam.state()["steps"]
    own = {"secret": sofia.person.secret}
    assert sofia.client.refused("POST", f"second-step/{step['id']}/remove", own) == (404, "not-found")
    begun = sam.client.post("second-step/totp", {"secret": sam.person.secret, "name": "x"})
    sam.key = begun["key"]
    path = f"second-step/totp/{begun['id']}/confirm"
    assert sofia.client.refused("POST", path, {"code": sam.code()}) == (404, "not-found")


def test_a_new_passphrase_does_not_take_the_second_step_away(world: AgencyWorld) -> None:
    """Recovery ends the sign-ins; the next one on a new phone wants the second step as ever."""
    secured(world).adds_app()
    with world.storage.transaction() as session:
        session.get_one(Member, world.specialist.member).secret_hash = new_secret_hash(WRONG)
    assert tries(world, entering(world.specialist, secret=WRONG)) == "second-step"
