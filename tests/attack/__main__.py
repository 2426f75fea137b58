"""`python -m tests.attack` (`make attack`): the long attack. At least 100,000 requests, bounded in count and
time, against the app in this process and the real server on loopback; figures to `docs/reliability.md`.

Ends with status 1 when anything was answered with a 5xx, when memory grew, or when there was no time for all.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.attack import by_schema, over_the_wire
from tests.attack.by_seed import SeededAttack
from tests.attack.memory import Memory
from tests.attack.over_the_wire import Wire
from tests.attack.target import Tally, target
from tests.reliability.report import Row, Section, circumstances, write_section

WARM_UP = 0.2
SAMPLES = 8


def arguments() -> argparse.Namespace:
    """What may be changed; the defaults are the run whose figures are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help="how many from a seed")
    parser.add_argument("--examples", type=int, default=60, help="how many from the description, each call")
    parser.add_argument("--rounds", type=int, default=12, help="how many rounds against the real server")
    parser.add_argument("--minutes", type=float, default=60, help="after which the run ends, unfinished")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--no-page", action="store_true", help="do not write docs/reliability.md")
    return parser.parse_args()


def in_process(asked: argparse.Namespace, until: float) -> tuple[Tally, int, Memory]:
    """The app in this process; the part from the description first, so that its own memory is part of the
    warm-up."""
    memory = Memory()
    with target() as attacked:
        calls = by_schema.attack(attacked, asked.examples, asked.seed)
        print(f"From the description: {attacked.tally.requests:,} requests on {calls} calls.", flush=True)
        seeded = SeededAttack(attacked, asked.seed)
        warm = int(asked.requests * WARM_UP)
        step = max(1, (asked.requests - warm) // SAMPLES)
        for number in range(asked.requests):
            if time.monotonic() > until:
                attacked.tally.failures.append(f"out of time after {attacked.tally.requests:,} requests")
                break
            seeded.one()
            if number >= warm and (number - warm) % step == 0:
                memory.sample()
                print(f"{attacked.tally.requests:,} requests, {memory.samples[-1] >> 20} MiB", flush=True)
        memory.sample()
        return attacked.tally, calls, memory


def failures_of(tally: Tally, memory: Memory, wire: Wire) -> list[str]:
    """Why the run ends with status 1; empty when nothing gave way."""
    failed = tally.failures + wire.failures
    if not memory.is_flat:
        failed.append(f"memory grew by {memory.growth >> 20} MiB")
    if wire.memory and not wire.memory.is_flat:
        failed.append(f"the real server's memory grew by {wire.memory.growth >> 20} MiB")
    return failed


def describe(
    tally: Tally, calls: int, memory: Memory, wire: Wire, minutes: float, where: list[str]
) -> Section:
    """The section of the page."""
    answers = ", ".join(f"{status}: {count:,}" for status, count in sorted(tally.answers.items()))
    server_errors = sum(count for status, count in tally.answers.items() if status >= 500)
    wire_flat = wire.memory.is_flat if wire.memory else None
    rows = [
        Row(
            "Requests to the app",
            f"{tally.requests:,} in {minutes:.0f} minutes, on {calls} calls",
            "≥ 100,000",
            tally.requests >= 100_000,
        ),
        Row("Answers, by status", answers),
        Row("Server errors (5xx)", str(server_errors), "0", server_errors == 0),
        Row("Answers of another shape, redirects", str(len(tally.failures)), "0", not tally.failures),
        Row("Memory of the app", memory.describe(), "flat", memory.is_flat),
        Row("Oversized bodies to the real server", f"{wire.oversized}, all refused or cut off"),
        Row("What is no HTTP", f"{wire.garbage}, all refused in our own words or cut off"),
        Row(
            "Requests that never finish",
            f"{wire.slow}, {over_the_wire.SLOW_AT_ONCE} at once (threads: 8);"
            f" the longest wait of a good one meanwhile {wire.longest_wait:.1f} s",
        ),
        Row(
            "Memory of the real server",
            wire.memory.describe() if wire.memory else "not measured",
            "flat",
            wire_flat,
        ),
    ]
    notes = [
        "From the OpenAPI description by schemathesis, allowed and forbidden requests of every call; then"
        " from a seed: envelopes, grants, cursors, certificates, descriptors, enrolments and raw bodies,"
        " spoiled before and after signing.",
        "Memory is resident memory after a collection; warm-up is the description's part and the first"
        " fifth of the seed's.",
        "The real server has 2 s of patience here instead of 20.",
        *(f"Failed: {failure}" for failure in failures_of(tally, memory, wire)[:20]),
    ]
    return Section("Attacks on the server", "make attack", rows, notes, where)


def main() -> int:
    """Attack, tell, and say by the status how it went."""
    asked, began, where = arguments(), time.monotonic(), circumstances()
    tally, calls, memory = in_process(asked, began + asked.minutes * 60)
    minutes = (time.monotonic() - began) / 60
    wire = over_the_wire.attack(asked.rounds, asked.seed)
    section = describe(tally, calls, memory, wire, minutes, where)
    for row in section.rows:
        print(f"{row.name}: {row.measured}")
    failed = failures_of(tally, memory, wire)
    for failure in failed:
        print(failure, file=sys.stderr)
    if not asked.no_page:
        write_section("attack", section)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
