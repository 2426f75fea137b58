"""The recovery kit as its officer keeps it: checked, missed, made again."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member
from tests.browser.world import Phone, Server


def checks(olive: Member, kit: Path, words: str) -> None:
    """The file and the words from the paper."""
    olive.page.get_by_label("Recovery file").set_input_files(kit)
    olive.page.get_by_label("Words on the paper").fill(words)
    olive.press("Check the kit")


def test_a_kit_nobody_checked_is_a_risk_until_one_is_proved_to_open(
    server: Server, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Made again, checked with the wrong words, a wrong file, the right ones; then missed."""
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.sees("Nobody has said that the recovery kit is saved.")
    olive.press("Recovery kit")
    olive.sees_heading("Check that it opens")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.press("Make another kit")
    with olive.page.expect_download() as saving:
        olive.press("Save the recovery file")
    kit = tmp_path / "kit.txt"
    saving.value.save_as(kit)
    words = olive.page.locator("#kit-passphrase").inner_text()
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.press("I have saved both")
    olive.sees("Nobody has checked that the kit opens")

    checks(olive, kit, "not-these-words-at-all")
    olive.sees("These words do not open this file")
    (tmp_path / "other.txt").write_text("a shopping list", encoding="ascii")
    checks(olive, tmp_path / "other.txt", words)
    olive.sees("could not be read")
    checks(olive, kit, words.upper())
    olive.sees("It opens, and it is the right one")
    olive.sees_no("Nobody has checked that the kit opens")
    assert olive.phone.axe_violations() == []
    olive.phone.open("/officer")
    expect(olive.page.get_by_role("link", name="Recovery kit")).to_be_visible(timeout=SLOW)
    olive.sees_no("Nobody has checked that the kit opens")

    olive.press("Recovery kit")
    olive.press("I cannot find it")
    olive.sees("The recovery kit is missing")
    kept = olive.phone.everything_stored() + server.log_text
    assert words not in kept
    assert kit.read_text(encoding="ascii") not in kept
    olive.phone.assert_no_problems()
