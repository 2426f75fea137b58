"""Lists that change while somebody looks at them."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist, Supervisor
from tests.browser.world import Phone


def test_a_row_that_comes_above_never_turns_a_row_into_another(make_phone: Callable[..., Phone]) -> None:
    rosa = Supervisor(make_phone(), "rosa")
    rosa.signs_in()
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    first = dana.asks_without_words("He would not look at me.")
    rosa.press("Consults")
    row = rosa.page.locator(f"a[href='#/consults/{first}']")
    expect(row).to_be_visible(timeout=SLOW)
    under_the_finger = row.element_handle()

    second = dana.asks_without_words("He does not answer the phone.", urgent=True)
    arrived = rosa.page.locator(f"a[href='#/consults/{second}']")
    expect(arrived).to_be_visible(timeout=SLOW)

    assert arrived.bounding_box()["y"] < row.bounding_box()["y"]  # type: ignore[index]
    assert under_the_finger.get_attribute("href") == f"#/consults/{first}"
    assert under_the_finger.evaluate("(row) => row.isConnected")
