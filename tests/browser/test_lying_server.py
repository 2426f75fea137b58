"""A server that says something else today than yesterday: the person reads it in words, the officer too."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.people import SLOW, Member, Specialist
from tests.browser.world import Phone, Server, environment, run_command


def says_that_it_has_less(page: Page, vault: str) -> None:
    """From now on, once: the server's list of changes names an earlier number of this vault."""

    def lie(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        body["vaults"] = [{"vault": vault, "head": 1, "grants": [], "others": []}]
        route.fulfill(response=answer, json=body)

    page.route("**/api/v1/changes?*", lie, times=1)


def test_what_a_phone_finds_is_told_to_its_person_and_to_the_officer(
    server: Server, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """Found while locked; read by the person; set aside by the officer; checked by the operator."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    dana.opens_person("Riley")
    vault = dana.id_in_address("people")
    dana.locks()
    says_that_it_has_less(dana.page, vault)
    with dana.page.expect_response("**/api/v1/reports", timeout=SLOW):
        dana.page.evaluate("dispatchEvent(new Event('online'))")
    assert "Riley" not in dana.page.locator("body").inner_text()

    dana.unlocks()
    dana.phone.open("/today")
    dana.sees("You can go on working")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.press("See what was found")
    expect(dana.page.locator("#found-1")).to_contain_text("Riley", timeout=SLOW)
    dana.sees("has less of this record than it had before")
    dana.sees("Tell your privacy officer today")
    dana.sees("The server took the report")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    with dana.page.expect_download() as saving:
        dana.press("Save the evidence")
    evidence = tmp_path / "evidence.json"
    saving.value.save_as(evidence)
    text = evidence.read_text(encoding="utf-8")
    assert "Riley" not in text and "Dana" not in text
    (finding,) = json.loads(text)["findings"]
    assert (finding["kind"], finding["vault"], finding["restored"]) == ("gone-back", vault, False)
    settings = environment(server.data, server.assets, server.port)
    said = run_command(["verify", "--evidence", str(evidence)], settings)
    assert "Nothing in it proves by itself" in said
    dana.press("I have told my privacy officer")
    dana.sees("Set aside")
    dana.waits_until_all_is_sent()
    dana.opens_person("Riley")
    dana.sees("In person")

    olive = Member(make_phone(), "olive")
    olive.signs_in()
    olive.phone.open("/officer")
    olive.sees("What phones found wrong with the server")
    olive.sees("Found by the phone of Dana Whitlow")
    olive.sees("has less of this record than it had before")
    assert olive.phone.axe_violations() == []
    assert not olive.phone.is_wider_than_screen()
    olive.press("I have looked at it")
    olive.sees("Set aside. It is kept.")
    olive.sees_no("Found by the phone of")
    for one in (dana, olive):
        one.phone.assert_no_problems()
