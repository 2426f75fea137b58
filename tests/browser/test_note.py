"""While one writes: nothing moves under the fingers or pops up, and the line being written is in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import Specialist
from tests.browser.world import PHONE, Phone

RISK = "She wants to end her life tonight."
# The last line, where one writes, as the copy beneath the field has it.
LINE_IN_SIGHT = """() => {
  const line = document.createRange();
  line.selectNodeContents(document.querySelector('.note__mirror'));
  const { top, bottom } = [...line.getClientRects()].at(-1);
  const main = document.querySelector('main').getBoundingClientRect();
  return top >= main.top && bottom <= main.bottom + 1;
}"""
TOP_OF_TEXT = """() =>
  document.querySelector('#note').getBoundingClientRect().top + document.querySelector('main').scrollTop"""


@pytest.fixture
def dana(make_phone: Callable[..., Phone]) -> Specialist:
    """At the empty note of a new participant."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person("Juniper")
    dana.press("Start a session")
    dana.skips_script()
    return dana


def test_what_is_noticed_moves_nothing_and_stops_nobody(dana: Specialist) -> None:
    for width in (320, PHONE["width"], 900):
        dana.page.set_viewport_size({"width": width, "height": PHONE["height"]})
        dana.page.locator("#note").fill("He said")
        dana.waits_until_draft_is_kept()
        before = dana.page.evaluate(TOP_OF_TEXT)
        dana.page.locator("#note").fill(RISK)
        dana.sees("1 noticed, urgent")

        assert dana.page.evaluate(TOP_OF_TEXT) == before, f"at {width} px"
        expect(dana.page.locator("#note")).to_be_focused()
        expect(dana.page.locator("dialog[open]")).to_have_count(0)


def test_with_the_keyboard_up_the_line_being_written_is_in_sight(dana: Specialist) -> None:
    dana.page.locator("#note").click()
    dana.page.set_viewport_size({"width": PHONE["width"], "height": 420})
    expect(dana.page.locator("html")).to_have_attribute("data-keyboard", "open")
    for line in range(12):
        dana.writes(f"Line {line} of what was said and done.\n")

        assert dana.page.evaluate(LINE_IN_SIGHT), f"line {line} is covered"
