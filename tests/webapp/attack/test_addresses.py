"""Paths, hosts and headers that are not what they seem lead nowhere, redirect nobody and break nothing."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from agency_world import ORIGIN, AgencyWorld
from werkzeug.test import EnvironBuilder, run_wsgi_app

from webapp.access import PUBLIC_ENDPOINTS
from webapp.api import PREFIX

ODD_PATHS = [
    *("//evil.test", "//evil.test/", "///evil.test/%2e%2e", "/\\evil.test", "/\\/evil.test", "/%5cevil.test"),
    *("//healthz", "//api/v1/session", "/api//v1/session", "/api/v1//people", "/api/v1/session/"),
    *("/api/v1/../../healthz", "/api/v1/./people", "/api/v1/people;x=1", "/API/V1/people"),
    *("/http://evil.test/", "/https:evil.test", "/@evil.test", "/.evil.test", "/\t/evil.test"),
    *("/assets/../wsgi.py", "/assets/..\\wsgi.py", "/assets//etc/passwd", "/assets/", "/assets/.."),
    *("/assets/../../../../etc/passwd", "/assets/\0.js", "/assets/%00.js", "/assets/con.js", "/assets/.js"),
    *("/assets/" + "a" * 300 + ".js", "/assets/" + "../" * 300 + "x.js", "/" + "a" * 8000),
    *("/assets/sotto.db", "/assets/secret.key", "/sotto.db", "/.git/config", "/wsgi.py"),
    *("/\U0001f600", "/\xff\xfe", "/%ff", "/%", "/?next=//evil.test", "/healthz?url=//evil.test"),
]
SERVED = ("?", "healthz", "api/v1/session")


def raw_get(world: AgencyWorld, path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    """(status, headers, body) of a GET whose path reaches the app as it is, which no client would send."""
    query = path.partition("?")[2]
    built = EnvironBuilder(base_url=ORIGIN, query_string=query).get_environ()
    wire = path.partition("?")[0].encode("utf-8", "surrogatepass").decode("latin-1")
    built.update({"PATH_INFO": wire, "REQUEST_URI": wire} | environ)
    answer, status, headers = run_wsgi_app(world.app, built, buffered=True)
    return status, dict(headers), b"".join(answer)


@pytest.fixture
def served(make_world: Callable[..., AgencyWorld], tmp_path: Path) -> AgencyWorld:
    """A server whose folder of assets lies beside its database and its keys, as nobody should have it."""
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "app-0123.js").write_text("export {};", encoding="utf-8")
    for name in ("sotto.db", "secret.key"):
        (folder / name).write_text("inside", encoding="utf-8")
    (tmp_path / "wsgi.py").write_text("outside", encoding="utf-8")
    return make_world(assets=folder)


def test_an_odd_path_is_not_there_and_redirects_nobody(served: AgencyWorld) -> None:
    for path in ODD_PATHS:
        status, headers, body = raw_get(served, path)
        there = path.lstrip("/").startswith(SERVED) and path != "/api/v1/session/"
        assert status[:3] in (("200", "503") if there else ("404", "405")), (path, status)
        assert "Location" not in headers
        assert b"inside" not in body and b"outside" not in body and b"evil" not in body


def test_a_hashed_file_is_served_and_its_neighbours_are_not(served: AgencyWorld) -> None:
    assert raw_get(served, "/assets/app-0123.js")[0] == "200 OK"
    for name in ("sotto.db", "secret.key", "../wsgi.py"):
        assert raw_get(served, f"/assets/{name}")[0].startswith("404")


def test_no_call_answers_with_a_redirect(world: AgencyWorld) -> None:
    """Nothing in this app takes an address to go to, and no slash too many makes one."""
    assert not any(rule.redirect_to for rule in world.app.url_map.iter_rules())
    officer = world.client(world.officer)
    for rule in world.app.url_map.iter_rules():
        path = str(rule).replace("<string:id>", "//evil.test").replace("<name>", "//evil.test")
        for odd in (path, f"{path}/", path.replace("/", "//"), f"{path}?next=https://evil.test"):
            for client in (officer.http, world.app.test_client()):
                response = client.open(odd.replace("//", "/%2f"), base_url=ORIGIN)
                assert not 300 <= response.status_code < 400, odd
        status, headers, _ = raw_get(world, "/" + path)
        assert not status.startswith("3") and "Location" not in headers, path


ODD_HOSTS = ["evil.test", "sotto.test@evil.test", "a.test:99999", "[", "", "a b", "é"]


def test_a_false_host_is_never_repeated(served: AgencyWorld) -> None:
    """Links come from SOTTO_ORIGIN, never from what a client says the host is."""
    for wire in (host.encode().decode("latin-1") for host in ODD_HOSTS):
        for path in ("/healthz", f"{PREFIX}/session", f"{PREFIX}/openapi.json", "//nowhere", "/nowhere"):
            status, headers, body = raw_get(served, path, HTTP_HOST=wire, HTTP_X_FORWARDED_HOST=wire)
            assert not status.startswith("5"), (wire, path, status)
            assert "evil.test" not in repr(headers) + body.decode("utf-8", "replace")


ODD_ORIGINS = ["http://[", "http://]", "//", "http://[::1", "null", "a\x00b", "é"]


def test_an_origin_that_is_no_address_is_just_another_origin(make_world: Callable[..., AgencyWorld]) -> None:
    demo = make_world(origin="http://localhost:8000", demo=True)
    http = demo.app.test_client()
    headers = {"X-CSRFToken": http.get("/api/v1/session").get_json()["csrf"]}
    for origin in ODD_ORIGINS:
        wire = {"HTTP_ORIGIN": origin.encode().decode("latin-1")}
        response = http.post("/api/v1/sign-in", json={}, headers=headers, environ_overrides=wire)
        assert (response.status_code, response.get_json()["error"]["code"]) == (400, "csrf"), origin


ODD_VALUES = ["\r\nSet-Cookie: a=b", "a\r\nb", "é", "\x00", "\x7f" * 10, "x" * 5000, "%0d%0aX: y", "{}", '"']
HEADERS = [
    *("Accept-Encoding", "Accept", "Accept-Language", "Authorization", "Cookie", "Content-Type", "Host"),
    *("If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "Sec-Fetch-Site", "User-Agent"),
    *("X-CSRFToken", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override"),
]


def test_no_header_breaks_an_answer_or_gets_into_one(served: AgencyWorld) -> None:
    for header, value in itertools.product(HEADERS, ODD_VALUES):
        name = header.upper().replace("-", "_")
        wire = {name if name == "CONTENT_TYPE" else f"HTTP_{name}": value.encode().decode("latin-1")}
        for path in ("/", "/assets/app-0123.js", f"{PREFIX}/session", f"{PREFIX}/people"):
            status, headers, body = raw_get(served, path, **wire)
            assert not status.startswith("500"), (header, value, path)
            written = "".join(f"{one}: {each}\n" for one, each in headers.items())
            assert "\r" not in written and "a=b" not in written, (header, value)
            assert len(value) < 3 or value.encode() not in body


def test_nothing_that_is_sent_becomes_a_header(world: AgencyWorld) -> None:
    """Names, labels and ids with line ends in them: taken or refused, and in no header either way."""
    client = world.client(world.officer)
    evil = "x\r\nSet-Cookie: stolen=1\r\n\r\n<script>"
    calls: list[tuple[str, str, Any]] = [
        ("POST", "invitations", {"name": evil, "role": "specialist"}),
        ("POST", "sign-in/parameters", {"signInName": evil}),
        ("GET", "changes?after=%0d%0aSet-Cookie:stolen=1", None),
        ("POST", "devices/%0d%0aSet-Cookie:stolen=1/revoke", {}),
    ]
    for method, path, body in calls:
        response = client.call(method, path, body)
        assert "stolen" not in repr(response.headers)
        assert response.mimetype == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_public_holds_nothing_of_anybody(world: AgencyWorld) -> None:
    """The list of public endpoints is short enough to be read, and the GETs of it are looked at here."""
    texts = []
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint in PUBLIC_ENDPOINTS and "GET" in (rule.methods or ()):
            texts.append(raw_get(world, str(rule).replace("<name>", "x.js"))[2].decode())
    for person in (world.officer, *world.specialists, *world.supervisors):
        for word in (person.name, person.member, person.device):
            assert not any(word in text for text in texts)
