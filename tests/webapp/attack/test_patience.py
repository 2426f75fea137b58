"""How long a request may take, looked at on two ends of one socket with the limits made short."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from webapp import patience
from webapp.patience import PatientSocket

Pair = tuple[PatientSocket, socket.socket]


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    monkeypatch.setattr(patience, "IDLE", 0.3)
    monkeypatch.setattr(patience, "GRACE", 0.6)
    monkeypatch.setattr(patience, "BYTES_A_SECOND", 10_000)
    ours, theirs = socket.socketpair()
    patient = PatientSocket(fileno=ours.detach())
    patient.begin()
    yield patient, theirs
    patient.close()
    theirs.close()


def test_a_client_that_falls_silent_is_as_good_as_gone(pair: Pair) -> None:
    patient, theirs = pair
    theirs.sendall(b"GET ")
    assert patient.recv(100) == b"GET "
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        patient.recv(100)
    assert 0.2 < time.monotonic() - began < 2


def test_a_client_that_drips_is_cut_off_although_it_is_never_silent(pair: Pair) -> None:
    patient, theirs = pair
    stopped = threading.Event()

    def drip() -> None:
        while not stopped.wait(0.05):
            try:
                theirs.sendall(b"x")
            except OSError:
                return

    dripping = threading.Thread(target=drip)
    dripping.start()
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        while time.monotonic() - began < 10:
            patient.recv(1)
    stopped.set()
    dripping.join()
    assert time.monotonic() - began < 3


def test_a_slow_phone_that_keeps_sending_may_take_its_time(pair: Pair) -> None:
    patient, theirs = pair
    received = 0
    began = time.monotonic()
    while time.monotonic() - began < 1.5:  # Far beyond the grace; each second brings twice the least rate.
        theirs.sendall(b"x" * 2_000)
        received += len(patient.recv(4_000))
        time.sleep(0.1)
    assert received >= 20_000


def test_an_answer_that_nobody_takes_does_not_hold_a_thread(pair: Pair) -> None:
    patient, _ = pair
    began = time.monotonic()
    with pytest.raises(ConnectionResetError):
        patient.sendall(b"x" * 50_000_000)
    assert time.monotonic() - began < 5


def test_a_large_answer_arrives_whole(pair: Pair) -> None:
    patient, theirs = pair
    whole = bytes(range(256)) * 20_000
    received = bytearray()

    def take() -> None:
        while len(received) < len(whole):
            received.extend(theirs.recv(65_536))

    taking = threading.Thread(target=take)
    taking.start()
    patient.sendall(whole)
    taking.join(20)
    assert bytes(received) == whole
