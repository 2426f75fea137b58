"""`python -m tests.attack` (`make attack`): the long attack. At least 100,000 requests, bounded in count and
time, against the app in this process and the real server on loopback; figures to `docs/reliability.md`.

Ends with status 1 when anything was answered with a 5xx, when memory grew, or when there was no time for all.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.attack import by_schema, over_the_wire
from tests.attack.by_seed import SeededAttack
from tests.attack.memory import Memory
from tests.attack.over_the_wire import Wire
from tests.attack.target import Tally, target
from tests.reliability.report import Section, write_section

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


def describe(tally: Tally, calls: int, memory: Memory, wire: Wire, seconds: float) -> Section:
    """The section of the page."""
    answers = ", ".join(f"{status}: {count:,}" for status, count in sorted(tally.answers.items()))
    server_errors = sum(count for status, count in tally.answers.items() if status >= 500)
    failed = tally.failures + wire.failures
    if not memory.is_flat:
        failed.append(f"memory grew by {memory.growth >> 20} MiB")
    if wire.memory and not wire.memory.is_flat:
        failed.append(f"the real server's memory grew by {wire.memory.growth >> 20} MiB")
    return Section(
        name="attack",
        title="Attacks on the server",
        command="make attack",
        figures={
            "Requests to the app": f"{tally.requests:,} in {seconds / 60:.0f} minutes, on {calls} calls",
            "Answers, by status": answers,
            "5xx, redirects, errors of another shape": f"{server_errors} 5xx, {len(tally.failures)} in all",
            "Memory of the app": memory.describe(),
            "Oversized bodies to the real server": f"{wire.oversized}, all refused or cut off",
            "What is no HTTP": f"{wire.garbage}, all refused in our own words or cut off",
            "Requests that never finish": f"{wire.slow}, {over_the_wire.SLOW_AT_ONCE} at once"
            f" (threads: 8); the longest wait of a good one meanwhile {wire.longest_wait:.1f} s",
            "Memory of the real server": wire.memory.describe() if wire.memory else "not measured",
        },
        how=[
            "From the OpenAPI description by schemathesis, allowed and forbidden requests of every call; then"
            " from a seed: envelopes, grants, cursors, certificates, descriptors, enrolments and raw bodies,"
            " spoiled before and after signing.",
            "Memory is resident memory after a collection; warm-up is the description's part and the first"
            " fifth of the seed's.",
            f"The real server has 2 s of patience here instead of 20. Load of the machine at the end:"
            f" {os.getloadavg()[0]:.0f}.",
        ],
        failed=failed[:20],
    )


def main() -> int:
    """Attack, tell, and say by the status how it went."""
    asked, began = arguments(), time.monotonic()
    tally, calls, memory = in_process(asked, began + asked.minutes * 60)
    seconds = time.monotonic() - began
    wire = over_the_wire.attack(asked.rounds, asked.seed)
    section = describe(tally, calls, memory, wire, seconds)
    for what, found in section.figures.items():
        print(f"{what}: {found}")
    for failure in tally.failures + wire.failures:
        print(failure, file=sys.stderr)
    if not asked.no_page:
        write_section(section)
    return 1 if section.failed else 0


if __name__ == "__main__":
    sys.exit(main())
