"""The agency's keys are made new while people work: nothing is refused, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.test_recovery_phone import Forgetful, helps
from tests.browser.world import Phone, Server

CHOSEN = "seven quiet herons cross the marsh"
LEFT = """async () => {
  const left = await (await fetch("/api/v1/records-grants")).json();
  const bundles = await (await fetch("/api/v1/recovery-bundles")).json();
  return left.vaults.length + bundles.bundles.length;
}"""


class Officer(Member):
    """Olive, who renews the keys."""

    def looks_fine(self) -> None:
        """Readable for everybody, on a narrow phone too."""
        assert self.phone.axe_violations() == []
        assert not self.phone.is_wider_than_screen()

    def makes_keys(self, folder: Path) -> tuple[Path, str]:
        """Up to the kit, which is saved. Gives the file and the words."""
        self.press("Make new agency keys")
        with self.page.expect_download(timeout=SLOW) as saving:
            self.press("Save the recovery file")
        kit = folder / "new-kit.txt"
        saving.value.save_as(kit)
        words = self.page.locator("#kit-passphrase").inner_text()
        self.looks_fine()
        self.press("I have saved both")
        self.sees("If you stop here, nothing has changed.")
        self.looks_fine()
        return kit, words

    def shows_kit(self, kit: Path, words: str) -> None:
        """The file and the words from the paper."""
        self.page.get_by_label("Recovery file").set_input_files(kit)
        self.page.get_by_label("Words on the paper").fill(words)
        self.press("Use the new keys")

    def invites(self, name: str) -> str:
        """The link, as it was on the day it was made."""
        self.phone.open("/officer")
        self.page.get_by_label("Their name, as colleagues know it").fill(name)
        self.picks("Peer specialist")
        self.press("Make the invitation")
        link = self.page.get_by_label("Invitation link").input_value(timeout=SLOW)
        self.press("Done with this link")
        return link


def joins(link: str, phone: Phone, sign_in_name: str) -> Member:
    """Somebody new, who waits to be let in."""
    newcomer = Member(phone, sign_in_name)
    newcomer.page.goto(link)
    newcomer.page.locator("#sign-in-name").fill(sign_in_name)
    newcomer.page.locator("#passphrase").fill(CHOSEN)
    newcomer.page.locator("#again").fill(CHOSEN)
    newcomer.page.locator("button[form=join]").click()
    expect(newcomer.page.locator("#short-code")).to_be_visible(timeout=SLOW)
    return newcomer


def test_new_keys_while_somebody_works_without_signal(
    server: Server, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Killed before the change, then done; a phone without signal, an old link, a lost passphrase."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    olive = Officer(make_phone(), "olive")
    olive.signs_in()
    link = olive.invites("Ines Calder")
    dana.phone.cut_network()
    dana.adds_person("Quillon")
    dana.sees_heading("Quillon")

    olive.phone.open("/officer")
    olive.press("Agency keys")
    olive.sees_heading("When to make new ones")
    olive.looks_fine()
    unused, _ = olive.makes_keys(tmp_path)
    before = olive.page.evaluate("async () => (await (await fetch('/api/v1/directory')).json()).successions")
    assert before == []
    olive.page.reload()
    olive.unlocks()
    olive.sees("New keys were begun and never used")
    olive.looks_fine()
    olive.press("I have destroyed them")
    olive.sees_no("New keys were begun and never used")

    kit, words = olive.makes_keys(tmp_path)
    olive.shows_kit(kit, "not-these-words-at-all")
    olive.sees("These words do not open this file")
    olive.shows_kit(kit, words.upper())
    olive.sees("Your agency uses the new keys")
    olive.sees("Everything is sealed to the new keys.")
    olive.looks_fine()
    assert olive.page.evaluate(LEFT) == 0
    assert words not in olive.phone.everything_stored() + server.log_text

    dana.phone.restore_network()
    dana.waits_until_all_is_sent()
    dana.opens_person("Quillon")
    dana.phone.open("/me")
    dana.sees("Your agency renewed its keys")
    assert olive.page.evaluate(LEFT) == 1
    ines = joins(link, make_phone(), "ines")
    olive.phone.open("/officer")
    olive.sees("Ines Calder")
    olive.picks("We compared the code")
    olive.press("Let Ines Calder in")
    expect(ines.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)
    olive.phone.open("/officer/keys")
    olive.sees("Everything is sealed to the new keys.")
    assert olive.page.evaluate(LEFT) == 0

    lost = Forgetful(make_phone(), "dana")
    lost.phone.open("/sign-in")
    code = lost.asks_for_help()
    olive.phone.open("/officer")
    helps(olive, code)
    lost.sees_heading("One more code")
    second = olive.page.locator("#second-code").inner_text()
    assert lost.page.locator("#short-code").inner_text().split() == second.split()
    lost.press("The codes are the same")
    lost.sees("Something was done to your account")
    lost.opens_person("Quillon")
    for phone in (olive.phone, ines.phone, lost.phone):
        phone.assert_no_problems()
