"""Bodies that are too large, too deep, too slow, or no bodies at all: to the app, and to the real server."""

import io
import json
import socket
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from agency_world import ORIGIN, AgencyWorld, Client
from server_process import ServerProcess

from webapp.api import PREFIX
from webapp.config import MAX_BODY
from webapp.serve import THREADS

DEEP = 100_000
ODD_BODIES: list[bytes] = [
    *(b"[" * DEEP, b"[" * DEEP + b"]" * DEEP, b'{"items":' + b"[" * DEEP + b"]" * DEEP + b"}"),
    *(b'{"a":' * DEEP + b"1" + b"}" * DEEP, b'{"items":[' + b"9" * 5_000 + b"]}", b'{"items":[1e999999]}'),
    *(b"\xff\xfe\x00", b"\x00" * 100, b'"\\ud800"', b'{"items":["\\ud800"]}', b'{"\\ud800":1}', b"NaN"),
    *('{"items":[]}'.encode("utf-16"), b'\xef\xbb\xbf{"items":[]}', b'{"items":[],"items":1}', b"{" * 9),
    *(zlib.compress(b"x" * 1_000_000), b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"", b" " * 100_000),
]


def post(client: Client, path: str, data: bytes, **headers: str) -> Any:
    sent = {"X-CSRFToken": client.csrf, "Origin": ORIGIN, "Content-Type": "application/json"} | headers
    return client.http.post(f"{PREFIX}/{path}", base_url=ORIGIN, data=data, headers=sent)


def test_no_body_is_a_mistake_of_ours(world: AgencyWorld) -> None:
    signed_in, anybody = world.client(world.officer), world.client()
    for path in ("append", "read", "invitations", "certificates", "descriptor", "push/test"):
        for body in ODD_BODIES:
            assert post(signed_in, path, body).status_code < 500, (path, body[:20])
    for path in ("sign-in", "sign-in/parameters", "enrolments", "set-up", "invitations/look"):
        for body in ODD_BODIES:
            assert post(anybody, path, body).status_code in (400, 415, 429), (path, body[:20])


def test_compressed_bodies_are_not_unpacked(world: AgencyWorld) -> None:
    """A few kilobytes cannot become gigabytes here: what is compressed is no JSON."""
    bomb = zlib.compress(b'{"items":[' + b" " * 50_000_000 + b"]}", 9)
    response = post(world.client(world.officer), "append", bomb, **{"Content-Encoding": "deflate"})
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, "bad-request")


def test_a_false_length_is_refused(world: AgencyWorld) -> None:
    client = world.client(world.officer)
    headers = {"X-CSRFToken": client.csrf, "Origin": ORIGIN}
    for length in ("-1", "x", "99999999999999999999", str(MAX_BODY + 1), "1e9", "0x10", "5"):
        response = client.http.post(
            f"{PREFIX}/append",
            base_url=ORIGIN,
            data=b'{"items":[]}',
            content_type="application/json",
            headers=headers,
            environ_overrides={"CONTENT_LENGTH": length},
        )
        assert response.status_code in (400, 413), length


def test_a_body_without_a_length_is_read_up_to_the_limit_and_no_further(world: AgencyWorld) -> None:
    client = world.client(world.officer)
    stream = io.BytesIO(b'{"items":["' + b"x" * (3 * MAX_BODY) + b'"]}')
    response = client.http.post(
        f"{PREFIX}/append",
        base_url=ORIGIN,
        content_type="application/json",
        headers={"X-CSRFToken": client.csrf, "Origin": ORIGIN},
        input_stream=stream,
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert (response.status_code, response.get_json()["error"]["code"]) == (413, "too-large")
    assert stream.tell() <= MAX_BODY + 1_000_000


# --- The real server ---


SHORT = "from webapp import patience, serve; patience.GRACE = 2; patience.IDLE = 2; serve.main()"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One real server for this file: nothing here depends on what it holds."""
    from agency_world import make_settings

    folder = tmp_path_factory.mktemp("real")
    running = ServerProcess(make_settings(folder))
    # Twenty seconds are for phones; here two seconds say the same.
    running.command = ["-c", SHORT]
    running.start()
    yield running
    running.kill()


def connect(server: ServerProcess) -> socket.socket:
    where = urlsplit(server.address)
    return socket.create_connection((where.hostname or "", where.port or 0), 30)


def answer_to(server: ServerProcess, *pieces: bytes) -> bytes:
    """Everything that comes back for these bytes."""
    with connect(server) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:  # It has answered and hung up before everything was sent, which is its right.
            return _rest(connection)
        return _rest(connection)


def _rest(connection: socket.socket) -> bytes:
    received = b""
    try:
        while piece := connection.recv(65_536):
            received += piece
    except ConnectionResetError:
        return received
    return received


def is_well(server: ServerProcess) -> bool:
    with urlopen(f"{server.address}/healthz", timeout=10) as answer:
        return bool(json.load(answer)["status"] == "ok")


HEAD = b"POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"


def test_an_endless_body_is_cut_off(server: ServerProcess) -> None:
    """Chunked, so that no length warns of it."""
    chunk = b"10000\r\n" + b"[" * 65_536 + b"\r\n"
    pieces = [HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 200]
    answer = answer_to(server, *pieces)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")) or answer == b""
    assert is_well(server)


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(server: ServerProcess) -> None:
    answer = answer_to(server, HEAD + b"Content-Length: 5000000\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413") and b"too-large" in answer


NOT_HTTP = [
    b"MARIA-WAS-HERE\r\n\r\n",
    b"GET /MARIA-WAS-HERE HTTP/9.9\r\n\r\n",
    b"GET /MARIA-WAS-HERE HTTP/1.1\r\nMARIA-WAS-HERE\r\n\r\n",
    b"GET /MARIA-WAS-HERE HTTP/1.1\r\nHost: a\r\nX: b\r\n MARIA-WAS-HERE\r\n\r\n",
    b"GET /" + b"MARIA-WAS-HERE" * 1_000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"MARIA-WAS-HERE" * 1_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: MARIA-WAS-HERE\r\n" * 1_000 + b"\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: MARIA-WAS-HERE\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nMARIA-WAS-HERE",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: MARIA-WAS-HERE\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00MARIA-WAS-HERE\r\n\r\n",
]


@pytest.mark.parametrize("sent", NOT_HTTP)
def test_what_is_not_http_is_answered_in_our_own_words(server: ServerProcess, sent: bytes) -> None:
    answer = answer_to(server, sent)
    assert b"MARIA" not in answer and b"Traceback" not in answer
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer
    assert json.loads(body)["error"]["code"] in ("bad-request", "not-found", "method", "wrong-type")
    assert is_well(server)


def test_two_requests_cannot_be_smuggled_as_one(server: ServerProcess) -> None:
    """Both lengths at once: refused, and the second request in it never runs."""
    smuggled = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    both = b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n" % len(smuggled)
    answer = answer_to(server, HEAD + both, smuggled)
    assert answer.count(b"HTTP/1.1 ") == 1 and b'"status"' not in answer


def test_as_many_slow_clients_as_there_are_threads_are_cut_off(server: ServerProcess) -> None:
    """Each begins a request and then says nothing more; without a limit that would be the whole server."""
    begun = time.monotonic()
    slow = [connect(server) for _ in range(THREADS)]
    for number, connection in enumerate(slow):
        connection.settimeout(60)
        head = b"GET / HTTP/1.1\r\nX-A: b" if number % 2 else HEAD + b"Content-Length: 10\r\n\r\n{"
        connection.sendall(head)
    with ThreadPoolExecutor(1) as waiting:
        asked = waiting.submit(urlopen, f"{server.address}/healthz", timeout=60)
        with asked.result() as answer:
            assert answer.status == 200
    assert time.monotonic() - begun < 15
    for connection in slow:
        _rest(connection)
        connection.close()
