"""A real agency, from the command line to the first specialist at work: keys made in a browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import Specialist
from tests.browser.world import Phone, Server, environment, run_command

PASSPHRASE = "seven quiet herons cross the marsh"
SLOW = 30_000


class Newcomer(Specialist):
    """Somebody without an account yet."""

    @property
    def passphrase(self) -> str:
        """Their own choice."""
        return PASSPHRASE

    def chooses_passphrase(self) -> None:
        """Twice the same."""
        self.page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
        self.page.get_by_label("Type it once more").fill(PASSPHRASE)

    def answers_the_set_up(self, link: str, phone: str = "+1 202-555-0111") -> None:
        """Everything that founding an agency asks for."""
        self.page.goto(link)
        self.page.get_by_label("Your name, as colleagues know it").fill("Wren Halloway")
        self.page.get_by_label("Choose a sign-in name").fill("wren")
        self.chooses_passphrase()
        self.picks("Not sure")
        self.page.get_by_label("Who is on call?").fill("Tess")
        self.page.get_by_label("On-call phone number").fill(phone)
        self.press("Make the keys")

    def saves_kit(self, to: Path) -> str:
        """The file into a folder, the words on paper. Gives the words."""
        self.sees_heading("Save the recovery kit")
        with self.page.expect_download() as saving:
            self.press("Save the recovery file")
        saving.value.save_as(to)
        assert to.read_text(encoding="ascii").count(".") == 4  # A compact JWE: nothing in it is readable.
        words = self.page.locator("#kit-passphrase").inner_text()
        self.press("I have saved both")
        self.sees_heading("Your agency")
        return words

    def answer_is_lost(self, path: str) -> None:
        """The server does what it was asked; its answer never arrives. Once."""

        def lose(route: Route) -> None:
            assert route.fetch().ok
            route.abort("connectionreset")

        self.page.route(f"**/api/v1/{path}", lose, times=1)

    def signs_in_instead(self) -> None:
        """From the words of a link that was used, with the passphrase just chosen."""
        self.sees("If you chose a passphrase with this link already, sign in with it.")
        self.press("Sign in")
        self.page.get_by_label("Sign-in name").fill(self.sign_in_name)
        self.page.get_by_label("Passphrase", exact=True).fill(self.passphrase)
        self.press("Sign in")


@pytest.fixture
def set_up_link(server: Server) -> str:
    """What `flask agency create` prints."""
    printed = run_command(
        ["agency", "create", "Harbor House"], environment(server.data, server.assets, server.port)
    )
    (link,) = re.findall(r"http\S+", printed)
    return str(link)


def test_an_agency_is_founded_and_its_first_specialist_works(
    set_up_link: str, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Set up, save the kit, invite, compare the code, approve, write offline."""
    officer = Newcomer(make_phone(), "wren")
    officer.answers_the_set_up(set_up_link)
    officer.saves_kit(tmp_path / "kit")
    officer.sees_no("Make a recovery kit")

    officer.page.get_by_label("Their name, as colleagues know it").fill("Ines Calder")
    officer.picks("Peer specialist")
    officer.press("Make the invitation")
    link = officer.page.get_by_label("Invitation link").input_value(timeout=SLOW)

    ines = Newcomer(make_phone(), "ines")
    ines.page.goto(link)
    ines.sees("Harbor House")
    ines.page.get_by_label("Choose a sign-in name").fill("ines")
    ines.chooses_passphrase()
    ines.press("Join")
    ines.sees_heading("Almost in")
    code = ines.page.locator("#short-code").inner_text()
    assert re.fullmatch(r"\d{4}( \d{4}){3}", code)

    officer.page.reload()
    officer.unlocks()
    officer.sees(code)
    officer.picks("We compared the code")
    officer.press("Let Ines Calder in")
    expect(ines.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)
    ines.phone.wait_for_worker()

    ines.phone.cut_network()
    ines.page.reload()
    ines.unlocks()
    ines.adds_person("Marlow")
    ines.starts_session()
    ines.gives_script()
    ines.writes("We walked to the clinic together.")
    ines.press("Done")
    ines.sees("We walked to the clinic")
    ines.phone.restore_network()
    ines.waits_until_all_is_sent()
    officer.phone.assert_no_problems()
    ines.phone.assert_no_problems()


def test_a_link_with_another_agencys_key_is_refused(
    set_up_link: str, make_phone: Callable[..., Phone]
) -> None:
    """A false server would show its own key: the print in the link does not fit, and nothing is sent."""
    stranger = Newcomer(make_phone(), "nobody")
    token = set_up_link.rsplit("/", 1)[-1]
    stranger.phone.open(f"/join/{token}/{'A' * 43}")
    stranger.sees("This link does not open")
    assert not stranger.page.get_by_label("Choose a sign-in name").is_visible()


def test_a_number_that_cannot_be_dialled_is_not_set_up(
    set_up_link: str, phone: Phone, tmp_path: Path
) -> None:
    """The row for help must lead to somebody."""
    officer = Newcomer(phone, "wren")
    officer.answers_the_set_up(set_up_link, phone="ask Tess")
    officer.sees("Add a phone number that can be dialled")
    officer.page.get_by_label("On-call phone number").fill("+1 202-555-0111")
    officer.press("Make the keys")
    officer.saves_kit(tmp_path / "kit")


def test_a_kit_that_was_not_saved_is_asked_for_first(set_up_link: str, phone: Phone, tmp_path: Path) -> None:
    """The browser is killed on the page of the kit; the desk goes on about it until both are saved."""
    officer = Newcomer(phone, "wren")
    officer.answers_the_set_up(set_up_link)
    officer.sees_heading("Save the recovery kit")
    first = officer.page.locator("#kit-passphrase").inner_text()
    for _ in range(2):
        officer.kills_app()
        officer.unlocks()
        officer.sees("Nobody has said that the recovery kit is saved.")
    officer.press("Make a recovery kit")
    assert officer.saves_kit(tmp_path / "kit") != first

    officer.page.reload()
    officer.unlocks()
    officer.sees_heading("Invite someone")
    officer.sees_no("Nobody has said that the recovery kit is saved.")
    officer.phone.assert_no_problems()


def test_who_founded_an_agency_without_hearing_of_it_signs_in_and_saves_the_kit(
    set_up_link: str, phone: Phone, tmp_path: Path
) -> None:
    """The agency's keys are safe with the server, sealed to the officer: a kit can be made from them."""
    officer = Newcomer(phone, "wren")
    phone.page.goto(set_up_link)
    officer.answer_is_lost("set-up")
    officer.answers_the_set_up(set_up_link)
    officer.sees("We could not reach the server, and this needs it.")
    officer.press("Make the keys")
    officer.signs_in_instead()
    officer.press("Make a recovery kit")
    officer.saves_kit(tmp_path / "kit")


def test_who_joined_without_hearing_of_it_signs_in(
    set_up_link: str, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Whether the app was closed in between or not."""
    officer = Newcomer(make_phone(), "wren")
    officer.answers_the_set_up(set_up_link)
    officer.saves_kit(tmp_path / "kit")
    officer.page.get_by_label("Their name, as colleagues know it").fill("Ines Calder")
    officer.picks("Peer specialist")
    officer.press("Make the invitation")
    link = officer.page.get_by_label("Invitation link").input_value(timeout=SLOW)

    ines = Newcomer(make_phone(), "ines")
    ines.answer_is_lost("enrolments")
    ines.page.goto(link)
    ines.page.get_by_label("Choose a sign-in name").fill("ines")
    ines.chooses_passphrase()
    ines.press("Join")
    ines.sees("We could not reach the server, and this needs it.")
    ines.page.reload()
    ines.signs_in_instead()
    ines.sees_heading("Almost in")
