"""What was being written on a phone that lost its access comes back to the person who wrote it."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.world import Phone, Server


def test_a_note_begun_on_a_lost_phone_is_gone_on_with_on_a_new_one(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    lost = Specialist(make_phone(), "dana")
    lost.signs_in()
    lost.adds_person("Quillon")
    lost.press("Start a session")
    lost.skips_script()
    lost.writes("Half a thought about the tamarack.")
    lost.waits_until_draft_is_kept()
    lost.waits_until_all_is_sent()
    lost.phone.open("/people/new")
    lost.page.get_by_label("First name or what they like to be called").fill("Wendel")
    lost.sees("Kept on this phone")

    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.phone.open("/officer")
    olive.press_row("Dana")
    olive.sees_heading("Dana")
    olive.page.get_by_role("list").get_by_role("button").first.click()
    olive.press("Remove this device")
    olive.sees("has no access any more")
    lost.phone.open("/today")
    lost.sees_heading("This phone was signed out")

    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.phone.open("/today")
    dana.sees("We kept 2 unfinished things from your phone")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.press("Look at it")
    dana.sees("Half a thought about the tamarack.")
    dana.sees("A note: Quillon")
    dana.sees("Wendel")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    stored = dana.phone.everything_stored()
    assert "tamarack" not in stored and "Wendel" not in stored
    note = dana.page.get_by_role("region", name="A note: Quillon")
    note.get_by_role("button", name="Continue here").click()
    dana.sees("It is on this phone now")
    dana.press("Discard")
    dana.sees("Nobody can bring it back")
    dana.page.locator("#discard").get_by_role("button", name="Discard", exact=True).click()
    dana.sees("There is nothing unfinished from another phone")

    dana.phone.open("/today")
    dana.sees_no("unfinished thing")
    dana.press_row("Quillon")
    expect(dana.page.locator("#note")).to_have_value("Half a thought about the tamarack.", timeout=SLOW)
    dana.press("Done")
    dana.sees("Half a thought about the tamarack.")
    dana.waits_until_all_is_sent()
    dana.phone.assert_no_problems()
