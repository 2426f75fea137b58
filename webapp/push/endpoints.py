"""Which addresses a push may be sent to. A subscription is chosen by its user, so without this check the
server could be made to knock at doors inside its own network (server-side request forgery).

The name is checked when a subscription arrives and before each push. Then it is resolved once, each address
is checked, and the connection goes to the very address that was checked: a name that changes its mind between
check and use gains nothing, and not a packet goes inside.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST_ENDPOINT = 2_000
HTTPS_PORT = 443
_NAT64 = IPv6Network("64:ff9b::/96")
_PROTOCOLS = IPv4Network("192.0.0.0/24")  # of which Python 3.11 knows only a part
_INTERNAL = (
    ".localhost",
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".corp",
    ".arpa",
    ".test",
    ".invalid",
    ".onion",
)
# Labels as DNS has them, the last one beginning with a letter: to a resolver "0x7f.1" is an address.
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
Address = IPv4Address | IPv6Address


class EndpointRefused(ValueError):  # noqa: N818 — a sentence, not a suffix
    """A push may not be sent there. The message says why and never quotes the address."""


@dataclass(frozen=True)
class Endpoint:
    """An endpoint that passed the check of its name."""

    secure: bool
    host: str
    port: int
    target: str


def check_endpoint(url: str, *, allow_loopback: bool) -> Endpoint:
    """The parts of a push endpoint: https on the public internet, or (tests) http on this machine."""
    if len(url) > LONGEST_ENDPOINT or not url.isascii() or not url.isprintable() or " " in url:
        raise EndpointRefused("the endpoint is too long or holds odd characters")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise EndpointRefused("the endpoint is not an address") from error
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise EndpointRefused("the endpoint holds a password or a fragment")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if allow_loopback and _is_loopback_host(host) and parts.scheme in ("http", "https"):
        secure = parts.scheme == "https"
        return Endpoint(secure, host, port or (HTTPS_PORT if secure else 80), target)
    if parts.scheme != "https":
        raise EndpointRefused("the endpoint is not https")
    if port not in (None, HTTPS_PORT):
        raise EndpointRefused("the endpoint is not on the port of https")
    if _as_address(host) is not None or "[" in parts.netloc:
        raise EndpointRefused("the endpoint is an address instead of a name")
    if not _NAME.fullmatch(host) or host.endswith(_INTERNAL):
        raise EndpointRefused("the endpoint is not on the public internet")
    return Endpoint(True, host, HTTPS_PORT, target)


def open_socket(endpoint: Endpoint, timeout: float, *, allow_loopback: bool) -> socket.socket:
    """A connected socket whose other end is where a push may go. Raises `OSError` or `EndpointRefused`."""
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    for *_, where in found:
        address = ip_address(str(where[0]).partition("%")[0])
        if not (is_public(address) or (allow_loopback and address.is_loopback)):
            raise EndpointRefused("the endpoint leads into a private network")
    failure: OSError = OSError("the name of the endpoint has no address")
    for family, kind, protocol, _, where in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(timeout)
        try:
            connection.connect(where)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


def is_public(address: Address) -> bool:
    """Whether an address, and the IPv4 address that it may carry inside, is on the public internet."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    elif address in _PROTOCOLS:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _as_address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_loopback_host(host: str) -> bool:
    address = _as_address(host)
    return host == "localhost" or (address is not None and address.is_loopback)
