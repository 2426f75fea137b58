"""A second privacy officer, and an officer who lost the passphrase and has only the recovery kit."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member
from tests.browser.world import Phone, Server, environment, run_command

NEW = "seven quiet herons cross the marsh"


class Officer(Member):
    """With words of their own choosing."""

    chosen = ""

    @property
    def passphrase(self) -> str:
        """The newest."""
        return self.chosen or super().passphrase


def saves_a_kit(olive: Member, folder: Path) -> tuple[Path, str]:
    """The file, and what is written on the paper."""
    olive.press("Recovery kit")
    olive.press("Make another kit")
    with olive.page.expect_download() as saving:
        olive.press("Save the recovery file")
    saving.value.save_as(folder / "kit.txt")
    words = olive.page.locator("#kit-passphrase").inner_text()
    olive.press("I have saved both")
    olive.sees_heading("Check that it opens")
    return folder / "kit.txt", words


def chooses(phone: Phone, action: str) -> None:
    """New words, typed twice."""
    phone.page.locator("#passphrase").fill(NEW)
    phone.page.locator("#again").fill(NEW)
    phone.page.get_by_role("button", name=action).click()


def test_an_officer_who_forgot_the_passphrase_gets_back_in_with_the_kit(
    server: Server, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """The operator's link and the kit, on a new computer; the other one takes the new words too."""
    olive = Officer(make_phone(), "olive")
    olive.signs_in()
    kit, words = saves_a_kit(olive, tmp_path)
    printed = run_command(
        ["agency", "recover-officer", "olive"], environment(server.data, server.assets, server.port)
    )
    link = re.findall(r"\S+/#/recover/kit/\S+", printed)[0]
    back = Officer(make_phone(), "olive")
    back.page.goto(link)
    back.sees("For a privacy officer who lost the passphrase")
    assert back.phone.axe_violations() == []
    assert not back.phone.is_wider_than_screen()
    back.page.get_by_label("Recovery file").set_input_files(kit)
    back.page.get_by_label("Words on the paper").fill("not these words")
    chooses(back.phone, "Open my account")
    back.sees("These words do not open this file")
    back.page.get_by_label("Words on the paper").fill(words)
    back.press("Open my account")
    expect(back.page).to_have_url(re.compile("#/officer$"), timeout=SLOW)
    back.phone.open("/me")
    back.sees("A new passphrase was chosen with the recovery kit")
    back.phone.assert_no_problems()
    assert NEW not in back.phone.everything_stored() + server.log_text
    assert words not in server.log_text


def test_a_second_officer_can_do_what_the_first_can_and_either_can_leave(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Invited, the code compared, let in with the keys; then the other one's access is ended."""
    olive = Officer(make_phone(), "olive")
    olive.signs_in()
    olive.page.get_by_label("Their name, as colleagues know it").fill("Omar Reed")
    olive.picks("Privacy officer")
    olive.press("Make the invitation")
    link = olive.page.get_by_label("Invitation link").input_value(timeout=SLOW)
    olive.press("Done with this link")
    omar = Officer(make_phone(), "omar")
    omar.page.goto(link)
    omar.page.locator("#sign-in-name").fill("omar")
    omar.page.locator("#passphrase").fill(NEW)
    omar.page.locator("#again").fill(NEW)
    omar.page.locator("button[form=join]").click()
    code = omar.page.locator("#short-code").inner_text(timeout=SLOW)
    olive.page.reload()
    olive.unlocks()
    olive.sees("gets the agency's keys")
    assert code.split() == olive.page.locator(".own-words").first.inner_text().split()
    olive.picks("We compared the code")
    olive.press("Let Omar Reed in")
    expect(omar.page).to_have_url(re.compile("#/officer$"), timeout=SLOW)

    omar.press_row("Olive Marsh")
    omar.press("End the access of Olive Marsh")
    omar.page.get_by_role("dialog").get_by_role("button", name="End the access of Olive Marsh").click()
    expect(olive.page).to_have_url(re.compile("#/left$"), timeout=SLOW)
    omar.sees("This person's access has ended")
    omar.sees("Olive Marsh had the agency's keys")
    omar.phone.open("/officer")
    omar.press_row("Omar Reed")
    omar.sees_no("End the access of")
    omar.phone.assert_no_problems()
