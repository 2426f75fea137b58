"""With the kit, the whole record of the demo agency opens on a machine without a network."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from agency_world import ManualClock, make_app, make_settings
from click.testing import Result
from flask_openapi3.openapi import OpenAPI
from record_keeper import Keeper
from sqlalchemy import select

from webapp.demo.service import read_people
from webapp.sealed.account import open_account, open_agency_keys
from webapp.sealed.passphrases import derive_keys
from webapp.sealed.strict import decode_base64url
from webapp.storage.models import AgencyKeys, Member

PARTICIPANTS: list[dict[str, Any]] = read_people()["participants"]


@pytest.fixture(scope="module", name="app")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> OpenAPI:
    settings = replace(make_settings(tmp_path_factory.mktemp("demo")), demo=True)
    app = make_app(settings, ManualClock())
    done = app.test_cli_runner().invoke(args=["demo", "make"])
    assert done.exit_code == 0, done.output
    return app


def kit_of(app: OpenAPI, keeper: Keeper) -> Path:
    """As the demo's officer makes it: from the keys that were sealed to her account."""
    olive = read_people()["staff"][0]
    with app.extensions["storage"].reading() as session:
        row = session.scalars(select(Member).where(Member.name == olive["name"])).one()
        _, unlock_key = derive_keys(olive["passphrase"], decode_base64url(row.salt), row.kdf)
        account = open_account(row.account, unlock_key)
        sealed = session.scalars(select(AgencyKeys)).one()
        return keeper.kit_for(open_agency_keys(sealed.jwe, account.sealing), row.agency)


@pytest.fixture(scope="module", name="exported")
def demo_export(app: OpenAPI, tmp_path_factory: pytest.TempPathFactory) -> tuple[Keeper, Result]:
    keeper = Keeper(app, tmp_path_factory.mktemp("keeper"))
    kit = kit_of(app, keeper)
    agency = read_people()["agency"]
    return keeper, keeper.run(kit, "--agency", agency, "--language", "es")


def test_everything_is_there_and_as_it_was_signed(exported: tuple[Keeper, Result]) -> None:
    keeper, done = exported
    assert done.exit_code == 0, done.output
    assert "Everything in this folder is readable by whoever opens it" in done.output
    assert "5 members, 2 vaults, 22 envelopes" in done.output
    assert "Everything is as it was signed." in done.output
    names = sorted(str(path.relative_to(keeper.target)) for path in keeper.target.rglob("*.*"))
    assert names == [
        "agency.json",
        "cases/EL-01.json",
        "cases/EL-01.pdf",
        "cases/RI-01.json",
        "cases/RI-01.pdf",
        "report.json",
        "report.txt",
    ]
    assert keeper.modes() == {("folder", 0o700), ("file", 0o600)}
    assert {path.name for path in keeper.folder.iterdir()} == {"export", "kit.sotto"}


@pytest.mark.parametrize("participant", PARTICIPANTS, ids=lambda each: each["record"]["code"])
def test_a_case_says_what_the_demo_wrote(
    exported: tuple[Keeper, Result], participant: dict[str, Any]
) -> None:
    keeper, _ = exported
    document = keeper.json(f"cases/{participant['record']['code']}.json")
    record = document["record"]
    assert participant["record"].items() <= record["participant"].items()
    told = [(each["how"], each["note"]["text"]) for each in reversed(record["sessions"])]
    assert told == [(each["how"], each["note"]) for each in participant["sessions"]]
    assert all(each["scriptRecord"]["outcome"] == "understood" for each in record["sessions"])
    assert (record["unreadable"], record["newer"], record["unsent"]) == ([], [], 0)
    assert all(each["verified"] and each["counts"] and each["received"] for each in document["entries"])
    assert {each["author"]["name"] for each in document["entries"]} <= {"Dana Whitlow", "Luis Arroyo"}

    words = keeper.reads(f"cases/{participant['record']['code']}.pdf")
    for session in participant["sessions"]:
        assert session["note"] in words
    for fixed in (
        "Lo que se dijo sobre la confidencialidad",
        "Página 1 de",
        participant["record"]["contact"],
    ):
        assert fixed in words


def test_the_report_accounts_for_every_file_and_vault(exported: tuple[Keeper, Result]) -> None:
    keeper, _ = exported
    report = keeper.json("report.json")
    digests = {
        name: hashlib.sha256((keeper.target / name).read_bytes()).hexdigest() for name in report["files"]
    }
    assert digests == report["files"] and len(digests) == 5
    assert report["verified"] is True and report["counts"]["envelopes"] == 22
    text = (keeper.target / "report.txt").read_text(encoding="utf-8")
    for vault in report["vaults"]:
        assert f"{vault['vault']}  {vault['head']}  {vault['lastReceipt']}  {vault['file']}" in text
    everybody = [each["record"]["name"] for each in PARTICIPANTS] + [
        each["name"] for each in read_people()["staff"]
    ]
    assert not [name for name in everybody if name in text or name in json.dumps(report)]


def test_the_people_are_those_whom_the_agency_certified(exported: tuple[Keeper, Result]) -> None:
    keeper, _ = exported
    agency = keeper.json("agency.json")
    staff = {each["name"]: each["role"] for each in read_people()["staff"]}
    assert agency["name"] == read_people()["agency"]
    assert {each["name"]: each["role"] for each in agency["members"]} == staff
    assert {each["certificates"][0]["name"] for each in agency["members"]} == staff.keys()
