"""The demo is made by the real services, once, and its people can do what real people do."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from agency_world import ManualClock, make_app, make_settings, new_id
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import func, select

from webapp.demo.script import DemoScript
from webapp.demo.service import make_demo, read_people
from webapp.sealed.account import open_account
from webapp.sealed.certificates import read_descriptor
from webapp.sealed.items import EnvelopeHeader, item_hash, parse_item, verify_item
from webapp.sealed.passphrases import derive_keys
from webapp.sealed.receipts import verify_run
from webapp.sealed.seal import open_envelope, open_grant
from webapp.sealed.strict import decode_base64url, encode_base64url
from webapp.storage.models import Envelope, Grant, Member, Vault

ORIGIN = "http://localhost:8000"


@pytest.fixture(scope="module", name="app")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> OpenAPI:
    settings = replace(make_settings(tmp_path_factory.mktemp("demo"), origin=ORIGIN), demo=True)
    return make_app(settings, ManualClock())


@pytest.fixture(scope="module", name="printed")
def first_output(app: OpenAPI) -> str:
    result = app.test_cli_runner().invoke(args=["demo", "make"])
    assert result.exit_code == 0, result.output
    return result.output


class Visitor:
    """Somebody who read the printed passphrases and signs in as a browser does."""

    def __init__(self, app: OpenAPI, name: str) -> None:
        self.http = app.test_client()
        self.csrf = self.get("session")["csrf"]
        person = next(one for one in read_people()["staff"] if one["signInName"] == name)
        parameters = self.post("sign-in/parameters", {"signInName": name})
        salt = decode_base64url(parameters["salt"])
        secret, unlock_key = derive_keys(person["passphrase"], salt, parameters["kdf"])
        device = {"id": new_id(), "label": "Browser"}
        answer = self.post(
            "sign-in", {"signInName": name, "secret": encode_base64url(secret), "device": device}
        )
        self.account = open_account(answer["account"], unlock_key)

    def get(self, path: str) -> Any:
        response = self.http.get(f"/api/v1/{path}", base_url=ORIGIN)
        assert response.status_code == 200, response.get_data(as_text=True)
        return response.get_json()

    def post(self, path: str, body: Any) -> Any:
        headers = {"X-CSRFToken": self.csrf, "Origin": ORIGIN}
        response = self.http.post(f"/api/v1/{path}", base_url=ORIGIN, json=body, headers=headers)
        assert response.status_code == 200, response.get_data(as_text=True)
        self.csrf = response.get_json().get("csrf", self.csrf)
        return response.get_json()

    def vaults(self) -> list[tuple[str, list[Any], list[dict[str, Any]]]]:
        """(vault, its envelopes as read, their opened payloads), every signature and receipt verified."""
        keys = read_descriptor(self.get("directory")["descriptor"], self.account.pin).receipts
        found = []
        for vault in self.get("changes?after=0")["vaults"]:
            grant = parse_item(vault["grants"][0])
            verify_item(grant, {n: self.account.signing[n] for n in ("kty", "crv", "x", "y")})
            vault_key = open_grant(grant, self.account.sealing)
            read = self.post("read", {"vaults": [{"vault": vault["vault"], "after": 0}]})["envelopes"]
            items = [parse_item({"jwe": one["jwe"], "sig": one["sig"]}) for one in read]
            verify_run(
                [one["receipt"] for one in read],
                keys=keys,
                vault=vault["vault"],
                items=[(item.header.id, item_hash(item.jwe, item.sig)) for item in items],
            )
            found.append((vault["vault"], items, [open_envelope(item, vault_key) for item in items]))
        return found


def test_it_prints_who_can_sign_in(printed: str) -> None:
    for person in read_people()["staff"]:
        assert person["signInName"] in printed
        assert person["passphrase"] in printed
        assert len(person["passphrase"]) >= 15


def test_everybody_it_prints_can_sign_in_and_open_their_account(app: OpenAPI, printed: str) -> None:
    for person in read_people()["staff"]:
        visitor = Visitor(app, person["signInName"])
        assert visitor.account.signInName == person["signInName"]
        assert visitor.get("session")["signedIn"]["state"] == "active"


@pytest.mark.parametrize("name", ["dana", "luis"])
def test_each_specialist_finds_one_participant_with_earlier_sessions(
    app: OpenAPI, printed: str, name: str
) -> None:
    wanted = next(one for one in read_people()["participants"] if one["specialist"] == name)
    [(_, items, payloads)] = Visitor(app, name).vaults()
    assert payloads[0] == {"kind": "participant", "schema": 1, **wanted["record"]}
    kinds = [payload["kind"] for payload in payloads[1:]]
    assert kinds == ["session", "script-record", "note", "session-end"] * len(wanted["sessions"])
    by_id = {item.header.id: payload for item, payload in zip(items, payloads, strict=True)}
    for item, payload in zip(items, payloads, strict=True):
        assert isinstance(item.header, EnvelopeHeader)
        before = [by_id[one]["kind"] for one in item.header.after]
        assert before == {"script-record": ["session"], "note": ["script-record"]}.get(payload["kind"], [])


def test_the_first_script_of_a_person_is_the_full_one_and_later_ones_a_recap(
    app: OpenAPI, printed: str
) -> None:
    script = DemoScript()
    for name in ("dana", "luis"):
        [(_, _, payloads)] = Visitor(app, name).vaults()
        records = [payload for payload in payloads if payload["kind"] == "script-record"]
        assert [record["script"]["variant"] for record in records] == [
            "full",
            *["recap"] * (len(records) - 1),
        ]
        for record in records:
            shown = [card["card"] for card in record["script"]["shown"]]
            assert shown == script.cards(record["how"], record["script"]["variant"])
            assert shown
            assert record["script"]["hash"] == script.hash


def test_nobody_else_holds_their_vaults(app: OpenAPI, printed: str) -> None:
    for name in ("olive", "rosa", "sam"):
        assert Visitor(app, name).vaults() == []


def test_the_supervisors_are_on_call_under_fictional_numbers(app: OpenAPI, printed: str) -> None:
    settings = read_descriptor(Visitor(app, "dana").get("directory")["descriptor"]).settings
    assert [entry["name"] for entry in settings["onCall"]] == ["Rosa Venn", "Sam Okafor"]
    assert all("555-01" in entry["phone"] for entry in settings["onCall"])


def _count(app: OpenAPI) -> list[int]:
    with app.extensions["storage"].reading() as session:
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (Member, Vault, Grant, Envelope)
        ]


def test_a_second_run_changes_nothing_and_prints_the_same_people(app: OpenAPI, printed: str) -> None:
    before = _count(app)
    result = app.test_cli_runner().invoke(args=["demo", "make"])
    assert result.exit_code == 0
    assert "nothing was changed" in result.output
    assert result.output.splitlines()[1:] == printed.splitlines()[1:]
    assert _count(app) == before


def test_a_demo_that_was_cut_off_leaves_nothing_and_can_be_made_again(tmp_path: Path) -> None:
    app = make_app(replace(make_settings(tmp_path, origin=ORIGIN), demo=True), ManualClock())
    storage = app.extensions["storage"]
    with pytest.raises(KeyboardInterrupt), storage.transaction() as session:
        make_demo(session, app.extensions["receipt_key"], app.extensions["clock"]())
        raise KeyboardInterrupt
    assert _count(app) == [0, 0, 0, 0]
    assert app.test_cli_runner().invoke(args=["demo", "make"]).exit_code == 0
    storage.close()


def test_a_real_server_gets_no_demo_people(tmp_path: Path) -> None:
    app = make_app(make_settings(tmp_path), ManualClock())
    result = app.test_cli_runner().invoke(args=["demo", "make"])
    assert result.exit_code != 0
    assert "SOTTO_DEMO=1" in result.output
    assert _count(app) == [0, 0, 0, 0]
    app.extensions["storage"].close()


def test_no_note_or_name_of_a_participant_is_in_the_database_file(app: OpenAPI, printed: str) -> None:
    folder = app.extensions["settings"].data
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    with app.extensions["storage"].reading() as session:
        rows = json.dumps([[one.jwe, one.sig, one.receipt] for one in session.scalars(select(Envelope))])
    for participant in read_people()["participants"]:
        for words in (participant["record"]["name"], participant["sessions"][0]["note"][:30]):
            assert words.encode() not in stored
            assert words not in rows
