"""A Web Push service on this machine, for tests: the browser's side (WebSocket, as Firefox speaks it)
and the sender's side (RFC 8030 with RFC 8292). It behaves like a strict real one where that matters:
it checks the VAPID token, wants a TTL, refuses large bodies, keeps what it cannot deliver yet, and
replaces it by topic. It can be told to fail.

    with PushService() as service:
        subscription = service.subscribe()            # a browser made of Python, with keys of its own
        service.fail(503, times=1)                    # the next push is answered 503
        record = service.wait_for_pushes(1)[0]
        subscription.decrypt(record.body)             # what the browser would read

Firefox is pointed at `websocket_url` by the preference dom.push.serverURL. Loopback only.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from push_subscription import PythonSubscription, b64u, from_b64u
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

LARGEST_BODY = 4096
LONGEST_TOKEN = 24 * 60 * 60


class Refused(Exception):  # noqa: N818 — a sentence, not a suffix
    """The push is answered with this status, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Push:
    """One push as it arrived, and what it was answered."""

    channel: str
    headers: dict[str, str]
    body: bytes
    claims: dict[str, Any]
    status: int
    why: str = ""


@dataclass
class _Channel:
    """One subscription: whose it is, under which server key, and what waits for the browser."""

    agent: str | None
    key: str | None
    waiting: list[dict[str, Any]] = field(default_factory=list)


class PushService:
    """Both sides. A context manager; `start` and `stop` do the same."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._arrived = threading.Condition(self._lock)
        self._channels: dict[str, _Channel] = {}
        self._gone: set[str] = set()
        self._browsers: dict[str, ServerConnection] = {}
        self._failures: list[tuple[int, str | None]] = []
        self.pushes: list[Push] = []
        self.acknowledged: list[dict[str, Any]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._websocket: Server = serve(self._talk, "127.0.0.1", 0)
        self.origin = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.websocket_url = f"ws://127.0.0.1:{self._websocket.socket.getsockname()[1]}/"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        for run in (self._http.serve_forever, self._websocket.serve_forever):
            threading.Thread(target=run, daemon=True).start()

    def stop(self) -> None:
        self._websocket.shutdown()
        self._http.shutdown()
        self._http.server_close()

    # --- what tests say to it ---

    def subscribe(self) -> PythonSubscription:
        """A new subscription of no browser."""
        channel = str(uuid.uuid4())
        self._channels[channel] = _Channel(agent=None, key=None)
        return PythonSubscription.new(self._endpoint(channel))

    def fail(self, status: int, *, times: int = 1, retry_after: str | None = None) -> None:
        """Answer the next pushes with this status instead of taking them."""
        with self._lock:
            self._failures += [(status, retry_after)] * times

    def expire(self, endpoint: str) -> None:
        """End a subscription: pushes to it are answered 410 from now on."""
        with self._lock:
            channel = endpoint.rpartition("/")[2]
            self._channels.pop(channel, None)
            self._gone.add(channel)

    def wait_for_pushes(self, count: int, seconds: float = 20) -> list[Push]:
        """All pushes so far, once there are `count`."""
        return self._wait(lambda: self.pushes, count, seconds)

    def wait_for_acknowledgements(self, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """What browsers said about deliveries: code 100 means that a service worker has handled it."""
        return self._wait(lambda: self.acknowledged, count, seconds)

    def _wait(self, read: Callable[[], list[Any]], count: int, seconds: float) -> list[Any]:
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(read()) >= count, seconds):
                raise AssertionError(f"expected {count}, got {len(read())} after {seconds} seconds")
            return list(read())

    # --- the browser's side ---

    def _talk(self, browser: ServerConnection) -> None:
        agent = ""
        for text in browser:
            message = json.loads(text) if text else {}
            kind = message.get("messageType")
            if kind == "hello":
                agent = self._hello(browser, message)
            elif kind == "register":
                self._register(browser, agent, message)
            elif kind == "unregister":
                self.expire(message["channelID"])
                browser.send(json.dumps({**message, "status": 200}))
            elif kind in ("ack", "nack"):
                with self._arrived:
                    self.acknowledged += message.get("updates", [message])
                    self._arrived.notify_all()
            elif not message:
                browser.send("{}")  # a ping
        with self._lock:
            if self._browsers.get(agent) is browser:
                del self._browsers[agent]

    def _hello(self, browser: ServerConnection, message: dict[str, Any]) -> str:
        agent = message.get("uaid") or uuid.uuid4().hex
        reply = {"messageType": "hello", "status": 200, "uaid": agent, "use_webpush": True, "broadcasts": {}}
        browser.send(json.dumps(reply))
        with self._lock:
            self._browsers[agent] = browser
            for channel in self._channels.values():
                if channel.agent == agent:
                    self._deliver(channel)
        return str(agent)

    def _register(self, browser: ServerConnection, agent: str, message: dict[str, Any]) -> None:
        channel = message["channelID"]
        with self._lock:
            self._channels[channel] = _Channel(agent=agent, key=message.get("key"))
        reply = {"messageType": "register", "status": 200, "channelID": channel}
        browser.send(json.dumps({**reply, "pushEndpoint": self._endpoint(channel)}))

    def _deliver(self, channel: _Channel) -> None:
        browser = self._browsers.get(channel.agent or "")
        while browser is not None and channel.waiting:
            message = {
                name: value for name, value in channel.waiting[0].items() if name not in ("topic", "until")
            }
            if channel.waiting[0]["until"] >= time.time():
                try:
                    browser.send(json.dumps(message))
                except ConnectionClosed:
                    return
            channel.waiting.pop(0)

    # --- the sender's side ---

    def receive(self, channel_id: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        """Take one push; (status, headers of the answer)."""
        with self._arrived:
            claims: dict[str, Any] = {}
            answer: dict[str, str] = {}
            status, why = 201, ""
            try:
                if self._failures:
                    status, retry_after = self._failures.pop(0)
                    answer = {"Retry-After": retry_after} if retry_after else {}
                    raise Refused(status, "told to fail")
                channel = self._find(channel_id)
                _check_headers(headers, body)
                claims = self._check_token(headers, channel)
                self._keep(channel_id, channel, headers, body)
                answer = {"Location": f"{self.origin}/message/{uuid.uuid4().hex}"}
            except Refused as refused:
                status, why = refused.status, str(refused)
            self.pushes.append(Push(channel_id, headers, body, claims, status, why))
            self._arrived.notify_all()
            return status, answer

    def _endpoint(self, channel: str) -> str:
        return f"{self.origin}/push/{channel}"

    def _find(self, channel: str) -> _Channel:
        if channel in self._gone:
            raise Refused(410, "the subscription has ended")
        if channel not in self._channels:
            raise Refused(404, "no such subscription")
        return self._channels[channel]

    def _check_token(self, headers: dict[str, str], channel: _Channel) -> dict[str, Any]:
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        fields = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
        if scheme.lower() != "vapid" or set(fields) != {"t", "k"}:
            raise Refused(401, "no VAPID token")
        if channel.key is not None and from_b64u(channel.key) != from_b64u(fields["k"]):
            raise Refused(403, "another server's key than the one subscribed to")
        point = from_b64u(fields["k"])
        try:
            jwk = {"kty": "EC", "crv": "P-256", "x": b64u(point[1:33]), "y": b64u(point[33:])}
            token = jwt.decode(fields["t"], ECKey.import_key(jwk), algorithms=["ES256"])
        except (JoseError, ValueError) as error:
            raise Refused(401, "the VAPID signature does not fit") from error
        claims = dict(token.claims)
        left = float(claims.get("exp", 0)) - time.time()
        if claims.get("aud") != self.origin or not 0 < left <= LONGEST_TOKEN:
            raise Refused(403, "the VAPID token is for another service or time")
        if not str(claims.get("sub", "")).startswith(("mailto:", "https:")):
            raise Refused(403, "the VAPID token names nobody to reach")
        return claims

    def _keep(self, channel_id: str, channel: _Channel, headers: dict[str, str], body: bytes) -> None:
        topic = headers.get("topic")
        if topic is not None:
            channel.waiting = [message for message in channel.waiting if message["topic"] != topic]
        message = {
            "messageType": "notification",
            "channelID": channel_id,
            "version": uuid.uuid4().hex,
            "ttl": int(headers["ttl"]),
            "headers": {"encoding": headers.get("content-encoding")},
            "data": b64u(body),
        }
        channel.waiting.append({**message, "topic": topic, "until": time.time() + int(headers["ttl"])})
        self._deliver(channel)


def _check_headers(headers: dict[str, str], body: bytes) -> None:
    if not headers.get("ttl", "").isdigit():
        raise Refused(400, "no TTL")
    if headers.get("urgency", "normal") not in ("very-low", "low", "normal", "high"):
        raise Refused(400, "no such urgency")
    if len(headers.get("topic", "")) > 32:
        raise Refused(400, "the topic is too long")
    if len(body) > LARGEST_BODY:
        raise Refused(413, "the body is too large")
    if body and headers.get("content-encoding") != "aes128gcm":
        raise Refused(415, "not aes128gcm")


def _handler(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 — the name that http.server calls
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = service.receive(self.path.rpartition("/")[2], headers, body)
            self.send_response(status)
            for name, value in answer.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    return Handler
