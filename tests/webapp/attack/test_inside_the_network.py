"""A push endpoint that leads inside the server's own network: refused when it is stored, and when it is sent
there is no connection at all."""

import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld, new_id
from push_subscription import PythonSubscription

from webapp.push.endpoints import Endpoint, EndpointRefused, check_endpoint, is_public, open_socket
from webapp.push.payload import make_payload
from webapp.push.sender import REFUSED_HERE, UNREACHABLE, Delivery, Sender, Target
from webapp.push.vapid import VapidKey

LITERALS = [
    *("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1"),
    *("0x7f.0x0.0x0.0x1", "0177.0.0.1", "017700000001", "127.0.0.0x1", "127.0.0.01", "0300.0250.1.1"),
    *("10.0.0.1", "172.16.5.4", "192.168.0.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "8.8.8.8"),
    *("[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[fd00:ec2::254]"),
    *("[2606:4700::1111]", "[::1%25lo]", "[v1.x]", "[", "[]", "%31%32%37.0.0.1", "127.0.0.1%2f.example.org"),
]
NAMES = [
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain.local", "ip6-localhost"),
    *("intranet", "db", "push.internal", "metadata.google.internal", "host.docker.internal", "nas.local"),
    *("router.lan", "fritz.home", "printer.corp", "1.0.0.127.in-addr.arpa", "x.onion", "push.test"),
    *("push..example.org", ".example.org", "-a.example.org", "a-.example.org", "example.1", "example.0x1"),
    *("push.example.org\\.evil.test", "push.example.org%00.evil.test", "a" * 64 + ".example.org"),
    *(
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "１２７.０.０.１",
        "127。0。0。1",
        "push.exa\tmple.org",
        "push.example.org:80",
        "u@push.org",
    ),
]
INNER = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.1.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::10.0.0.1"),
    *("64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::", "2002:c0a8:101::1", "2001:0:53aa::1", "100::1"),
    *("2001:db8::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "ff0e::1"),
]
PUBLIC = ["9.9.9.9", "142.250.74.106", "17.57.144.1", "2606:4700::1111", "2a00:1450:4001:80b::200a"]
ANYWHERE = Endpoint(secure=True, host="push.example.org", port=443, target="/x")


def test_no_way_to_write_a_place_inside_is_stored(make_world: Callable[..., AgencyWorld]) -> None:
    world = make_world(push_allow_loopback=False)
    client = world.client(world.specialist)
    subscription = PythonSubscription.new("").to_json()
    for host in LITERALS + NAMES:
        for scheme in ("https", "http", "HTTPS", "gopher", "file"):
            body = subscription | {"endpoint": f"{scheme}://{host}/push/1"}
            response = client.call("PUT", "push", body)
            assert response.status_code == 400, (scheme, host)
            assert "endpoint" in response.get_json()["error"]["fields"]
    assert client.get("push")["subscribed"] is False
    real = subscription | {"endpoint": "https://push.example.org/push/1"}
    assert client.call("PUT", "push", real).status_code == 200


def test_nor_is_it_called_when_it_got_into_the_database_some_other_way(tmp_path: Path) -> None:
    sender = make_sender(tmp_path)
    for host in LITERALS + NAMES:
        assert post(sender, f"https://{host}/push/1").status == REFUSED_HERE, host


@pytest.mark.parametrize("address", INNER)
def test_addresses_inside_are_known(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_push_services_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def make_sender(folder: Path, **options: Any) -> Sender:
    return Sender(VapidKey.load_or_create(folder / "vapid.json"), "mailto:tests@sotto.test", **options)


def post(sender: Sender, endpoint: str) -> Delivery:
    """Send one push there, as the outbox would."""
    keys = PythonSubscription.new(endpoint).to_json()["keys"]
    subject = new_id()
    payload = make_payload(subject, "https://s.org", "en")
    return sender.send(Target(endpoint, **keys), payload, subject, datetime.now(UTC))


def send(folder: Path, endpoint: str, **options: Any) -> Delivery:
    return post(make_sender(folder, **options), endpoint)


class Resolver:
    """Stands where the network's name service stands, and remembers who was connected to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.connected: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", self.resolve)
        monkeypatch.setattr(socket.socket, "connect", self.connect)

    def resolve(self, _host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [self._found(address, port) for address in addresses]

    def _found(self, address: str, port: int) -> Any:
        if ":" in address:
            return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
        return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))

    def connect(self, where: Any) -> None:
        self.connected.append(where[0])
        raise ConnectionRefusedError("nobody is there in a test")


def test_a_name_that_resolves_inside_is_never_connected_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sender = make_sender(tmp_path)
    for address in INNER:
        network = Resolver(monkeypatch, [address])
        assert post(sender, "https://push.example.org/x").status == REFUSED_HERE, address
        assert network.connected == []


@pytest.mark.parametrize("addresses", [["9.9.9.9", "10.0.0.1"], ["2606:4700::1111", "::1"]])
def test_one_address_inside_among_public_ones_is_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, addresses: list[str]
) -> None:
    network = Resolver(monkeypatch, addresses)
    assert send(tmp_path, "https://push.example.org/x").status == REFUSED_HERE
    assert network.connected == []


def test_a_name_that_changes_between_check_and_use_gains_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """DNS rebinding: public at the first question, inside at the second. There is no second question."""
    network = Resolver(monkeypatch, ["9.9.9.9"], ["127.0.0.1"])
    assert send(tmp_path, "https://push.example.org/x").status == UNREACHABLE
    assert network.connected == ["9.9.9.9"]


def test_every_public_address_of_a_name_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Resolver(monkeypatch, PUBLIC[:2])
    with pytest.raises(ConnectionRefusedError):
        open_socket(ANYWHERE, 1, allow_loopback=False)
    assert network.connected == PUBLIC[:2]


def test_a_name_without_an_address_is_unreachable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Resolver(monkeypatch, [])
    assert send(tmp_path, "https://push.example.org/x").status == UNREACHABLE


class _Redirecting(http.server.BaseHTTPRequestHandler):
    """Sends whoever posts somewhere inside."""

    seen: list[str] = []

    def do_POST(self) -> None:  # noqa: N802 — the name that http.server calls
        self.seen.append(self.path)
        self.send_response(int(self.path.rpartition("/")[2]))
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/secret/200")
        self.end_headers()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def redirecting() -> Iterator[str]:
    _Redirecting.seen.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Redirecting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_kind_of_redirect_is_followed(tmp_path: Path, redirecting: str, status: int) -> None:
    delivery = send(tmp_path, f"{redirecting}/{status}", allow_loopback=True)
    assert (delivery.status, _Redirecting.seen) == (status, [f"/{status}"])


def test_a_refusal_tells_nothing_of_what_is_inside(world: AgencyWorld) -> None:
    """Refused, unreachable and dead endpoints look the same to the member who chose them: working, or not."""
    told = world.client(world.specialist).get("push")
    assert set(told) == {"publicKey", "subscribed", "working", "lastOk"}


def test_the_check_of_a_name_is_made_of_what_is_then_used() -> None:
    """No second reading of the address: what was checked is what is connected to, to the letter."""
    found = check_endpoint("https://PUSH.Example.org:443/a?b=c", allow_loopback=False)
    assert found == Endpoint(True, "push.example.org", 443, "/a?b=c")
    with pytest.raises(EndpointRefused):
        check_endpoint("https://push.example.org:444/a", allow_loopback=False)
