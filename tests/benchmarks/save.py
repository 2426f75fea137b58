"""Saving a note: from the call to the promise that it is on the disk, sealed and signed."""

import random

from tests.benchmarks.caseload import NOTE_CHARACTERS, text_of
from tests.benchmarks.figure import Figure, median, spread
from tests.browser.world import Phone

AIM_MILLISECONDS = 5
CAUSE = (
    "only one of them writes. The directory and the account are read again at each step, the grants twice, "
    "and the counts of the queue beside it. Sealing and signing are the smaller part."
)
CASES = 20
PER_CASE = 10
HOW = (
    "by the real repository, keyring and store in a page: checked, sealed, signed, chained, written in a "
    "transaction of strict durability."
)


def measure(phone: Phone) -> list[Figure]:
    """200 notes of 1.2 kB into 20 cases, one after the other."""
    asked = {"cases": CASES, "perCase": PER_CASE, "text": text_of(NOTE_CHARACTERS, random.Random(3))}
    done = phone.page.evaluate("(asked) => modules.saveNotes(asked)", asked)
    times = done["times"]
    return [
        Figure(
            "Saving a note durably",
            "ms",
            median(times),
            f"{len(times)} notes of 1.2 kB, {PER_CASE} each in {CASES} cases, {HOW}",
            aim=AIM_MILLISECONDS,
            spread=spread(times, 1),
            best=min(times),
            cause=f"A save makes {done['transactions']:.1f} IndexedDB transactions, most of them one after "
            f"the other; one that reads a single row takes {done['oneTransaction']:.1f} ms here, and {CAUSE}",
        )
    ]
