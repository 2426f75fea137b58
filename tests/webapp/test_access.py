"""Default-deny, walked over the whole URL map: whoever is not named may not."""

from typing import Any

import pytest
from agency_world import ORIGIN, AgencyWorld, Client, Person, new_id

from webapp.access import PUBLIC_ENDPOINTS

OFFICERS_ONLY = {
    "admin.agency_keys",
    "admin.descriptor",
    "admin.people",
    "admin.invite",
    "admin.cancel_invitation",
    "admin.certificate",
    "recovery.open_requests",
    "recovery.answer",
    "recovery.decline",
    "recovery.kit",
    "recovery.kit_event",
    "leaving.end_access",
    "leaving.decline",
    "leaving.revoke_any",
    "leaving.held_groups",
    "leaving.decide",
    "leaving.holdings",
    "reports.reports",
    "reports.looked",
    "second.clear",
}
FOR_ANYBODY_SIGNED_IN = {"auth.sign_out", "sync.append_items", "leaving.hand_in"}


def calls(world: AgencyWorld) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of every rule and method, with ids filled in."""
    found = []
    for rule in world.app.url_map.iter_rules():
        path = str(rule)
        for argument in rule.arguments:
            path = path.replace(f"<{argument}>", new_id()).replace(f"<string:{argument}>", new_id())
        found += [(rule.endpoint, method, path) for method in sorted(rule.methods or ())]
    return found


def open_call(client: Client, method: str, path: str) -> Any:
    headers = {"X-CSRFToken": client.csrf, "Origin": ORIGIN}
    body = {} if method in ("POST", "PUT", "PATCH") else None
    return client.http.open(path, method=method, base_url=ORIGIN, json=body, headers=headers)


def test_the_list_of_public_endpoints_names_only_what_exists(world: AgencyWorld) -> None:
    assert {rule.endpoint for rule in world.app.url_map.iter_rules()} >= PUBLIC_ENDPOINTS


def test_signed_out_everything_else_answers_401(world: AgencyWorld) -> None:
    client = world.client()
    walked = [call for call in calls(world) if call[0] not in PUBLIC_ENDPOINTS]
    assert len(walked) > 30
    for endpoint, method, path in walked:
        response = open_call(client, method, path)
        assert response.status_code == 401, (endpoint, method)
        if method != "HEAD":
            assert response.get_json()["error"]["code"] == "signed-out", (endpoint, method)


def test_public_endpoints_never_ask_for_a_sign_in(world: AgencyWorld) -> None:
    client = world.client()
    for endpoint, method, path in calls(world):
        if endpoint in PUBLIC_ENDPOINTS:
            assert open_call(client, method, path).status_code != 401 or endpoint == "auth.sign_in", endpoint


def test_officers_calls_are_refused_to_others(world: AgencyWorld) -> None:
    for person in (world.specialist, world.supervisor):
        client = world.client(person)
        walked = [call for call in calls(world) if call[0] in OFFICERS_ONLY]
        assert {call[0] for call in walked} == OFFICERS_ONLY
        for endpoint, method, path in walked:
            assert open_call(client, method, path).status_code == 403, (endpoint, method)


@pytest.mark.parametrize("state", ["waiting", "revoked"])
def test_the_waiting_and_the_revoked_are_refused_everything_but_the_least(
    world: AgencyWorld, state: str
) -> None:
    if state == "waiting":
        client = world.enrol(Person("Wen Ito", "officer", "wen"))
    else:
        client = world.client(world.officer)
        client.post(f"devices/{world.officer.device}/revoke")
    for endpoint, method, path in calls(world):
        if endpoint not in PUBLIC_ENDPOINTS | FOR_ANYBODY_SIGNED_IN:
            assert open_call(client, method, path).status_code == 403, (endpoint, method)


def test_unknown_paths_are_json_404_for_anybody(world: AgencyWorld) -> None:
    for client in (world.client(), world.client(world.officer)):
        assert client.refused("GET", "nothing-here") == (404, "not-found")
        assert client.refused("POST", "nothing-here", {}) == (404, "not-found")


def test_a_method_that_a_path_does_not_take_is_405(world: AgencyWorld) -> None:
    assert world.client().refused("DELETE", "session") == (405, "method")
    assert world.client().refused("PUT", "append", {}) == (405, "method")
