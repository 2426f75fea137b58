"""This device's subscription over HTTP."""

import base64
import json
from typing import Any

import pytest
from agency_world import AgencyWorld, new_id
from push_service import PushService


def test_a_device_learns_the_servers_key_and_that_it_is_not_subscribed(world: AgencyWorld) -> None:
    answer = world.client(world.specialist).get("push")
    point = base64.urlsafe_b64decode(answer.pop("publicKey") + "=")
    assert (len(point), point[0]) == (65, 4)
    assert answer == {"subscribed": False, "working": None, "lastOk": None}


def test_subscribing_makes_a_member_reachable_and_unsubscribing_unreachable(
    world: AgencyWorld, waker: Any
) -> None:
    client, _ = waker.subscribe(world.specialist)
    assert client.get("directory")["reachable"] == [world.specialist.member]
    assert client.get("push")["subscribed"] is True
    for _ in range(2):
        assert client.call("DELETE", "push").status_code == 200
    assert client.get("directory")["reachable"] == []
    assert client.get("push")["subscribed"] is False


def test_the_same_subscription_again_changes_nothing(world: AgencyWorld, waker: Any) -> None:
    client, subscription = waker.subscribe(world.specialist)
    version = client.get("directory")["version"]
    assert client.call("PUT", "push", subscription.to_json()).status_code == 200
    assert client.get("directory")["version"] == version


def test_a_test_push_wakes_this_very_device(world: AgencyWorld, waker: Any, service: PushService) -> None:
    client, subscription = waker.subscribe(world.specialist)
    waker.subscribe(world.supervisor)
    assert client.post("push/test") == {"queued": True}
    assert waker.run() == 1
    assert json.loads(subscription.decrypt(service.pushes[0].body))["id"] == world.specialist.device


def test_a_test_without_a_subscription_says_so(world: AgencyWorld) -> None:
    assert world.client(world.specialist).refused("POST", "push/test", {}) == (409, "conflict")


def test_a_member_tests_five_times_and_then_waits_a_minute(world: AgencyWorld, waker: Any) -> None:
    client, _ = waker.subscribe(world.specialist)
    other, _ = waker.subscribe(world.supervisor)
    for _ in range(2):
        codes = [client.call("POST", "push/test", {}).status_code for _ in range(6)]
        assert codes == [200] * 5 + [429]
        assert client.call("POST", "push/test", {}).headers["Retry-After"] == "60"
        assert other.post("push/test") == {"queued": True}, "the limit is one member's"
        world.clock.move(seconds=60)


def test_when_someone_else_signs_in_on_a_browser_only_they_are_woken_there(
    world: AgencyWorld, waker: Any
) -> None:
    _, subscription = waker.subscribe(world.supervisors[0])
    second = world.client(world.supervisors[1])
    assert second.call("PUT", "push", subscription.to_json()).status_code == 200
    assert second.get("directory")["reachable"] == [world.supervisors[1].member]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endpoint": "http://10.0.0.1/x"}, "endpoint"),
        ({"endpoint": "https://169.254.169.254/latest"}, "endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "A" * 22}}, "keys.p256dh"),
        ({"keys": {"p256dh": "BA" + "A" * 85, "auth": "A" * 22}}, "keys.p256dh"),
        ({"keys": {"p256dh": None, "auth": "AAAA"}}, "keys.p256dh"),
        ({"auth": "AAAA"}, "auth"),
        ({"expirationTime": "soon"}, "expirationTime"),
    ],
)
def test_a_bad_subscription_is_refused_by_the_name_of_its_field(
    world: AgencyWorld, service: PushService, changes: dict[str, Any], field: str
) -> None:
    response = world.client(world.specialist).call("PUT", "push", service.subscribe().to_json() | changes)
    assert response.status_code == 400
    assert field in response.get_json()["error"]["fields"] or "body" in response.get_json()["error"]["fields"]


def test_an_auth_secret_of_the_wrong_length_is_refused(world: AgencyWorld, service: PushService) -> None:
    body = service.subscribe().to_json()
    body["keys"]["auth"] = "AAAA"
    assert world.client(world.specialist).refused("PUT", "push", body) == (400, "bad-request")


@pytest.mark.parametrize(("method", "path"), [("GET", "push"), ("PUT", "push"), ("POST", "push/test")])
def test_nobody_subscribes_without_signing_in(world: AgencyWorld, method: str, path: str) -> None:
    assert world.client().refused(method, path, {"id": new_id()})[0] == 401
