"""The world of the browser tests: a real server on a port of its own, and phones that visit it.

A test gets a server with its own copy of the demo agency, and may do with it what it likes: kill it, start
it again, read its files afterwards. Nothing here knows a screen: the tests' own words are for that.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 740}
START_SECONDS = 60
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(data: Path, assets: Path, port: int) -> dict[str, str]:
    """The demo's settings, with nothing of the developer's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOTTO_")}
    return kept | {
        "SOTTO_DEMO": "1",
        "SOTTO_DATA": str(data),
        "SOTTO_ASSETS": str(assets),
        "SOTTO_LOG_FILE": str(data / "server.log"),
        "SOTTO_PUSH_ALLOW_LOOPBACK": "1",
        "PORT": str(port),
    }


def run_command(arguments: list[str], settings: dict[str, str]) -> str:
    """One `flask …` command; what it printed, or an error that shows what it said."""
    command = [sys.executable, "-m", "flask", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"flask {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@dataclass
class Server:
    """One server with its own folder of data."""

    data: Path
    assets: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def origin(self) -> str:
        """Where it is; by this name the browser treats plain http as safe."""
        return f"http://localhost:{self.port}"

    @property
    def log_text(self) -> str:
        """Everything it has written: its log and its output."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.data.glob("*.log")))

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.data / "output.log").open("a", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "serve"],
                cwd=ROOT,
                env=environment(self.data, self.assets, self.port),
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log_text}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as response:
                return bool(json.load(response)["status"] == "ok")
        except (URLError, OSError):
            return False

    def stop(self) -> None:
        """Let it finish what it does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As when the power goes: no process of it gets another word in."""
        self._end(signal.SIGKILL)

    def _end(self, with_signal: signal.Signals) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, with_signal)
        self.process.wait(timeout=30)
        self.process = None


@contextmanager
def running(template: Path, assets: Path, data: Path) -> Iterator[Server]:
    """A server on a copy of the folder `template`."""
    shutil.copytree(template, data)
    server = Server(data, assets)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass
class Phone:
    """One person's phone: a browser profile of its own with one page."""

    context: BrowserContext
    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note every error that the page meets, for `assert_no_problems`."""
        self.page.on("console", self._note_console)
        self.page.on("pageerror", self._note_error)

    def _note_console(self, message: ConsoleMessage) -> None:
        # A request that found no network is what these tests are about, not a problem.
        if message.type == "error" and "net::ERR_" not in message.text:
            self.problems.append(message.text)

    def _note_error(self, error: Error) -> None:
        self.problems.append(str(error))

    def assert_no_problems(self) -> None:
        """No uncaught error, no refused script, no broken policy since the page was opened."""
        assert self.problems == []

    def open(self, fragment: str = "/") -> None:
        """Go to a place of the app by its address."""
        self.page.goto(f"{self.origin}/#{fragment}")

    def as_read(self) -> str:
        """Where the page is and what a reader finds there, for whoever looks into a failure."""
        try:
            shown = self.page.locator("body").aria_snapshot(timeout=2000)
        except Error as error:
            shown = f"(the page does not answer: {error})"
        return "\n".join([self.page.url, shown, *self.problems])

    def wait_for_worker(self) -> None:
        """Wait until the app is wholly on this phone."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def put_worker_to_sleep(self) -> None:
        """What a phone does by itself with a service worker that is idle; under a debugger it never does."""
        session = self.context.new_cdp_session(self.page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()

    def worker_state(self) -> str:
        """Of the service worker of this page: `running`, `stopped`, or on its way to one of them."""
        session = self.context.new_cdp_session(self.page)
        states: list[str] = []
        session.on(
            "ServiceWorker.workerVersionUpdated",
            lambda event: states.extend(each["runningStatus"] for each in event["versions"]),
        )
        session.send("ServiceWorker.enable")
        while not states:
            self.page.wait_for_timeout(20)
        session.detach()
        return states[-1]

    def cut_network(self) -> None:
        """No signal."""
        self.context.set_offline(True)

    def restore_network(self) -> None:
        """Signal again."""
        self.context.set_offline(False)

    def axe_violations(self) -> list[str]:
        """What axe-core finds on the page as it is: one line each, with the place."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate(
            "values => axe.run(document, {runOnly: {type: 'tag', values}}).then((done) => done.violations)",
            AXE_RULES,
        )
        return [f"{each['id']}: {node['target']} {each['help']}" for each in found for node in each["nodes"]]

    def is_wider_than_screen(self) -> bool:
        """Must one scroll sideways?"""
        wide: bool = self.page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide

    def everything_stored(self) -> str:
        """All that this phone keeps for the app, as one text: databases, caches, both storages, cookies."""
        text: str = self.page.evaluate(EVERYTHING_STORED)
        return text

    def speak(self, language: str) -> None:
        """Choose the language of notifications, and wait until the worker knows it."""
        self.page.evaluate(
            """async (language) => {
              const { active } = await navigator.serviceWorker.ready;
              active.postMessage({ type: 'language', language });
              const preferences = await caches.open('sotto-worker');
              const kept = async () => (await preferences.match('/worker/language'))?.text();
              while ((await kept()) !== language) await new Promise((again) => setTimeout(again, 20));
            }""",
            language,
        )

    def deliver_push(self, payload: str) -> None:
        """Hand a decrypted push message to the real service worker, and wait until something is shown."""
        worker = next(each for each in self.context.service_workers if each.url == f"{self.origin}/sw.js")
        before: int = worker.evaluate(COUNT_SHOWN)
        session = self.context.new_cdp_session(self.page)
        registrations: list[dict[str, Any]] = []
        session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: registrations.extend(event["registrations"]),
        )
        session.send("ServiceWorker.enable")
        while not (mine := [each for each in registrations if each["scopeURL"] == f"{self.origin}/"]):
            self.page.wait_for_timeout(20)
        message = {"origin": self.origin, "registrationId": mine[-1]["registrationId"], "data": payload}
        session.send("ServiceWorker.deliverPushMessage", message)
        deadline = time.monotonic() + START_SECONDS
        while worker.evaluate(COUNT_SHOWN) == before:
            assert time.monotonic() < deadline, "The push was delivered, and nothing was shown."
            self.page.wait_for_timeout(50)
        session.detach()

    def notifications(self) -> list[dict[str, str]]:
        """What lies on the lock screen."""
        shown: list[dict[str, str]] = self.page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications())
              .map(({ title, body, tag }) => ({ title, body, tag }))"""
        )
        return shown

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()


def launch(playwright: Playwright) -> Browser:
    """The Chromium of this machine."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGUMENTS))


def new_phone(browser: Browser, origin: str, **options: Any) -> Phone:
    """A phone that has never seen the app. `options` are those of a browser context (`locale` …)."""
    context = browser.new_context(
        viewport=PHONE, is_mobile=True, has_touch=True, **({"locale": "en-US"} | options)
    )
    context.grant_permissions(["notifications"], origin=origin)
    return Phone(context, context.new_page(), origin)


# Chromium forgets a notification that is asked for while it is being shown: the worker counts instead.
COUNT_SHOWN = """() => {
  const { prototype } = ServiceWorkerRegistration;
  if (self.countShown === undefined) {
    self.countShown = 0;
    const show = prototype.showNotification;
    prototype.showNotification = async function (...words) {
      await show.apply(this, words);
      self.countShown += 1;
    };
  }
  return self.countShown;
}"""

# Bytes are read as Latin-1, so that a word in clear is found wherever it stands.
EVERYTHING_STORED = """async () => {
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  const clear = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value instanceof CryptoKey) return `CryptoKey(${value.extractable})`;
    if (value && typeof value === 'object')
      return Object.entries(value).map(([name, each]) => name + ':' + clear(each)).join();
    return String(value);
  };
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
      parts.push(store, clear(keys), clear(values));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      parts.push(name, request.url, clear(await response.arrayBuffer()));
    }
  }
  return parts.join('\\n');
}"""
