"""How the production server bears clients that are slow, or that do not speak HTTP: a bounded time, one
answer in the one error shape, and no word of theirs in a log.

gunicorn's threads wait without end for a request that has begun, and there are eight of them: as many
connections that drip a byte now and then would be the whole server. Here a request has `GRACE` seconds to
arrive, and more for each byte that came, at a rate that the weakest phone network reaches; and no wait for a
single piece, in either direction, is longer than `IDLE`.
"""

import errno
import json
import socket
import sys
import time
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from webapp.errors import BadRequest, Internal, Refusal, body_of

GRACE = 20.0
BYTES_A_SECOND = 500
IDLE = 20.0
SEND_PIECE = 65_536


class PatientSocket(socket.socket):
    """A client's connection whose requests have to arrive in time."""

    _began = 0.0
    _received = 0

    def begin(self) -> None:
        """A request begins now (or is still to come, on a connection that is kept)."""
        self._began, self._received = time.monotonic(), 0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """What came. Too late is as if the client had hung up, which the server knows how to take."""
        if self.gettimeout() is not None:
            return super().recv(size, flags)  # gunicorn bounds this one itself
        left = self._began + GRACE + self._received / BYTES_A_SECOND - time.monotonic()
        try:
            self.settimeout(max(0.001, min(IDLE, left)))
            data = super().recv(size, flags)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly") from error
        finally:
            self.settimeout(None)
        self._received += len(data)
        return data

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Everything, in pieces: each has to be taken in time, all of them together may last."""
        rest = memoryview(data).cast("B")
        try:
            self.settimeout(IDLE)
            while rest:
                rest = rest[self.send(rest[:SEND_PIECE], flags) :]
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the answer was not taken") from error
        finally:
            self.settimeout(None)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, with a limit to its patience."""

    def enqueue_req(self, conn: Any) -> None:
        """Give a new connection its patient socket before any thread waits for it."""
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket(fileno=conn.sock.detach())
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Handle one request."""
        conn.sock.begin()
        return super().handle(conn)

    def handle_error(self, _request: Any, client: socket.socket, _address: Any, error: BaseException) -> None:
        """Answer what is not HTTP, or what failed outside the app. gunicorn would quote it, there and in its
        log."""
        refusal: Refusal = BadRequest() if isinstance(error, ParseException) else Internal()
        if isinstance(refusal, Internal):
            self.log.exception("A request failed outside the app.")
        try:
            client.sendall(_as_http(refusal))
        except OSError:
            return  # It has hung up, and needs no answer.


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's log, in which an exception leaves its type: its text, or a line of the traceback, may hold
    what somebody sent."""

    def exception(self, _message: str, *_args: Any, **_kwargs: Any) -> None:
        """Say that something failed, and of what type it was."""
        kind = sys.exc_info()[0]
        self.error("The server met something unexpected (%s).", kind.__name__ if kind else "unknown")


def _as_http(refusal: Refusal) -> bytes:
    body = json.dumps(body_of(refusal)).encode()
    head = (
        f"HTTP/1.1 {refusal.status} {'Bad Request' if refusal.status < 500 else 'Internal Server Error'}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
