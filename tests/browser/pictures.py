"""`make pictures`: the pictures of the README, taken in a real browser while the main job is done.

Not a test: it writes `docs/pictures/*.png` at 360×740, light, and two in the dark and in Spanish.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import Specialist, Supervisor
from tests.browser.world import environment, launch, new_phone, run_command, running
from webapp.pwa.build import build_assets

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
NOTE = (
    "Met at the shelter kitchen. Jordan said she wants to die and has been giving away her things. "
    "She agreed to call her aunt tonight and to meet me tomorrow at ten."
)
SETTLE_MS = 600


def keep(person: Specialist | Supervisor, name: str) -> None:
    """One picture of what is on the screen."""
    person.page.wait_for_timeout(SETTLE_MS)
    person.page.screenshot(path=FOLDER / f"{name}.png")


def walk(browser: Browser, origin: str) -> None:
    """The main job, a picture at each screen that a newcomer should know."""
    dana = Specialist(new_phone(browser, origin), "dana")
    rosa = Supervisor(new_phone(browser, origin, color_scheme="dark"), "rosa")
    dana.signs_in()
    rosa.signs_in()
    dana.waits_until_all_is_sent()
    keep(dana, "today")
    dana.adds_person("Jordan")
    dana.starts_session()
    keep(dana, "script")
    dana.gives_script()
    dana.writes(NOTE)
    dana.waits_until_draft_is_kept()
    keep(dana, "note")
    dana.press("Help now")
    keep(dana, "help")
    dana.press("Close")
    dana.press("Done")
    dana.sees_heading("Noticed in the note")
    keep(dana, "noticed")
    dana.asks_supervisor("She is calm now, her aunt is coming.", urgent=True)
    dana.waits_until_all_is_sent()
    keep(dana, "request")
    rosa.opens_request()
    keep(rosa, "answering")
    spanish = Specialist(new_phone(browser, origin, locale="es-US"), "luis")
    spanish.phone.open("/welcome")
    keep(spanish, "bienvenida")


def main() -> None:
    """A fresh demo agency on a free port, one browser, then away with it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build_assets(place / "assets")
        run_command(["demo", "make"], environment(place / "demo", place / "assets", 0))
        with (
            running(place / "demo", place / "assets", place / "data") as server,
            sync_playwright() as playwright,
        ):
            browser = launch(playwright)
            walk(browser, server.origin)
            browser.close()


if __name__ == "__main__":
    main()
