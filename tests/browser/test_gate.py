"""Before the note comes the script: no address leads round it, a crisis never waits for it, and a no is a no.

What people type, names first, is text and never more than text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import new_phone, running

NOT_GIVEN = "The script has not been given yet"
OWED = "Come back to the script"
SESSION_UNKNOWN = "01a20574-0000-7000-8000-000000000000"
STEPS = ["how", "privacy", "remedies", "script", "teach-back", "outcome"]
HOSTILE = [
    "<img src=x onerror=document.body.remove()>",
    "</textarea><script>document.body.remove()</script>",
    "${1+1} {{1+1}} {name} &lt;b&gt; %3Cb%3E",
    "שלום \u202etxet desrever\u202c مرحبا",
    "👩🏽‍🚒 Zoë ✓",
]


@pytest.fixture(scope="module")
def dana(
    demo: Path, assets: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Specialist]:
    """One specialist for all the tests of this file; each has a participant of its own."""
    with running(demo, assets, tmp_path_factory.mktemp("gate") / "server") as server:
        dana = Specialist(new_phone(chromium, server.origin), "dana")
        dana.signs_in()
        yield dana
        dana.phone.close()


@pytest.fixture(autouse=True)
def no_problems(dana: Specialist) -> Iterator[None]:
    """Whatever a test does, the page meets no error of its own."""
    dana.phone.problems.clear()
    yield
    dana.phone.assert_no_problems()


def answers_all_before(dana: Specialist, step: str) -> None:
    """From the first question up to this step."""
    at = STEPS.index(step)
    if at >= STEPS.index("privacy"):
        dana.press_row("In person")
        dana.sees_heading("Is it private?")
    if at >= STEPS.index("remedies"):
        dana.choose(
            "Could anyone near you hear or see?", "Yes, someone could" if at == 2 else "No, it is private"
        )
        dana.choose("Could anyone near them hear or see?", "No, it is private")
        dana.press("Go on")
    if step == "remedies":
        dana.sees_heading("It is not private yet")
    if at >= STEPS.index("script"):
        expect(dana.page.locator("#card")).to_be_visible(timeout=SLOW)
    if at >= STEPS.index("teach-back"):
        dana.reads_cards()
    if step == "outcome":
        dana.picks("They said it in their own words")
        dana.press("Go on")
        dana.sees_heading("How did it go?")


def test_no_address_opens_a_note_before_its_script(dana: Specialist) -> None:
    dana.adds_person("Kestrel")
    person = dana.id_in_address("people")

    dana.phone.open(f"/people/{person}/sessions/{SESSION_UNKNOWN}/note")
    dana.sees(NOT_GIVEN)
    expect(dana.page.locator("textarea")).to_have_count(0)


def test_no_address_opens_a_step_before_the_questions_ahead_of_it(dana: Specialist) -> None:
    dana.adds_person("Heron")
    dana.press("Start a session")
    answers_all_before(dana, "privacy")
    person = dana.id_in_address("people")

    for step in ("script", "teach-back", "outcome"):
        dana.phone.open(f"/people/{person}/start/{step}")
        dana.sees_heading("Is it private?")


def test_the_address_of_another_person_shows_nothing_of_the_first(dana: Specialist) -> None:
    dana.adds_person("Otter")
    otter = dana.id_in_address("people")
    dana.adds_person("Marten")
    dana.press("Start a session")
    dana.sees("Marten")

    dana.phone.open(f"/people/{otter}/start")
    dana.sees("Otter")
    expect(dana.page.get_by_text("Marten")).to_have_count(0)


@pytest.mark.parametrize("step", STEPS)
def test_a_crisis_waits_for_no_step(dana: Specialist, step: str) -> None:
    dana.adds_person(f"Crisis at {step}")
    dana.press("Start a session")
    answers_all_before(dana, step)
    dana.skips_script()

    dana.sees(OWED)


def test_a_skipped_script_is_offered_until_it_is_given(dana: Specialist) -> None:
    dana.adds_person("Plover")
    dana.press("Start a session")
    dana.press("Crisis: skip for now")
    dana.page.get_by_label("In your own words").fill("The train was leaving.")
    dana.press("Skip and write the note")
    dana.writes("We met at the station.")
    dana.press("Done")
    dana.sees_heading("Plover")

    dana.phone.open("/today")
    owed = dana.page.get_by_role("link", name=re.compile(rf"Plover[\s\S]*{OWED}"))
    owed.click()
    dana.begins_script()
    dana.gives_script()
    dana.sees_no(OWED)
    dana.phone.open("/today")
    dana.sees("Latest")
    expect(owed).to_have_count(0)


def test_the_reason_for_a_skip_is_in_the_record(dana: Specialist) -> None:
    dana.adds_person("Wren")
    person = dana.id_in_address("people")
    dana.press("Start a session")
    dana.skips_script("Medical emergency")
    session = dana.id_in_address("sessions")

    dana.phone.open(f"/people/{person}/sessions/{session}")
    dana.sees("Skipped for a crisis")
    dana.sees("Medical emergency")
    dana.sees(OWED)


def test_a_no_ends_kindly_and_has_no_note(dana: Specialist) -> None:
    dana.adds_person("Lark")
    person = dana.id_in_address("people")
    dana.starts_session()
    dana.declines()
    expect(dana.page.get_by_role("link", name="Go to Today")).to_be_visible()

    dana.opens_person("Lark")
    dana.press_row("In person")
    dana.sees("Said no to going on")
    expect(dana.page.get_by_role("link", name="Write the note")).to_have_count(0)
    session = dana.id_in_address("sessions")
    dana.phone.open(f"/people/{person}/sessions/{session}/note")
    dana.sees("The participant chose not to go on, so this session has no note.")
    expect(dana.page.locator("textarea")).to_have_count(0)


def test_where_it_is_not_private_help_is_offered_and_going_on_is_possible(dana: Specialist) -> None:
    dana.adds_person("Siskin")
    dana.press("Start a session")
    answers_all_before(dana, "remedies")
    for remedy in ("Move", "Speak low", "Agree on a code word", "Talk later"):
        expect(dana.page.get_by_role("button", name=remedy)).to_be_visible()
    dana.press_row("Move")
    dana.sees("Tried")

    dana.press("Go on anyway")
    expect(dana.page.locator("#card")).to_be_visible(timeout=SLOW)


def test_what_became_private_goes_on(dana: Specialist) -> None:
    dana.adds_person("Linnet")
    dana.press("Start a session")
    answers_all_before(dana, "remedies")
    dana.press("It is private now")

    expect(dana.page.locator("#card")).to_be_visible(timeout=SLOW)


def test_what_is_put_off_leaves_nothing_behind(dana: Specialist) -> None:
    dana.adds_person("Dunlin")
    dana.press("Start a session")
    answers_all_before(dana, "remedies")
    dana.press_row("Talk later")
    dana.sees_heading("Put off")

    dana.opens_person("Dunlin")
    dana.sees("No sessions yet")


@pytest.mark.parametrize("step", ["privacy", "script", "teach-back", "outcome"])
def test_what_was_begun_by_mistake_can_be_put_off_at_every_step(dana: Specialist, step: str) -> None:
    name = f"Mistaken at {step}"
    dana.adds_person(name)
    dana.press("Start a session")
    answers_all_before(dana, step)
    dana.press("Not now: start another time")
    dana.sees_heading("Put off")

    dana.press("Go to Today")
    dana.sees_heading("Today")
    dana.sees_no(name)


@pytest.mark.parametrize("how", ["Phone", "Video"])
def test_apart_one_asks_where_they_are_how_to_call_back_and_that_nobody_records(
    dana: Specialist, how: str
) -> None:
    dana.adds_person(f"Apart by {how}")
    dana.press("Start a session")
    dana.press_row(how)
    dana.choose("Could anyone near you hear or see?", "No, it is private")
    dana.choose("Could anyone near them hear or see?", "No, it is private")
    expect(dana.page.get_by_label("Where are they now?")).to_be_visible()
    expect(dana.page.get_by_label("Number to call back")).to_be_visible()

    dana.press("Go on")
    dana.sees("Choose one")
    dana.choose("You both agree that nobody records", "No, or not sure")
    dana.press("Go on")
    dana.sees("It is not agreed that nobody records.")


def test_the_script_speaks_the_language_of_the_participant(dana: Specialist) -> None:
    dana.phone.open("/people/new")
    dana.page.get_by_label("First name or what they like to be called").fill("Inés")
    dana.choose("Are they an adult?", "Yes, an adult")
    dana.choose("Language for the script", "Español")
    dana.press("Save")
    dana.starts_session()

    card = dana.page.locator("#card")
    expect(card).to_have_attribute("lang", "es")
    expect(card).to_contain_text("usted")
    expect(dana.page.locator("html")).to_have_attribute("lang", "en")
    dana.choose("Language", "English")
    expect(card).to_have_attribute("lang", "en")


def test_the_second_time_is_shorter(dana: Specialist) -> None:
    dana.adds_person("Dipper")
    dana.starts_session()
    first = dana.gives_script()
    dana.writes("We spoke about the garden.")
    dana.press("Done")
    dana.sees_heading("Dipper")
    dana.starts_session()
    dana.sees("Short recap")
    second = dana.reads_cards()

    assert len(" ".join(second)) < len(" ".join(first))


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_text_and_nothing_more(dana: Specialist, words: str) -> None:
    dana.adds_person(words)
    person = dana.id_in_address("people")
    expect(dana.page.get_by_role("heading", level=1)).to_have_text(words)
    dana.press("Start a session")
    dana.skips_script()
    expect(dana.page.get_by_role("heading", level=1)).to_have_text(words)
    dana.page.locator("#note").fill(words)
    dana.waits_until_draft_is_kept()
    session = dana.id_in_address("sessions")
    dana.press("Done")
    expect(dana.page).to_have_url(re.compile(rf"/people/{person}$"), timeout=SLOW)

    dana.phone.open(f"/people/{person}/sessions/{session}")
    expect(dana.page.locator(".own-words")).to_have_text(words)
    for place in ("/people", "/today"):
        dana.phone.open(place)
        expect(dana.page.locator(".row__title", has_text=words).first).to_be_visible(timeout=SLOW)
    assert dana.page.evaluate("() => document.querySelectorAll('img, main script').length") == 0
    expect(dana.page).to_have_title("Sotto")


def test_where_they_are_is_kept_as_it_is_typed(dana: Specialist) -> None:
    """Help has to find the door: an address keeps its spaces, letter by letter, and across a reload."""
    dana.adds_person("Oriole")
    dana.press("Start a session")
    dana.press_row("Phone")
    dana.sees_heading("Is it private?")
    for label, typed in {
        "Where are they now?": "12 Elm Street, back door",
        "Number to call back": "555 0100 77",
    }.items():
        dana.page.get_by_label(label).press_sequentially(typed)
        expect(dana.page.get_by_label(label)).to_have_value(typed)
    dana.phone.wait_for_worker()
    dana.page.wait_for_timeout(1000)  # what is promised: kept a second after a keystroke, at most
    dana.page.reload()
    dana.unlocks()
    expect(dana.page.get_by_label("Where are they now?")).to_have_value("12 Elm Street, back door")
