"""One shape for every error, a closed list of codes, and nothing of what was sent in any of them."""

import json

import pytest
from agency_world import ORIGIN, AgencyWorld
from flask import abort
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from webapp.errors import CODES, REFUSALS, SecondStepAsked, TooMany, body_of

PROTOCOL_CODES = {
    "bad-request": 400,
    "csrf": 400,
    "signed-out": 401,
    "sign-in-failed": 401,
    "second-step": 401,
    "second-step-failed": 401,
    "second-step-missing": 401,
    "not-allowed": 403,
    "not-found": 404,
    "method": 405,
    "conflict": 409,
    "invitation-invalid": 410,
    "too-large": 413,
    "wrong-type": 415,
    "too-many": 429,
    "internal": 500,
    "unavailable": 503,
}


def test_the_codes_are_those_of_the_protocol() -> None:
    assert {refusal.code: refusal.status for refusal in REFUSALS} == PROTOCOL_CODES
    assert set(PROTOCOL_CODES) == CODES


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_has_the_one_shape(refusal: type) -> None:
    made = TooMany(3) if refusal is TooMany else refusal({"name": "taken"})
    error = body_of(made)["error"]
    more = {"second"} if refusal is SecondStepAsked else set()
    assert set(error) <= {"code", "message", "fields"} | more and error["message"].endswith(".")


def test_an_unexpected_exception_is_internal_and_logs_only_type_and_place(world: AgencyWorld) -> None:
    @world.app.route("/api/v1/session/broken")
    def broken() -> str:
        raise RuntimeError("Maria said that she")

    world.app.view_functions["auth.session_state"] = broken
    response = world.app.test_client().get("/api/v1/session", base_url=ORIGIN)
    assert (response.status_code, response.get_json()["error"]["code"]) == (500, "internal")
    log = world.app.extensions["settings"].log_file.read_text(encoding="utf-8")
    assert "Maria" not in log
    line = next(json.loads(line) for line in log.splitlines() if "error" in line)
    assert line["error"] == "RuntimeError" and "test_failures.py:" in line["at"]


def test_a_database_that_does_not_answer_is_unavailable(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    with world.storage.transaction() as session:
        session.execute(text("DROP TABLE sign_ins"))
    assert client.refused("GET", "changes") == (503, "unavailable")
    log = world.app.extensions["settings"].log_file.read_text(encoding="utf-8")
    assert "OperationalError" in log and "sign_ins" not in log


def test_statements_and_values_never_stand_in_an_exception(world: AgencyWorld) -> None:
    with pytest.raises(OperationalError) as caught, world.storage.reading() as session:
        session.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": "Maria"})
    assert "Maria" not in str(caught.value)


def test_statuses_of_the_framework_get_the_same_shape(world: AgencyWorld) -> None:
    seen = {}
    for status in (401, 403, 404, 405, 409, 413, 415, 418, 429, 500, 501, 503):
        world.app.view_functions["auth.session_state"] = lambda status=status: abort(status)
        response = world.app.test_client().get("/api/v1/session", base_url=ORIGIN)
        seen[status] = (response.status_code, response.get_json()["error"]["code"])
    assert seen[404] == (404, "not-found") and seen[418] == (400, "bad-request")
    assert seen[501] == (500, "internal") and seen[429] == (429, "too-many")
    assert {code for _, code in seen.values()} <= CODES


def test_what_was_sent_is_never_echoed(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    secret = "Maria-was-here"
    for path in ("append", "read", "sign-in", "sign-in/parameters", "enrolments", "invitations/look"):
        for body in (
            {secret: secret},
            {"items": secret},
            {"vaults": [{secret: secret}]},
            {"token": secret},
            [secret],
        ):
            response = client.call("POST", path, body)
            assert response.status_code == 400, path
            assert secret not in response.get_data(as_text=True)
