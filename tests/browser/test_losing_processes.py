"""Processes die and lines break in the middle of a save and of a batch, with no word to anyone.

The browser's processes get SIGKILL, and so does the server's; the line is cut by a proxy between them. Each
time: everything that was saved is on the server once, with a receipt that the phone has verified.
"""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Timer

import psutil
import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.records import Records, records_of
from tests.browser.wire import Ask, Cut, Wire, after_the_server_acted, before_the_request, inside_the_answer
from tests.browser.world import CHROMIUM, CHROMIUM_ARGUMENTS, PHONE, Phone, Server

TOUCH_DONE = """() => {
  const done = [...document.querySelectorAll('button')].find(({ innerText }) => innerText.trim() === 'Done');
  setTimeout(() => done.click());
}"""
WORDS = "We sat by the canal and spoke about the winter."
# A new person (an envelope and the grants to dana and to the records), a session, why the script was skipped,
# the note, the end of the session.
OF_ONE_NOTE = Records(vaults=1, envelopes=5, grants=2)
OF_ONE_PERSON = Records(vaults=1, envelopes=1, grants=2)


class Browser:
    """A browser of its own on a profile that outlives it."""

    def __init__(self, playwright: Playwright, profile: Path, origin: str) -> None:
        self._playwright, self._profile, self._origin = playwright, profile, origin
        self.phone = self.begins()

    def begins(self) -> Phone:
        """Start it on what the disk holds."""
        context = self._playwright.chromium.launch_persistent_context(
            str(self._profile),
            executable_path=CHROMIUM,
            args=list(CHROMIUM_ARGUMENTS),
            viewport=PHONE,
            locale="en-US",
        )
        self.phone = Phone(context, context.pages[0], self._origin)
        return self.phone

    def is_killed(self) -> None:
        """SIGKILL to every process of it at once."""
        mark = f"--user-data-dir={self._profile}"
        roots = [each for each in psutil.process_iter(["cmdline"]) if mark in (each.info["cmdline"] or [])]
        family = {child for root in roots for child in [root, *root.children(recursive=True)]}
        assert family, "the browser is not there"
        for each in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                os.kill(each.pid, signal.SIGKILL)
        psutil.wait_procs(family, timeout=10)
        with contextlib.suppress(Error):  # there is nothing left to close
            self.phone.context.close()


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """The line to the server."""
    with Wire(server).standing() as wire:
        yield wire


@pytest.fixture
def browser(playwright: Playwright, wire: Wire, tmp_path: Path) -> Iterator[Browser]:
    """One to be killed."""
    browser = Browser(playwright, tmp_path / "profile", wire.origin)
    yield browser
    browser.phone.close()


def signed_in_through(wire: Wire, make_phone: Callable[..., Phone]) -> Specialist:
    """Dana, whose phone finds the server by this line."""
    phone = make_phone()
    phone.origin = wire.origin
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    return dana


def plus(before: Records, more: Records, times: int = 1) -> Records:
    """As it should be afterwards."""
    return Records(
        before.vaults + times * more.vaults,
        before.envelopes + times * more.envelopes,
        before.grants + times * more.grants,
    )


def test_the_browser_is_killed_in_mid_save(server: Server, browser: Browser) -> None:
    """At several moments after the touch: the note is saved, or it is a draft; never both, never neither."""
    dana = Specialist(browser.phone, "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    before = records_of(server)
    moments = (0, 40)
    for number, milliseconds in enumerate(moments):
        dana.phone.cut_network()
        dana.adds_person(f"Canal {number}")
        dana.press("Start a session")
        dana.skips_script()
        dana.writes(WORDS)
        dana.waits_until_draft_is_kept()
        dana.page.evaluate(TOUCH_DONE)
        dana.page.wait_for_timeout(milliseconds)
        browser.is_killed()

        dana.phone = browser.begins()
        dana.phone.open("/people")
        dana.unlocks()
        dana.opens_person(f"Canal {number}")
        dana.page.get_by_role("main").get_by_role("link").filter(has_text="In person").first.click()
        write = dana.page.get_by_role("link", name="Write the note")
        expect(write.or_(dana.page.locator(".own-words")).first).to_be_visible(timeout=SLOW)
        if write.is_visible():
            write.click()
            expect(dana.page.locator("#note")).to_have_value(WORDS, timeout=SLOW)
            dana.press("Done")
        dana.sees(WORDS)
        dana.waits_until_all_is_sent()
    assert records_of(server) == plus(before, OF_ONE_NOTE, len(moments))


def test_the_browser_is_killed_in_mid_batch(server: Server, wire: Wire, browser: Browser) -> None:
    """The server has stored the batch; the phone is dead before it hears so."""
    dana = Specialist(browser.phone, "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    before = records_of(server)
    stored, dead = Event(), Event()

    def withhold(_: BaseHTTPRequestHandler, ask: Ask) -> None:
        ask()
        stored.set()
        dead.wait(60)

    wire.cuts.append(withhold)
    dana.adds_person("Quillon")
    assert stored.wait(20)
    browser.is_killed()
    dead.set()

    dana.phone = browser.begins()
    dana.phone.open("/today")
    dana.unlocks()
    dana.waits_until_all_is_sent()
    dana.opens_person("Quillon")
    assert records_of(server) == plus(before, OF_ONE_PERSON)


def test_the_server_is_killed_in_mid_batch(
    server: Server, wire: Wire, make_phone: Callable[..., Phone]
) -> None:
    """Perhaps it has stored the batch, perhaps not: the phone goes on showing it as only here."""
    dana = signed_in_through(wire, make_phone)
    before = records_of(server)
    gone = Event()

    def kill_meanwhile(_: BaseHTTPRequestHandler, ask: Ask) -> None:
        killer = Timer(0.004, server.kill)
        killer.start()
        try:
            ask()
        finally:
            killer.join()
            gone.set()

    wire.cuts.append(kill_meanwhile)
    dana.adds_person("Quillon")
    assert gone.wait(20)
    expect(dana.sync_words()).to_have_text("1 only on this phone", timeout=SLOW)
    server.start()
    dana.phone.open("/sync")
    dana.press("Try now")
    dana.waits_until_all_is_sent()
    assert records_of(server) == plus(before, OF_ONE_PERSON)


CUTS: dict[str, Cut] = {
    "before the request": before_the_request,
    "after the server stored it": after_the_server_acted,
    "inside the answer": inside_the_answer,
}


def test_the_line_is_cut_in_mid_batch(server: Server, wire: Wire, make_phone: Callable[..., Phone]) -> None:
    """At each place where it can be; and twice in a row at all of them."""
    dana = signed_in_through(wire, make_phone)
    before = records_of(server)
    rounds = [[each] for each in CUTS.values()] + [[*CUTS.values()] * 2]
    for number, cuts in enumerate(rounds):
        wire.cuts += cuts
        dana.adds_person(f"Quillon {number}")
        dana.phone.open("/sync")
        while wire.cuts:
            dana.press("Try now")
            dana.page.wait_for_timeout(100)
        dana.waits_until_all_is_sent()

    wire.cuts += [before_the_request] * 50
    dana.adds_person("Quillon last")
    dana.phone.open("/sync")
    dana.press("Try now")
    dana.sees("We could not reach the server. What you saved is on this phone")
    dana.sees("1 thing is only on this phone")
    wire.cuts.clear()
    dana.press("Try now")
    dana.waits_until_all_is_sent()
    assert records_of(server) == plus(before, OF_ONE_PERSON, len(rounds) + 1)


def test_a_server_that_does_not_answer_is_not_called_no_signal(
    server: Server, wire: Wire, make_phone: Callable[..., Phone]
) -> None:
    """In both languages, and with what it means for what was saved."""
    dana = signed_in_through(wire, make_phone)
    wire.down = True
    dana.phone.open("/sync")
    dana.press("Try now")
    expect(dana.sync_words()).to_have_text("Server not answering", timeout=SLOW)
    dana.sees("Your agency's server is not answering. Nothing here waits to be sent")
    dana.speaks("es")
    dana.phone.open("/sync")
    expect(dana.sync_words()).to_have_text("El servidor no contesta", timeout=SLOW)
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.phone.cut_network()
    dana.page.locator(".button[data-kind=primary]").last.click()
    expect(dana.sync_words()).to_have_text("Sin señal", timeout=SLOW)
