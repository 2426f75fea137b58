"""Opening the app with no network, up to the screen that asks for the passphrase."""

from playwright.sync_api import expect

from tests.benchmarks.figure import Figure, median, spread
from tests.benchmarks.ground import throttle
from tests.browser.world import Phone

AIM_SECONDS = 0.4
AIM_THROTTLED = 1.2
RUNS = 9
CAUSE = (
    "Nothing is painted before the service worker has started and answered, the app's code and one catalogue "
    "have been read and run, IndexedDB is open and the content files have been read. The page's own thread "
    "works 0.1 s of it, a fifth of that in scripts; the rest is waiting for other processes."
)
HOW = (
    "A new page of a phone that has the app and a caseload, its network cut and its service worker stopped "
    "before each run; from the start of the navigation to the frame that shows the field for the passphrase."
)


def measure(phone: Phone) -> list[Figure]:
    """Plain, and with the page's thread four times slower."""
    phone.cut_network()
    try:
        plain, throttled = _runs(phone, 1), _runs(phone, 4)
    finally:
        phone.restore_network()
    return [
        Figure(
            "Offline cold start to the unlock screen",
            "s",
            median(plain),
            HOW,
            AIM_SECONDS,
            spread=spread(plain),
            best=min(plain),
            cause=CAUSE,
        ),
        Figure(
            "The same, processor throttled 4×",
            "s",
            median(throttled),
            "As above, with Emulation.setCPUThrottlingRate 4 on the page.",
            AIM_THROTTLED,
            spread=spread(throttled),
            best=min(throttled),
            cause=CAUSE,
        ),
    ]


def _runs(phone: Phone, rate: int) -> list[float]:
    return [_once(phone, rate) for _ in range(RUNS)]


def _once(phone: Phone, rate: int) -> float:
    page = phone.context.new_page()
    opened = Phone(phone.context, page, phone.origin)
    try:
        _stop_worker(opened)
        if rate > 1:
            throttle(opened, rate)
        opened.open("/")
        expect(page.locator("#passphrase")).to_be_visible(timeout=30_000)
        page.wait_for_timeout(200)
        return float(page.evaluate("() => benchmark.shown.unlock")) / 1000
    finally:
        page.close()


def _stop_worker(phone: Phone) -> None:
    """As after a phone was put away for a while."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()
