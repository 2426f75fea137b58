"""A passkey as the second step: this member's, made for this site, and for this one question."""

import secrets
from random import Random
from typing import Any

import pytest
from agency_world import ORIGIN, AgencyWorld
from second_world import asked, entering, events, secured, tries
from soft_passkey import PRESENT, SoftPasskey

from webapp.sealed.strict import decode_base64url, encode_base64url
from webapp.second.passkeys import NotOurs, check_assertion, read_registration


def by(passkey: SoftPasskey, challenge: str, **changes: Any) -> dict[str, Any]:
    return {"kind": "passkey", "assertion": passkey.assertion(challenge, **changes)}


@pytest.mark.parametrize("counting", [True, False])
def test_a_passkey_lets_in(world: AgencyWorld, counting: bool) -> None:
    passkey = secured(world).adds_passkey(counting=counting)
    for _ in range(2):
        ways = asked(world, world.specialist)
        assert (ways["ways"], ways["passkeys"]) == (["passkey"], [passkey.id])
        assert tries(world, entering(world.specialist, by(passkey, ways["challenge"]))) == "in"


def test_each_question_is_answered_once(world: AgencyWorld) -> None:
    passkey = secured(world).adds_passkey(counting=False)
    challenge = asked(world, world.specialist)["challenge"]
    answer = by(passkey, challenge)
    assert tries(world, entering(world.specialist, answer)) == "in"
    assert tries(world, entering(world.specialist, answer)) == "second-step-failed"
    assert tries(world, entering(world.specialist, by(passkey, challenge))) == "second-step-failed"


def test_a_wrong_answer_uses_the_question_up(world: AgencyWorld) -> None:
    passkey = secured(world).adds_passkey()
    challenge = asked(world, world.specialist)["challenge"]
    wrong = by(passkey, challenge, signature=encode_base64url(bytes(70)))
    assert tries(world, entering(world.specialist, wrong)) == "second-step-failed"
    assert tries(world, entering(world.specialist, by(passkey, challenge))) == "second-step-failed"


def test_a_question_lasts_five_minutes_and_belongs_to_one_member_and_one_purpose(world: AgencyWorld) -> None:
    sam, sofia = secured(world), secured(world, world.specialists[1])
    passkey, hers = sam.adds_passkey(), sofia.adds_passkey()
    old = asked(world, world.specialist)["challenge"]
    world.clock.move(minutes=5)
    assert tries(world, entering(world.specialist, by(passkey, old))) == "second-step-failed"
    for_her = asked(world, sofia.person)["challenge"]
    assert tries(world, entering(world.specialist, by(passkey, for_her))) == "second-step-failed"
    to_add = sam.client.post("second-step/passkey", {"secret": sam.person.secret})["challenge"]
    assert tries(world, entering(world.specialist, by(passkey, to_add))) == "second-step-failed"
    invented = encode_base64url(secrets.token_bytes(32))
    assert tries(world, entering(world.specialist, by(passkey, invented))) == "second-step-failed"
    own = asked(world, world.specialist)["challenge"]
    assert tries(world, entering(world.specialist, by(hers, own))) == "second-step-failed"


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://sotto.test.evil.example"},
        {"origin": "https://evil.example"},
        {"site": "evil.example"},
        {"kind": "webauthn.create"},
        {"flags": 0},
        {"authenticatorData": "AAAA"},
        {"clientData": "bm90IGpzb24"},
        {"clientData": encode_base64url(b'{"challenge": 7}')},
        {"clientData": encode_base64url(b"[]")},
        {"signature": "A"},
    ],
)
def test_what_was_signed_for_another_site_or_is_no_answer_is_refused(
    world: AgencyWorld, changes: dict[str, Any]
) -> None:
    passkey = secured(world).adds_passkey()
    challenge = asked(world, world.specialist)["challenge"]
    assert tries(world, entering(world.specialist, by(passkey, challenge, **changes))) == "second-step-failed"


def test_a_copied_passkey_shows_by_its_counter(world: AgencyWorld) -> None:
    passkey = secured(world).adds_passkey()
    first = asked(world, world.specialist)["challenge"]
    assert tries(world, entering(world.specialist, by(passkey, first))) == "in"
    passkey.count -= 1
    again = asked(world, world.specialist)["challenge"]
    assert tries(world, entering(world.specialist, by(passkey, again, flags=PRESENT))) == "second-step-failed"


def test_only_a_passkey_made_for_this_question_is_added(world: AgencyWorld) -> None:
    sam, passkey = secured(world), SoftPasskey()
    own = {"secret": sam.person.secret}

    def adding(attestation: dict[str, str]) -> tuple[int, str]:
        return sam.client.refused(
            "POST", "second-step/passkey/add", {"name": "Key", "attestation": attestation}
        )

    challenge = sam.client.post("second-step/passkey", own)["challenge"]
    assert adding(passkey.attestation(challenge, origin="https://evil.example")) == (400, "bad-request")
    assert adding(passkey.attestation(challenge)) == (400, "bad-request")  # The question was used up.
    challenge = sam.client.post("second-step/passkey", own)["challenge"]
    assert adding(passkey.attestation(challenge, site="evil.example")) == (400, "bad-request")
    assert sam.state()["steps"] == []


def test_several_passkeys_each_with_a_name_and_none_twice(world: AgencyWorld) -> None:
    sam = secured(world)
    ring, laptop = sam.adds_passkey("Ring key"), sam.adds_passkey("Laptop")
    begun = sam.client.post("second-step/passkey", {"secret": sam.person.secret})
    assert begun["exclude"] == [ring.id, laptop.id]
    body = {"name": "Again", "attestation": ring.attestation(begun["challenge"])}
    assert sam.client.refused("POST", "second-step/passkey/add", body) == (409, "conflict")
    assert [(each["kind"], each["name"]) for each in sam.state()["steps"]] == [
        ("passkey", "Ring key"),
        ("passkey", "Laptop"),
    ]
    assert events(sam.client)[:2] == ["second-step-added"] * 2


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_bytes_are_refused_and_never_a_mistake_of_ours(seed: int) -> None:
    chance, challenge = Random(seed), encode_base64url(secrets.token_bytes(32))
    passkey = SoftPasskey(counting=False)
    good = passkey.attestation(challenge)
    known = read_registration(wire(good), challenge, ORIGIN)
    for _ in range(300):
        spoiled = bytearray(decode_base64url(good["attestation"]))
        for _ in range(chance.randrange(1, 4)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        sent = wire(good) | {
            "attestation": encode_base64url(bytes(spoiled[: chance.randrange(len(spoiled))]))
        }
        with pytest.raises(NotOurs):
            read_registration(sent, challenge, ORIGIN)
        where = chance.choice(["authenticator_data", "signature", "client_data"])
        noise = encode_base64url(chance.randbytes(chance.randrange(1, 120)))
        with pytest.raises(NotOurs):
            check_assertion(wire(passkey.assertion(challenge)) | {where: noise}, challenge, ORIGIN, known)


def wire(sent: dict[str, str]) -> dict[str, str]:
    names = {"clientData": "client_data", "authenticatorData": "authenticator_data"}
    return {names.get(name, name): value for name, value in sent.items()}
