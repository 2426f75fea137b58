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


def test_coming_in_without_signal_is_not_told_that_it_will_go_by_itself(phone: Phone) -> None:
    page = phone.page
    phone.open("/sign-in")
    page.get_by_label("Sign-in name").fill("dana")
    page.get_by_label("Passphrase", exact=True).fill("seven quiet herons")
    phone.cut_network()
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Nothing was changed. Try again when there is signal.")).to_be_visible()
    expect(page.get_by_text("will go when there is signal")).to_have_count(0)

    phone.open(f"/join/{'A' * 43}/{'A' * 43}")
    expect(page.get_by_role("heading", name="Could not look just now")).to_be_visible()
    expect(page.get_by_role("heading", name="This link does not open")).to_have_count(0)
    expect(page.get_by_text("will go when there is signal")).to_have_count(0)
    phone.restore_network()


def test_what_no_screen_has_caught_is_said_over_the_screen(phone: Phone) -> None:
    phone.open()
    expect(phone.page.locator("#app h1")).to_be_visible()
    phone.page.evaluate("() => void Promise.reject(new Error('Maria'))")

    expect(phone.page.locator("#toasts")).to_contain_text("What you saved is still on this phone.")
    expect(phone.page.locator("body")).not_to_contain_text("Maria")
