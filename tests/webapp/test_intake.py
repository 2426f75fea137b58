"""What an unsafe request must bring: a CSRF token, JSON, a body that is not too large, and our own origin."""

import pytest
from agency_world import ORIGIN, AgencyWorld, Client

from webapp.config import MAX_BODY


def test_every_unsafe_call_wants_the_csrf_token(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    for token in ("", "x", world.client(world.supervisor).csrf):
        for method, path in (("POST", "append"), ("POST", "sign-out"), ("PUT", "push"), ("DELETE", "push")):
            assert client.refused(method, path, {}, {"X-CSRFToken": token}) == (400, "csrf")


def test_public_unsafe_calls_want_it_too(world: AgencyWorld) -> None:
    stranger = Client(world.app)
    assert stranger.refused("POST", "sign-in", {}) == (400, "csrf")


def test_a_token_without_its_cookie_is_worth_nothing(world: AgencyWorld) -> None:
    thief = Client(world.app)
    thief.csrf = world.client().csrf
    assert thief.refused("POST", "sign-in", {}) == (400, "csrf")


def test_a_token_in_the_body_or_the_address_does_not_count(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    token, client.csrf = client.csrf, ""
    assert client.refused("POST", f"append?csrf_token={token}", {"csrf_token": token}) == (400, "csrf")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://sotto.test"},
        {"Origin": "https://sotto.test.evil.test"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_requests_from_elsewhere_are_refused_even_with_the_token(
    world: AgencyWorld, headers: dict[str, str]
) -> None:
    assert world.client(world.specialist).refused("POST", "append", {"items": []}, headers) == (400, "csrf")


def test_no_referrer_is_needed(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert client.call("POST", "append", {"items": []}, headers).status_code == 200


@pytest.mark.parametrize("mime_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused(world: AgencyWorld, mime_type: str) -> None:
    client = world.client(world.specialist)
    response = client.http.post(
        "/api/v1/append",
        base_url=ORIGIN,
        data='{"items": []}',
        content_type=mime_type,
        headers={"X-CSRFToken": client.csrf},
    )
    assert (response.status_code, response.get_json()["error"]["code"]) == (415, "wrong-type")


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", '"text"', "7", "null", "[]", '{"items": {}}', '{"items":[],"x":1}']
)
def test_json_that_does_not_fit_is_a_bad_request(world: AgencyWorld, text: str) -> None:
    client = world.client(world.specialist)
    response = client.http.post(
        "/api/v1/append",
        base_url=ORIGIN,
        data=text,
        content_type="application/json",
        headers={"X-CSRFToken": client.csrf},
    )
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, "bad-request")


def test_a_body_over_four_mebibytes_is_too_large(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    largest = {"items": ["x" * (MAX_BODY - 100)]}
    assert client.statuses(largest["items"]) == ["malformed"]
    assert client.refused("POST", "append", {"items": ["x" * MAX_BODY]}) == (413, "too-large")


def test_the_demo_takes_any_name_of_its_own_host(make_world: object) -> None:
    demo = make_world(origin="http://localhost:8000", demo=True)  # type: ignore[operator]
    http = demo.app.test_client()
    base = "http://127.0.0.1:8000"
    token = http.get("/api/v1/session", base_url=base).get_json()["csrf"]

    def ask(origin: str) -> int:
        headers = {"X-CSRFToken": token, "Origin": origin}
        body = {"signInName": "sam"}
        return http.post("/api/v1/sign-in/parameters", base_url=base, json=body, headers=headers).status_code

    assert [ask(base), ask("http://localhost:8000"), ask("http://evil.test")] == [200, 200, 400]
