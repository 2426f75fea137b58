"""The people of the stories and what they do, in their own words: the browser tests read as sentences.

A person has a phone. What they do is said here once, by what a person sees (labels and headings), never by
the structure of the page.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.world import Phone

ROOT = Path(__file__).resolve().parents[2]
STAFF = json.loads((ROOT / "webapp/demo/people.json").read_text(encoding="utf-8"))["staff"]
PASSPHRASES = {each["signInName"]: each["passphrase"] for each in STAFF}
SLOW = 20_000


@dataclass
class Member:
    """Somebody of the demo agency, with the phone in their hand."""

    phone: Phone
    sign_in_name: str

    @property
    def page(self) -> Page:
        """What is on the screen."""
        return self.phone.page

    @property
    def passphrase(self) -> str:
        """As `make run` prints it."""
        return str(PASSPHRASES[self.sign_in_name])

    def press(self, label: str) -> None:
        """Press a button or follow a link by its words."""
        self._control(label).click()

    def _control(self, label: str) -> Locator:
        exact = re.compile(rf"^\s*{re.escape(label)}\s*$")
        return (
            self.page.get_by_role("button", name=exact).or_(self.page.get_by_role("link", name=exact)).first
        )

    def choose(self, question: str, answer: str) -> None:
        """Answer one question of several on the screen."""
        self._choice(self.page.get_by_role("group", name=question), answer).check()

    def picks(self, answer: str) -> None:
        """Choose an answer where the screen has one question."""
        self._choice(self.page, answer).check()

    @staticmethod
    def _choice(within: Locator | Page, answer: str) -> Locator:
        # A card's name is its label and the hint below it.
        name = re.compile(rf"^\s*{re.escape(answer)}(\s|$)")
        return within.get_by_role("radio", name=name).or_(within.get_by_role("checkbox", name=name)).first

    def sees(self, words: str) -> None:
        """The words are on the screen, or will be in a moment."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=SLOW)

    def sees_heading(self, words: str) -> None:
        """A screen or a part of it has this heading."""
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible(timeout=SLOW)

    def signs_in(self) -> None:
        """On a phone that is new to them, with signal; ends when the app is wholly on the phone."""
        self.phone.open("/sign-in")
        self.page.get_by_label("Sign-in name").fill(self.sign_in_name)
        self.page.get_by_label("Passphrase", exact=True).fill(self.passphrase)
        self.press("Sign in")
        expect(self.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)
        self.phone.wait_for_worker()

    def unlocks(self) -> None:
        """With or without signal."""
        self.page.get_by_label("Passphrase", exact=True).fill(self.passphrase)
        self.press("Unlock")
        expect(self.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)

    def sync_words(self) -> Locator:
        """What the top bar says of what has left this phone."""
        return self.page.locator("#sync-words")

    def waits_until_all_is_sent(self) -> None:
        """Nothing is only on this phone any more."""
        expect(self.sync_words()).to_have_text("All sent", timeout=SLOW)


class Specialist(Member):
    """A peer specialist."""

    def adds_person(self, name: str) -> None:
        """Somebody new, who speaks English and is an adult."""
        self.phone.open("/people/new")
        self.page.get_by_label("First name or what they like to be called").fill(name)
        self.choose("Are they an adult?", "Yes, an adult")
        self.press("Save")
        self.sees_heading(name)

    def starts_session(self, how: str = "In person") -> None:
        """From the person's page up to the first card of the script, in a private place."""
        self.press("Start a session")
        self.page.get_by_role("button", name=how).click()
        self.choose("Could anyone near you hear or see?", "No, it is private")
        self.choose("Could anyone near them hear or see?", "No, it is private")
        self.press("Go on")
        expect(self.page.locator("#card")).to_be_visible(timeout=SLOW)

    def gives_script(self) -> list[str]:
        """Every card to the end, the question in their own words, and begin. Gives the cards' texts."""
        cards: list[str] = []
        while True:
            card = self.page.locator("#card").inner_text()
            cards.append(card)
            if self._control("Ask in their own words").is_visible():
                break
            self.press("Next")
            expect(self.page.locator("#card")).not_to_have_text(card)
        self.press("Ask in their own words")
        self.picks("They said it in their own words")
        self.press("Go on")
        self.press("Begin")
        expect(self.page.locator("#note")).to_be_visible(timeout=SLOW)
        return cards

    def writes(self, text: str) -> None:
        """Key by key, as on a phone."""
        self.page.locator("#note").press_sequentially(text)

    def waits_until_draft_is_kept(self) -> None:
        """The line above the note says so."""
        expect(self.page.get_by_text("Kept on this phone").first).to_be_visible(timeout=SLOW)

    def asks_supervisor(self, words: str, *, urgent: bool = False) -> None:
        """Answers what was noticed by a request."""
        self.sees_heading("Noticed in the note")
        self.picks("It is urgent" if urgent else "Ask a supervisor")
        self.page.get_by_label("What should your supervisor know?").fill(words)
        self.press("Send the request")


class Supervisor(Member):
    """Somebody who answers."""

    def opens_request(self) -> None:
        """The first one in the list."""
        self.press("Consults")
        self.page.get_by_role("list").get_by_role("link").first.click()
        self.sees_heading("Request")

    def answers(self, *, decision: str, reasons: str) -> None:
        """Takes the request and answers it with all that is needed."""
        self.press("I have this")
        self.sees("You have this")
        self.press("Answer")
        self.picks(decision)
        self.page.get_by_label("Why?", exact=True).fill(reasons)
        self.page.get_by_label("What did you weigh and set aside, and why?").fill("Calling 911 now: no plan.")
        self.page.get_by_label("Who", exact=True).fill("Dana")
        self.page.get_by_label("What", exact=True).fill("Stay until the sister comes")
        self.page.get_by_label("By when").fill("today 18:00")
        self.picks("Offered")
        self.press("Send the answer")
