"""A phone while a new version of the app arrives."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.world import Phone, Server

PUT_OFF_MS = 3000
PUT_OFF_TIMES = 10


class Updated:
    """A phone on which a build runs while the server has another."""

    def __init__(self, phone: Phone, server: Server, rebuild: Callable[[Path], str]) -> None:
        """Visit; the new build is not there yet."""
        phone.open()
        phone.wait_for_worker()
        self.phone = phone
        self.old = self.build_on_screen()
        self.new = ""
        self._rebuild = lambda: rebuild(server.assets)

    def arrives(self) -> None:
        """Put the new build in place and let the browser find it."""
        self.new = self._rebuild()
        self.phone.page.evaluate(
            """async () => {
              const registration = await navigator.serviceWorker.ready;
              await registration.update();
              const arriving = registration.installing ?? registration.waiting;
              if (arriving.state === 'installed') return;
              await new Promise((done) => arriving.addEventListener('statechange', done, { once: true }));
            }"""
        )

    def build_on_screen(self) -> str | None:
        """Which build the open page is of."""
        return self.phone.page.locator("html").get_attribute("data-build")

    def take(self) -> None:
        """What the page's button does after everything was saved."""
        self.phone.page.evaluate(
            """() => {
              const { serviceWorker } = navigator;
              window.changedOver = new Promise((done) => {
                serviceWorker.addEventListener('controllerchange', () => done(true), { once: true });
              });
            }"""
        )
        self._helped_over(
            lambda: self.phone.page.evaluate(
                """async (ms) => {
                  const registration = await navigator.serviceWorker.ready;
                  registration.waiting?.postMessage({ type: 'take-update' });
                  const late = new Promise((done) => setTimeout(done, ms, false));
                  return Promise.race([window.changedOver, late]);
                }""",
                PUT_OFF_MS,
            )
        )

    def takes_over(self, phone: Phone) -> None:
        """Wait until `phone`, whose button was pressed, shows the new build."""
        shows = "(build) => document.documentElement.dataset.build === build"

        def is_over() -> bool:
            try:
                phone.page.wait_for_function(shows, arg=self.new, timeout=PUT_OFF_MS)
            except PlaywrightTimeout:
                return False
            return True

        self._helped_over(is_over)

    def _helped_over(self, is_over: Callable[[], bool]) -> None:
        """Wait for the change-over; a browser that puts it off is helped.

        Chromium gives it up when a page asks the old worker for something in the very moment, and comes back
        to it when that worker has gone to sleep for want of work: half a minute on a phone, and never under
        the debugger of a test.
        """
        for _ in range(PUT_OFF_TIMES):
            if is_over():
                return
            self.phone.put_worker_to_sleep()
        raise AssertionError("expected the new version to take over, the old one still runs")
