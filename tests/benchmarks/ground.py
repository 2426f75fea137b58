"""Where the benchmarks run: the built app, the real server with a demo agency, Chromium."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import PASSPHRASES
from tests.browser.world import Phone, Server, environment, launch, new_phone, run_command, running
from webapp.pwa.build import build_assets

PROBE = Path(__file__).with_name("pages") / "probe.js"


@dataclass
class Ground:
    """What every benchmark is handed."""

    folder: Path
    assets: Path
    server: Server
    browser: Browser

    def phone(self, **options: Any) -> Phone:
        """A new phone whose page is watched, not changed, by `pages/probe.js`."""
        phone = new_phone(self.browser, self.server.origin, **options)
        phone.context.add_init_script(path=PROBE)
        return phone

    def passphrase(self, sign_in_name: str) -> str:
        """As `make run` prints it."""
        return str(PASSPHRASES[sign_in_name])


@contextmanager
def ground() -> Iterator[Ground]:
    """All of it, in a temporary folder."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        assets, template = folder / "assets", folder / "demo"
        build_assets(assets)
        run_command(["demo", "make"], environment(template, assets, 0))
        browser = launch(playwright)
        try:
            with running(template, assets, folder / "server") as server:
                yield Ground(folder, assets, server, browser)
        finally:
            browser.close()


def throttle(phone: Phone, rate: int) -> None:
    """Slow the page's own thread by that factor; its workers keep their speed."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
