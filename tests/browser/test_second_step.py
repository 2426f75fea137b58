"""A second step at sign-in: set up once at Me, asked on a phone that is new, never on the one in use."""

import re
import time
from collections.abc import Callable

import pyotp
from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.test_passkey import with_fingerprint
from tests.browser.world import Phone, Server


def comes_to_second_step(dana: Specialist) -> None:
    """On a phone that is new: name and passphrase, and then one more step."""
    dana.phone.open("/sign-in")
    dana.page.get_by_label("Sign-in name").fill(dana.sign_in_name)
    dana.page.get_by_label("Passphrase", exact=True).fill(dana.passphrase)
    dana.press("Sign in")
    dana.sees_heading("One more step")


def is_in(dana: Specialist) -> None:
    expect(dana.page.get_by_role("navigation")).to_be_visible(timeout=SLOW)


def looks_right(dana: Specialist) -> None:
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()


def gives_passphrase(dana: Specialist) -> None:
    dana.page.locator("#step-passphrase").fill(dana.passphrase)
    dana.page.locator("button[form=second-form]").click()


def adds_app(dana: Specialist) -> tuple[pyotp.TOTP, list[str]]:
    """An authenticator app by its letters, and the ten codes that come with the first way."""
    dana.phone.open("/me/second-step")
    dana.press("Add an authenticator app")
    gives_passphrase(dana)
    dana.sees_heading("Put the key into your app")
    expect(dana.page.locator("svg.qr")).to_be_visible(timeout=SLOW)
    looks_right(dana)
    app = pyotp.TOTP(dana.page.locator("#app-key").inner_text().replace(" ", ""))
    dana.page.locator("#app-code").fill("12345")
    dana.press("Check the number")
    dana.sees("Type the six digits that your app shows now.")
    assert dana.page.locator("#app-code").input_value() == "12345"
    dana.page.locator("#app-code").fill(app.now())
    dana.press("Check the number")
    dana.sees_heading("Keep these codes")
    looks_right(dana)
    codes = dana.page.locator("#recovery-codes li").all_inner_texts()
    assert len(set(codes)) == 10
    dana.press("I have kept them")
    dana.sees("10 codes are left.")
    looks_right(dana)
    return app, codes


def test_a_new_phone_wants_a_code_and_the_phone_in_use_never_does(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """By the app, then by a recovery code; what was typed stays after a mistake."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    app, codes = adds_app(dana)
    dana.page.reload()
    dana.unlocks()
    dana.sees_heading("Second step at sign-in")

    second = Specialist(make_phone(), "dana")
    comes_to_second_step(second)
    looks_right(second)
    field = second.page.get_by_label("Number from your app")
    field.fill("000000")
    second.press("Go on")
    second.sees("That was not right, or it was used before")
    assert field.input_value() == "000000"
    # The code that confirmed the app counts no more: the next one is a moment ahead, and is taken.
    field.fill(app.at(int(time.time()) + 30))
    second.press("Go on")
    is_in(second)

    third = Specialist(make_phone(), "dana")
    comes_to_second_step(third)
    third.page.get_by_label("Recovery codes").check()
    third.page.get_by_label("Recovery code", exact=True).fill(codes[0].upper())
    third.press("Go on")
    is_in(third)
    third.phone.open("/me")
    third.sees("A recovery code was used to sign in")
    third.phone.open("/me/second-step")
    third.sees("9 codes are left.")
    dana.phone.assert_no_problems()
    stored = dana.phone.everything_stored()
    assert not [code for code in codes if code in stored] and app.secret not in stored


def test_a_passkey_is_the_second_step_and_no_way_to_unlock(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Added at Me; on another phone that holds it too, it leads in; removed, nothing is asked."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    finger = with_fingerprint(dana.phone)
    dana.phone.open("/me/second-step")
    dana.press("Add a passkey or security key")
    gives_passphrase(dana)
    dana.sees_heading("Keep these codes")
    dana.press("I have kept them")
    made = finger.session.send("WebAuthn.getCredentials", {"authenticatorId": finger.authenticator})

    second = Specialist(make_phone(), "dana")
    synced = with_fingerprint(second.phone)
    (credential,) = made["credentials"]
    synced.session.send(
        "WebAuthn.addCredential", {"authenticatorId": synced.authenticator, "credential": credential}
    )
    comes_to_second_step(second)
    second.press("Use my passkey")
    is_in(second)

    dana.page.reload()
    dana.unlocks()
    expect(dana.page.get_by_role("button", name="Use fingerprint or face")).to_have_count(0)
    dana.page.get_by_role("button", name=re.compile("^Passkey")).click()
    gives_passphrase(dana)
    dana.sees("Removed. It lets nobody in any more.")
    third = Specialist(make_phone(), "dana")
    third.signs_in()
    dana.phone.assert_no_problems()
