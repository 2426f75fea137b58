"""What is typed is kept, whatever happens to the page: killed, left, locked, with a full phone, in two tabs.

All of it with the network off, as where the work is done.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import Phone, new_phone, running

WORDS = "We sat by the canal and spoke about the winter."
RISK = "He said he wants to kill himself tonight and has the pills beside the bed."
WAITING = "Noticed words wait for your answer"


@pytest.fixture(scope="module")
def dana(
    demo: Path, assets: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Specialist]:
    """One specialist without signal for all the tests of this file; each has a participant of its own."""
    with running(demo, assets, tmp_path_factory.mktemp("drafts") / "server") as server:
        dana = Specialist(new_phone(chromium, server.origin), "dana")
        dana.signs_in()
        dana.waits_until_all_is_sent()
        dana.phone.cut_network()
        yield dana
        dana.phone.close()


@pytest.fixture(autouse=True)
def no_problems(dana: Specialist) -> Iterator[None]:
    """Whatever a test does, the page meets no error of its own."""
    dana.phone.problems.clear()
    yield
    dana.phone.assert_no_problems()


def begins_note(dana: Specialist, name: str) -> None:
    """At the empty note of a new participant."""
    dana.adds_person(name)
    dana.press("Start a session")
    dana.skips_script()


def reopens(dana: Specialist) -> None:
    """The tab is gone, another one is opened at the same place."""
    context, place = dana.phone.context, dana.page.url
    dana.page.close()
    dana.phone = Phone(context, context.new_page(), dana.phone.origin, dana.phone.problems)
    dana.page.goto(place)


def goes_away_and_comes_back(dana: Specialist) -> None:
    """Another address in the same tab."""
    place = dana.page.url
    dana.page.goto("about:blank")
    dana.page.goto(place)


ENDS = {"crash": Specialist.kills_app, "closed tab": reopens, "another address": goes_away_and_comes_back}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_draft_outlives_its_page(dana: Specialist, end: Callable[[Specialist], None]) -> None:
    begins_note(dana, f"Canal {list(ENDS.values()).index(end)}")
    dana.writes(WORDS)
    dana.waits_until_draft_is_kept()
    end(dana)
    dana.unlocks()

    expect(dana.page.locator("#note")).to_have_value(WORDS)
    dana.press("Done")
    dana.sees("Saved on this phone")


def test_steady_typing_is_kept_without_a_pause(dana: Specialist) -> None:
    begins_note(dana, "Steady")
    dana.page.locator("#note").press_sequentially("one word after another " * 6, delay=20)
    dana.waits_until_draft_is_kept()
    dana.kills_app()
    dana.unlocks()

    expect(dana.page.locator("#note")).to_have_value(re.compile("^one word after another"))


def at_half_answered(dana: Specialist) -> None:
    dana.press_row("Phone")
    dana.choose("Could anyone near you hear or see?", "No, it is private")


def at_third_card(dana: Specialist) -> None:
    dana.begins_script()
    for card in (2, 3):
        dana.press("Next")
        dana.sees(f"{card} of ")


def at_own_words(dana: Specialist) -> None:
    dana.begins_script()
    dana.reads_cards()
    dana.picks("They still have questions")


STEPS = {"private": at_half_answered, "third card": at_third_card, "own words": at_own_words}


@pytest.mark.parametrize("step", STEPS)
def test_a_preparation_goes_on_where_it_was(dana: Specialist, step: str) -> None:
    name = f"Step {step}"
    dana.adds_person(name)
    dana.press("Start a session")
    STEPS[step](dana)
    shown = dana.page.locator("main").inner_text()
    dana.page.wait_for_timeout(1000)  # what is promised: kept a second after it was answered, at most
    dana.kills_app()
    dana.unlocks()
    dana.phone.open("/today")
    dana.press_row(name)

    if step == "own words":  # answered: what comes next is the outcome, with this answer
        dana.sees_heading("How did it go?")
        expect(dana.page.get_by_role("radio", name="Has questions")).to_be_checked()
    else:
        expect(dana.page.locator("main")).to_have_text(shown, use_inner_text=True)


def test_a_question_about_noticed_words_outlives_its_page_and_is_answered_once(dana: Specialist) -> None:
    begins_note(dana, "Ember")
    dana.writes(RISK)
    dana.press("Done")
    dana.sees_heading("Noticed in the note")
    question = dana.page.url
    dana.kills_app()
    dana.unlocks()
    dana.phone.open("/today")
    dana.sees(WAITING)
    dana.press_row("Ember")
    for name, number in {"Call Rosa Venn": "tel:+12025550142", "Call Sam Okafor": "tel:+12025550167"}.items():
        expect(dana.page.get_by_role("link", name=name)).to_have_attribute("href", number)

    dana.page.get_by_label("What should your supervisor know?").fill("He is with his sister.")
    dana.press("Send the request")
    dana.sees("Not sent yet")
    dana.kills_app()
    dana.unlocks()
    dana.phone.open("/today")
    dana.sees("Latest")
    dana.sees_no(WAITING)
    dana.page.goto(question)
    dana.sees_heading("Ember")
    assert number_of_requests(dana) == 1


def test_killed_while_the_request_is_made_there_is_one_request(dana: Specialist) -> None:
    before = number_of_requests(dana)
    begins_note(dana, "Cinder")
    dana.writes(RISK)
    dana.press("Done")
    dana.sees_heading("Noticed in the note")
    dana.press("Send the request")
    dana.kills_app()
    dana.unlocks()
    dana.phone.open("/today")
    dana.sees("Latest")
    if dana.page.get_by_text(WAITING).count():
        dana.press_row("Cinder")
        dana.sees_heading("Noticed in the note")
        dana.press("Send the request")
        dana.sees("Not sent yet")

    assert number_of_requests(dana) == before + 1


def test_words_for_the_supervisor_outlive_hiding_and_a_look_at_the_steps(dana: Specialist) -> None:
    begins_note(dana, "Juniper")
    dana.writes(RISK)
    dana.press("Done")
    dana.sees_heading("Noticed in the note")
    words = dana.page.get_by_label("What should your supervisor know?")
    words.press_sequentially("He is alone and will not call his sister.")
    dana.press("What to do, step by step")
    dana.sees("Step 1 of")
    dana.press("To the overview")
    dana.sees_heading("All steps")
    dana.press("Back")
    expect(words).to_have_value("He is alone and will not call his sister.")

    words.press_sequentially(" I stay.")
    dana.locks()
    dana.unlocks()
    expect(words).to_have_value("He is alone and will not call his sister. I stay.")

    dana.press("Send the request")
    dana.sees("He is alone and will not call his sister. I stay.")
    dana.phone.open("/today")
    dana.sees("Latest")
    dana.sees_no("Words for a request")


def number_of_requests(dana: Specialist) -> int:
    """As the list of consults has them."""
    dana.phone.open("/consults")
    expect(dana.page.locator("main .row, main .empty").first).to_be_visible(timeout=SLOW)
    return dana.page.get_by_role("link", name="Your request").count()


def test_a_wrong_passphrase_is_said_in_words_and_the_right_one_still_opens(dana: Specialist) -> None:
    dana.page.reload()
    dana.page.get_by_label("Passphrase", exact=True).fill("not the words that open this")
    dana.press("Unlock")
    dana.sees("That passphrase does not open this app. Check capital letters and spaces, then try again.")
    expect(dana.page.get_by_label("Passphrase", exact=True)).to_be_focused()

    dana.unlocks()


def test_hiding_the_screen_in_mid_word_loses_nothing(dana: Specialist) -> None:
    begins_note(dana, "Hidden")
    dana.writes(WORDS)
    dana.locks()
    expect(dana.page.get_by_text("canal")).to_have_count(0)
    dana.unlocks()

    expect(dana.page.locator("#note")).to_have_value(WORDS)


def test_a_second_tab_shows_what_the_first_one_saved(dana: Specialist) -> None:
    context = dana.phone.context
    other = Specialist(Phone(context, context.new_page(), dana.phone.origin), "dana")
    other.phone.open("/people")
    other.unlocks()
    other.phone.open("/people")
    dana.adds_person("Twofold")
    other.sees("Twofold")
    other.press_row("Twofold")
    other.sees_heading("Twofold")

    dana.press("Start a session")
    dana.skips_script()
    dana.writes(WORDS)
    dana.press("Done")
    other.sees("We sat by the canal")
    other.phone.assert_no_problems()
    other.page.close()


def test_another_language_in_mid_note_keeps_what_was_typed(dana: Specialist) -> None:
    begins_note(dana, "Lengua")
    dana.writes(WORDS)
    place = dana.page.url
    dana.speaks("es")
    dana.page.goto(place)
    expect(dana.page.locator("#note")).to_have_value(WORDS)
    dana.speaks("en")


# Fills what is left of the room, in ever smaller pieces, in the same way as the app itself writes.
FILL = """async () => {
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  const opening = indexedDB.open('filler');
  opening.onupgradeneeded = () => opening.result.createObjectStore('filler', { autoIncrement: true });
  const database = await done(opening);
  for (let size = 2 ** 22; size >= 2 ** 8; size /= 2) {
    for (let isFull = false; !isFull; ) {
      const transaction = database.transaction('filler', 'readwrite');
      transaction.objectStore('filler').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65536))));
      isFull = await new Promise((tell) => {
        transaction.oncomplete = () => tell(false);
        transaction.onabort = () => tell(true);
      });
    }
  }
  database.close();
}"""


def test_a_full_phone_says_so_and_keeps_the_words_on_the_screen(
    make_phone: Callable[..., Phone],
) -> None:
    phone = make_phone()
    browser = phone.context.new_cdp_session(phone.page)
    room = {"origin": phone.origin, "quotaSize": 12_000_000}
    browser.send("Storage.overrideQuotaForOrigin", room)
    luis = Specialist(phone, "luis")
    luis.signs_in()
    luis.waits_until_all_is_sent()
    phone.cut_network()
    begins_note(luis, "Full")
    phone.page.evaluate(FILL)
    luis.writes(WORDS)
    luis.sees("Not kept yet")
    luis.press("Done")
    luis.sees("This phone has no room left.")
    expect(luis.page.locator("#note")).to_have_value(WORDS)

    browser.send("Storage.overrideQuotaForOrigin", {"origin": phone.origin})
    luis.waits_until_draft_is_kept()
    luis.press("Done")
    luis.sees("Saved on this phone")
    phone.assert_no_problems()
