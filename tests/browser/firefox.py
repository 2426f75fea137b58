"""A real Firefox with a profile of its own, driven by Marionette: the one browser here whose Web Push works
against a push service on this machine.

Firefox is started by this module rather than by the driver, so that what is started is also what is ended.
"""

import json
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

with warnings.catch_warnings():
    # The driver's own dependencies ask the machine for its name in an old-fashioned way.
    warnings.simplefilter("ignore", DeprecationWarning)
    from marionette_driver.by import By
    from marionette_driver.errors import MarionetteException
    from marionette_driver.marionette import Marionette, WebElement

FIREFOX = "/usr/bin/firefox-esr"
# The last: notifications are drawn by the browser itself, outside the page, and are touched there.
ARGUMENTS = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
START_SECONDS = 90
SLOW_SECONDS = 30.0
PREFERENCES: dict[str, Any] = {
    "alerts.useSystemBackend": False,  # there is no desktop here to show a notification
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": True,
    "dom.push.testing.allowInsecureServerURL": True,
    "intl.locale.requested": "en-US",
    "marionette.port": 0,  # a free one; the profile says which
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "permissions.default.desktop-notification": 1,  # granted, as a person would at the browser's question
}


class Firefox:
    """One person's Firefox with one page of the app."""

    def __init__(self, driver: Marionette, origin: str) -> None:
        self.driver = driver
        self.origin = origin

    def open(self, fragment: str = "/") -> None:
        """Go to a place of the app by its address."""
        self.driver.navigate(f"{self.origin}/#{fragment}")

    def sees(self, words: str) -> None:
        """The words are on the screen, or will be in a moment."""
        _wait(lambda: words in self.text(), f"to see {words!r}", self.text)

    def sees_no(self, words: str) -> None:
        """The words are not on the screen, or will be gone in a moment."""
        _wait(lambda: words not in self.text(), f"not to see {words!r}", self.text)

    def text(self) -> str:
        """All the words on the screen."""
        return str(self.run("return document.body.innerText"))

    def press(self, label: str) -> None:
        """Press a button or follow a link by its words."""
        words = json.dumps(label)
        path = f"//*[self::button or self::a][normalize-space(.)={words} or @aria-label={words}]"
        self._shown(path).click()

    def fill(self, label: str, value: str) -> None:
        """Write into the field with this label."""
        element = self._shown(f"//*[@id=//label[normalize-space(.)={json.dumps(label)}]/@for]")
        element.send_keys(value)

    def run(self, script: str, *values: Any) -> Any:
        """What a script in the page returns; a promise is waited for."""
        return self.driver.execute_script(script, script_args=values)

    def notifications(self) -> list[dict[str, Any]]:
        """What lies on the lock screen."""
        shown: list[dict[str, Any]] = self.run(
            """return navigator.serviceWorker.ready
              .then((registration) => registration.getNotifications())
              .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, id: data.id })))"""
        )
        return shown

    def wait_for_notifications(self, count: int) -> list[dict[str, Any]]:
        """What lies on the lock screen once there are `count`; they come a moment after the push."""
        _wait(lambda: len(self.notifications()) >= count, f"{count} notifications", self.notifications)
        return self.notifications()

    def touch_notification(self) -> None:
        """Touch the one that is shown, as a person would."""
        with self.driver.using_context("chrome"):
            _wait(lambda: bool(self.run(f"return Boolean({ALERT})")), "an alert on the screen", lambda: "")
            self.run(f"{ALERT}.document.querySelector('#alertBox').click()")

    def _shown(self, path: str) -> WebElement:
        found: list[WebElement] = []

        def look() -> bool:
            found[:] = [each for each in self.driver.find_elements(By.XPATH, path) if each.is_displayed()]
            return bool(found)

        _wait(look, f"to find {path}", self.text)
        return found[0]


ALERT = "[...Services.wm.getEnumerator('alert:alert')][0]"


class _Process:
    """The running browser: started with a fresh profile, ended with everything that it started."""

    def __init__(self, profile: Path, push_service: str) -> None:
        self.profile = profile
        chosen = PREFERENCES | {"dom.push.serverURL": push_service}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items()]
        profile.mkdir(parents=True)
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")

    def __enter__(self) -> Self:
        with (self.profile / "output.log").open("w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [FIREFOX, *ARGUMENTS, "--profile", str(self.profile)],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)

    def port(self) -> int:
        """Where it listens for the driver."""
        file = self.profile / "MarionetteActivePort"
        _wait(file.exists, "Firefox to start", lambda: "", START_SECONDS)
        return int(file.read_text(encoding="utf-8"))


@contextmanager
def firefox(profile: Path, origin: str, push_service: str) -> Iterator[Firefox]:
    """A Firefox that has never seen the app; `push_service` is the address of the browser's side of one."""
    with _Process(profile, push_service) as process:
        driver = Marionette(host="127.0.0.1", port=process.port())
        driver.start_session(timeout=START_SECONDS)
        try:
            driver.timeout.script = SLOW_SECONDS
            yield Firefox(driver, origin)
        finally:
            driver.delete_session()


def _wait(
    is_so: Callable[[], bool], what: str, instead: Callable[[], object], seconds: float = SLOW_SECONDS
) -> None:
    """Poll until `is_so`; a page that is being replaced meanwhile is asked again."""
    deadline = time.monotonic() + seconds
    trouble: MarionetteException | None = None
    while time.monotonic() < deadline:
        try:
            if is_so():
                return
        except MarionetteException as error:
            trouble = error
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:.0f} s {what}; instead: {instead()!r}") from trouble
