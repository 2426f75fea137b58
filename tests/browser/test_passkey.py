"""Unlocking with a finger or a face: the platform's own passkey (WebAuthn PRF), with no network."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import CDPSession, expect

from tests.browser.people import SLOW, Specialist
from tests.browser.world import Phone, Server


@dataclass
class Finger:
    """What is laid on the phone's sensor."""

    session: CDPSession
    authenticator: str

    def is_a_strangers(self) -> None:
        """From now on the phone does not know it."""
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.authenticator, "isUserVerified": False}
        )


def with_fingerprint(phone: Phone) -> Finger:
    """A phone that knows its owner's finger and makes passkeys with secrets."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Finger(session, made["authenticatorId"])


def adds_fingerprint(dana: Specialist) -> None:
    """From Me, with the passphrase once more."""
    dana.phone.open("/me")
    dana.press("Add fingerprint or face")
    dana.page.locator("#passkey-passphrase").fill(dana.passphrase)
    dana.press("Go on")
    dana.sees("Added. You can use it the next time you unlock.")


def test_a_finger_opens_the_app_offline_and_the_passphrase_still_does(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Added after unlocking, used after a reload with no network, removed again."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    with_fingerprint(dana.phone)
    adds_fingerprint(dana)
    assert dana.phone.axe_violations() == []
    dana.adds_person("Quillon")
    dana.phone.cut_network()

    dana.page.reload()
    dana.press("Use fingerprint or face")
    dana.sees_heading("Quillon")
    dana.page.reload()
    expect(dana.page.get_by_role("button", name="Use fingerprint or face")).to_be_visible()
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.unlocks()
    dana.sees_heading("Quillon")

    dana.phone.open("/me")
    dana.press_row("Fingerprint, face or phone code")
    dana.press("Remove")
    dana.sees("Removed. It opens nothing any more.")
    dana.page.reload()
    expect(dana.page.get_by_label("Passphrase", exact=True)).to_be_visible(timeout=SLOW)
    expect(dana.page.get_by_role("button", name="Use fingerprint or face")).to_have_count(0)
    dana.unlocks()
    dana.phone.assert_no_problems()


def test_a_finger_that_is_not_known_opens_nothing_and_says_so(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """The passphrase is beside it, at once."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    finger = with_fingerprint(dana.phone)
    adds_fingerprint(dana)
    dana.page.reload()
    finger.is_a_strangers()
    dana.press("Use fingerprint or face")
    dana.sees("It did not open")
    dana.unlocks()


def test_a_phone_that_cannot_do_it_says_so_and_offers_no_button(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Nothing that is there does not work."""
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.phone.open("/me")
    dana.sees("This phone or browser cannot do that")
    expect(dana.page.get_by_role("button", name="Add fingerprint or face")).to_have_count(0)
