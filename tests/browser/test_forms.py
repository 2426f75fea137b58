"""Every other thing one types is kept as a note is, and there again after a kill or a hide.

What a supervisor should know, why something was handled, a change of a note, a new person, why the script is
skipped, the marks of "what to do".
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import new_phone, running

WORDS = "His sister is on her way."
RISK = "He said he wants to kill himself tonight and his uncle hits him."
KEPT = re.compile(r"Kept on this phone")
LOCAL_NAMES = """() => new Promise((ok, bad) => {
  const opening = indexedDB.open('sotto');
  opening.onerror = () => bad(opening.error);
  opening.onsuccess = () => {
    const keys = opening.result.transaction('local').objectStore('local').getAllKeys();
    keys.onsuccess = () => ok(keys.result);
  };
})"""


@pytest.fixture(scope="module")
def dana(
    demo: Path, assets: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Specialist]:
    """One specialist without signal for all the tests of this file; each has a participant of its own."""
    with running(demo, assets, tmp_path_factory.mktemp("forms") / "server") as server:
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


def is_killed(dana: Specialist) -> None:
    """The words were kept; then the phone ends the app, and its owner opens it again."""
    expect(dana.page.get_by_text(KEPT).first).to_be_visible(timeout=SLOW)
    dana.kills_app()
    dana.unlocks()


def hides(dana: Specialist) -> None:
    """In the middle of a word, with nothing said of being kept."""
    dana.locks()
    dana.unlocks()


ENDS = {"killed": is_killed, "hidden": hides}
either = pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)


def saves_risky_note(dana: Specialist, name: str) -> None:
    """Up to the question about the noticed words."""
    dana.adds_person(name)
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(RISK)
    dana.press("Done")
    dana.sees_heading("Noticed in the note")


def begins_change(dana: Specialist, name: str) -> None:
    """In the middle of changing the saved note of a new participant."""
    dana.adds_person(name)
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("We had tea.")
    dana.press("Done")
    dana.page.get_by_role("main").get_by_role("link").filter(has_text="In person").first.click()
    dana.press("Change the note")
    dana.page.locator("#amend-text").press_sequentially(f" {WORDS}")


@either
def test_what_the_supervisor_should_know(dana: Specialist, ends: Callable[[Specialist], None]) -> None:
    saves_risky_note(dana, f"Know {ends.__name__}")
    dana.page.get_by_label("What should your supervisor know?").press_sequentially(WORDS)
    ends(dana)
    expect(dana.page.get_by_label("What should your supervisor know?")).to_have_value(WORDS)
    dana.choose("Attach the noticed words?", "Yes")
    dana.sees("the noticed words, and the code")
    dana.press("Send the request")
    dana.sees("Not sent yet")
    dana.sees(WORDS)
    dana.sees("“kill himself”")


def test_why_it_was_handled_already_also_after_looking_at_what_to_do(dana: Specialist) -> None:
    saves_risky_note(dana, "Handled")
    dana.picks("Already handled")
    dana.page.get_by_label("Why?").press_sequentially(WORDS)
    dana.press("What to do, step by step")
    dana.sees_heading("Danger now: call 911 and stay")
    dana.press("Back")
    expect(dana.page.get_by_label("Why?")).to_have_value(WORDS)
    dana.press("Save")
    dana.sees("Your answer is kept with the note")


def test_a_change_of_a_note(dana: Specialist) -> None:
    begins_change(dana, "Change")
    dana.page.locator("#amend-reason").fill("left out")
    is_killed(dana)
    expect(dana.page.locator("#amend-text")).to_have_value(re.compile(re.escape(WORDS)))
    expect(dana.page.locator("#amend-reason")).to_have_value("left out")
    dana.press("Save")
    dana.sees(WORDS)


def test_leaving_in_the_middle_of_a_change_keeps_it(dana: Specialist) -> None:
    begins_change(dana, "Leave")
    dana.phone.open("/today")
    dana.press_row("Changing a note")
    expect(dana.page.locator("#amend-text")).to_have_value(re.compile(re.escape(WORDS)))
    dana.press("Cancel")


def test_a_change_that_is_thrown_away_by_mistake_can_be_had_back(dana: Specialist) -> None:
    begins_change(dana, "Undo")
    dana.press("Cancel")
    dana.press("Undo")
    expect(dana.page.locator("#amend-text")).to_have_value(re.compile(re.escape(WORDS)))
    dana.press("Cancel")
    dana.phone.open("/today")
    expect(dana.page.get_by_text("Changing a note")).to_have_count(0)


@either
def test_a_new_person(dana: Specialist, ends: Callable[[Specialist], None]) -> None:
    dana.phone.open("/people/new")
    name = f"New {ends.__name__}"
    dana.page.get_by_label("First name or what they like to be called").press_sequentially(name)
    ends(dana)
    expect(dana.page.get_by_label("First name or what they like to be called")).to_have_value(name)
    dana.choose("Are they an adult?", "Yes, an adult")
    dana.press("Save")
    dana.sees_heading(name)


def test_why_the_script_is_skipped(dana: Specialist) -> None:
    dana.adds_person("Skip")
    dana.press("Start a session")
    dana.press("Crisis: skip for now")
    dana.page.get_by_label("In your own words").press_sequentially("the kitchen burns")
    hides(dana)
    expect(dana.page.get_by_label("In your own words")).to_have_value("the kitchen burns")


@either
def test_the_marks_of_what_to_do(dana: Specialist, ends: Callable[[Specialist], None]) -> None:
    """Of several kinds of worry, which stand in no address and under no name on the disk."""
    saves_risky_note(dana, f"Marks {ends.__name__}")
    dana.press("What to do, step by step")
    dana.picks("Not done")
    dana.page.get_by_label("Why not?").press_sequentially("no signal here")
    ends(dana)
    expect(dana.page.get_by_label("Why not?")).to_have_value("no signal here")
    names = " ".join(dana.page.evaluate(LOCAL_NAMES))
    assert "draft/" in names
    telling = ("self_harm", "abuse", "imminent", "noticed", "worried", "steps")
    assert [word for word in telling if word in names] == []
    assert [word for word in telling[:3] if word in dana.page.url] == []
