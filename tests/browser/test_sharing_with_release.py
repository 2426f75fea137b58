"""What a release covers may go, with the notice and its scope on every way; what it does not cover stays."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.releases import RECIPIENT, has_signed_release
from tests.browser.sharing import asks_gate, fills_what_goes, opens_entry, stops_release
from tests.browser.test_sharing import adds, downloads, pdf_text
from tests.browser.world import Phone

NOTICE = "This record which has been disclosed to you is protected by Federal confidentiality rules"
SHORT_NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
HOME = "America/Denver"


@pytest.fixture
def dana(make_phone: Callable[..., Phone]) -> Specialist:
    """A specialist who has come in, somewhere in the mountains."""
    dana = Specialist(make_phone(timezone_id=HOME), "dana")
    dana.signs_in()
    return dana


def test_what_is_covered_goes_with_notice_and_scope_on_every_way(dana: Specialist) -> None:
    """42 CFR 2.32(a), (b)."""
    vault = adds(dana, "Wren")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("A secret of hers.")
    dana.press("Done")
    dana.sees_heading("Wren")
    has_signed_release(dana, "Wren")
    asks_gate(dana, vault, RECIPIENT)
    dana.sees_heading("You may share this")
    dana.press("Write it down and share")
    dana.sees("Write or tick what goes")
    dana.sees("Answer whether they were told")
    fills_what_goes(dana, "Came on Mondays.", "As a PDF file")
    file = downloads(dana, "Write it down and save the PDF")
    text = pdf_text(file)
    scope = ("Shared with: Harbor Street Clinic", "About: Wren", "To help me get or keep a home")
    for words in (NOTICE, *scope, "Only the days I came in October.", "Came on Mondays."):
        assert words in text
    assert "A secret of hers" not in text
    assert "Wren" not in file.suggested_filename

    asks_gate(dana, vault, RECIPIENT)
    fills_what_goes(dana, "=Came on Mondays.", "As a table (CSV)")
    table = downloads(dana, "Write it down and save the table")
    rows = Path(table.path()).read_text(encoding="utf-8-sig")
    for words in (NOTICE, *scope, '"\'=Came on Mondays."'):
        assert words in rows

    asks_gate(dana, vault, RECIPIENT)
    fills_what_goes(dana, "Came on Mondays.", "Said aloud")
    dana.press("Write it down and show the words")
    for words in (SHORT_NOTICE, *scope, "Came on Mondays."):
        dana.sees(words)

    asks_gate(dana, vault, RECIPIENT)
    fills_what_goes(dana, "Came on Mondays.", "On paper")
    dana.press("Write it down and print")
    dana.sees_heading("Written in the log")
    dana.page.emulate_media(media="print")
    for words in (NOTICE, *scope, "Came on Mondays."):
        dana.sees(words)
    expect(dana.page.get_by_text("This is what is printed.")).to_be_hidden()
    dana.page.emulate_media(media="screen")

    dana.phone.open(f"/people/{vault}/shared")
    expect(dana.page.get_by_text(RECIPIENT)).to_have_count(4, timeout=SLOW)
    dana.picks("HIPAA list, 6 years")
    dana.sees("No entry fits this list.")
    dana.picks("Part 2 list, 3 years")
    expect(dana.page.get_by_text(RECIPIENT)).to_have_count(4)
    for clear in ("Came on Mondays", RECIPIENT):
        assert clear not in dana.phone.everything_stored()
    dana.phone.assert_no_problems()


def test_what_is_not_covered_does_not_go(dana: Specialist) -> None:
    vault = adds(dana, "Iris")
    has_signed_release(dana, "Iris")
    dana.phone.open(f"/people/{vault}/share")
    dana.choose("Who gets it?", RECIPIENT)
    dana.choose("What do you want to share?", "My medicine")
    dana.choose("What is it for?", "To help me get benefits")
    dana.press("See if it may be shared")
    dana.sees_heading("Do not share this")
    dana.sees("A kind is not in it")
    dana.sees("It is for another purpose")
    expect(dana.page.get_by_role("group", name="How does it leave?")).to_have_count(0)


def test_a_share_sheet_that_is_closed_is_said_in_the_log(dana: Specialist) -> None:
    vault = adds(dana, "Lark")
    has_signed_release(dana, "Lark")
    dana.page.evaluate(
        """() => {
          navigator.canShare = () => true;
          navigator.share = () => Promise.reject(new DOMException('closed', 'AbortError'));
        }"""
    )
    asks_gate(dana, vault, RECIPIENT)
    fills_what_goes(dana, "Came on Mondays.", "By an app of this phone")
    dana.press("Write it down and choose the app")
    dana.sees_heading("Nothing was shared")
    opens_entry(dana, vault, RECIPIENT)
    dana.sees("The share sheet was closed. Nothing was shared.")


def test_after_it_is_taken_back_nothing_goes_and_what_went_meanwhile_is_an_incident(
    dana: Specialist, make_phone: Callable[..., Phone]
) -> None:
    """42 CFR 2.31(c)(3): the other phone had no signal, and shared after the participant had said no."""
    vault = adds(dana, "Robin")
    release = has_signed_release(dana, "Robin")
    dana.waits_until_all_is_sent()
    other = Specialist(make_phone(timezone_id=HOME), "dana")
    other.signs_in()
    asks_gate(other, vault, RECIPIENT)
    other.phone.cut_network()
    stops_release(dana, vault, release)
    dana.waits_until_all_is_sent()
    asks_gate(dana, vault, RECIPIENT)
    dana.sees_heading("Do not share this")
    dana.sees("It was taken back")

    fills_what_goes(other, "Came on Mondays.", "Said aloud")
    other.press("Write it down and show the words")
    other.sees_heading("Written in the log")
    other.phone.restore_network()
    other.waits_until_all_is_sent()
    for phone in (other, dana):
        phone.phone.open(f"/people/{vault}")
        phone.sees("1 thing was shared after its release was taken back")
    opens_entry(dana, vault, RECIPIENT)
    dana.sees_heading("Shared after the release was taken back")


def test_a_release_ends_at_the_midnight_of_the_participants_own_day(dana: Specialist) -> None:
    """42 CFR 2.31(a)(7), (c)(1)."""
    vault = adds(dana, "Finch")
    has_signed_release(dana, "Finch")
    asks_gate(dana, vault, RECIPIENT)
    dana.page.get_by_text("What the release allows").click()
    said = dana.page.get_by_text(re.compile("^It ends: ")).inner_text().removeprefix("It ends: ")
    midnight = datetime.strptime(said, "%B %d, %Y").replace(tzinfo=ZoneInfo(HOME)) + timedelta(days=1)
    dana.phone.cut_network()
    for minutes, answer in ((-1, "You may share this"), (0, "Do not share this")):
        dana.page.clock.set_fixed_time(midnight + timedelta(minutes=minutes))
        dana.page.reload()
        dana.unlocks()
        asks_gate(dana, vault, RECIPIENT)
        dana.sees_heading(answer)
    dana.sees("It has ended")
