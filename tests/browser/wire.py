"""The way between a phone and the server, which a test may cut: a small proxy on a port of its own.

Nothing in the browser is touched: the app, its service worker and the browser see what a real network does to
them.
"""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.browser.world import Server

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
APPEND = "/api/v1/append"
Ask = Callable[[], "Answer"]
Cut = Callable[[BaseHTTPRequestHandler, Ask], None]


class Answer:
    """What the server said."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.body = status, body
        self.headers = [each for each in headers if each[0].lower() not in HOP_BY_HOP]

    def send(self, to: BaseHTTPRequestHandler, part: float = 1.0) -> None:
        """Hand it on; a part below 1 is where the line breaks."""
        to.send_response_only(self.status)
        for name, value in self.headers:
            to.send_header(name, value)
        to.send_header("Content-Length", str(len(self.body)))
        to.end_headers()
        to.wfile.write(self.body[: int(len(self.body) * part)])


def before_the_request(_: BaseHTTPRequestHandler, __: Ask) -> None:
    """The server hears nothing."""


def after_the_server_acted(_: BaseHTTPRequestHandler, ask: Ask) -> None:
    """The server has stored it, and the phone never learns so."""
    ask()


def inside_the_answer(phone: BaseHTTPRequestHandler, ask: Ask) -> None:
    """Half of the receipts."""
    ask().send(phone, part=0.5)


class Wire:
    """`cuts`: what the next appends meet, one after the other; without any the line holds. `down`: every
    request is answered by a proxy that finds no server behind it."""

    def __init__(self, server: Server) -> None:
        self.cuts: list[Cut] = []
        self.down = False
        self.appends = 0
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Nothing is written anywhere."""

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (ConnectionError, OSError):
                    self.close_connection = True

            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if wire.down:
                    Answer(503, [("Content-Type", "text/html")], b"<h1>Service Unavailable</h1>").send(self)
                    return
                is_append = self.path == APPEND
                wire.appends += is_append
                ask = lambda: _ask(server, self, body)  # noqa: E731
                if is_append and wire.cuts:
                    self.close_connection = True
                    wire.cuts.pop(0)(self, ask)
                    return
                ask().send(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = pass_on  # noqa: N815

        self._proxy = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._proxy.daemon_threads = True

    @property
    def origin(self) -> str:
        """Where phones find the server through it."""
        return f"http://localhost:{self._proxy.server_port}"

    @contextmanager
    def standing(self) -> Iterator["Wire"]:
        """While it stands."""
        serving = threading.Thread(target=self._proxy.serve_forever, daemon=True)
        serving.start()
        try:
            yield self
        finally:
            self._proxy.shutdown()
            self._proxy.server_close()
            serving.join()


def _ask(server: Server, phone: BaseHTTPRequestHandler, body: bytes) -> Answer:
    """The real server; a connection that breaks is a line that breaks."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {name: value for name, value in phone.headers.items() if name.lower() not in HOP_BY_HOP}
    try:
        connection.request(phone.command, phone.path, body or None, headers)
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    except http.client.HTTPException as error:
        raise ConnectionError from error
    finally:
        connection.close()
