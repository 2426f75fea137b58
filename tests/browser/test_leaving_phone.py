"""A phone that lost its access, as its person and the privacy officer see it: nothing lost, nothing left."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.world import Phone, Server

ROWS_LEFT = """async () => {
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  const database = await done(indexedDB.open('sotto'));
  const left = {};
  for (const name of database.objectStoreNames) {
    const rows = await done(database.transaction(name).objectStore(name).count());
    if (rows > 0) left[name] = rows;
  }
  database.close();
  return left;
}"""


def opens_member(olive: Member, name: str) -> None:
    """From the officer's desk."""
    olive.phone.open("/officer")
    olive.press_row(name)
    olive.sees_heading(name)


def test_a_lost_phone_hands_in_its_note_and_its_draft_locked_and_then_holds_nothing(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Written with no signal, locked, taken away by the officer; back in signal it empties itself."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    dana.phone.cut_network()
    dana.adds_person("Quillon")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("Half a thought about the tamarack.")
    dana.waits_until_draft_is_kept()
    dana.locks()

    olive = Member(make_phone(), "olive")
    olive.signs_in()
    opens_member(olive, "Dana")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.page.get_by_role("list").get_by_role("button").first.click()
    olive.press("Remove this device")
    olive.sees("has no access any more")

    dana.phone.restore_network()
    dana.page.reload()
    dana.sees_heading("This phone was signed out")
    dana.sees("were handed in first")
    dana.sees("Nothing is left on this phone")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    stored = dana.phone.everything_stored()
    assert "Quillon" not in stored
    assert "tamarack" not in stored
    assert dana.page.evaluate(ROWS_LEFT) == {"meta": 2}  # the language, and what was done
    dana.page.reload()
    dana.sees_heading("This phone was signed out")
    dana.press("I have read this")
    expect(dana.page.get_by_role("link", name="Sign in")).to_be_visible(timeout=SLOW)

    olive.phone.open("/officer")
    olive.page.reload()
    olive.unlocks()
    olive.sees("wait for your decision")
    olive.sees("1 unfinished draft")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.page.get_by_role("button", name="into the records").first.click()
    olive.sees("put into the records")

    again = Specialist(make_phone(), "dana")
    again.signs_in()
    again.opens_person("Quillon")
    for one in (dana, olive, again):
        one.phone.assert_no_problems()


def test_whose_access_ends_while_writing_is_told_at_once_and_loses_no_word(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """What was being typed is kept, handed in, and then the screen says what happened."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person("Quillon")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("Half a thought about the tamarack.")

    olive = Member(make_phone(), "olive")
    olive.signs_in()
    opens_member(olive, "Dana")
    olive.page.get_by_role("button", name="End the access of").first.click()
    olive.page.locator("#take-access").get_by_role("button", name="End the access of").click()
    olive.sees("This person's access has ended")
    dana.sees_heading("This phone was signed out")
    olive.phone.open("/officer")
    olive.press("Look again")
    olive.page.reload()
    olive.unlocks()
    olive.sees("1 unfinished draft")
    # The server's one word to a page that believed it was still in.
    assert all("403" in each for each in dana.phone.problems)


def test_a_caseload_goes_to_a_colleague_and_stays_with_them_when_its_person_leaves(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Given by the officer, who reads none of it; then the access ends, and the colleague writes on.

    A note that the colleague wrote with no signal, before the keys were made anew, is taken all the same.
    """
    olive = Member(make_phone(), "olive")
    olive.signs_in()
    opens_member(olive, "Dana")
    olive.press("Give the work of Dana Whitlow to this colleague")
    olive.sees("Choose who takes it over")
    olive.picks("Luis Arroyo")
    olive.press("Give the work of Dana Whitlow to this colleague")
    olive.sees("Luis Arroyo has the keys")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.waits_until_all_is_sent()

    luis = Specialist(make_phone(), "luis")
    luis.signs_in()
    luis.opens_person("Riley")
    luis.sees("In person")
    luis.phone.cut_network()
    luis.press("Start a session")
    luis.skips_script()
    luis.writes("Written while the keys were changed.")
    luis.press("Done")
    luis.sees("Saved on this phone")

    olive.page.get_by_role("button", name="End the access of").first.click()
    olive.page.locator("#take-access").get_by_role("button", name="End the access of").click()
    olive.sees("This person's access has ended")
    olive.sees_no("still has the key")
    olive.waits_until_all_is_sent()

    luis.phone.restore_network()
    luis.waits_until_all_is_sent()
    luis.phone.open("/people")
    luis.opens_person("Riley")
    luis.sees("Written while the keys were changed.")
    luis.press("Start a session")
    luis.skips_script()
    luis.writes("We went on together.")
    luis.press("Done")
    luis.sees("We went on together")
    luis.phone.open("/sync")
    luis.sees("Everything saved here was sent")
    luis.phone.assert_no_problems()
    olive.phone.assert_no_problems()
