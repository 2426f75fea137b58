"""The script says what is so for this agency and this person, who may say no at every card of it.

What is recorded of it is what was said and chosen, and nothing besides.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Member, Specialist
from tests.browser.world import Phone

LATE_VOICES = """
  const voices = [];
  speechSynthesis.getVoices = () => voices;
  window.bringVoices = () => {
    voices.push({ lang: "en-US", localService: true, default: true, name: "Here" });
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
  };
"""


@pytest.fixture
def dana(phone: Phone) -> Specialist:
    """A specialist, signed in."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    return dana


def test_the_script_says_who_must_report_as_the_agency_has_signed_it(
    make_phone: Callable[..., Phone],
) -> None:
    officer = Member(make_phone(), "olive")
    officer.signs_in()
    officer.choose("Must your peer specialists report harm to a child?", "Yes, the law says they must")
    officer.press("Sign and save")
    officer.sees("Signed and saved.")

    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person("Curlew")
    dana.starts_session()
    said = " ".join(dana.gives_script())
    assert "If a child is being hurt or not cared for, the law says I must report it." in said
    dana.phone.assert_no_problems()


@pytest.mark.parametrize("where", ["at the first card", "after the cards"])
def test_a_person_may_say_no_in_the_middle_of_the_script(dana: Specialist, where: str) -> None:
    dana.adds_person("Avocet")
    dana.starts_session()
    if where == "after the cards":
        dana.reads_cards()
    dana.press("They said no")
    dana.sees_heading("They do not want to go on")

    dana.press("End kindly")
    dana.sees_heading("They said no, and that is fine")
    dana.opens_person("Avocet")
    dana.press_row("In person")
    dana.sees("Said no to going on")
    dana.sees("Full script")
    expect(dana.page.get_by_role("link", name="Write the note")).to_have_count(0)
    dana.phone.assert_no_problems()


def test_a_touch_beside_the_mark_is_not_a_no(dana: Specialist) -> None:
    dana.adds_person("Snipe")
    dana.starts_session()
    card = dana.page.locator("#card").inner_text()
    dana.press("They said no")
    dana.press("Back")

    expect(dana.page.locator("#card")).to_have_text(card)
    dana.gives_script()


def test_nobody_who_could_not_be_asked_is_said_to_have_understood(dana: Specialist) -> None:
    dana.adds_person("Whimbrel")
    dana.starts_session()
    dana.reads_cards()
    dana.picks("It was not possible to ask")
    dana.press("Go on")
    dana.sees_heading("How did it go?")
    expect(dana.page.get_by_role("radio", checked=True)).to_have_count(0)

    dana.press("Begin")
    dana.sees("Choose one")
    dana.picks("Has questions")
    dana.press("Begin")
    expect(dana.page.locator("#note")).to_be_visible()
    dana.opens_person("Whimbrel")
    dana.press_row("In person")
    dana.sees("It was not possible to ask")
    dana.sees("Has questions")


def test_reading_aloud_is_offered_as_soon_as_the_phone_has_a_voice(
    make_phone: Callable[..., Phone],
) -> None:
    phone = make_phone()
    phone.page.add_init_script(LATE_VOICES)
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.adds_person("Ruff")
    dana.starts_session()
    aloud = dana.page.get_by_role("button", name="Read aloud")
    expect(aloud).to_have_count(0)

    dana.page.evaluate("() => bringVoices()")
    expect(aloud).to_be_visible()
