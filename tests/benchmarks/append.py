"""How many envelopes a second the server takes, each with its signature checked."""

import os
import time

import psutil

from tests.benchmarks.caseload import Caseload
from tests.benchmarks.colleague import BATCH, Colleague, batches
from tests.benchmarks.figure import Figure
from tests.browser.world import Server

AIM_A_SECOND = 3_000
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
        )
    ]


def _processes(pid: int) -> list[psutil.Process]:
    return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]


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
