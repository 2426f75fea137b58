"""What a phone does by itself: asks to be kept, warns before work is lost, and never covers help."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist, Supervisor
from tests.browser.world import Phone, Server, environment, run_command

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1"
)
HOME_SCREEN_FIRST = "Put the app on your Home Screen first"
PROMISES = """
  let kept = false;
  StorageManager.prototype.persisted = async () => kept;
  StorageManager.prototype.persist = async () => (kept = true);
"""
FORGETS = """
  StorageManager.prototype.getDirectory = async () => { throw new DOMException('', 'SecurityError'); };
"""


def test_who_comes_in_has_the_phone_asked_to_keep_everything(phone: Phone) -> None:
    """Nobody has to find the button on Me."""
    phone.page.add_init_script(PROMISES)
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.press("Me")
    dana.sees("Yes. The phone promises not to clear what is stored here.")
    dana.phone.assert_no_problems()


def test_a_window_that_forgets_says_so_wherever_one_begins(phone: Phone) -> None:
    """Before an account is opened in it, and on Today."""
    phone.page.add_init_script(FORGETS)
    dana = Specialist(phone, "dana")
    for place in ("/welcome", "/sign-in"):
        phone.open(place)
        dana.sees("This window forgets everything when it is closed")
    dana.signs_in()
    dana.sees("This window forgets everything when it is closed")
    dana.phone.assert_no_problems()


def test_in_a_tab_of_an_iphone_nobody_comes_in(server: Server, make_phone: Callable[..., Phone]) -> None:
    """By none of the three ways: what is made there is not on the Home Screen, and may be erased."""
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.page.get_by_label("Their name, as colleagues know it").fill("Ines Calder")
    olive.picks("Peer specialist")
    olive.press("Make the invitation")
    join = olive.page.get_by_label("Invitation link").input_value(timeout=SLOW)
    printed = run_command(
        ["agency", "create", "Harbor House"], environment(server.data, server.assets, server.port)
    )
    (set_up,) = re.findall(r"http\S+", printed)

    for address in (f"{server.origin}/#/sign-in", join, set_up):
        newcomer = Member(make_phone(user_agent=IPHONE), "ines")
        newcomer.page.goto(address)
        newcomer.sees_heading(HOME_SCREEN_FIRST)
        expect(newcomer.page.locator("input")).to_have_count(0)
        newcomer.press("Show me how")
        newcomer.sees("Choose “Add to Home Screen”")
        assert newcomer.phone.axe_violations() == []


def test_in_a_tab_of_an_iphone_that_is_in_already_the_way_is_shown_before_the_first_record(
    phone: Phone,
) -> None:
    """And who goes on there all the same does so knowingly; a request for help is not held up."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    session = phone.context.new_cdp_session(phone.page)
    session.send("Emulation.setUserAgentOverride", {"userAgent": IPHONE})
    phone.page.reload()
    dana.unlocks()
    dana.sees(HOME_SCREEN_FIRST)
    phone.open("/consults/new/worried")
    dana.sees("What should your supervisor know?")

    phone.open("/people/new")
    dana.sees_heading("Put the app on your Home Screen")
    dana.sees("What you write in a Safari tab is not in the app.")
    dana.press("Go on in this tab anyway")
    expect(dana.page.get_by_label("First name or what they like to be called")).to_be_visible()
    dana.adds_person("Marlow")
    dana.press("Start a session")
    dana.skips_script()
    dana.phone.assert_no_problems()


def test_a_locked_phone_calls_for_help_and_tells_nothing_of_the_agency(phone: Phone) -> None:
    """911 and 988 for whoever holds it."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.locks()
    dana.press("Help now")
    dialog = dana.page.get_by_role("dialog")
    expect(dialog.get_by_role("link")).to_have_text(
        [re.compile("Call 911"), re.compile("Call 988"), re.compile("Text 988")]
    )
    expect(dialog.get_by_role("button")).to_have_text(["Close"])
    assert dana.phone.axe_violations() == []
    dana.press("Close")
    dana.unlocks()
    dana.phone.assert_no_problems()


def test_help_wants_nothing_of_the_app_that_is_read_later(phone: Phone) -> None:
    """As on every day after the first: the app was opened anew, and no other screen has been read."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    phone.page.reload()
    call = phone.page.get_by_role("dialog").get_by_role("link", name="Call 988")
    for comes_in in (lambda: None, dana.unlocks):
        comes_in()
        dana.press("Help now")
        expect(call).to_be_visible()
        dana.press("Close")
    dana.phone.assert_no_problems()


def test_an_open_sheet_does_not_cover_help(phone: Phone) -> None:
    """A slip of the thumb opened it; help is in the same place."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    phone.open("/me")
    dana.press("Sign out")
    sheet = dana.page.get_by_role("dialog")
    dana.sees_heading("Sign out of this phone?")
    sheet.get_by_role("button", name="Help now").click()
    expect(dana.page.get_by_role("link", name="Call 911")).to_be_visible()
    dana.page.locator("#help").get_by_role("button", name="Close").click()
    dana.sees_heading("Sign out of this phone?")
    dana.phone.assert_no_problems()


def test_a_supervisor_whom_nothing_wakes_reads_so_on_today(phone: Phone) -> None:
    """Not only where the requests stand."""
    rosa = Supervisor(phone, "rosa")
    rosa.signs_in()
    phone.open("/today")
    rosa.sees("This phone cannot wake you")
    rosa.sees("Notifications are off. An urgent request could wait unseen.")
