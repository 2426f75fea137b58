"""`python -m tests.benchmarks` (`make bench`): measures everything and writes `docs/benchmarks.md`.

With names of parts behind it (`python -m tests.benchmarks shell phone`) only those are measured, and nothing
is written. A benchmark that fails is named, the others go on, and the command ends with status 1.
"""

import sys
from collections.abc import Callable, Sequence

from playwright.sync_api import Error

from tests.benchmarks import append, cold_start, first_sync, hide, matcher, save, shell_size, unlock
from tests.benchmarks.bench_page import bench_page
from tests.benchmarks.caseload import full_notes, many_sessions
from tests.benchmarks.colleague import Colleague
from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import Ground, ground
from tests.benchmarks.machine import describe
from tests.benchmarks.report import as_line, as_markdown
from tests.browser.world import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"


class Run:
    """The figures so far, and what could not be measured."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.failed: list[str] = []

    def take(self, name: str, measure: Callable[[], list[Figure]]) -> None:
        """Measure one thing; print what came of it."""
        try:
            found = measure()
        except (AssertionError, Error, RuntimeError, OSError) as error:
            self.failed.append(f"{name}: {str(error).splitlines()[0]}")
            print(f"{name}: NOT MEASURED\n{error}", file=sys.stderr)
            return
        self.figures += found
        for figure in found:
            print(as_line(figure), flush=True)


def in_page(run: Run, ground: Ground) -> None:
    """What needs a page and no server; first, while nothing of ours works in the background."""
    with bench_page(ground.browser, ground.folder / "page") as phone:
        run.take("Risk words", lambda: matcher.measure(phone))
        run.take("Saving", lambda: save.measure(phone))


def with_server(run: Run, ground: Ground) -> None:
    """What needs ten thousand envelopes on the real server."""
    dana = Colleague(ground.server.origin, "dana", ground.passphrase("dana"))
    notes = full_notes(dana)
    run.take("Append", lambda: append.measure(ground.server, dana, notes))
    append.free_all_cores(ground.server)
    run.take("First sync", lambda: first_sync.measure(ground, "dana", notes))


def on_full_phone(ground: Ground) -> list[Figure]:
    """What needs a phone that has been in use for years."""
    luis = Colleague(ground.server.origin, "luis", ground.passphrase("luis"))
    sessions = many_sessions(luis)
    luis.append(sessions.items)
    phone = unlock.prepare(ground, "luis", sessions)
    unlocked = unlock.measure(phone, ground.passphrase("luis"), sessions.envelopes)
    hidden = hide.measure(phone, ground.passphrase("luis"))
    started = cold_start.measure(phone)
    phone.close()
    return [*unlocked, *hidden, *started]


PARTS: dict[str, Callable[[Run, Ground], None]] = {
    "shell": lambda run, ground: run.take("App shell", lambda: shell_size.measure(ground)),
    "page": in_page,
    "server": with_server,
    "phone": lambda run, ground: run.take("Unlock, hiding and cold start", lambda: on_full_phone(ground)),
}
"""In an order in which nothing waits for what was measured before."""


def main(wanted: Sequence[str]) -> int:
    """The parts that are asked for, or all of them."""
    unknown = sorted(set(wanted) - set(PARTS))
    if unknown:
        print(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    machine, run = describe(), Run()
    with ground() as place:
        for name, measure in PARTS.items():
            if not wanted or name in wanted:
                measure(run, place)
    if not wanted:
        PAGE.write_text(as_markdown(machine, run.figures, run.failed), encoding="utf-8")
        print(f"Written to {PAGE.relative_to(ROOT)}.")
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
