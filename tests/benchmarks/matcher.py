"""Looking for risk words in a long note, as at each pause in typing."""

import random

from tests.benchmarks.caseload import text_of
from tests.benchmarks.figure import Figure, median, spread
from tests.benchmarks.ground import throttle
from tests.browser.world import Phone

AIM_MILLISECONDS = 5
AIM_THROTTLED = 16
WORDS = 2_000
WARM = 40
RUNS = 60
NOTICED = "He says he wants to die and has the pills. She did not overdose. He has never hit anyone. "


def measure(phone: Phone) -> list[Figure]:
    """Plain, and with the page's thread four times slower."""
    plain = _runs(phone)
    throttle(phone, 4)
    throttled = _runs(phone)
    throttle(phone, 1)
    how = (
        f"A note of {WORDS:,} words, a few of them noticed, with the whole lexicon; the median of {RUNS} "
        f"runs, after {WARM} in which the browser compiles the code; the first took {plain[0]:.1f} ms."
    )
    slow = f"As above with Emulation.setCPUThrottlingRate 4; the first took {throttled[0]:.1f} ms."
    return [
        Figure(
            "Risk words in a 2,000-word note",
            "ms",
            median(plain[WARM:]),
            how,
            AIM_MILLISECONDS,
            spread=spread(plain[WARM:]),
            best=min(plain[WARM:]),
        ),
        Figure(
            "The same, processor throttled 4×",
            "ms",
            median(throttled[WARM:]),
            slow,
            AIM_THROTTLED,
            spread=spread(throttled[WARM:]),
            best=min(throttled[WARM:]),
        ),
    ]


def _runs(phone: Phone) -> list[float]:
    found: list[float] = phone.page.evaluate(
        "(asked) => modules.matchNote(asked)", {"text": note_of(WORDS), "runs": WARM + RUNS}
    )
    return found


def note_of(words: int) -> str:
    """Plain sentences, with something to notice in every third paragraph."""
    chance = random.Random(4)
    text = "".join(text_of(600, chance) + (NOTICED if part % 3 == 0 else "") + "\n" for part in range(40))
    return " ".join(text.split(" ")[:words])
