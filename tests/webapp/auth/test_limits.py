"""Guessing gets slower: by name and by address, counted before the guess is checked."""

import pytest
from agency_world import AgencyWorld, Client, Person
from sqlalchemy import select
from test_sign_in import wrong_secret

from webapp.storage.models import Attempt


def guess(client: Client, person: Person, times: int) -> list[int]:
    return [client.call("POST", "sign-in", wrong_secret(person)).status_code for _ in range(times)]


@pytest.mark.parametrize("name", ["sam", "a name that does not exist"])
def test_after_five_wrong_tries_a_name_must_wait_longer_and_longer(world: AgencyWorld, name: str) -> None:
    client = world.client()
    person = Person("Anyone", "specialist", name)
    assert guess(client, person, 6) == [401] * 5 + [429]
    waits = []
    for _ in range(4):
        response = client.call("POST", "sign-in", wrong_secret(person))
        assert response.get_json()["error"]["code"] == "too-many"
        waits.append(int(response.headers["Retry-After"]))
        world.clock.move(seconds=waits[-1])
        assert guess(client, person, 1) == [401]
    assert waits == [2, 4, 8, 16]


def test_the_right_secret_waits_too_and_then_clears_the_name(world: AgencyWorld) -> None:
    client = Client(world.app, world.specialist).begin()
    guess(client, world.specialist, 5)
    body = {**wrong_secret(world.specialist), "secret": world.specialist.secret}
    assert client.refused("POST", "sign-in", body) == (429, "too-many")
    world.clock.move(seconds=2)
    client.sign_in()
    assert guess(client, world.specialist, 5) == [401] * 5


def test_one_address_may_not_try_many_names(world: AgencyWorld) -> None:
    client = world.client()
    codes = [guess(client, Person("Anyone", "specialist", f"name {n}"), 1)[0] for n in range(31)]
    assert codes == [401] * 30 + [429]


def test_signing_in_rightly_all_day_is_never_limited(world: AgencyWorld) -> None:
    client = Client(world.app, world.specialist)
    for _ in range(40):
        client.sign_in()


@pytest.mark.parametrize("path", ["invitations/look", "set-up/look"])
def test_guessing_tokens_is_limited(world: AgencyWorld, path: str) -> None:
    client = world.client()
    body = {"token": "A" * 43}
    codes = [client.refused("POST", path, body)[1] for _ in range(31)]
    assert codes == ["invitation-invalid"] * 30 + ["too-many"]


def test_asking_for_parameters_is_limited(world: AgencyWorld) -> None:
    client = world.client()
    codes = [
        client.call("POST", "sign-in/parameters", {"signInName": f"n{n}"}).status_code for n in range(61)
    ]
    assert codes == [200] * 60 + [429]


def test_tries_are_forgotten_after_an_hour(world: AgencyWorld) -> None:
    client = world.client()
    guess(client, world.specialist, 7)
    world.clock.move(hours=1, seconds=1)
    client.begin()
    assert guess(client, world.specialist, 5) == [401] * 5


def test_neither_names_nor_addresses_are_kept(world: AgencyWorld) -> None:
    guess(world.client(), world.specialist, 1)
    with world.storage.reading() as session:
        rows = session.scalars(select(Attempt)).all()
    assert len(rows) >= 2
    kept = " ".join(f"{row.scope} {row.subject}" for row in rows)
    assert "sam" not in kept and "127.0.0.1" not in kept
