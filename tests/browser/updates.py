"""A phone while a new version of the app arrives."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.world import Phone, Server


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
            """async () => {
              const registration = await navigator.serviceWorker.ready;
              const changed = new Promise((done) =>
                navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
              // Asked again each second, as a person would: a browser that was busy may put it off.
              const ask = () => registration.waiting?.postMessage({ type: 'take-update' });
              const again = setInterval(ask, 1000);
              ask();
              await changed.finally(() => clearInterval(again));
            }"""
        )
