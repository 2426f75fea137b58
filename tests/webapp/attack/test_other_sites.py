"""Another site in the same browser, a planted cookie, a request sent twice: none of them acts for anybody."""

from collections.abc import Iterator

import pytest
from agency_world import ORIGIN, AgencyWorld, Client, Person, new_id
from scene import Scene, open_call
from sqlalchemy import func, select

from webapp.access import PUBLIC_ENDPOINTS
from webapp.api import PREFIX
from webapp.headers import HEADERS
from webapp.intake import SAFE_METHODS
from webapp.storage.models import Envelope, Member, SignIn

COOKIE = "__Host-sotto"
FORM = "application/x-www-form-urlencoded"


def unsafe_calls(world: AgencyWorld) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, path) of everything that may change something."""
    for rule in world.app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - SAFE_METHODS):
            yield rule.endpoint, method, str(rule).replace("<string:id>", new_id())


@pytest.mark.parametrize(
    ("what", "headers"),
    [
        ("without a token", {"X-CSRFToken": ""}),
        ("with an invented token", {"X-CSRFToken": "IjAwMDAi.aSVB.AAAA"}),
        ("from another origin", {"Origin": "https://evil.test"}),
        ("from a page without an origin", {"Origin": "null"}),
        ("from another site", {"Sec-Fetch-Site": "cross-site"}),
        ("from a sister site", {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_no_unsafe_call_is_taken_from_elsewhere(
    world: AgencyWorld, what: str, headers: dict[str, str]
) -> None:
    """For officers, members and whoever is signed out: walked over the whole URL map."""
    officer, anybody = world.client(world.officer), world.client()
    walked = list(unsafe_calls(world))
    assert len(walked) >= 16
    for endpoint, method, path in walked:
        client = anybody if endpoint in PUBLIC_ENDPOINTS else officer
        sent = {"X-CSRFToken": client.csrf, "Origin": ORIGIN} | headers
        response = client.http.open(path, method=method, base_url=ORIGIN, json={}, headers=sent)
        assert response.get_json()["error"]["code"] == "csrf", (what, method, path)


def test_a_form_of_another_site_cannot_send_what_we_read(world: AgencyWorld) -> None:
    """What a form may send without asking (simple types) is refused whatever else it brings."""
    client = world.client(world.officer)
    for content_type in ("text/plain", "multipart/form-data; boundary=x", FORM):
        for _, method, path in unsafe_calls(world):
            if method == "DELETE":
                continue  # No form has that method, and it has no body.
            response = client.http.open(
                path,
                method=method,
                base_url=ORIGIN,
                data='{"name": "Mallory", "role": "officer"}',
                content_type=content_type,
                headers={"X-CSRFToken": client.csrf, "Origin": ORIGIN},
            )
            assert response.status_code == 415, (content_type, path)


def test_no_safe_method_changes_anything(scene: Scene) -> None:
    client = scene.world.client(scene.world.officer)
    before = scene.record()
    for rule in scene.world.app.url_map.iter_rules():
        path = str(rule).replace("<string:id>", scene.invitation["id"]).replace("<name>", "x.js")
        for method in sorted((rule.methods or set()) & SAFE_METHODS):
            open_call(client, method, path)
    assert scene.record() == before


def test_no_answer_lets_another_site_read_or_frame_it(world: AgencyWorld) -> None:
    client = world.client(world.officer)
    for rule in world.app.url_map.iter_rules():
        for method in sorted(rule.methods or set()):
            path = str(rule).replace("<string:id>", new_id()).replace("<name>", "x.js")
            headers = {"Origin": "https://evil.test", "Access-Control-Request-Method": method}
            answer = client.http.open(path, method=method, base_url=ORIGIN, headers=headers)
            assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
            for name, value in HEADERS.items():
                assert answer.headers[name] == value, (method, path)
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_planted_cookie_is_worth_nothing_after_the_victim_signs_in(world: AgencyWorld) -> None:
    """Session fixation: with an invented value, and with one that the server itself gave to the attacker."""
    attacker = world.client()
    real = attacker.http.get_cookie(COOKIE, domain="sotto.test")
    assert real is not None
    for planted in (real.value, "A" * 43):
        victim = Client(world.app, world.specialist)
        victim.http.set_cookie(COOKIE, planted, domain="sotto.test", secure=True)
        victim.sign_in()
        given = victim.http.get_cookie(COOKIE, domain="sotto.test")
        assert given is not None and given.value != planted
        thief = world.app.test_client()
        thief.set_cookie(COOKIE, planted, domain="sotto.test", secure=True)
        assert thief.get(f"{PREFIX}/session", base_url=ORIGIN).get_json()["signedIn"] is None
        assert thief.get(f"{PREFIX}/changes", base_url=ORIGIN).status_code == 401


def test_enrolling_changes_the_cookie_too(world: AgencyWorld) -> None:
    person = Person("Wen Ito", "specialist", "wen")
    body = person.enrolment(world.invite(person), world.agency, world.certifying, world.records)
    client = world.client()
    before = client.http.get_cookie(COOKIE, domain="sotto.test")
    client.post("enrolments", body)
    after = client.http.get_cookie(COOKIE, domain="sotto.test")
    assert before is not None and after is not None and before.value != after.value


def test_a_cookie_that_was_signed_out_cannot_be_replayed(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    kept, token = client.http.get_cookie(COOKIE, domain="sotto.test"), client.csrf
    assert kept is not None
    client.post("sign-out")
    client.http.set_cookie(COOKIE, kept.value, domain="sotto.test", secure=True)
    client.csrf = token
    assert client.refused("GET", "changes") == (401, "signed-out")
    assert client.refused("POST", "append", {"items": []})[0] in (400, 401)


def test_a_batch_that_is_replayed_by_anybody_stores_nothing_twice(scene: Scene) -> None:
    """Somebody who recorded a request sends it again: as its author it is a duplicate, as another refused."""
    mine = scene.world.client(scene.victim)
    before = scene.record()
    for _ in range(3):
        assert mine.statuses([scene.note]) == ["duplicate"]
    for other in (scene.world.client(scene.world.supervisor), scene.other.client(scene.other.specialist)):
        assert other.statuses([scene.note]) == ["wrong-author"]
    assert scene.record() == before
    with scene.world.storage.reading() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == 2


def test_a_used_invitation_and_its_whole_request_cannot_be_replayed(world: AgencyWorld) -> None:
    person = Person("Wen Ito", "specialist", "wen")
    body = person.enrolment(world.invite(person), world.agency, world.certifying, world.records)
    world.client().post("enrolments", body)
    assert world.client().refused("POST", "enrolments", body) == (410, "invitation-invalid")
    again = Person("Mallory", "officer", "mallory")
    stolen = again.enrolment(body["token"], world.agency, world.certifying, world.records)
    assert world.client().refused("POST", "enrolments", stolen) == (410, "invitation-invalid")
    with world.storage.reading() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 6


def test_a_stolen_database_signs_nobody_in(world: AgencyWorld) -> None:
    """What rests of a cookie is its hash: sent as a cookie it is as good as invented."""
    world.client(world.officer)
    with world.storage.reading() as session:
        hashes = session.scalars(select(SignIn.cookie_hash).where(SignIn.member.is_not(None))).all()
    assert hashes
    for kept in hashes:
        thief = world.app.test_client()
        thief.set_cookie(COOKIE, kept, domain="sotto.test", secure=True)
        assert thief.get(f"{PREFIX}/people", base_url=ORIGIN).status_code == 401
