"""How many envelopes a second the server takes, each with its signature checked."""

import os
import time

import psutil
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from tests.benchmarks.caseload import Caseload
from tests.benchmarks.colleague import BATCH, Colleague, batches
from tests.benchmarks.figure import Figure
from tests.browser.world import Server

AIM_A_SECOND = 3_000
CURVE_RUNS = 300
CAUSE = (
    "The rest is Python around it: the request, the form of each text and its strict header, the queries and "
    "one row each; the database itself is the smallest part."
)
HOW = (
    "over HTTP to the real server (gunicorn, SQLCipher) on one core, divided by the processor time that its "
    "processes used, which is what one core does when nobody else wants it."
)


def measure(server: Server, author: Colleague, caseload: Caseload) -> list[Figure]:
    """Hands the caseload in over HTTP, to a server that may use one core only."""
    assert server.process is not None
    _keep_to(server.process.pid, {min(os.sched_getaffinity(0))})
    bodies = batches(caseload.items)
    busy, began = _seconds_worked(server.process.pid), time.monotonic()
    for body in bodies:
        author.post_batch(body)
    waited = time.monotonic() - began
    worked = _seconds_worked(server.process.pid) - busy
    count = len(caseload.items)
    return [
        Figure(
            "Appended envelopes a second of one core",
            "a second",
            count / worked,
            f"{count:,} items in batches of {BATCH}: {HOW} By the clock: {waited:.1f} s, "
            f"{count / waited:,.0f} a second.",
            aim=AIM_A_SECOND,
            more_is_better=True,
            cause=f"{_curve_alone()} {CAUSE}",
        )
    ]


def _processes(pid: int) -> list[psutil.Process]:
    return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]


def _curve_alone() -> str:
    """What no code of ours can be faster than: one check and one signature an envelope."""
    signing, digest = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(SHA256())
    began = time.process_time()
    signatures = [signing.sign(b"text", digest) for _ in range(CURVE_RUNS)]
    signed = time.process_time()
    for signature in signatures:
        signing.public_key().verify(signature, b"text", digest)
    checked = time.process_time()
    sign, check = ((until - since) / CURVE_RUNS for since, until in ((began, signed), (signed, checked)))
    return (
        f"Checking an author's signature takes this core {check * 1000:.2f} ms and signing a receipt "
        f"{sign * 1000:.2f} ms in OpenSSL alone, so {1 / (sign + check):,.0f} a second is the limit."
    )


def free_all_cores(server: Server) -> None:
    """Let the server use the whole machine again."""
    assert server.process is not None
    _keep_to(server.process.pid, os.sched_getaffinity(0))


def _keep_to(pid: int, cores: set[int]) -> None:
    for process in _processes(pid):
        for thread in process.threads():
            os.sched_setaffinity(thread.id, cores)


def _seconds_worked(pid: int) -> float:
    times = [process.cpu_times() for process in _processes(pid)]
    return sum(each.user + each.system for each in times)
