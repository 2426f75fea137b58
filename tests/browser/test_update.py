"""A new version is taken by a touch in mid-sentence, and not a letter is lost, in this tab or in another."""

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.updates import Updated
from tests.browser.world import Phone

FIRST = "We sat by the canal and spo"
SECOND = "He has a room at his sis"


def begins(dana: Specialist, name: str, words: str) -> str:
    """A note in mid-sentence. Gives its place."""
    dana.adds_person(name)
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(words)
    return dana.page.url.split("#")[1]


def test_update_now_loses_nothing_of_two_half_written_notes(updating: Updated) -> None:
    """The other tab goes on with its version until its own reader takes the new one."""
    phone = updating.phone
    dana = Specialist(phone, "dana")
    dana.signs_in()
    first = begins(dana, "Canal", FIRST)
    other = Specialist(Phone(phone.context, phone.context.new_page(), phone.origin), "dana")
    other.phone.open("/people/new")
    other.unlocks()
    second = begins(other, "Sister", SECOND)
    updating.arrives()

    phone.page.bring_to_front()
    dana.writes("k")
    phone.page.evaluate("() => { location.hash = '#/today'; }")
    other.writes("t")
    dana.press("Update now")
    dana.sees_heading("Unlock")
    assert updating.build_on_screen() == updating.new
    dana.unlocks()
    phone.open(first)
    expect(dana.page.locator("#note")).to_have_value(FIRST + "k")

    expect(other.page.locator("#note")).to_have_value(SECOND + "t")
    other.writes("er")
    other.phone.open("/me")
    other.press("Update now")
    other.sees_heading("Unlock")
    other.unlocks()
    other.phone.open(second)
    expect(other.page.locator("#note")).to_have_value(SECOND + "ter", timeout=SLOW)
    expect(other.page.locator("html")).to_have_attribute("data-build", updating.new)
    phone.assert_no_problems()
    other.phone.assert_no_problems()


def test_the_privacy_officer_is_offered_it_too(updating: Updated) -> None:
    """Whose day begins at another desk."""
    olive = Member(updating.phone, "olive")
    olive.signs_in()
    updating.arrives()
    olive.press("Update now")
    olive.sees_heading("Unlock")
    assert updating.build_on_screen() == updating.new
