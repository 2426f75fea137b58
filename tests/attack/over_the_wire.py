"""The real server on loopback, under what a test client cannot do: bodies without an end, requests that never
finish, bytes that are no HTTP. Bounded in count; what is asked is whether it goes on answering."""

import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
from agency_world import make_settings
from server_process import ServerProcess

from tests.attack.memory import Memory

HEAD = b"POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
IMPATIENT = "from webapp import patience, serve; patience.GRACE = 2; patience.IDLE = 1; serve.main()"
SLOW_AT_ONCE = 16


@dataclass
class Wire:
    """How it went."""

    oversized: int = 0
    garbage: int = 0
    slow: int = 0
    failures: list[str] = field(default_factory=list)
    longest_wait: float = 0.0
    memory: Memory | None = None


@contextmanager
def server() -> Iterator[ServerProcess]:
    """A server with two seconds of patience instead of twenty."""
    with tempfile.TemporaryDirectory() as folder:
        running = ServerProcess(make_settings(Path(folder)))
        running.command = ["-c", IMPATIENT]
        running.start()
        try:
            yield running
        finally:
            running.kill()


def attack(rounds: int, seed: int) -> Wire:
    """`rounds` of one oversized body, twenty bits of garbage and a handful of slow requests each."""
    wire, rng = Wire(), Random(seed)
    with server() as running:
        assert running.process is not None
        for number in range(rounds):
            if number == rounds // 4:
                worker = psutil.Process(running.process.pid).children()[0]
                wire.memory = Memory(worker)
                wire.memory.sample()
            _oversized(running, wire)
            _garbage(running, wire, rng)
            _slow(running, wire)
        if wire.memory:
            wire.memory.sample()
    return wire


def _connect(running: ServerProcess) -> socket.socket:
    where = urlsplit(running.address)
    return socket.create_connection((where.hostname or "", where.port or 0), 30)


def _exchange(running: ServerProcess, *pieces: bytes) -> bytes:
    received = b""
    with _connect(running) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65_536):
                received += more
        except OSError:  # It has hung up on us, which is an answer too.
            return received
    return received


def _oversized(running: ServerProcess, wire: Wire) -> None:
    chunk = b"10000\r\n" + b"[" * 65_536 + b"\r\n"
    for pieces in (
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 100),
        (HEAD + b"Content-Length: 500000000\r\n\r\n", b"[" * 100_000),
    ):
        wire.oversized += 1
        _judge(wire, _exchange(running, *pieces), "oversized")


def _garbage(running: ServerProcess, wire: Wire, rng: Random) -> None:
    for _ in range(20):
        start = rng.choice([b"", b"GET / HTTP/1.1\r\n", HEAD, b"PRI * HTTP/2.0\r\n\r\n", b"\x16\x03\x01"])
        wire.garbage += 1
        _judge(wire, _exchange(running, start + rng.randbytes(rng.choice([1, 10, 200, 9_000]))), "garbage")


def _slow(running: ServerProcess, wire: Wire) -> None:
    """More requests that never finish than there are threads; then somebody asks whether all is well."""
    slow = [_connect(running) for _ in range(SLOW_AT_ONCE)]
    for number, connection in enumerate(slow):
        connection.sendall(HEAD + b"Content-Length: 9\r\n\r\n{" if number % 2 else b"GET / HT")
    began = time.monotonic()
    try:
        with urlopen(f"{running.address}/healthz", timeout=60) as answer:
            assert answer.status == 200
    except OSError as error:
        wire.failures.append(f"slow: nobody was answered any more ({type(error).__name__})")
    wire.longest_wait = max(wire.longest_wait, time.monotonic() - began)
    wire.slow += len(slow)
    for connection in slow:
        connection.close()


def _judge(wire: Wire, answer: bytes, what: str) -> None:
    if answer and not answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4", b"HTTP/1.1 200", b"HTTP/1.0 200")):
        wire.failures.append(f"{what}: {answer[:60]!r}")
