"""Whether a name, a link or an id exists is told neither by an answer nor by the time that it takes."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from agency_world import AgencyWorld, Client, Person, new_id

from webapp.auth import routes
from webapp.auth.names import network_of

ROUNDS = 40
Answer = tuple[int, Any, list[str]]


def shape(value: Any) -> Any:
    """What an answer looks like: names and types, and the lengths of its texts."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    return (type(value).__name__, len(value)) if isinstance(value, str) else value


def answer_of(response: Any) -> Answer:
    headers = sorted(name for name, _ in response.headers)
    return response.status_code, shape(response.get_json()), headers


def sign_in_body(name: str) -> dict[str, Any]:
    """With a secret that nobody has."""
    secret = Person("Anyone", "specialist", name).secret
    return {"signInName": name, "secret": secret, "device": {"id": new_id(), "label": "A phone"}}


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the limits, which would hide what is measured; test_limits.py is about them."""
    monkeypatch.setattr(routes, "_count", lambda subjects: subjects)


NAMES = {"sam": "nobody-here", "sofia": "ñandú", "olive": "x"}


@pytest.mark.parametrize("known", NAMES)
def test_the_answers_to_known_and_unknown_names_look_alike(world: AgencyWorld, known: str) -> None:
    client = world.client()
    for path, body in (
        ("sign-in/parameters", lambda name: {"signInName": name}),
        ("sign-in", sign_in_body),
    ):
        answers = [answer_of(client.call("POST", path, body(name))) for name in (known, NAMES[known])]
        assert answers[0] == answers[1], path


def test_an_ended_member_and_another_agencys_are_like_anybody_unknown(
    world: AgencyWorld, make_other: Callable[[], AgencyWorld]
) -> None:
    from scene import end

    make_other()
    end(world, world.specialist)
    client = world.client()
    answers = [client.call("POST", "sign-in", sign_in_body(name)) for name in ("sam", "omar", "nobody-here")]
    assert len({(each.status_code, each.get_data()) for each in answers}) == 1


def test_guessed_used_cancelled_and_foreign_links_are_answered_alike(world: AgencyWorld) -> None:
    person = Person("Wen Ito", "specialist", "wen")
    used = world.invite(person)
    world.client().post("enrolments", person.enrolment(used, world.agency, world.certifying, world.records))
    officer = world.client(world.officer)
    cancelled = officer.post("invitations", {"name": "W", "role": "officer"})
    officer.post(f"invitations/{cancelled['id']}/cancel")
    client = world.client()
    answers = {
        client.call("POST", path, {"token": token}).get_data()
        for token in (used, cancelled["token"], "A" * 43, "-" * 42 + "A")
        for path in ("invitations/look", "set-up/look")
    }
    assert len(answers) == 1


def seconds(client: Client, path: str, bodies: list[Any]) -> list[list[float]]:
    """How long each body takes, in turns, so that whatever else this machine does falls on all alike."""
    times: list[list[float]] = [[] for _ in bodies]
    for _ in range(ROUNDS):
        for kept, body in zip(times, bodies, strict=True):
            began = time.perf_counter()
            client.call("POST", path, body)
            kept.append(time.perf_counter() - began)
    return times


@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize(
    ("path", "body"),
    [("sign-in", sign_in_body), ("sign-in/parameters", lambda name: {"signInName": name})],
)
def test_a_known_name_takes_as_long_as_an_unknown_one(
    world: AgencyWorld, path: str, body: Callable[[str], Any]
) -> None:
    """Without the decoy hash a sign-in of an unknown name takes half as long. The fastest quarter is
    compared, which is what an attacker who asks often enough would do, too."""
    client = world.client()
    known, unknown = seconds(client, path, [body("sam"), body("nobody-here")])
    quarter = ROUNDS // 4
    fast = [statistics.mean(sorted(times)[:quarter]) for times in (known, unknown)]
    assert abs(fast[0] - fast[1]) < 0.25 * max(fast), fast


def test_the_decoy_is_hashed_as_members_secrets_are(world: AgencyWorld) -> None:
    """The same parameters: or the two would take different times, on any machine."""
    from sqlalchemy import select

    from webapp.storage.models import Member

    with world.storage.reading() as session:
        kept = session.scalars(select(Member.secret_hash)).all()
    decoy: str = world.app.extensions["decoy"].secret_hash
    assert {each.split("$")[:4].__repr__() for each in (*kept, decoy)} == {repr(decoy.split("$")[:4])}


def test_a_limit_is_the_same_for_names_that_exist_and_names_that_do_not(world: AgencyWorld) -> None:
    codes = []
    for name in ("sam", "nobody-here"):
        client = world.client()
        codes.append([client.call("POST", "sign-in", sign_in_body(name)).status_code for _ in range(7)])
        world.clock.move(hours=2)
    assert codes[0] == codes[1] == [401] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_customer_with_a_whole_network_counts_as_one_address(address: str, counted: str) -> None:
    assert network_of(address) == counted


def test_moving_about_in_ones_own_ipv6_network_does_not_escape_the_limit(world: AgencyWorld) -> None:
    client = world.client()
    codes = [
        client.http.post(
            "/api/v1/sign-in",
            base_url="https://sotto.test",
            json=sign_in_body(f"name {n}"),
            headers={"X-CSRFToken": client.csrf},
            environ_overrides={"REMOTE_ADDR": f"2001:db8::{n:x}"},
        ).status_code
        for n in range(31)
    ]
    assert codes == [401] * 30 + [429]
