"""What a specialist and a participant do with a release, in their own words."""

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist

RECIPIENT = "Harbor Street Clinic"
DETAILS = "Only the days I came in October."


def builds_release(dana: Specialist, recipient: str = RECIPIENT) -> None:
    """From the person's page, one thing a page, to the page that checks it."""
    page = dana.page
    dana.press("New release")
    dana.press_row("To share information")
    dana.sees_heading("Who shares, and with whom?")
    dana.picks("A place or an agency")
    page.get_by_label("Their name").fill(recipient)
    dana.press("Go on")
    dana.sees_heading("What may be shared?")
    dana.picks("When I came")
    page.get_by_label("In your own words, if you like").fill(DETAILS)
    dana.press("Go on")
    dana.sees_heading("From what time?")
    dana.picks("Those may be shared too")
    dana.press("Go on")
    dana.sees_heading("Why is it shared?")
    dana.picks("To help me get or keep a home")
    dana.press("Go on")
    dana.sees_heading("When does this yes end?")
    dana.picks("On a day")
    dana.press("In 6 months")
    dana.press("Go on")
    dana.sees_heading("Who signs?")
    dana.press("Go on")
    dana.sees_heading("Check it together")


def hands_phone_over(dana: Specialist) -> None:
    """From the check; ends with the document in the participant's hand."""
    dana.press("Go on")
    dana.picks("I know them")
    dana.press("Hand the phone over")
    sees_document(dana)


def sees_document(holder: Member) -> None:
    """The page to read, with nothing of the app around it."""
    holder.sees_heading("Read it. Take your time.")
    expect(holder.page.locator("#paper")).to_be_visible(timeout=SLOW)
    expect(holder.page.get_by_role("navigation")).to_have_count(0)


def reads_and_agrees(holder: Member) -> None:
    """From the document to the page where it is signed."""
    holder.press("I have read it")
    holder.picks("I said it in my own words")
    holder.press("Go on")
    holder.sees_heading("Is all of this right?")
    holder.press("Yes, this is right")
    holder.picks("Here, on this phone")
    holder.press("Go on")
    expect(holder.page.get_by_label("Type your full name")).to_be_visible(timeout=SLOW)


def signs(holder: Member, name: str) -> None:
    """Ticks the box, types the name and signs; ends with the copy."""
    holder.picks("Yes, that is what I want")
    holder.page.get_by_label("Type your full name").fill(name)
    holder.press("Sign it now")
    holder.sees_heading("Your copy")


def has_signed_release(
    dana: Specialist, name: str, recipient: str = RECIPIENT, give_back: str = "Lock the phone"
) -> str:
    """The whole way on this person's page; the phone is with the specialist again, by either button of the
    last page. Gives the release's id."""
    builds_release(dana, recipient)
    hands_phone_over(dana)
    reads_and_agrees(dana)
    signs(dana, name)
    dana.press_row("On paper, later")
    dana.press("Go on")
    dana.sees_heading("Done. Thank you.")
    dana.press(give_back)
    dana.unlocks()
    dana.sees_heading(recipient)
    return dana.id_in_address("releases")
