"""Locked by itself, hidden at a touch: nothing is left on the page, behind Back or in memory."""

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import Phone, Server

NAME = "Quillon"
WORDS = "spoke about the winter at the canal"
CHUNK = "HeapProfiler.addHeapSnapshotChunk"


def in_a_note(make_phone: Callable[..., Phone]) -> Specialist:
    """A specialist in the middle of a sentence."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person(NAME)
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(WORDS)
    return dana


def memory_of(phone: Phone) -> str:
    """Every string on the page's heap, after what nobody holds was thrown away."""
    session = phone.context.new_cdp_session(phone.page)
    chunks: list[str] = []
    session.on(CHUNK, lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return "\n".join(json.loads("".join(chunks))["strings"])


def test_after_the_lock_nothing_is_left_in_memory(server: Server, make_phone: Callable[..., Phone]) -> None:
    """Not a note, not a name, not the passphrase; and they are there again after unlocking."""
    dana = in_a_note(make_phone)
    dana.press("Done")
    dana.sees("Saved on this phone")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(WORDS)
    dana.waits_until_draft_is_kept()
    before = memory_of(dana.phone)
    assert NAME in before and WORDS in before, "the snapshot shows what it must not show later"

    dana.locks()
    dana.page.wait_for_timeout(500)
    after = memory_of(dana.phone)
    assert [marker for marker in (NAME, WORDS, dana.passphrase) if marker in after] == []
    dana.unlocks()
    expect(dana.page.locator("#note")).to_have_value(WORDS)


def test_hiding_leads_to_a_page_that_says_nothing(server: Server, make_phone: Callable[..., Phone]) -> None:
    """By the button or by a key; Back shows nothing, and the words are kept."""
    dana = in_a_note(make_phone)
    for hide in (lambda: dana.press("Hide"), lambda: [dana.page.keyboard.press("Shift") for _ in range(3)]):
        hide()
        expect(dana.page.get_by_role("button", name="Open")).to_be_visible(timeout=1000)
        assert dana.page.locator("body").inner_text().split() == ["Sotto", "Open"]
        assert dana.phone.axe_violations() == []
        for _ in range(3):
            dana.page.go_back()
            expect(dana.page.get_by_text(NAME)).to_have_count(0)
            assert dana.page.title() == "Sotto"
        dana.phone.open("/unlock")
        dana.unlocks()
        dana.phone.open("/people")
        dana.press_row(NAME)
        dana.page.get_by_role("main").get_by_role("link").filter(has_text="In person").first.click()
        dana.press("Write the note")
        expect(dana.page.locator("#note")).to_have_value(WORDS)
    dana.phone.assert_no_problems()


def test_a_screen_that_nobody_uses_warns_and_locks(server: Server, make_phone: Callable[..., Phone]) -> None:
    """Five minutes pass on the clock of the phone."""
    phone = make_phone()
    phone.page.clock.install()
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.phone.open("/people")
    dana.sees("Riley")
    phone.page.clock.run_for(4.75 * 60_000)
    dana.sees("Locks in half a minute")
    dana.press("Stay open")
    expect(phone.page.get_by_text("Locks in half a minute")).to_have_count(0)
    phone.page.clock.run_for(4.75 * 60_000)
    dana.sees("Locks in half a minute")
    phone.page.clock.run_for(60_000)
    dana.sees_heading("Unlock")
    expect(phone.page.get_by_text("Riley")).to_have_count(0)


def test_the_list_of_open_apps_shows_blank_paper(server: Server, make_phone: Callable[..., Phone]) -> None:
    """As soon as the page is out of sight, a sheet on top of it too; and it is there again on coming back."""
    dana = in_a_note(make_phone)
    dana.press("Help now")
    dana.page.evaluate("() => window.dispatchEvent(new Event('blur'))")
    for covered in ("body", "dialog[open]"):
        expect(dana.page.locator(covered)).to_have_css("opacity", "0")
    dana.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(dana.page.locator("body")).to_have_css("opacity", "1", timeout=SLOW)
    expect(dana.page.get_by_role("heading", name="Help now")).to_be_visible()


def test_wrong_guesses_slow_down_through_a_reload(server: Server, make_phone: Callable[..., Phone]) -> None:
    """Said in words, with how long; nothing is erased, and the right passphrase opens it afterwards."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person(NAME)
    dana.locks()
    for _ in range(5):
        dana.page.get_by_label("Passphrase", exact=True).fill("not the words that open this")
        dana.press("Unlock")
        dana.sees("That passphrase does not open this app")
        expect(dana.page.get_by_role("button", name="Unlock", exact=True)).to_be_visible(timeout=SLOW)
    dana.sees("Too many wrong tries")
    dana.page.reload()
    dana.sees("You can try again in")
    assert dana.phone.axe_violations() == []
    dana.page.get_by_label("Passphrase", exact=True).fill(dana.passphrase)
    dana.press("Unlock")
    dana.sees("Wait a little, then try again.")
    expect(dana.page.get_by_text("Too many wrong tries. Wait")).to_be_visible()
    expect(dana.page.get_by_text("You can try again in")).to_have_count(0, timeout=45_000)
    dana.unlocks()
    dana.phone.open("/people")
    dana.sees(NAME)
