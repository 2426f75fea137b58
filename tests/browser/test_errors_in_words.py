"""Nothing fails in silence: whatever goes wrong is said in words, from the first moment on."""

import re

from playwright.sync_api import expect

from tests.browser.world import Phone

CONTENT = re.compile(r"lexicon.*\.json")


def test_an_app_that_cannot_start_says_so_and_starts_when_it_can(phone: Phone) -> None:
    phone.page.route(CONTENT, lambda route: route.abort())
    phone.open()
    expect(phone.page.get_by_role("heading", name="Something went wrong").first).to_be_visible()
    expect(phone.page.get_by_text("We could not reach the server", exact=False)).to_be_visible()

    phone.page.unroute(CONTENT)
    phone.page.get_by_role("button", name="Try again").click()
    expect(phone.page.get_by_role("heading", name="Something went wrong")).to_have_count(0)
    expect(phone.page.locator("#app h1")).to_be_visible()


def test_what_no_screen_has_caught_is_said_over_the_screen(phone: Phone) -> None:
    phone.open()
    expect(phone.page.locator("#app h1")).to_be_visible()
    phone.page.evaluate("() => void Promise.reject(new Error('Maria'))")

    expect(phone.page.locator("#toasts")).to_contain_text("What you saved is still on this phone.")
    expect(phone.page.locator("body")).not_to_contain_text("Maria")
