"""Two people read codes to each other that differ: the officer turns the account away."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member
from tests.browser.world import Phone, Server

PASSPHRASE = "seven small boats on a lake"


def test_an_account_whose_code_differs_is_turned_away_and_its_phone_says_so(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.phone.open("/officer")
    olive.page.get_by_label("Their name, as colleagues know it").fill("Ines Calder")
    olive.picks("Peer specialist")
    olive.press("Make the invitation")
    link = olive.page.get_by_label("Invitation link").input_value(timeout=SLOW)

    ines = Member(make_phone(), "ines")
    ines.page.goto(link)
    ines.page.get_by_label("Choose a sign-in name").fill("ines")
    for field in ines.page.locator("input[type=password]").all():
        field.fill(PASSPHRASE)
    ines.press("Join")
    ines.sees_heading("Almost in")

    olive.page.reload()
    olive.unlocks()
    olive.press("The codes differ")
    olive.sees("Nothing was ever shared with it")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.press("Turn this account away")
    olive.sees("Ines Calder was not let in")
    olive.sees("Nobody is waiting.")

    ines.sees_heading("This phone was signed out")
    ines.sees("Nothing is left on this phone")
    ines.press("I have read this")
    expect(ines.page.get_by_role("link", name="Sign in")).to_be_visible(timeout=SLOW)
    for one in (olive, ines):
        one.phone.assert_no_problems()
