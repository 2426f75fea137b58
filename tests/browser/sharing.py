"""What a specialist does to share, in their own words."""

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist

PARAMEDIC = "Alex Vega"


def fills_emergency(dana: Specialist, said: str, *, way: str = "Said aloud") -> None:
    """The form of 42 CFR 2.51 for this person, with everything that it wants."""
    page = dana.page
    page.get_by_label("Name of the medical person").fill(PARAMEDIC)
    page.get_by_label("Where they work").fill("County EMS")
    page.get_by_label("What is the emergency?").fill("Wheezing by the quay")
    dana.choose("What kinds of information?", "My medicine")
    page.get_by_label("What do you share?").fill(said)
    dana.choose("Was the participant told?", "Not yet, I will tell them")
    page.get_by_label("Why not?").fill("They were not awake.")
    dana.choose("How does it leave?", way)


def shares_in_emergency(dana: Specialist, vault: str, said: str = "Takes a blood thinner.") -> None:
    """Ends with the words to read out."""
    dana.phone.open(f"/people/{vault}/exceptions/emergency")
    dana.sees("Name of the medical person")
    fills_emergency(dana, said)
    dana.press("Write it down and show the words")
    expect(dana.page.get_by_role("heading", name="Written in the log")).to_be_in_viewport(timeout=SLOW)


def opens_entry(dana: Specialist, vault: str, recipient: str = PARAMEDIC) -> str:
    """The newest entry for this recipient, from the log. Gives its id."""
    dana.phone.open(f"/people/{vault}/shared")
    dana.press_row(recipient)
    expect(dana.page.get_by_text("To whom")).to_be_visible(timeout=SLOW)
    return dana.id_in_address("shared")


def asks_gate(dana: Specialist, vault: str, recipient: str) -> None:
    """May the days on which somebody came go to this recipient, for a home? Ends with the answer."""
    dana.phone.open(f"/people/{vault}")
    dana.press("Share information")
    dana.choose("Who gets it?", recipient)
    dana.choose("What do you want to share?", "When I came")
    dana.choose("What is it for?", "To help me get or keep a home")
    dana.press("See if it may be shared")
    answer = dana.page.locator("#permit, #deny, #no-release")
    expect(answer).to_be_in_viewport(timeout=SLOW)


def fills_what_goes(dana: Specialist, words: str, way: str) -> None:
    """Own words alone, and nothing of the record."""
    dana.page.locator("#pieces-first").fill(words)
    dana.choose("Was the participant told?", "Yes, they know")
    dana.choose("How does it leave?", way)


def stops_release(dana: Specialist, vault: str, release: str) -> None:
    """The participant says no more; it counts at once."""
    dana.phone.open(f"/people/{vault}/releases/{release}/stop")
    dana.picks("They say so")
    dana.page.get_by_label("Who said it?").fill("The participant")
    dana.press("Stop it now")
    dana.sees("Stopped by word of mouth")
