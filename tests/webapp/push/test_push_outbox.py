"""The outbox loses no wake-up, gives up in the end, and says so: on each database, with the locks it has."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from agency_world import AgencyWorld, Person, new_id
from push_service import PushService
from push_subscription import PythonSubscription
from sqlalchemy import select

from webapp.push import service as push
from webapp.push.outbox import LEASE, OutboxWorker, forget_old
from webapp.push.payload import make_payload
from webapp.push.sender import Delivery
from webapp.storage.models import PushOutbox

SECOND = timedelta(seconds=1)


@pytest.fixture
def world(on_each_database: AgencyWorld) -> AgencyWorld:
    """The agency of tests/conftest.py, on each database."""
    return on_each_database


def enqueue(world: AgencyWorld, person: Person, subject: str | None = None) -> str:
    subject = subject or new_id()
    with world.storage.transaction() as session:
        push.enqueue(
            session, agency=world.agency, members=[person.member], subject=subject, now=world.clock()
        )
    return subject


def rows(world: AgencyWorld) -> list[PushOutbox]:
    with world.storage.reading() as session:
        return list(session.scalars(select(PushOutbox).order_by(PushOutbox.id)))


def test_a_push_is_sent_once(world: AgencyWorld, waker: Any, service: PushService) -> None:
    waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    assert [waker.run(), waker.run(timedelta(hours=1))] == [1, 0]
    assert len(service.pushes) == 1
    assert [row.outcome for row in rows(world)] == ["sent"]


def test_every_device_of_a_member_is_woken(world: AgencyWorld, waker: Any, service: PushService) -> None:
    waker.subscribe(world.supervisor)
    tablet = world.client()
    tablet.person = world.supervisor
    tablet.sign_in(device=new_id())
    assert tablet.call("PUT", "push", service.subscribe().to_json()).status_code == 200
    enqueue(world, world.supervisor)
    assert waker.run() == 2


def test_it_is_tried_again_after_5_30_120_and_600_seconds_and_then_given_up(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    client, _ = waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    service.fail(503, times=10)
    assert waker.run() == 1
    for seconds in (5, 30, 120, 600):
        assert waker.run(timedelta(seconds=seconds) - SECOND) == 0
        assert waker.run(SECOND) == 1
    assert waker.run(timedelta(hours=2)) == 0
    assert [row.outcome for row in rows(world)] == ["given-up"]
    assert client.get("push")["working"] is False


def test_a_later_try_that_succeeds_is_all_that_counts(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    client, _ = waker.subscribe(world.supervisor)
    assert client.get("push")["working"] is None
    enqueue(world, world.supervisor)
    service.fail(500)
    waker.run()
    assert client.get("push")["working"] is False
    waker.run(timedelta(seconds=5))
    answer = client.get("push")
    assert (answer["working"], answer["lastOk"] is not None) == (True, True)


def test_retry_after_is_respected(world: AgencyWorld, waker: Any, service: PushService) -> None:
    waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    service.fail(429, retry_after="77")
    waker.run()
    assert waker.run(timedelta(seconds=76)) == 0
    assert waker.run(SECOND) == 1


def test_a_retry_after_of_years_does_not_silence_a_supervisor(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    service.fail(429, retry_after="99999999")
    waker.run()
    assert waker.run(timedelta(hours=1)) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_subscription_is_dropped_and_everybody_can_see_it(
    world: AgencyWorld, waker: Any, service: PushService, status: int
) -> None:
    client, _ = waker.subscribe(world.supervisor)
    before = client.get("directory")
    assert world.supervisor.member in before["reachable"]
    enqueue(world, world.supervisor)
    service.fail(status)
    waker.run()
    after = client.get("directory")
    assert world.supervisor.member not in after["reachable"]
    assert after["version"] > before["version"]
    assert client.get("push") | {"publicKey": ""} == {
        "publicKey": "",
        "subscribed": False,
        "working": False,
        "lastOk": None,
    }
    enqueue(world, world.supervisor)
    assert waker.run() == 0


def test_a_dead_subscription_comes_back_when_the_device_subscribes_again(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    _, subscription = waker.subscribe(world.supervisor)
    service.expire(subscription.endpoint)
    enqueue(world, world.supervisor)
    waker.run()
    client, renewed = waker.subscribe(world.supervisor)
    assert client.get("push")["subscribed"] is True
    subject = enqueue(world, world.supervisor)
    waker.run()
    assert subject.encode() in renewed.decrypt(service.pushes[-1].body)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_what_no_retry_can_mend_is_not_retried(
    world: AgencyWorld, waker: Any, service: PushService, status: int
) -> None:
    client, _ = waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    service.fail(status)
    waker.run()
    assert waker.run(timedelta(hours=2)) == 0
    assert client.get("push")["working"] is False


def test_the_same_subject_waiting_is_not_doubled(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    waker.subscribe(world.supervisor)
    subject = enqueue(world, world.supervisor)
    service.fail(503)
    waker.run()
    enqueue(world, world.supervisor, subject)
    assert waker.run() == 1, "asking again brings a waiting push forward"
    assert len(rows(world)) == 1


def test_a_sender_that_was_killed_loses_nothing(world: AgencyWorld, waker: Any, service: PushService) -> None:
    waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)

    class Killed(BaseException):
        """As if the process had ended here."""

    class DyingSender:
        def send(self, *_: Any) -> Delivery:
            raise Killed

    living, waker.sender = waker.sender, DyingSender()
    with pytest.raises(Killed):
        waker.run()
    waker.sender = living
    assert waker.run() == 0, "another may still be sending it"
    assert waker.run(LEASE + SECOND) == 1
    assert len(service.pushes) == 1


def test_several_senders_at_once_send_each_push_once(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    for person in (*world.specialists, *world.supervisors):
        waker.subscribe(person)
        for _ in range(6):
            enqueue(world, person)
    together = threading.Barrier(3)

    def send_all() -> int:
        together.wait(30)
        return sum(iter(waker.run, 0))

    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(send_all) for _ in range(3)]
    assert sum(one.result() for one in sent) == len(service.pushes) == 24
    assert {(row.outcome, row.tries) for row in rows(world)} == {("sent", 1)}


def test_a_member_whose_access_ended_or_a_revoked_device_is_not_woken(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    from webapp.auth.service import end_member

    client, _ = waker.subscribe(world.supervisors[0])
    client.post(f"devices/{world.supervisors[0].device}/revoke")
    waker.subscribe(world.supervisors[1])
    with world.storage.transaction() as session:
        end_member(session, world.agency, world.supervisors[1].member, world.clock())
    for person in world.supervisors:
        enqueue(world, person)
    assert waker.run() == 0


def test_done_rows_are_forgotten_after_a_month_and_waiting_ones_are_not(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    waker.subscribe(world.supervisor)
    enqueue(world, world.supervisor)
    waker.run()
    waiting = enqueue(world, world.supervisor)
    forget_old(world.storage, world.clock() + timedelta(days=31))
    assert [row.subject for row in rows(world)] == [waiting]


def test_the_worker_sends_what_comes_in_and_stops_cleanly(
    world: AgencyWorld, waker: Any, service: PushService
) -> None:
    subscription: PythonSubscription
    _, subscription = waker.subscribe(world.supervisor)

    def payload(subject: str, language: str) -> bytes:
        return make_payload(subject, "https://s.org", language)

    worker = OutboxWorker(world.storage, waker.sender, world.clock, 0.02, payload=payload)
    worker.start()
    subject = enqueue(world, world.supervisor)
    push_seen = service.wait_for_pushes(1)[0]
    worker.stop()
    assert subject.encode() in subscription.decrypt(push_seen.body)
    assert "push-outbox" not in {thread.name for thread in threading.enumerate()}


def test_the_worker_survives_a_stumble(world: AgencyWorld, waker: Any, service: PushService) -> None:
    waker.subscribe(world.supervisor)
    stumbled = threading.Event()

    def payload(subject: str, language: str) -> bytes:
        if not stumbled.is_set():
            stumbled.set()
            raise RuntimeError("something unforeseen")
        return make_payload(subject, "https://s.org", language)

    enqueue(world, world.supervisor)
    worker = OutboxWorker(world.storage, waker.sender, world.clock, 0.02, payload=payload)
    worker.start()
    assert stumbled.wait(10)
    world.clock.move(seconds=61)
    service.wait_for_pushes(1)
    worker.stop()
