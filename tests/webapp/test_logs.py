"""The log tells what happened and nothing of what anybody wrote, is called, or came from."""

import json

from agency_world import AgencyWorld, Person, new_id

MEMBERS = {"time", "method", "endpoint", "status", "ms", "member"}


def log_of(world: AgencyWorld) -> str:
    text: str = world.app.extensions["settings"].log_file.read_text(encoding="utf-8")
    return text


def test_a_line_for_each_request_by_the_endpoints_name(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    client.get("changes?after=0")
    lines = [json.loads(line) for line in log_of(world).splitlines()]
    assert all(set(line) == MEMBERS for line in lines)
    assert [line["endpoint"] for line in lines] == ["auth.session_state", "auth.sign_in", "sync.changes"]
    assert [line["member"] for line in lines] == [None, None, world.specialist.member]
    assert {line["status"] for line in lines} == {200}


def test_nothing_that_was_sent_stands_in_the_log(world: AgencyWorld) -> None:
    person = Person("Wilhelmina Abernathy", "specialist", "wilhelmina")
    token = world.invite(person)
    body = person.enrolment(token, world.agency, world.certifying, world.records)
    world.client().post("enrolments", body)
    sam = world.specialist
    vault = world.founded(sam)
    client = world.client(sam)
    note = vault.note(sam, "Maria talked about suicide.")
    client.append([note])
    client.refused("POST", "append", {"items": "Maria"})
    client.refused("GET", f"changes?after=Maria&token={token}")
    client.refused("GET", f"Maria/{token}")
    client.refused("POST", f"devices/{vault.id}/revoke", {})
    world.client().refused("POST", "sign-in/parameters", {"signInName": ["wilhelmina"]})
    log = log_of(world)
    forbidden = [
        *("Maria", "suicide", "Wilhelmina", "wilhelmina", "127.0.0.1", "after=", "/api/"),
        *(token, vault.id, sam.secret, client.csrf, note["jwe"][:40], new_id()[:8] + "never"),
    ]
    for word in forbidden:
        assert word not in log, word
