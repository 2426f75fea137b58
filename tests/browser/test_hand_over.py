"""A specialist hands somebody over with no signal; the colleague goes on, and hands back."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import Phone, Server


def hands_over(who: Specialist, name: str, to: str, *, stops: bool) -> None:
    """From the person's screen, up to the list of people."""
    who.opens_person(name)
    who.press("Hand over to a colleague")
    who.sees_heading(f"Hand over {name}")
    who.press("Hand over")
    who.sees("Choose a colleague")
    who.picks(to)
    who.picks("I stop seeing new entries" if stops else "We both work with them")
    assert who.phone.axe_violations() == []
    assert not who.phone.is_wider_than_screen()
    who.press("Hand over")
    who.sees(f"{to} will see everything in the record of {name}, from the beginning.")
    who.sees("You will not see new entries" if stops else "both of you can write")
    assert who.phone.axe_violations() == []
    assert not who.phone.is_wider_than_screen()
    who.page.locator("#hand-over").get_by_role("button", name="Hand over", exact=True).click()
    who.sees("1 person handed over to")


def test_somebody_is_handed_over_with_no_signal_and_handed_back(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person("Quillon")
    dana.waits_until_all_is_sent()
    luis = Specialist(make_phone(), "luis")
    luis.signs_in()
    dana.phone.cut_network()
    dana.press("Start a session")
    dana.skips_script()
    dana.writes("We talked about the marsh.")
    dana.press("Done")
    dana.sees("We talked about the marsh")
    hands_over(dana, "Quillon", "Luis Arroyo", stops=True)
    dana.press("1 handed over")
    dana.sees("Handed over to Luis Arroyo")
    dana.press_row("Quillon")
    dana.sees("ask Luis Arroyo to hand back")
    expect(dana.page.get_by_role("link", name="Start a session")).to_have_count(0)
    assert dana.phone.axe_violations() == []
    dana.phone.restore_network()
    dana.waits_until_all_is_sent()

    luis.phone.open("/today")
    luis.page.reload()
    luis.unlocks()
    luis.sees("Dana Whitlow handed Quillon over to you")
    assert luis.phone.axe_violations() == []
    luis.press_row("Dana Whitlow handed Quillon over to you")
    luis.sees_heading("Quillon")
    luis.sees("We talked about the marsh")
    luis.sees("Dana Whitlow handed over to Luis Arroyo")
    luis.press("Start a session")
    luis.skips_script()
    luis.writes("The boat is mended.")
    luis.press("Done")
    luis.sees("The boat is mended")
    luis.phone.open("/today")
    luis.sees_no("handed Quillon over to you")

    dana.phone.open("/people")
    dana.press("1 handed over")
    dana.press_row("Quillon")
    dana.sees("We talked about the marsh")
    dana.sees_no("The boat is mended")
    dana.sees_no("could not be")

    luis.phone.open("/people")
    hands_over(luis, "Quillon", "Dana Whitlow", stops=False)
    luis.waits_until_all_is_sent()
    dana.phone.open("/today")
    dana.page.reload()
    dana.unlocks()
    dana.sees("Luis Arroyo asks you to work with Quillon too")
    dana.opens_person("Quillon")
    dana.sees("The boat is mended")
    expect(dana.page.get_by_role("link", name="Start a session")).to_be_visible(timeout=SLOW)

    luis.phone.open("/people")
    luis.press("Hand over people…")
    luis.sees_heading("Hand over people")
    luis.picks("Quillon")
    assert luis.phone.axe_violations() == []
    assert not luis.phone.is_wider_than_screen()
    for one in (dana, luis):
        one.phone.assert_no_problems()
