"""A real agency, from the command line to the first specialist at work: keys made in a browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

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
    officer.page.goto(set_up_link)
    officer.page.get_by_label("Your name, as colleagues know it").fill("Wren Halloway")
    officer.page.get_by_label("Choose a sign-in name").fill("wren")
    officer.chooses_passphrase()
    officer.picks("Not sure")
    officer.page.get_by_label("Who is on call?").fill("Tess")
    officer.page.get_by_label("On-call phone number").fill("+1 202-555-0111")
    officer.press("Make the keys")
    officer.sees_heading("Save the recovery kit")
    with officer.page.expect_download() as saving:
        officer.press("Save the recovery file")
    kit = tmp_path / "kit"
    saving.value.save_as(kit)
    assert kit.read_text(encoding="ascii").count(".") == 4  # A compact JWE: nothing in it is readable.
    officer.press("I have saved both")

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
