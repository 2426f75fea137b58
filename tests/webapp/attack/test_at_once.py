"""Two requests at the same moment, and texts that not every database keeps: on each database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from agency_world import AgencyWorld, Client, Person, new_id
from sqlalchemy import select

from webapp.storage.models import Attempt, Member

AT_ONCE = 6


def together(calls: list[Callable[[], Any]]) -> list[Any]:
    """The results of calls that begin at the same moment."""
    ready = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        ready.wait(30)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_first_tries_at_the_same_moment_are_all_counted(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    clients = [world.client() for _ in range(AT_ONCE)]
    body = {"signInName": "x"}
    asked = together(
        [lambda client=client: client.call("POST", "sign-in/parameters", body) for client in clients]
    )
    assert [each.status_code for each in asked] == [200] * AT_ONCE
    with world.storage.reading() as session:
        counts = session.scalars(select(Attempt.count).where(Attempt.scope == "parameters-address")).all()
    assert list(counts) == [AT_ONCE]


def test_one_name_wanted_by_many_at_once_goes_to_one_of_them(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    people = [Person("Wen Ito", "specialist", "wen") for _ in range(AT_ONCE)]
    bodies = [
        one.enrolment(world.invite(one), world.agency, world.certifying, world.records) for one in people
    ]
    clients = [world.client() for _ in people]
    pairs = zip(clients, bodies, strict=True)
    answers = together([lambda c=c, b=b: c.call("POST", "enrolments", b) for c, b in pairs])
    assert sorted(each.status_code for each in answers) == [200] + [409] * (AT_ONCE - 1)
    with world.storage.reading() as session:
        assert len(session.scalars(select(Member).where(Member.sign_in_key == "wen")).all()) == 1


def test_one_invitation_used_by_many_at_once_makes_one_member(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    token = world.invite(Person("Wen Ito", "specialist", "wen"))
    people = [Person("Wen Ito", "specialist", f"wen{n}") for n in range(AT_ONCE)]
    bodies = [one.enrolment(token, world.agency, world.certifying, world.records) for one in people]
    clients = [world.client() for _ in people]
    pairs = zip(clients, bodies, strict=True)
    answers = together([lambda c=c, b=b: c.call("POST", "enrolments", b) for c, b in pairs])
    assert sorted(each.status_code for each in answers) == [200] + [410] * (AT_ONCE - 1)


def test_a_new_device_that_signs_in_twice_at_once_is_one_device(on_each_database: AgencyWorld) -> None:
    world, device = on_each_database, new_id()
    sam = world.specialist
    body = {"signInName": "sam", "secret": sam.secret, "device": {"id": device, "label": "New"}}
    clients = [Client(world.app, sam).begin() for _ in range(3)]
    answers = together([lambda c=c: c.call("POST", "sign-in", body) for c in clients])
    statuses = sorted(each.status_code for each in answers)
    assert statuses[0] == 200 and set(statuses) <= {200, 409}
    assert [one["id"] for one in world.client(sam).get("devices")["devices"]].count(device) == 1


def test_texts_that_a_database_cannot_keep_are_refused_by_name(on_each_database: AgencyWorld) -> None:
    """NUL, which PostgreSQL cannot keep, and a name that is eighteen times as long in its compared form."""
    world = on_each_database
    client, officer = world.client(), world.client(world.officer)
    nul = {"signInName": "a\0b"}
    assert client.refused("POST", "sign-in/parameters", nul) == (400, "bad-request")
    sign_in = nul | {"secret": "A" * 43, "device": {"id": new_id(), "label": "A phone"}}
    assert client.refused("POST", "sign-in", sign_in) == (400, "bad-request")
    labelled = sign_in | {"signInName": "sam", "device": {"id": new_id(), "label": "\0"}}
    assert client.refused("POST", "sign-in", labelled) == (400, "bad-request")
    invited = {"name": "a\0", "role": "officer"}
    assert officer.refused("POST", "invitations", invited) == (400, "bad-request")
    for text in (world.certificate(world.specialist, name="a\0"), world.certificate(world.specialist)[:-2]):
        assert officer.refused("POST", "certificates", {"certificate": text}) == (400, "bad-request")
    world.clock.move(minutes=1)
    descriptor = {"descriptor": world.descriptor(name="a\0")}
    assert officer.refused("POST", "descriptor", descriptor) == (400, "bad-request")
    long = Person("Wen Ito", "specialist", "ﷺ" * 100)
    body = long.enrolment(world.invite(long), world.agency, world.certifying, world.records)
    assert client.refused("POST", "enrolments", body) == (400, "bad-request")
