"""A lost passphrase is undone by the officer's browser and the person's phone; the server carries sealed
texts."""

import secrets

from agency_world import AgencyWorld, Body, Client, Person, insecure_fast_keys
from sqlalchemy import select

from webapp.sealed.account import (
    Account,
    open_account,
    open_recovered,
    open_recovery,
    seal_account,
    seal_recovered,
)
from webapp.sealed.keys import Jwk, new_key_pair, public_part
from webapp.sealed.passphrases import new_salt, standard_kdf
from webapp.sealed.strict import encode_base64url
from webapp.storage.models import RecoveryRequest


def asks(world: AgencyWorld, name: str, requester: Jwk) -> tuple[Client, str]:
    client = world.client()
    answer = client.post("recover", {"signInName": name, "requester": public_part(requester)})
    assert set(answer) == {"token", "expires"}
    return client, answer["token"]


def officer_answers(world: AgencyWorld) -> Client:
    officer = world.client(world.officer)
    (request,) = officer.get("recoveries")["recoveries"]
    account = open_recovery(request["recovery"], world.records)
    recovered = seal_recovered(account, request["requester"])
    officer.post(f"recoveries/{request['id']}/answer", {"recovered": recovered})
    return officer


def new_passphrase(client: Client, token: str, requester: Jwk) -> Body:
    """The body of `recover/finish`, made as the person's phone makes it."""
    sealed = client.post("recover/look", {"token": token})["recovered"]
    secret, unlock = insecure_fast_keys("a quite different set of words")
    return {
        "token": token,
        "salt": encode_base64url(new_salt()),
        "kdf": standard_kdf(),
        "secret": secret,
        "account": seal_account(open_recovered(sealed, requester), unlock),
    }


def test_a_person_is_back_in_with_the_same_keys_and_every_old_sign_in_has_ended(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam = world.specialist
    old = world.client(sam)
    requester = new_key_pair()
    client, token = asks(world, " SAM ", requester)
    assert client.post("recover/look", {"token": token}) == {"recovered": None}
    officer_answers(world)
    body = new_passphrase(client, token, requester)
    client.post("recover/finish", body)

    assert old.refused("GET", "devices") == (401, "signed-out")
    asked = {"signInName": "sam", "secret": sam.secret, "device": {"id": sam.device, "label": "A phone"}}
    assert Client(world.app).begin().refused("POST", "sign-in", asked) == (401, "sign-in-failed")
    sam.passphrase = "a quite different set of words"
    signed_in = Client(world.app, sam).sign_in()
    account = open_account(signed_in["account"], insecure_fast_keys(sam.passphrase)[1])
    assert (account.sealing, account.signing) == (sam.sealing, sam.signing)
    kinds = [one["kind"] for one in world.client(sam).get("events")["events"]]
    assert kinds == ["recovered", "recovery-asked"]
    assert client.refused("POST", "recover/finish", body) == (404, "not-found")


def test_a_name_that_does_not_exist_is_answered_the_same_and_for_ever_unanswered(world: AgencyWorld) -> None:
    known, known_token = asks(world, "sam", new_key_pair())
    unknown, token = asks(world, "nobody at all", new_key_pair())
    assert len(token) == len(known_token)
    for client, one in ((known, known_token), (unknown, token)):
        assert client.post("recover/look", {"token": one}) == {"recovered": None}
        body = {
            "token": one,
            "salt": encode_base64url(new_salt()),
            "kdf": standard_kdf(),
            "secret": insecure_fast_keys("x")[0],
            "account": seal_account_of(world.specialist),
        }
        assert client.refused("POST", "recover/finish", body) == (404, "not-found")
    assert len(world.client(world.officer).get("recoveries")["recoveries"]) == 1


def seal_account_of(person: Person) -> str:
    """Any account bundle of the right form."""
    return seal_account(open_recovery_of(person), secrets.token_bytes(32))


def open_recovery_of(person: Person) -> Account:
    """What is in a person's recovery bundle, but for the agency and the pin."""
    return Account(
        person.member, person.member, person.sign_in_name, "A" * 43, person.sealing, person.signing
    )


def test_a_request_lasts_an_hour_and_is_used_once_or_declined(world: AgencyWorld) -> None:
    requester = new_key_pair()
    client, token = asks(world, "sam", requester)
    officer = officer_answers(world)
    assert officer.get("recoveries")["recoveries"] == []
    world.clock.move(minutes=61)
    assert client.begin().post("recover/look", {"token": token}) == {"recovered": None}
    _, token = asks(world, "sam", requester)
    (request,) = officer.get("recoveries")["recoveries"]
    officer.post(f"recoveries/{request['id']}/decline")
    assert officer.refused("POST", f"recoveries/{request['id']}/decline", {}) == (404, "not-found")
    assert officer.get("recoveries")["recoveries"] == []
    assert world.client(world.specialist).get("events")["events"][0]["kind"] == "recovery-declined"


def test_an_answer_for_another_key_or_member_is_refused(world: AgencyWorld) -> None:
    requester = new_key_pair()
    asks(world, "sam", requester)
    officer = world.client(world.officer)
    (request,) = officer.get("recoveries")["recoveries"]
    account = open_recovery(request["recovery"], world.records)
    sofia = open_recovery_of(world.specialists[1])
    for wrong in (
        seal_recovered(account, public_part(new_key_pair())),
        seal_recovered(sofia, public_part(requester)),
        "a.b.c.d.e",
    ):
        path = f"recoveries/{request['id']}/answer"
        assert officer.refused("POST", path, {"recovered": wrong}) == (400, "bad-request")


def test_asking_too_often_waits_by_name_and_by_address(world: AgencyWorld) -> None:
    client = world.client()
    body = {"signInName": "sam", "requester": public_part(new_key_pair())}
    for _ in range(5):
        client.post("recover", body)
    assert client.refused("POST", "recover", body) == (429, "too-many")


def test_of_a_token_and_of_the_new_passphrase_only_hashes_are_kept(world: AgencyWorld) -> None:
    _, token = asks(world, "sam", new_key_pair())
    with world.storage.reading() as session:
        (row,) = session.scalars(select(RecoveryRequest)).all()
        assert token not in str(vars(row))


def test_whose_access_has_ended_is_not_let_in_again_this_way(world: AgencyWorld) -> None:
    sam = world.specialist
    requester = new_key_pair()
    client, token = asks(world, "sam", requester)
    officer = officer_answers(world)
    body = new_passphrase(client, token, requester)
    officer.post(f"people/{sam.member}/end")
    assert client.refused("POST", "recover/finish", body) == (400, "bad-request")
    asks(world, "sam", requester)
    assert officer.get("recoveries")["recoveries"] == []


def link_of(world: AgencyWorld, name: str) -> str:
    """The token of the link that the operator's command prints."""
    printed = world.app.test_cli_runner().invoke(args=["agency", "recover-officer", name])
    assert printed.exit_code == 0
    return printed.output.strip().rsplit("/#/recover/kit/", 1)[1]


def test_an_officer_gets_back_in_by_the_operators_link_and_the_kit(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    olive = world.officer
    client, token = world.client(), link_of(world, " OLIVE ")
    sealed = client.post("recover/look", {"token": token})["recovered"]
    account = open_recovery(sealed, world.records)
    secret, unlock = insecure_fast_keys("words chosen with the kit in hand")
    finish = {"token": token, "salt": encode_base64url(new_salt()), "kdf": standard_kdf()}
    finish |= {"secret": secret, "account": seal_account(account, unlock)}
    client.post("recover/finish", finish)
    assert client.refused("POST", "recover/finish", finish) == (404, "not-found")

    olive.passphrase = "words chosen with the kit in hand"
    back = Client(world.app, olive)
    assert open_account(back.sign_in()["account"], unlock).sealing == olive.sealing
    assert [one["kind"] for one in back.get("events")["events"]] == ["recovered-with-kit", "recovery-asked"]


def test_the_operators_link_ends_after_a_day_and_is_for_officers_with_access_only(world: AgencyWorld) -> None:
    token = link_of(world, "olive")
    assert world.client(world.officer).get("recoveries") == {"recoveries": []}
    world.clock.move(hours=24, seconds=1)
    assert world.client().post("recover/look", {"token": token}) == {"recovered": None}
    for name in ("sam", "nobody"):
        refused = world.app.test_cli_runner().invoke(args=["agency", "recover-officer", name])
        assert refused.exit_code == 1 and "No officer" in refused.output
