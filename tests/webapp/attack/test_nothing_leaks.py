"""Secrets and what people are called or wrote: in no log, no address, no error, no file in clear."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from agency_world import ORIGIN, AgencyWorld, Person
from scene import Scene, open_call
from sqlalchemy.exc import OperationalError

from webapp.api import PREFIX
from webapp.patience import QuietLogger

WORDS = "Maria talked about suicide"


def everything_secret(scene: Scene) -> dict[str, str]:
    """What must stand nowhere in clear on the server's disk, nor in any error."""
    world = scene.world
    settings = world.app.extensions["settings"]
    people = {person.name: person.name for person in (world.officer, *world.specialists, *world.supervisors)}
    return people | {
        "what was written": "A quiet talk about housing",
        "a passphrase": scene.victim.passphrase,
        "a sign-in secret": scene.victim.secret,
        "an invitation": scene.invitation["token"],
        "the database key": settings.database_key.reveal(),
        "the server's secret": settings.secret_key.reveal(),
        "a private key": scene.victim.signing["d"],
        "a push secret": scene.subscription.to_json()["keys"]["auth"],
    }


@pytest.fixture
def broken(scene: Scene) -> Iterator[list[tuple[str, Any]]]:
    """Every view fails with what it was sent in its exception: what each answers, and what is logged."""
    world = scene.world
    clients = {"officer": world.client(world.officer), "nobody": world.client()}

    def failing(*_: Any, **kwargs: Any) -> Any:
        from flask import request

        raise RuntimeError(f"{WORDS} {request.get_data(as_text=True)} {request.headers} {kwargs}")

    answers = []
    for endpoint in list(world.app.view_functions):
        world.app.view_functions[endpoint] = failing
    for rule in world.app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            path = str(rule).replace("<string:id>", scene.victim.device).replace("<name>", "Maria.js")
            for client in clients.values():
                body = {"name": WORDS, "secret": scene.victim.secret}
                answers.append((path, open_call(client, method, f"{path}?q=Maria", body)))
    yield answers


def test_a_mistake_of_ours_tells_nobody_anything(scene: Scene, broken: list[tuple[str, Any]]) -> None:
    log = scene.world.app.extensions["settings"].log_file.read_text(encoding="utf-8")
    seen = {response.status_code for _, response in broken}
    assert 500 in seen and seen <= {401, 403, 500}
    for path, response in broken:
        text = response.get_data(as_text=True) + repr(response.headers)
        for word in ("Maria", "suicide", "Traceback", "RuntimeError", ".py", scene.victim.secret):
            assert word not in text, path
    for word in ("Maria", "suicide", scene.victim.secret, scene.victim.device, "Traceback", "127.0.0.1"):
        assert word not in log, word
    assert "RuntimeError" in log


def test_nothing_in_clear_rests_in_any_file_of_the_server(scene: Scene) -> None:
    """The database, its journal, the log and the key files; these hold their own keys and no more."""
    world = scene.world
    world.client(world.officer).refused("POST", "invitations", {"name": WORDS})
    settings = world.app.extensions["settings"]
    files = [path for path in Path(settings.data).rglob("*") if path.is_file()]
    assert {"sotto.db", "log.jsonl", "receipts.json"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for what, secret in (everything_secret(scene) | {"words": WORDS}).items():
            assert secret.encode() not in content, f"{what} stands in {path.name}"
    assert not (settings.data / "sotto.db").read_bytes().startswith(b"SQLite format 3")


def test_no_path_or_query_of_ours_carries_a_secret(world: AgencyWorld) -> None:
    """What is in an address gets into histories and other people's logs: tokens travel in bodies only."""
    taken = {argument for rule in world.app.url_map.iter_rules() for argument in rule.arguments}
    assert taken == {"id", "name"}
    document = world.app.test_client().get(f"{PREFIX}/openapi.json", base_url=ORIGIN).get_json()
    queries = {
        parameter["name"]
        for path in document["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query"
    }
    assert queries == {"after"}


def test_a_method_that_somebody_made_up_is_not_written_into_the_log(world: AgencyWorld) -> None:
    world.app.test_client().open("/healthz", method="MARIA", base_url=ORIGIN)
    log = world.app.extensions["settings"].log_file.read_text(encoding="utf-8")
    assert "MARIA" not in log
    assert json.loads(log.splitlines()[-1])["method"] == "other"


def test_secrets_show_nothing_of_themselves_in_a_traceback(scene: Scene) -> None:
    world = scene.world
    settings = world.app.extensions["settings"]
    shown = (
        repr(settings)
        + repr(world.app.extensions)
        + repr(world.storage.engine)
        + str(world.storage.engine.url)
    )
    for what in ("the database key", "the server's secret"):
        assert everything_secret(scene)[what] not in shown, what


def test_a_database_that_fails_quotes_no_statement_and_no_value(scene: Scene) -> None:
    from sqlalchemy import text

    with pytest.raises(OperationalError) as caught, scene.world.storage.reading() as session:
        session.execute(text("SELECT :name FROM nowhere"), {"name": WORDS})
    assert "Maria" not in f"{caught.value} {caught.value!r}"


def test_the_production_servers_log_leaves_out_what_an_exception_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from gunicorn.config import Config

    quiet = QuietLogger(Config())
    quiet.error_log.propagate = True
    try:
        with caplog.at_level(logging.ERROR):
            try:
                raise ValueError(WORDS)
            except ValueError:
                quiet.exception("Error handling request /%s", WORDS)
    finally:
        quiet.error_log.propagate = False
    assert "Maria" not in caplog.text and "ValueError" in caplog.text


def test_a_person_is_named_to_nobody_before_they_sign_in(world: AgencyWorld) -> None:
    """The one name that a stranger sees is their own, on the invitation that they hold."""
    person = Person("Wen Ito", "specialist", "wen")
    token = world.invite(person)
    told = world.client().post("invitations/look", {"token": token})
    assert told["name"] == person.name
    for other in (world.officer, *world.specialists, *world.supervisors):
        assert other.name not in json.dumps(told) and other.member not in json.dumps(told)
