"""From the touch on Hide to the page that says nothing, over a long list of people."""

from playwright.sync_api import expect

from tests.benchmarks.figure import Figure, median, spread
from tests.benchmarks.ground import throttle
from tests.benchmarks.unlock import FIFTIETH, LONGEST
from tests.browser.world import Phone

AIM_SECONDS = 0.3
RUNS = 7
HOW = (
    "On Today with fifty notes; from the click on Hide to the frame in which nothing of it is left and the "
    "neutral page stands there."
)
TOUCH = """() => new Promise((done) => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Hide');
  const started = performance.now();
  const look = () => {
    const isHidden = document.body.innerText.split(/\\s+/).join(' ').trim() === 'Sotto Open';
    if (!isHidden) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
  };
  button.click();
  look();
})"""


def measure(phone: Phone, passphrase: str) -> list[Figure]:
    """Plain, and with the page's thread four times slower."""
    plain = [_once(phone, passphrase) for _ in range(RUNS)]
    throttle(phone, 4)
    throttled = [_once(phone, passphrase) for _ in range(RUNS)]
    throttle(phone, 1)
    return [
        Figure("Hiding", "s", median(plain), HOW, AIM_SECONDS, spread=spread(plain), best=min(plain)),
        Figure(
            "The same, processor throttled 4×",
            "s",
            median(throttled),
            "As above, with Emulation.setCPUThrottlingRate 4 on the page.",
            AIM_SECONDS,
            spread=spread(throttled),
            best=min(throttled),
        ),
    ]


def _once(phone: Phone, passphrase: str) -> float:
    phone.open("/unlock")
    phone.page.reload()
    phone.page.get_by_label("Passphrase", exact=True).fill(passphrase)
    phone.page.get_by_role("button", name="Unlock").click()
    expect(phone.page.locator(FIFTIETH)).to_be_attached(timeout=LONGEST)
    phone.page.wait_for_timeout(500)
    return float(phone.page.evaluate(TOUCH)) / 1000
