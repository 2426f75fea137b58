"""The one place that uses pywebpush: it encrypts (RFC 8291) and signs (RFC 8292), and this file carries.

pywebpush would post through requests with a timeout of hours, follow redirects and read whatever is
answered. Here a push has five seconds to connect, ten between bytes and twenty in all; a redirect is an
answer like any other; and nothing of the answer but its status and Retry-After is read.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import certifi
from py_vapid import VapidException
from pywebpush import WebPushException, webpush

from webapp.push.endpoints import Endpoint, EndpointRefused, check_endpoint, open_socket
from webapp.push.payload import TTL_SECONDS, topic
from webapp.push.vapid import VapidKey

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
WHOLE_SECONDS = 20.0
TOKEN_LASTS = timedelta(hours=12)
UNREACHABLE = 0
"""The status of a push that got no answer."""
REFUSED_HERE = -1
"""The status of a push that this server will not send: because of where it would go, or under these keys."""


@dataclass(frozen=True)
class Target:
    """Where one push goes: a browser's subscription."""

    endpoint: str
    p256dh: str
    auth: str = field(repr=False)


@dataclass(frozen=True)
class Delivery:
    """What became of one push. `status`: the HTTP status, or one of the two constants."""

    status: int
    retry_after: timedelta | None = None

    @property
    def accepted(self) -> bool:
        """The push service took it; whether the phone got it nobody knows."""
        return 200 <= self.status < 300


@dataclass
class _Answer:
    """As much of a `requests.Response` as pywebpush looks at."""

    status_code: int
    headers: Mapping[str, str]
    reason: str = ""
    text: str = ""


class _Carrier:
    """Stands where pywebpush expects a requests session; posts under our own limits."""

    def __init__(self, *, allow_loopback: bool, certificates: ssl.SSLContext) -> None:
        self.allow_loopback = allow_loopback
        self.certificates = certificates

    def post(self, url: str, *, data: bytes, headers: Mapping[str, str], timeout: object) -> _Answer:
        endpoint = check_endpoint(url, allow_loopback=self.allow_loopback)
        connection = _Connection(endpoint, self)
        overdue = threading.Timer(WHOLE_SECONDS, connection.abandon)
        overdue.daemon = True
        overdue.start()
        try:
            with closing(connection):
                connection.request("POST", endpoint.target, body=data, headers=dict(headers))
                answer = connection.getresponse()
                return _Answer(answer.status, {"Retry-After": answer.headers.get("Retry-After", "")})
        finally:
            overdue.cancel()


class _Connection(http.client.HTTPConnection):
    """A connection to a checked endpoint, encrypted unless it leads to this very machine."""

    def __init__(self, endpoint: Endpoint, carrier: _Carrier) -> None:
        super().__init__(endpoint.host, endpoint.port)
        self.endpoint = endpoint
        self.carrier = carrier
        self.default_port = 443 if endpoint.secure else 80

    def connect(self) -> None:
        plain = open_socket(self.endpoint, CONNECT_SECONDS, allow_loopback=self.carrier.allow_loopback)
        self.sock = plain
        if self.endpoint.secure:
            self.sock = self.carrier.certificates.wrap_socket(plain, server_hostname=self.endpoint.host)
        self.sock.settimeout(READ_SECONDS)

    def abandon(self) -> None:
        """End whatever this connection is waiting for, from another thread."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it ended by itself a moment ago


def _certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class Sender:
    """Sends one push at a time; threads may share it."""

    def __init__(self, key: VapidKey, contact: str, *, allow_loopback: bool = False) -> None:
        """`contact` (mailto: or https:) goes to the push services, who may want to reach a person."""
        self._key = key
        self._contact = contact
        self._carrier = _Carrier(allow_loopback=allow_loopback, certificates=_certificates())

    def send(self, target: Target, payload: bytes, subject: str, now: datetime) -> Delivery:
        """Encrypt, sign and post. Never raises for what the network or the push service does."""
        try:
            answer = _post(self._arguments(target, payload, subject, now), self._carrier)
        except (EndpointRefused, WebPushException, VapidException, ValueError):
            return Delivery(REFUSED_HERE)
        except (OSError, http.client.HTTPException):
            return Delivery(UNREACHABLE)
        return Delivery(answer.status_code, _retry_after(answer.headers.get("Retry-After", ""), now))

    def _arguments(self, target: Target, payload: bytes, subject: str, now: datetime) -> dict[str, Any]:
        return {
            "subscription_info": {
                "endpoint": target.endpoint,
                "keys": {"p256dh": target.p256dh, "auth": target.auth},
            },
            "data": payload,
            "vapid_private_key": self._key.signer(),
            "vapid_claims": {"sub": self._contact, "exp": int((now + TOKEN_LASTS).timestamp())},
            "headers": {"Urgency": "high", "Topic": topic(subject)},
            "ttl": TTL_SECONDS,
        }


def _post(arguments: dict[str, Any], carrier: _Carrier) -> _Answer:
    call: Callable[..., Any] = webpush
    try:
        answer: _Answer = call(**arguments, requests_session=carrier)
    except WebPushException as error:
        if not isinstance(error.response, _Answer):
            raise
        return error.response
    return answer


def _retry_after(text: str, now: datetime) -> timedelta | None:
    """RFC 9110 §10.2.3: seconds, or a date."""
    if text.strip().isdigit() and len(text.strip()) < 10:
        return timedelta(seconds=int(text))
    try:
        return max(parsedate_to_datetime(text) - now, timedelta(0))
    except (ValueError, TypeError):
        return None
