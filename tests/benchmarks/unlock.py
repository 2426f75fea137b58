"""From the right passphrase to the newest notes on the screen, with ten thousand envelopes on the phone."""

from playwright.sync_api import expect

from tests.benchmarks.caseload import Caseload
from tests.benchmarks.figure import Figure, median, spread
from tests.benchmarks.first_sync import wait_until_whole
from tests.benchmarks.ground import Ground
from tests.browser.people import Member
from tests.browser.world import Phone

AIM_SECONDS = 0.25
RUNS = 7
LONGEST = 120_000
HOW = (
    "The page is loaded anew; from the answer of the key derivation's worker (the derivation itself is not "
    "counted) to the frame that shows the fiftieth row of Today."
)
FIFTIETH = "[aria-labelledby=recent] > li:nth-child(50)"


def prepare(ground: Ground, sign_in_name: str, caseload: Caseload) -> Phone:
    """A phone with the whole caseload, its lists made."""
    phone = ground.phone()
    member = Member(phone, sign_in_name)
    member.signs_in()
    wait_until_whole(phone, caseload.envelopes)
    expect(phone.page.locator(FIFTIETH)).to_be_attached(timeout=LONGEST)
    wait_until_summarised(phone)
    return phone


def measure(phone: Phone, passphrase: str, envelopes: int) -> list[Figure]:
    """Opens the app anew and unlocks it, several times."""
    seconds = [_once(phone, passphrase) for _ in range(RUNS)]
    return [
        Figure(
            "Unlock to the newest 50 notes on screen",
            "s",
            median(seconds),
            f"{envelopes:,} envelopes in 40 cases. {HOW}",
            aim=AIM_SECONDS,
            spread=spread(seconds),
            best=min(seconds),
        )
    ]


def wait_until_summarised(phone: Phone) -> None:
    """The lists' summaries are made in the background: wait until each is of its vault's latest state."""
    phone.page.evaluate(
        """async () => {
          const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
          const database = await done(indexedDB.open('sotto'));
          const read = (name) => done(database.transaction(name).objectStore(name).getAll());
          for (;;) {
            const [vaults, rows] = await Promise.all([read('vaults'), read('local')]);
            const marks = new Map(rows.map(({ name, mark }) => [name.split('/').at(-1), mark]));
            if (vaults.every(({ vault, change }) => marks.get(vault) === change)) break;
            await new Promise((again) => setTimeout(again, 200));
          }
          database.close();
        }"""
    )


def _once(phone: Phone, passphrase: str) -> float:
    phone.page.reload()
    phone.page.get_by_label("Passphrase", exact=True).fill(passphrase)
    phone.page.get_by_role("button", name="Unlock").click()
    expect(phone.page.locator(FIFTIETH)).to_be_attached(timeout=LONGEST)
    phone.page.wait_for_timeout(300)
    noted = phone.page.evaluate("() => benchmark")
    return float(noted["shown"]["fifty"] - noted["derivedAt"]) / 1000
