"""`kill -9` while a phone appends: what was acknowledged is there afterwards, and nothing is there twice."""

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from agency_world import AgencyWorld, Person
from server_process import ServerProcess

from webapp.sealed.items import item_hash
from webapp.sealed.receipts import verify_run

BATCH = 10


class Phone:
    """The least of a client over a real socket: one cookie, one CSRF token."""

    def __init__(self, address: str) -> None:
        self.host = address.removeprefix("http://")
        self.cookie = self.csrf = ""

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf, "Cookie": self.cookie}
            connection.request(
                method, f"/api/v1/{path}", json.dumps(body) if body is not None else None, headers
            )
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        finally:
            connection.close()
        assert response.status == 200, answer
        if cookie := response.headers["Set-Cookie"]:
            self.cookie = cookie.partition(";")[0]
        self.csrf = answer.get("csrf", self.csrf)
        return answer

    def sign_in(self, person: Person) -> "Phone":
        self.call("GET", "session")
        device = {"id": person.device, "label": "A phone"}
        body = {"signInName": person.sign_in_name, "secret": person.secret, "device": device}
        self.call("POST", "sign-in", body)
        return self


@pytest.fixture
def server(world: AgencyWorld) -> Iterator[ServerProcess]:
    process = ServerProcess(world.app.extensions["settings"])
    yield process
    process.kill()


def send_until_killed(
    server: ServerProcess, person: Person, items: list[dict[str, str]], acknowledged: dict[str, int]
) -> None:
    """Append batch after batch; another thread kills the server after some have been acknowledged."""
    phone = Phone(server.start()).sign_in(person)
    seen_some = threading.Event()

    def kill_mid_way() -> None:
        seen_some.wait(60)
        server.kill()

    killer = threading.Thread(target=kill_mid_way)
    killer.start()
    try:
        for start in range(0, len(items), BATCH):
            answers = phone.call("POST", "append", {"items": items[start : start + BATCH]})["items"]
            assert {answer["status"] for answer in answers} <= {"stored", "duplicate"}
            acknowledged |= {answer["id"]: answer["number"] for answer in answers}
            if start >= 3 * BATCH:
                seen_some.set()
    except (OSError, http.client.HTTPException):
        assert seen_some.is_set(), "the connection broke before the server was killed"
    finally:
        seen_some.set()
        killer.join()


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    world: AgencyWorld, server: ServerProcess
) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    world.storage.close()
    notes = [vault.note(sam, f"Note {number}.") for number in range(120)]
    acknowledged: dict[str, int] = {}
    for _ in range(2):
        send_until_killed(server, sam, notes, acknowledged)
    assert len(acknowledged) >= 4 * BATCH
    phone = Phone(server.start()).sign_in(sam)
    before = phone.call("POST", "read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
    numbers = {item_hash(one["jwe"], one["sig"]): one["number"] for one in before}
    for start in range(0, len(notes), BATCH):
        for answer in phone.call("POST", "append", {"items": notes[start : start + BATCH]})["items"]:
            assert acknowledged.setdefault(answer["id"], answer["number"]) == answer["number"]
    found = phone.call("POST", "read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
    hashes = [item_hash(one["jwe"], one["sig"]) for one in found]
    assert sorted(hashes) == sorted(item_hash(note["jwe"], note["sig"]) for note in notes)
    assert all(
        found[number - 1]["number"] == number and hashes[number - 1] == digest
        for digest, number in numbers.items()
    )
    ids = {
        item_hash(n["jwe"], n["sig"]): i
        for n, i in zip(notes, acknowledged_in_order(phone, notes), strict=True)
    }
    verify_run(
        [one["receipt"] for one in found],
        keys=[world.app.extensions["receipt_key"].public],
        vault=vault.id,
        items=[(ids[digest], digest) for digest in hashes],
    )


def acknowledged_in_order(phone: Phone, notes: list[dict[str, str]]) -> list[str]:
    """The ids of the notes, as the server names them when they are sent once more."""
    ids = []
    for start in range(0, len(notes), 100):
        answers = phone.call("POST", "append", {"items": notes[start : start + 100]})["items"]
        assert {answer["status"] for answer in answers} == {"duplicate"}
        ids += [answer["id"] for answer in answers]
    return ids
