"""The main job without a finger on the screen: Tab, Enter, Space and arrows, from unlocking to the request.

At every stop it is asked what a person who cannot touch sees: where the focus is, and that nothing covers it.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import Phone

# The ring may stand around the whole card of a choice, or the paper of the note.
FOCUS = """() => {
  const focused = document.activeElement;
  const frame = focused.closest('label, .note__paper') ?? focused;
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  const styles = [focused, frame].map((each) => getComputedStyle(each));
  const rings = styles.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const seenTop = Math.max(0, top);
  const seenBottom = Math.min(innerHeight, bottom);
  const isInside = seenTop < seenBottom && left >= -1 && right <= innerWidth + 1;
  const there = document.elementFromPoint((left + right) / 2, (seenTop + seenBottom) / 2);
  const isCovered = !there || !(frame.contains(there) || there.contains(frame));
  const name = `${focused.localName} ${(focused.innerText ?? '').slice(0, 40)}`;
  return { name, rings, isInside, isCovered };
}"""


class Typist(Specialist):
    """Somebody who never touches the screen."""

    def presses(self, key: str) -> None:
        """One key, as the hand does it."""
        self.page.keyboard.press(key)

    def tabs_to(self, words: str, *, back: bool = False) -> None:
        """Tab until the focus stands on this; at each stop it is seen."""
        for _ in range(80):
            self.presses("Shift+Tab" if back else "Tab")
            self.sees_focus()
            if self.focused_name().startswith(words):
                return
        raise AssertionError(f"80 tabs do not come to {words!r}; now at {self.focused_name()!r}")

    def focused_name(self) -> str:
        """What is said of what has the focus."""
        name: str = self.page.evaluate(
            """() => {
              const focused = document.activeElement;
              const named = focused.labels?.length ? focused.labels[0] : focused;
              return (focused.ariaLabel ?? named.innerText ?? '').replace(/\\s+/g, ' ').trim();
            }"""
        )
        return name

    def sees_focus(self) -> None:
        """A ring stands around it, it is on the screen, and nothing lies over it."""
        focus = self.page.evaluate(FOCUS)
        if focus["name"].startswith("body"):  # the browser's own bar, between the last stop and the first
            return
        assert focus["rings"], f"no ring around {focus['name']}"
        assert focus["isInside"], f"not on the screen: {focus['name']}"
        assert not focus["isCovered"], f"something covers {focus['name']}"

    def follows(self, words: str, key: str = "Enter") -> None:
        """Go there and press it."""
        self.tabs_to(words)
        self.presses(key)

    def chooses(self, question: str, answer: str) -> None:
        """Come to the question, then arrows to the answer."""
        radios = self.page.get_by_role("group", name=question).get_by_role("radio")
        for _ in range(80):
            self.presses("Tab")
            self.sees_focus()
            if any(radio.evaluate("radio => radio === document.activeElement") for radio in radios.all()):
                break
        self.presses("Space")
        for _ in range(radios.count()):
            if self.focused_name().startswith(answer):
                break
            self.presses("ArrowDown")
            self.sees_focus()
        assert self.focused_name().startswith(answer)
        expect(radios.and_(self.page.locator(":focus"))).to_be_checked()

    def is_held_in_sheet(self) -> None:
        """However often one tabs, the focus stays in the sheet, or in the bar of the browser."""
        expect(self.page.locator("dialog[open] h2:focus")).to_have_count(1)
        for key in ["Tab"] * 16 + ["Shift+Tab"] * 20:
            self.presses(key)
            self.sees_focus()
            where = "() => document.activeElement.closest('dialog[open], body')?.localName"
            inside = self.page.evaluate(where) == "dialog"
            assert inside or self.page.evaluate("() => document.activeElement === document.body")

    def stands_on_heading(self, words: str) -> None:
        """After a change of screen the focus is where the new screen begins."""
        heading = self.page.locator("h1:focus")
        expect(heading).to_have_text(words, timeout=SLOW)
        assert self.page.evaluate("() => scrollY + document.querySelector('main').scrollTop") == 0


@pytest.fixture
def dana(make_phone: Callable[..., Phone]) -> Typist:
    """Signed in, with the app locked again: the first thing is to unlock."""
    dana = Typist(make_phone(), "dana")
    dana.signs_in()
    dana.page.reload()
    expect(dana.page.locator("#passphrase")).to_be_visible(timeout=SLOW)
    return dana


def test_the_main_job_is_done_with_keys_alone(dana: Typist) -> None:
    dana.tabs_to("Passphrase")
    dana.page.keyboard.type(dana.passphrase)
    dana.presses("Enter")
    dana.stands_on_heading("Today")

    dana.follows("Start a session")
    dana.stands_on_heading("People")
    dana.follows("Riley")
    dana.stands_on_heading("Riley")
    dana.follows("Start a session")
    dana.stands_on_heading("How are you meeting?")
    dana.follows("In person")
    dana.stands_on_heading("Is it private?")
    dana.chooses("Could anyone near you hear or see?", "No, it is private")
    dana.chooses("Could anyone near them hear or see?", "No, it is private")
    dana.follows("Go on", "Space")
    dana.stands_on_heading("Before we talk")
    gives_cards(dana)
    dana.chooses("In their own words", "They said it in their own words")
    dana.follows("Go on")
    dana.stands_on_heading("How did it go?")
    dana.follows("Begin")

    dana.stands_on_heading("Riley")
    dana.tabs_to("What happened, in plain facts")
    dana.page.keyboard.type("Riley said: I want to kill myself tonight.")
    dana.waits_until_draft_is_kept()
    dana.follows("Done")
    dana.stands_on_heading("Noticed in the note")
    dana.chooses("What now?", "It is urgent")
    dana.tabs_to("What should your supervisor know?")
    dana.page.keyboard.type("They are with a friend.")
    dana.follows("Send the request")
    dana.stands_on_heading("Your request")
    dana.phone.assert_no_problems()


def gives_cards(dana: Typist) -> None:
    """Each card begins at its heading, so that it is read from its start."""
    card = dana.page.locator("#card")
    while True:
        text = card.inner_text()
        dana.tabs_to("Next") if dana.page.get_by_role("button", name="Next").count() else dana.tabs_to(
            "Ask in"
        )
        is_last = dana.focused_name().startswith("Ask in")
        dana.presses("Enter")
        if is_last:
            return dana.stands_on_heading("In their own words")
        expect(card).not_to_have_text(text)
        dana.stands_on_heading("Before we talk")


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_the_help_sheet_holds_the_focus_and_gives_it_back(dana: Typist, way: str) -> None:
    dana.unlocks()
    dana.stands_on_heading("Today")
    dana.follows("Help now")
    dana.is_held_in_sheet()
    if way == "Escape":
        dana.presses("Escape")
    else:
        dana.follows("Close")

    expect(dana.page.locator("dialog[open]")).to_have_count(0)
    assert dana.focused_name() == "Help now"
    dana.sees_heading("Latest")


def test_a_sheet_with_fields_keeps_what_was_typed_from_a_slip(dana: Typist) -> None:
    dana.unlocks()
    dana.opens_person("Riley")
    dana.press_row("In person")
    dana.sees_heading("Note")
    dana.follows("Change the note")
    dana.is_held_in_sheet()
    dana.tabs_to("Why the change?")
    dana.page.keyboard.type("Remembered more.")
    dana.page.mouse.click(180, 5)
    expect(dana.page.get_by_label("Why the change?")).to_have_value("Remembered more.")

    dana.presses("Escape")
    expect(dana.page.locator("dialog[open]")).to_have_count(0)
    assert dana.focused_name() == "Change the note"
