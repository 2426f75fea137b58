"""Strict headers on every answer, errors too."""

from collections.abc import Callable

import pytest
from agency_world import ORIGIN, AgencyWorld

from webapp.headers import HEADERS

PATHS = [
    "/",
    "/healthz",
    "/api/v1/session",
    "/api/v1/changes",
    "/api/v1/nothing",
    "/nothing",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(world: AgencyWorld, path: str) -> None:
    headers = world.app.test_client().get(path, base_url=ORIGIN).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_nothing_inline_and_nothing_from_elsewhere_may_run() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "lit-html sotto"
    assert not any("unsafe-inline" in value or "http" in value or "*" in value for value in policy.values())


@pytest.mark.parametrize("path", ["/", "/api/v1/session", "/api/v1/changes"])
def test_the_shell_and_the_api_are_not_kept_by_caches(world: AgencyWorld, path: str) -> None:
    assert world.app.test_client().get(path, base_url=ORIGIN).headers["Cache-Control"] == "no-store"


def test_the_http_demo_does_not_promise_https(make_world: Callable[..., AgencyWorld]) -> None:
    demo = make_world(origin="http://localhost:8000", demo=True)
    assert "Strict-Transport-Security" not in demo.app.test_client().get("/healthz").headers
