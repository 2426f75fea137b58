"""The people of the stories and what they do, in their own words: the browser tests read as sentences.

A person has a phone. What they do is said here once, by what a person sees (labels and headings), never by
the structure of the page.
"""

import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect

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

    def press_row(self, words: str) -> None:
        """Press a line of a list that begins with these words, whatever else stands in it."""
        name = re.compile(rf"^\s*{re.escape(words)}(\s|$)")
        row = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        row.first.click()

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

    def sees_no(self, words: str) -> None:
        """The words are nowhere on the screen, or will be gone in a moment."""
        expect(self.page.get_by_text(words)).to_have_count(0, timeout=SLOW)

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

    def signs_in_anywhere(self) -> None:
        """The same on a phone in any language."""
        self.phone.open("/sign-in")
        self.page.locator("#sign-in-name").fill(self.sign_in_name)
        self.page.locator("#passphrase").fill(self.passphrase)
        self.page.locator("button[form=sign-in]").click()
        expect(self.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)
        self.phone.wait_for_worker()

    def unlocks(self) -> None:
        """With or without signal; ends where one was before."""
        self.page.get_by_label("Passphrase", exact=True).fill(self.passphrase)
        self.press("Unlock")
        expect(self.page.locator("form#unlock")).to_have_count(0, timeout=SLOW)

    def locks(self) -> None:
        """At a touch, from the bar at the top."""
        self.press("Hide")
        self.opens_after_hiding()

    def opens_after_hiding(self) -> None:
        """From the page that says nothing to Unlock."""
        self.press("Open")
        self.sees_heading("Unlock")

    def kills_app(self) -> None:
        """As when the phone ends it, with no word to the page; then a new page, where one left off."""
        context, dying, place = self.phone.context, self.page, self.page.url
        with dying.expect_event("crash"), contextlib.suppress(Error):  # the address never answers
            dying.goto("chrome://crash")
        dying.close()
        self.phone = Phone(context, context.new_page(), self.phone.origin, self.phone.problems)
        self.page.goto(place)

    def speaks(self, language: str) -> None:
        """Choose the language of the app on this phone."""
        self.phone.open("/me")
        self.page.locator(f"input[name=language][value={language}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    def id_in_address(self, place: str) -> str:
        """What stands in the address after this word: the id of a person, a session, a consult."""
        return self.page.url.split(f"/{place}/")[1].split("/")[0]

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

    def opens_person(self, name: str) -> None:
        """From the list of people."""
        self.phone.open("/people")
        self.press_row(name)
        self.sees_heading(name)

    def skips_script(self, reason: str = "Someone is in danger now") -> None:
        """From any step of the preparation, for a crisis."""
        self.press("Crisis: skip for now")
        self.press_row(reason)
        expect(self.page.locator("#note")).to_be_visible(timeout=SLOW)

    def asks_without_words(self, words: str, *, urgent: bool = False) -> str:
        """A request out of worry alone. Gives its id."""
        self.phone.open("/consults/new/worried")
        self.picks("Urgent" if urgent else "Not urgent")
        self.page.get_by_label("What should your supervisor know?").fill(words)
        self.press("Send the request")
        self.sees("How far it is")
        return self.id_in_address("consults")

    def starts_session(self, how: str = "In person") -> None:
        """From the person's page up to the first card of the script, in a private place."""
        self.press("Start a session")
        self.begins_script(how)

    def begins_script(self, how: str = "In person") -> None:
        """From the first question, in a private place, up to the first card."""
        self.page.get_by_role("button", name=how).click()
        self.choose("Could anyone near you hear or see?", "No, it is private")
        self.choose("Could anyone near them hear or see?", "No, it is private")
        self.press("Go on")
        expect(self.page.locator("#card")).to_be_visible(timeout=SLOW)

    def reads_cards(self) -> list[str]:
        """Every card to the question in their own words. Gives the cards' texts."""
        cards: list[str] = []
        while True:
            card = self.page.locator("#card").inner_text()
            cards.append(card)
            if self._control("Ask in their own words").is_visible():
                break
            self.press("Next")
            expect(self.page.locator("#card")).not_to_have_text(card)
        self.press("Ask in their own words")
        self.sees("They said it in their own words")
        return cards

    def gives_script(self) -> list[str]:
        """Every card to the end, the question in their own words, and begin. Gives the cards' texts."""
        cards = self.reads_cards()
        self.picks("They said it in their own words")
        self.press("Go on")
        self.press("Begin")
        # A script given afterwards leads to the note that was written before it.
        written = self.page.get_by_role("button", name="Change the note")
        expect(self.page.locator("#note").or_(written)).to_be_visible(timeout=SLOW)
        return cards

    def declines(self) -> None:
        """The cards to the end; then the participant does not want to go on."""
        self.reads_cards()
        self.picks("They said it in their own words")
        self.press("Go on")
        self.picks("Said no to going on")
        self.press("End kindly")
        self.sees_heading("They said no, and that is fine")

    def writes(self, text: str) -> None:
        """Key by key, as on a phone."""
        self.page.locator("#note").press_sequentially(text)

    def begins_note(self, name: str, words: str) -> str:
        """A note in mid-sentence on somebody new. Gives its place."""
        self.adds_person(name)
        self.press("Start a session")
        self.skips_script()
        self.writes(words)
        return self.page.url.split("#")[1]

    def waits_until_draft_is_kept(self) -> None:
        """Up to the last letter; the line above the note says when."""
        expect(self.page.locator('.note-line[data-kept="yes"]')).to_be_visible(timeout=SLOW)
        expect(self.page.get_by_text(re.compile(r"Kept on this phone \d")).first).to_be_visible(timeout=SLOW)

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
