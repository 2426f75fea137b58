"""A lost passphrase, undone by two people who compare a code; what was on the phone is there again."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.world import Phone, Server

NEW = "seven quiet herons cross the marsh"


class Forgetful(Specialist):
    """Dana, who chooses other words."""

    chosen = ""

    @property
    def passphrase(self) -> str:
        """The newest."""
        return self.chosen or super().passphrase

    def asks_for_help(self) -> str:
        """From wherever the passphrase is asked for. Gives the code."""
        self.press("I forgot my passphrase")
        self.page.get_by_label("Sign-in name").fill("Dana")
        self.page.get_by_label("Choose a passphrase").fill(NEW)
        self.page.get_by_label("Type it once more").fill(NEW)
        assert self.phone.axe_violations() == []
        self.press("Ask for help")
        self.sees_heading("Read this code aloud")
        assert self.phone.axe_violations() == []
        assert not self.phone.is_wider_than_screen()
        self.chosen = NEW
        return self.page.locator("#short-code").inner_text()


def helps(olive: Member, code: str) -> None:
    """The officer, who hears the code."""
    olive.press("Look again")
    olive.sees_heading("Lost passphrases")
    shown = olive.page.locator(".own-words").first.inner_text()
    assert shown.split() == code.split()
    olive.press("Let Dana Whitlow choose a new passphrase")
    olive.sees("Compare the code first")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.picks("We compared the code")
    olive.press("Let Dana Whitlow choose a new passphrase")


def test_on_the_same_phone_what_was_there_opens_again_and_other_phones_take_the_new_words(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """A person added, a draft begun; the passphrase lost; all of it is there afterwards."""
    dana, other = Forgetful(make_phone(), "dana"), Forgetful(make_phone(), "dana")
    other.signs_in()
    dana.signs_in()
    dana.adds_person("Quillon")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("Half a thought about the marsh.")
    dana.waits_until_draft_is_kept()
    note = dana.page.url
    dana.locks()
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    helps(olive, dana.asks_for_help())
    expect(dana.sync_words()).to_be_visible(timeout=SLOW)
    dana.page.goto(note)
    expect(dana.page.locator("#note")).to_have_value("Half a thought about the marsh.", timeout=SLOW)
    dana.page.reload()
    dana.unlocks()

    other.locks()
    other.press("I forgot my passphrase")
    other.press("I already chose a new one on another phone")
    other.page.get_by_label("Sign-in name").fill("dana")
    other.page.get_by_label("Passphrase", exact=True).fill(NEW)
    other.press("Open with the new passphrase")
    expect(other.sync_words()).to_be_visible(timeout=SLOW)
    other.chosen = NEW
    other.phone.open("/me")
    other.sees("A new passphrase was chosen with the help of your privacy officer")
    other.opens_person("Quillon")
    assert NEW not in dana.phone.everything_stored() + server.log_text


def test_on_a_new_phone_a_second_code_shows_that_it_is_the_own_agency(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Nothing is believed before both codes were the same."""
    dana = Forgetful(make_phone(), "dana")
    dana.phone.open("/sign-in")
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    helps(olive, dana.asks_for_help())
    dana.sees_heading("One more code")
    second = olive.page.locator("#second-code").inner_text()
    assert dana.page.locator("#short-code").inner_text().split() == second.split()
    assert dana.phone.axe_violations() == []
    dana.press("The codes are the same")
    dana.sees("Something was done to your account")
    dana.press("See what")
    dana.sees("A new passphrase was chosen with the help of your privacy officer")
    dana.opens_person("Riley")
    dana.phone.assert_no_problems()


def test_a_request_that_is_refused_opens_nothing(server: Server, make_phone: Callable[..., Phone]) -> None:
    """The officer does not know the voice; the person hears of it."""
    dana = Forgetful(make_phone(), "dana")
    dana.phone.open("/sign-in")
    dana.asks_for_help()
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.press("Refuse the request for Dana Whitlow")
    olive.sees("Refused. Dana Whitlow is told.")
    own = Specialist(make_phone(), "dana")
    own.signs_in()
    own.phone.open("/me")
    own.sees("Someone asked for a new passphrase for your account")
    own.sees("The request for a new passphrase was refused")
    assert own.phone.axe_violations() == []
