"""Signing in: what the cookie is, how it ends, and what a stranger learns (nothing)."""

import pytest
from agency_world import ORIGIN, AgencyWorld, Client, Person, new_id
from sqlalchemy import func, select

from webapp.auth.service import end_member
from webapp.sealed.strict import sha256
from webapp.storage.models import SignIn


def wrong_secret(person: Person) -> dict[str, object]:
    device = {"id": person.device, "label": "A phone"}
    return {"signInName": person.sign_in_name, "secret": sha256(b"wrong"), "device": device}


def cookie(client: Client, name: str = "__Host-sotto") -> str:
    found = client.http.get_cookie(name, domain="sotto.test")
    assert found is not None
    return found.value


def test_a_member_signs_in_and_gets_their_sealed_account(world: AgencyWorld) -> None:
    client = Client(world.app, world.specialist)
    answer = client.sign_in()
    assert answer["signedIn"] == {
        "member": world.specialist.member,
        "device": world.specialist.device,
        "agency": world.agency,
        "role": "specialist",
        "name": world.specialist.name,
        "state": "active",
    }
    assert answer["account"].count(".") == 4
    assert client.get("session")["signedIn"] == answer["signedIn"]


def test_the_cookie_is_host_only_secure_and_out_of_reach_of_scripts(world: AgencyWorld) -> None:
    response = world.app.test_client().get("/api/v1/session", base_url=ORIGIN)
    header = response.headers["Set-Cookie"]
    assert header.startswith("__Host-sotto=") and "Domain" not in header
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=3600"):
        assert part in header


def test_the_http_demo_has_a_plain_cookie(make_world: object) -> None:
    demo = make_world(origin="http://localhost:8000", demo=True)  # type: ignore[operator]
    header = demo.app.test_client().get("/api/v1/session").headers["Set-Cookie"]
    assert header.startswith("sotto=") and "Secure" not in header and "HttpOnly" in header


def test_the_database_never_holds_the_cookie_itself(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    with world.storage.reading() as session:
        hashes = session.scalars(select(SignIn.cookie_hash)).all()
    assert sha256(cookie(client).encode()) in hashes and cookie(client) not in hashes


def test_signing_in_changes_cookie_and_csrf_token(world: AgencyWorld) -> None:
    client = Client(world.app, world.specialist).begin()
    before = cookie(client), client.csrf
    client.sign_in()
    assert cookie(client) != before[0] and client.csrf != before[1]
    stranger = Client(world.app)
    stranger.http.set_cookie("__Host-sotto", before[0], domain="sotto.test")
    assert stranger.get("session")["signedIn"] is None


def test_wrong_secret_and_unknown_name_are_answered_alike(world: AgencyWorld) -> None:
    client = world.client()
    unknown = wrong_secret(Person("Nobody", "specialist", "nobody"))
    answers = [client.call("POST", "sign-in", body) for body in (wrong_secret(world.specialist), unknown)]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].get_json() == answers[1].get_json()
    assert answers[0].get_json()["error"]["code"] == "sign-in-failed"


def test_an_unknown_name_is_checked_against_a_hash_too(
    world: AgencyWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp.auth import service

    checked: list[str] = []
    real = service.verify_secret

    def noting(stored: str, secret: bytes) -> bool:
        checked.append(stored)
        return real(stored, secret)

    monkeypatch.setattr(service, "verify_secret", noting)
    world.client().refused("POST", "sign-in", wrong_secret(Person("Nobody", "specialist", "nobody")))
    assert checked == [world.app.extensions["decoy"].secret_hash]


def test_parameters_of_an_unknown_name_are_stable_and_look_like_any_other(world: AgencyWorld) -> None:
    client = world.client()
    known = client.post("sign-in/parameters", {"signInName": "sam"})
    first = client.post("sign-in/parameters", {"signInName": "nobody"})
    assert first == client.post("sign-in/parameters", {"signInName": "  NOBODY "})
    assert first["salt"] != client.post("sign-in/parameters", {"signInName": "somebody"})["salt"]
    assert first["kdf"] == known["kdf"] and len(first["salt"]) == len(known["salt"])


def test_names_are_compared_without_case_accents_forms_or_spaces(world: AgencyWorld) -> None:
    client = world.client()
    body = {
        "signInName": " ＳＡＭ ",
        "secret": world.specialist.secret,
        "device": {"id": world.specialist.device, "label": ""},
    }
    assert client.post("sign-in", body)["signedIn"]["member"] == world.specialist.member


def test_signing_out_ends_the_row_and_the_cookie(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    stolen = cookie(client)
    client.post("sign-out")
    assert client.http.get_cookie("__Host-sotto", domain="sotto.test") is None
    thief = Client(world.app)
    thief.http.set_cookie("__Host-sotto", stolen, domain="sotto.test")
    assert thief.get("session")["signedIn"] is None


def test_a_sign_in_ends_after_twelve_hours_even_in_use(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    for _ in range(11):
        world.clock.move(hours=1)
        assert client.get("session")["signedIn"] is not None
    world.clock.move(hours=1, seconds=1)
    assert client.get("session")["signedIn"] is None
    assert client.refused("GET", "changes") == (401, "signed-out")


def test_a_sign_in_ends_after_eight_idle_hours(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    world.clock.move(hours=8, seconds=1)
    assert client.get("session")["signedIn"] is None


def test_rows_that_nobody_signed_in_on_end_after_an_hour_and_are_swept(world: AgencyWorld) -> None:
    for _ in range(3):
        world.client()
    world.clock.move(hours=1, seconds=1)
    world.client()
    with world.storage.reading() as session:
        anonymous = select(func.count()).select_from(SignIn).where(SignIn.member.is_(None))
        assert session.scalar(anonymous) == 1


def test_a_device_is_listed_and_can_be_revoked_by_its_owner_only(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    client = world.client(sam)
    tablet = new_id()
    on_tablet = Client(world.app, sam)
    on_tablet.sign_in(device=tablet)
    devices = client.get("devices")["devices"]
    assert [(one["id"], one["current"], one["revoked"]) for one in devices] == [
        (sam.device, True, False),
        (tablet, False, False),
    ]
    assert world.client(sofia).refused("POST", f"devices/{tablet}/revoke", {}) == (404, "not-found")
    assert client.refused("POST", f"devices/{new_id()}/revoke", {}) == (404, "not-found")
    client.post(f"devices/{tablet}/revoke")
    assert client.get("devices")["devices"][1]["revoked"]
    assert on_tablet.refused("GET", "changes") == (403, "not-allowed")


def test_a_device_id_belongs_to_one_member(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    client = Client(world.app, sofia).begin()
    body = {
        "signInName": sofia.sign_in_name,
        "secret": sofia.secret,
        "device": {"id": sam.device, "label": "A phone"},
    }
    assert client.refused("POST", "sign-in", body) == (409, "conflict")


def test_an_ended_member_signs_in_only_to_hand_in_what_is_left(world: AgencyWorld) -> None:
    with world.storage.transaction() as session:
        end_member(session, world.agency, world.specialist.member, world.clock())
    client = world.client(world.specialist)
    assert client.get("session")["signedIn"]["state"] == "ended"
    for path in ("changes", "directory", "devices", "push"):
        assert client.refused("GET", path) == (403, "not-allowed")
    assert client.append([]) == []
