"""The factory, the health check and the commands."""

import os
import subprocess
import sys
from pathlib import Path

from agency_world import ORIGIN, AgencyWorld
from sqlalchemy import select

from webapp.sealed.strict import sha256
from webapp.storage.models import Invitation


def test_healthz_says_that_server_and_database_answer(world: AgencyWorld) -> None:
    response = world.app.test_client().get("/healthz", base_url=ORIGIN)
    body = response.get_json()
    assert (response.status_code, body["status"], body["database"]) == (200, "ok", "ok")
    assert body["version"]


def test_healthz_makes_no_session(world: AgencyWorld) -> None:
    assert "Set-Cookie" not in world.app.test_client().get("/healthz", base_url=ORIGIN).headers


def test_agency_create_prints_a_link_that_sets_it_up(empty_world: AgencyWorld) -> None:
    result = empty_world.app.test_cli_runner().invoke(args=["agency", "create", "Lantern Peer Support"])
    assert result.exit_code == 0
    token = result.output.strip().rpartition("/")[2]
    assert f"{ORIGIN}/#/set-up/{token}" in result.output
    with empty_world.storage.reading() as session:
        invitation = session.scalars(select(Invitation)).one()
    assert (invitation.purpose, invitation.token_hash) == ("set-up", sha256(token.encode()))
    look = empty_world.client().post("set-up/look", {"token": token})
    assert look["agencyName"] == "Lantern Peer Support"


def test_agency_create_wants_a_name(empty_world: AgencyWorld) -> None:
    result = empty_world.app.test_cli_runner().invoke(args=["agency", "create", " "])
    assert result.exit_code == 1 and "1 to 200 characters" in result.output


def test_end_member_ends_an_access_by_sign_in_name(world: AgencyWorld) -> None:
    runner = world.app.test_cli_runner()
    assert runner.invoke(args=["agency", "end-member", "Sam"]).exit_code == 0
    assert world.client(world.specialist).get("session")["signedIn"]["state"] == "ended"
    result = runner.invoke(args=["agency", "end-member", "nobody"])
    assert result.exit_code == 1 and "Nobody signs in" in result.output


def test_database_upgrade_can_be_run_again(world: AgencyWorld) -> None:
    for _ in range(2):
        result = world.app.test_cli_runner().invoke(args=["database", "upgrade"])
        assert result.exit_code == 0 and "revision" in result.output


def test_a_command_without_settings_says_one_sentence_and_no_traceback() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SOTTO_")}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "database", "upgrade"],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: SOTTO_DATABASE_KEY is not set.") and "Traceback" not in done.stderr
