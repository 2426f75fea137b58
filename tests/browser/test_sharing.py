"""Nothing leaves without a release or a named exception, and whatever leaves is in the log first."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Download, expect
from pypdf import PdfReader

from tests.browser.people import SLOW, Specialist
from tests.browser.sharing import PARAMEDIC, fills_emergency, opens_entry, shares_in_emergency
from tests.browser.world import Phone


@pytest.fixture
def dana(make_phone: Callable[..., Phone]) -> Specialist:
    """A specialist who has come in."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    return dana


def adds(dana: Specialist, name: str) -> str:
    """Somebody new. Gives the id."""
    dana.adds_person(name)
    return dana.id_in_address("people")


def downloads(dana: Specialist, label: str) -> Download:
    """What a press of this button leaves in the downloads."""
    with dana.page.expect_download() as got:
        dana.press(label)
    return got.value


def pdf_text(download: Download) -> str:
    """All that a reader of the file finds, without the ends of lines."""
    reader = PdfReader(BytesIO(Path(download.path()).read_bytes()))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_without_a_release_nothing_goes(dana: Specialist) -> None:
    vault = adds(dana, "Iris")
    dana.press("Share information")
    dana.sees("No release yet")
    dana.press("See if it may be shared")
    dana.sees("Choose who gets it")
    dana.choose("Who gets it?", "Somebody else")
    dana.page.get_by_label("Name of the person or agency").fill("The landlord")
    dana.choose("What do you want to share?", "My medicine")
    dana.choose("What is it for?", "I asked for it")
    dana.press("See if it may be shared")

    dana.sees_heading("No release: do not share")
    expect(dana.page.get_by_label("How does it leave?")).to_have_count(0)
    dana.press("Change the question")
    expect(dana.page.get_by_label("Name of the person or agency")).to_have_value("The landlord")
    dana.phone.open(f"/people/{vault}/shared")
    dana.sees("Nothing here")
    dana.phone.assert_no_problems()


def test_an_emergency_with_no_signal_is_on_the_second_phone_when_there_is_signal(
    dana: Specialist, make_phone: Callable[..., Phone]
) -> None:
    """42 CFR 2.51: the four facts, at once, and locked."""
    vault = adds(dana, "Wren")
    dana.waits_until_all_is_sent()
    dana.phone.cut_network()
    dana.phone.open(f"/people/{vault}/exceptions/emergency")
    dana.sees_heading("If someone is in danger now, call first")
    dana.press("Write it down and share")
    dana.sees("The law wants this: Name of the medical person")
    shares_in_emergency(dana, vault, "Takes a blood thinner.")
    dana.sees("Takes a blood thinner.")
    dana.sees("42 CFR part 2 prohibits unauthorized use or disclosure of these records.")
    opens_entry(dana, vault)
    dana.sees("without signal")
    for clear in (PARAMEDIC, "blood thinner", "by the quay"):
        assert clear not in dana.phone.everything_stored()
    dana.phone.restore_network()
    dana.waits_until_all_is_sent()

    again = Specialist(make_phone(), "dana")
    again.signs_in()
    again.opens_person("Wren")
    again.press("What was shared")
    opens_entry(again, vault)
    for fact in (PARAMEDIC, "County EMS", "Dana Whitlow", "Wheezing by the quay", "They were not awake."):
        again.sees(fact)
    for phone in (dana.phone, again.phone):
        phone.assert_no_problems()


def test_an_entry_is_never_edited_and_what_was_otherwise_stands_beside_it(dana: Specialist) -> None:
    vault = adds(dana, "Robin")
    shares_in_emergency(dana, vault)
    opens_entry(dana, vault)
    dana.press("Add the correction")
    dana.sees("Write what is right")
    dana.page.get_by_label("What is right").fill("It was the other ambulance.")
    dana.press("Add the correction")
    dana.sees("Added beside the entry")
    expect(dana.page.get_by_role("list", name="Corrections")).to_contain_text("It was the other ambulance.")
    expect(dana.page.get_by_label("What is right")).to_have_value("")
    dana.sees("County EMS")
    dana.phone.open(f"/people/{vault}/shared")
    dana.sees("Corrected")


def test_a_report_without_danger_wants_a_supervisor_first(dana: Specialist) -> None:
    vault = adds(dana, "Lark")
    dana.phone.open(f"/people/{vault}/exceptions/child-abuse")
    dana.page.get_by_label("Who takes the report").fill("Child line")
    dana.page.get_by_label("What happened to the child").fill("Left alone for two days.")
    dana.choose("Is somebody in danger right now?", "No")
    dana.choose("Was the participant told?", "Yes, they know")
    dana.choose("How does it leave?", "Said aloud")
    dana.press("Write it down and show the words")
    dana.sees("Ask a supervisor first, then choose the request")
    dana.asks_without_words("May I report this?")
    dana.phone.open(f"/people/{vault}/exceptions/child-abuse")
    expect(dana.page.get_by_label("Who takes the report")).to_have_value("Child line", timeout=SLOW)
    dana.page.get_by_role("group", name="Which request to your supervisor was it?").get_by_role(
        "radio"
    ).check()
    dana.press("Write it down and show the words")
    dana.sees_heading("Written in the log")
    dana.sees("Left alone for two days.")
    dana.sees_no("42 CFR")


def test_the_list_that_the_law_lets_them_ask_for(dana: Specialist) -> None:
    """45 CFR 164.528, 42 CFR 2.25."""
    vault = adds(dana, "Jay")
    shares_in_emergency(dana, vault, "Allergic to penicillin.")
    dana.phone.open(f"/people/{vault}/shared")
    dana.picks("Part 2 list, 3 years")
    dana.sees("No entry fits this list.")
    dana.picks("HIPAA list, 6 years")
    text = pdf_text(downloads(dana, "Save as PDF"))
    for words in ("What was shared about Jay", "45 CFR 164.528", "Alex Vega, County EMS", "42 CFR 2.51"):
        assert words in text
    rows = Path(downloads(dana, "Save as a table (CSV)").path()).read_text(encoding="utf-8-sig")
    assert '"To whom"' in rows
    assert '"Alex Vega, County EMS"' in rows
    dana.picks("Everything")
    expect(dana.page.get_by_text("To the participant")).to_have_count(2, timeout=SLOW)
    dana.picks("HIPAA list, 6 years")
    expect(dana.page.get_by_text("To the participant")).to_have_count(0)


def test_what_is_shared_as_a_file_holds_the_notice_and_is_named_after_nobody(dana: Specialist) -> None:
    vault = adds(dana, "Heron")
    dana.phone.open(f"/people/{vault}/exceptions/emergency")
    fills_emergency(dana, "Ñandú, ¿alergia?", way="As a PDF file")
    file = downloads(dana, "Write it down and save the PDF")
    text = pdf_text(file)
    assert "This record which has been disclosed to you is protected by Federal confidentiality rules" in text
    assert "Ñandú, ¿alergia?" in text
    assert "Heron" not in file.suggested_filename
    dana.sees_heading("Written in the log, and saved as a PDF")
    dana.phone.assert_no_problems()


def test_a_half_filled_form_is_there_after_the_app_was_killed(dana: Specialist) -> None:
    vault = adds(dana, "Finch")
    dana.phone.open(f"/people/{vault}/exceptions/emergency")
    dana.page.get_by_label("What is the emergency?").fill("Fell on the stairs")
    dana.sees("Kept on this phone")
    dana.kills_app()
    dana.unlocks()
    expect(dana.page.get_by_label("What is the emergency?")).to_have_value("Fell on the stairs", timeout=SLOW)
    dana.phone.open("/today")
    dana.sees("Sharing without a release")
