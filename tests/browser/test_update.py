"""A new version is taken by a touch in mid-sentence, and not a letter is lost, in this tab or in another."""

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.updates import Updated
from tests.browser.world import Phone

FIRST = "We sat by the canal and spo"
SECOND = "He has a room at his sis"


def test_update_now_loses_nothing_of_two_half_written_notes(updating: Updated) -> None:
    """The other tab goes on with its version until its own reader takes the new one."""
    phone = updating.phone
    dana = Specialist(phone, "dana")
    dana.signs_in()
    first = dana.begins_note("Canal", FIRST)
    other = Specialist(Phone(phone.context, phone.context.new_page(), phone.origin), "dana")
    other.phone.open("/people/new")
    other.unlocks()
    second = other.begins_note("Sister", SECOND)
    updating.arrives()

    phone.page.bring_to_front()
    dana.writes("k")
    phone.page.evaluate("() => { location.hash = '#/today'; }")
    other.writes("t")
    dana.press("Update now")
    updating.takes_over(phone)
    dana.sees_heading("Unlock")
    dana.unlocks()
    phone.open(first)
    expect(dana.page.locator("#note")).to_have_value(FIRST + "k")

    expect(other.page.locator("#note")).to_have_value(SECOND + "t")
    other.writes("er")
    other.phone.open("/me")
    other.press("Update now")
    updating.takes_over(other.phone)
    other.sees_heading("Unlock")
    other.unlocks()
    other.phone.open(second)
    expect(other.page.locator("#note")).to_have_value(SECOND + "ter", timeout=SLOW)
    phone.assert_no_problems()
    other.phone.assert_no_problems()


def test_the_privacy_officer_is_offered_it_too(updating: Updated) -> None:
    """Whose day begins at another desk."""
    olive = Member(updating.phone, "olive")
    olive.signs_in()
    updating.arrives()
    olive.press("Update now")
    updating.takes_over(updating.phone)
    olive.sees_heading("Unlock")
