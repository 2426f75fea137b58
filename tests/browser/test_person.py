"""What is known of a person can be put right, and everything that concerns them stands on their screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.world import Server, new_phone, running


@pytest.fixture(scope="module")
def here(demo: Path, assets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all the tests of this file."""
    with running(demo, assets, tmp_path_factory.mktemp("person") / "server") as server:
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
    """Whatever a test does, the page meets no error of its own."""
    dana.phone.problems.clear()
    yield
    dana.phone.assert_no_problems()


def adds_group(dana: Specialist, name: str) -> None:
    """A group that speaks English."""
    dana.phone.open("/people/new")
    dana.picks("A group")
    dana.page.get_by_label("Name of the group").fill(name)
    dana.press("Save")
    dana.sees_heading(name)


def test_a_name_a_language_and_an_age_are_put_right(dana: Specialist) -> None:
    dana.adds_person("Marisol")
    dana.press("Correct what is here")
    dana.page.get_by_label("First name or what they like to be called").fill("Marisol V.")
    dana.choose("Are they an adult?", "No, or not sure")
    dana.choose("Language for the script", "Español")
    dana.page.get_by_label("How is it safe to reach them?").fill("Text only")
    dana.press("Save")

    dana.sees_heading("Marisol V.")
    dana.sees("Text only")
    dana.starts_session()
    said = " ".join(dana.reads_cards())
    assert "Si usted es menor de edad" in said


def test_a_correction_without_a_name_says_so_and_keeps_what_was_typed(dana: Specialist) -> None:
    dana.adds_person("Teal")
    dana.press("Correct what is here")
    dana.page.get_by_label("First name or what they like to be called").fill(" ")
    dana.page.get_by_label("How is it safe to reach them?").fill("After five")
    dana.press("Save")

    dana.sees("Type a name")
    expect(dana.page.get_by_label("How is it safe to reach them?")).to_have_value("After five")


def test_a_group_is_put_away_and_brought_back(dana: Specialist) -> None:
    adds_group(dana, "Thursday circle")
    dana.press("Put away")
    dana.sees("Put away. You find them at the end of the list.")
    dana.phone.open("/people")
    dana.press("1 put away")
    dana.press_row("Thursday circle")
    dana.press("Bring back")
    dana.sees("Back in the list.")


def test_the_persons_requests_stand_on_their_screen(dana: Specialist) -> None:
    dana.adds_person("Gannet")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("She says she wants to kill herself tonight.")
    dana.press("Done")
    dana.asks_supervisor("Please call me.", urgent=True)
    dana.sees("How far it is")

    dana.opens_person("Gannet")
    dana.sees_heading("Consults")
    dana.press_row("Your request")
    dana.sees("How far it is")
    dana.adds_person("Scoter")
    expect(dana.page.get_by_role("heading", name="Consults")).to_have_count(0)


def test_a_group_is_not_asked_for_a_persons_code(dana: Specialist) -> None:
    adds_group(dana, "Friday circle")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("Someone said they want to kill themselves tonight.")
    dana.press("Done")
    dana.sees_heading("Noticed in the note")
    dana.sees("What is shared")
    expect(dana.page.get_by_text("Give the person's code?")).to_have_count(0)


def test_done_on_an_empty_note_says_what_to_do(dana: Specialist) -> None:
    dana.adds_person("Pipit")
    dana.press("Start a session")
    dana.skips_script()
    dana.press("Done")
    dana.sees("Nothing is written yet.")
    expect(dana.page.locator("#note")).to_be_focused()

    dana.writes("We had tea.")
    dana.sees_no("Nothing is written yet.")
    dana.press("Done")
    dana.sees_heading("Pipit")


def test_an_officer_adds_nobody(here: Server, dana: Specialist, chromium: Browser) -> None:
    olive = Member(new_phone(chromium, here.origin), "olive")
    olive.signs_in()
    olive.phone.open("/people/new")
    expect(olive.page.get_by_role("heading", name="Your agency", level=1)).to_be_attached(timeout=SLOW)
    olive.phone.close()


def test_a_correction_that_was_being_typed_is_there_again_after_the_app_was_killed(
    dana: Specialist,
) -> None:
    dana.adds_person("Otis")
    dana.press("Correct what is here")
    dana.page.get_by_label("How is it safe to reach them?").fill("Only by text, after four")
    dana.sees("Kept on this phone")
    dana.kills_app()
    dana.unlocks()
    reach = dana.page.get_by_label("How is it safe to reach them?")
    expect(reach).to_have_value("Only by text, after four", timeout=SLOW)
    dana.press("Save")
    dana.sees("Changed. The earlier version stays in the record.")
    dana.opens_person("Otis")
    dana.sees("Only by text, after four")
    expect(dana.page.locator("#person-edit")).not_to_be_visible()
    dana.press("Correct what is here")
    dana.page.get_by_label("How is it safe to reach them?").fill("Never mind")
    dana.press("Cancel")
    dana.sees("Only by text, after four")
    dana.sees_no("Never mind")
