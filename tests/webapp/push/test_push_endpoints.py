"""A subscription cannot make the server knock inside its own network."""

import socket
from ipaddress import ip_address

import pytest

from webapp.push.endpoints import Endpoint, EndpointRefused, check_endpoint, is_public, open_socket


@pytest.mark.parametrize(
    "url",
    [
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://web.push.apple.com/QBc?x=1",
        "https://wns2.notify.windows.com:443/w/",
    ],
)
def test_the_browsers_push_services_are_reached(url: str) -> None:
    endpoint = check_endpoint(url, allow_loopback=False)
    assert endpoint.secure
    assert endpoint.port == 443


@pytest.mark.parametrize(
    "url",
    [
        "http://push.example.org/x",
        "ftp://push.example.org/x",
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "https://8.8.8.8/x",
        "https://[::1]/x",
        "https://[2606:4700::1111]/x",
        "https://[fe80::1%25eth0]/x",
        "https://localhost/x",
        "https://localhost./x",
        "https://LOCALHOST/x",
        "https://2130706433/x",
        "https://intranet/x",
        "https://printer.local/x",
        "https://metadata.google.internal/x",
        "https://push.example.org:8443/x",
        "https://push.example.org:99999/x",
        "https://someone@push.example.org/x",
        "https://push.example.org/x#part",
        "https://push.example.org/x y",
        "https://push.example.org/x\r\nHost: a",
        "https://push.exämple.org/x",
        "https:///x",
        "//push.example.org/x",
        "",
        "https://push.example.org/" + "x" * 2000,
    ],
)
def test_other_places_are_refused(url: str) -> None:
    with pytest.raises(EndpointRefused) as refused:
        check_endpoint(url, allow_loopback=False)
    assert not url or url not in str(refused.value)


def test_this_machine_is_reached_only_when_tests_say_so() -> None:
    with pytest.raises(EndpointRefused):
        check_endpoint("http://127.0.0.1:5057/push/1", allow_loopback=False)
    allowed = check_endpoint("http://127.0.0.1:5057/push/1", allow_loopback=True)
    assert allowed == Endpoint(secure=False, host="127.0.0.1", port=5057, target="/push/1")
    with pytest.raises(EndpointRefused):
        check_endpoint("http://10.0.0.1:5057/push/1", allow_loopback=True)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("9.9.9.9", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:9.9.9.9", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::909:909", True),
        ("2002:7f00:1::", False),
    ],
)
def test_private_addresses_are_known_in_every_disguise(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_a_public_name_that_leads_home_is_not_even_connected_to() -> None:
    """The name passed its check; where it really goes is found out before a packet leaves. (How a resolver
    may try to get around that: tests/webapp/attack/test_inside_the_network.py.)"""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        home = Endpoint(secure=True, host="127.0.0.1", port=listener.getsockname()[1], target="/")
        with pytest.raises(EndpointRefused, match="private network"):
            open_socket(home, 2, allow_loopback=False)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()
