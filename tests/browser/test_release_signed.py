"""A release from the first question to its end, with no signal; nothing typed is lost on the way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.releases import (
    RECIPIENT,
    builds_release,
    hands_phone_over,
    has_signed_release,
    reads_and_agrees,
    sees_document,
    signs,
)
from tests.browser.world import Server, new_phone, running


@pytest.fixture(scope="module")
def here(demo: Path, assets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all the tests of this file."""
    with running(demo, assets, tmp_path_factory.mktemp("releases") / "server") as server:
        yield server


@pytest.fixture(scope="module")
def dana(here: Server, chromium: Browser) -> Iterator[Specialist]:
    """One specialist; each test has a participant of its own."""
    dana = Specialist(new_phone(chromium, here.origin), "dana")
    dana.signs_in()
    yield dana
    dana.phone.close()


@pytest.fixture(autouse=True)
def no_problems(dana: Specialist) -> Iterator[None]:
    """Whatever a test does, the page meets no error of its own; and it leaves the phone with its owner."""
    dana.phone.problems.clear()
    yield
    dana.phone.assert_no_problems()
    dana.phone.restore_network()
    dana.page.reload()
    dana.unlocks()


def takes_phone_back(dana: Specialist) -> None:
    """From any page that a participant can reach."""
    dana.press("Give the phone back")
    dana.unlocks()


def test_the_whole_way_with_no_signal_and_the_end_on_another_phone(
    dana: Specialist, here: Server, chromium: Browser
) -> None:
    dana.adds_person("Ana")
    ana = dana.id_in_address("people")
    dana.waits_until_all_is_sent()
    dana.phone.cut_network()
    release = has_signed_release(dana, "Ana Ruiz")
    dana.sees("Active")
    dana.sees("Only on this phone for now")
    dana.sees("Only the days I came in October.")
    dana.sees("I have read this page, or it was read to me.")

    dana.phone.restore_network()
    dana.sees_no("Only on this phone for now")
    other = Specialist(new_phone(chromium, here.origin), "dana")
    other.signs_in()
    other.phone.open(f"/people/{ana}/releases/{release}")
    other.press("Stop this release")
    other.sees(f"The yes for {RECIPIENT}")
    other.sees("Nothing has been shared.")
    other.phone.cut_network()
    other.picks("They say so")
    other.page.get_by_label("Who said it?").fill("Ana Ruiz")
    other.press("Stop it now")
    other.sees("Revoked")
    other.sees("Stopped by word of mouth by Ana Ruiz")
    other.phone.restore_network()

    dana.phone.open(f"/people/{ana}/releases/{release}")
    dana.sees("Revoked")
    dana.press("Confirm it in writing")
    dana.press("Hand the phone over")
    dana.picks("Yes, stop it")
    dana.page.get_by_label("Type your full name").fill("Ana Ruiz")
    dana.press("Stop it now")
    dana.sees_heading("It is stopped")
    dana.press("Lock the phone")
    dana.unlocks()
    dana.sees("Stopped in writing by Ana Ruiz")
    expect(dana.page.get_by_role("link", name="Confirm it in writing")).to_have_count(0)
    other.phone.close()


def test_with_the_phone_in_their_hand_a_participant_reaches_this_paper_and_nothing_else(
    dana: Specialist,
) -> None:
    dana.adds_person("Someone Else")
    other = dana.id_in_address("people")
    dana.adds_person("Bea")
    builds_release(dana)
    hands_phone_over(dana)
    lent = re.compile("/releases/new")
    for place in (
        "/today",
        "/people",
        f"/people/{other}",
        "/me",
        "/sync",
        "/consults",
        f"/open/{other}",
        "/nonsense",
    ):
        dana.page.evaluate("place => { location.hash = place; }", place)
        sees_document(dana)
        expect(dana.page).to_have_url(lent)
    for _ in range(6):
        dana.page.evaluate("() => history.back()")
        sees_document(dana)
        expect(dana.page).to_have_url(lent)
    dana.sees_no("Someone Else")

    dana.page.locator(".crisis-row").click()
    sheet = dana.page.locator("#help")
    expect(sheet.get_by_role("link", name="Call 911")).to_be_visible()
    expect(sheet.get_by_role("link")).to_have_count(3)
    expect(sheet.get_by_role("button")).to_have_count(1)  # close
    sheet.get_by_role("button").click()

    dana.press("Give the phone back")
    dana.sees_heading("Unlock")
    dana.page.get_by_label("Passphrase", exact=True).fill("not the words of its owner")
    dana.press("Unlock")
    expect(dana.page.locator("#passphrase-error")).to_be_visible(timeout=SLOW)
    dana.phone.open("/people")
    dana.sees_heading("Unlock")
    dana.unlocks()
    expect(dana.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)


def test_a_lock_and_a_reload_in_the_middle_of_it_lose_nothing_and_want_the_owner(dana: Specialist) -> None:
    dana.adds_person("Cal")
    builds_release(dana)
    hands_phone_over(dana)
    reads_and_agrees(dana)
    dana.page.get_by_label("Type your full name").fill("Cal Or")
    dana.page.wait_for_timeout(1000)  # what is promised: kept a second after it was typed, at most
    dana.page.reload()
    dana.sees_heading("Unlock")
    dana.unlocks()
    dana.sees("Cal is not done yet")
    dana.press("Hand the phone over again")
    expect(dana.page.get_by_label("Type your full name")).to_have_value("Cal Or")

    dana.page.keyboard.press("Shift")
    dana.page.keyboard.press("Shift")
    dana.page.keyboard.press("Shift")
    dana.opens_after_hiding()
    dana.unlocks()
    dana.press("Hand the phone over again")
    expect(dana.page.get_by_label("Type your full name")).to_have_value("Cal Or")

    signs(dana, "Cal Or")
    dana.page.reload()
    dana.unlocks()
    dana.sees("It is signed and kept on this phone.")
    dana.press("Save it now, without a copy")
    dana.sees_heading(RECIPIENT)
    dana.sees("Active")
    dana.sees("None was given yet")


def test_a_signature_wants_the_tick_and_the_name(dana: Specialist) -> None:
    dana.adds_person("Dee")
    builds_release(dana)
    hands_phone_over(dana)
    reads_and_agrees(dana)
    expect(dana.page.get_by_role("checkbox", name="Yes, that is what I want")).not_to_be_checked()
    dana.press("Sign it now")
    dana.sees("Tick the box if this is what you want")
    dana.sees("Type your name to sign")
    dana.picks("Yes, that is what I want")
    dana.page.get_by_label("Type your full name").fill("Dee")
    draws(dana)
    dana.press("Sign it now")
    dana.sees_heading("Your copy")
    expect(dana.page.get_by_role("img", name="The signature of Dee, as it was drawn")).to_be_visible()
    with dana.page.expect_download() as download:
        dana.press_row("Save it as a file")
    assert re.fullmatch(r"document-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF")
    dana.sees("Your choice")
    dana.press("Go on")
    dana.sees_heading("Done. Thank you.")


def draws(dana: Specialist) -> None:
    """A line with the finger."""
    box = dana.page.locator("#drawn")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place
    mouse = dana.page.mouse
    mouse.move(place["x"] + 20, place["y"] + 40)
    mouse.down()
    for step in range(1, 8):
        mouse.move(place["x"] + 20 + 15 * step, place["y"] + 40 + 8 * (step % 3))
    mouse.up()
    expect(dana.page.get_by_role("button", name="Clear the drawing")).to_be_visible()


def test_the_check_names_each_thing_that_is_missing_and_leads_to_it(dana: Specialist) -> None:
    dana.adds_person("Eli")
    place = f"/people/{dana.id_in_address('people')}/releases/new"
    dana.phone.open(f"{place}/check")
    for words, heading in {
        "Tick what may be shared": "What may be shared?",
        "Say who may get it": "Who shares, and with whom?",
        "Say why it is shared": "Why is it shared?",
        "Say when this yes ends": "When does this yes end?",
    }.items():
        dana.press(words)
        dana.sees_heading(heading)
        dana.press("Go on")
        dana.sees_heading("Check it together")
    dana.phone.open(f"{place}/hand")
    expect(dana.page.get_by_role("button", name="Hand the phone over")).to_have_count(0)


def test_it_is_read_in_the_participants_language_and_put_right_by_them(dana: Specialist) -> None:
    dana.adds_person("Flor")
    builds_release(dana)
    hands_phone_over(dana)
    dana.picks("Español")
    dana.sees_heading("Lea con calma")
    expect(dana.page.locator("#paper")).to_have_attribute("lang", "es")
    dana.press("Ya lo leí")
    dana.picks("Todavía tengo preguntas")
    dana.press("Seguir")
    dana.sees_heading("¿Está todo bien?")
    dana.page.get_by_role("link", name="Cambiar Con quién").click()
    dana.page.get_by_label("Su nombre").fill("Clínica del Puerto")
    dana.press("Seguir")
    dana.sees("Clínica del Puerto")
    dana.press("Sí, está bien")
    dana.picks("En papel")
    dana.sees_heading("En papel está bien")
    dana.page.get_by_role("main").page.locator("#give-back").click()
    dana.unlocks()
    dana.sees("Flor is not done yet")
    expect(dana.page.locator("html")).to_have_attribute("lang", "en")


def test_all_of_them_are_ended_at_once(dana: Specialist) -> None:
    dana.adds_person("Gil")
    gil = dana.id_in_address("people")
    for recipient, button in (
        ("Harbor Clinic", "Lock the phone"),
        ("Hill Housing", "Give the phone back"),
    ):
        dana.phone.open(f"/people/{gil}")
        has_signed_release(dana, "Gil", recipient, give_back=button)
    dana.phone.open(f"/people/{gil}")
    dana.press("Stop all releases")
    dana.sees("The yes for Harbor Clinic")
    dana.sees("The yes for Hill Housing")
    dana.picks("They say so")
    dana.press("Stop it now")
    dana.sees("Type who said it")
    dana.page.get_by_label("Who said it?").fill("Gil")
    dana.press("Stop it now")
    dana.sees_heading("Gil")
    expect(dana.page.get_by_text("Revoked")).to_have_count(2)
