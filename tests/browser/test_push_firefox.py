"""Web Push whole, in a real Firefox: the app's own button → subscription → a consult → outbox → pywebpush →
a push service → Firefox decrypts → the service worker shows one notification that tells nothing → the
request opens.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from push_service import Push, PushService

from tests.browser.firefox import Firefox, firefox
from tests.browser.people import PASSPHRASES, Specialist
from tests.browser.world import Phone, Server
from webapp.push.payload import PAYLOAD_BYTES, sentence

HANDLED = 100
OWN_WORDS = "Quillon has the pills beside the bed."
TELLING = ("Quillon", "pills", "Dana", "Rosa", "consult", "risk", "urgent", "Sotto")
# RFC 8188 and 8291: salt, record size, key id and public key; then the content, its delimiter and its tag.
SEALED_BYTES = 16 + 4 + 1 + 65 + PAYLOAD_BYTES + 1 + 16


@pytest.fixture
def push_service() -> Iterator[PushService]:
    """A push service on this machine."""
    with PushService() as service:
        yield service


@pytest.fixture
def rosa(server: Server, push_service: PushService, tmp_path: Path) -> Iterator[Firefox]:
    """A supervisor, signed in in Firefox."""
    with firefox(tmp_path / "firefox", server.origin, push_service.websocket_url) as browser:
        browser.open("/sign-in")
        browser.fill("Sign-in name", "rosa")
        browser.fill("Passphrase", PASSPHRASES["rosa"])
        browser.press("Sign in")
        browser.sees("Today")
        yield browser


def test_a_request_wakes_the_supervisor_and_the_notification_opens_it(
    rosa: Firefox, push_service: PushService, make_phone: Callable[..., Phone]
) -> None:
    """From a specialist's touch to the request on the supervisor's screen."""
    rosa.open("/consults")
    rosa.sees("This phone cannot wake you")
    rosa.press("Turn on notifications")
    rosa.sees_no("This phone cannot wake you")

    consult = dana_asks(make_phone())
    (push,) = push_service.wait_for_pushes(1)
    assert push.status == 201, push.why
    assert_handled(push_service, 1)
    (shown,) = rosa.wait_for_notifications(1)
    assert_tells_nothing(shown, about=consult)
    assert_nothing_telling_left(push_service.pushes)

    rosa.touch_notification()
    rosa.sees(OWN_WORDS)
    assert rosa.driver.get_url().endswith(f"/#/consults/{consult}")
    assert rosa.notifications() == []


def test_the_test_button_wakes_this_very_phone(rosa: Firefox, push_service: PushService) -> None:
    """Turned on and tested on the screen Me; what comes looks like any other push."""
    turn_on(rosa)
    rosa.press("Send a test")
    rosa.sees("A test is on its way")
    assert_handled(push_service, 1)
    (shown,) = rosa.wait_for_notifications(1)
    assert_tells_nothing(shown, about=this_device(rosa))
    assert_nothing_telling_left(push_service.pushes)
    rosa.press("Yes, it came")
    rosa.sees("Good. This phone can be reached.")
    rosa.sees("Notifications are on")

    rosa.open(f"/open/{shown['id']}")
    rosa.sees("Notifications work")


def test_a_dead_subscription_is_dropped_and_said_so(rosa: Firefox, push_service: PushService) -> None:
    """After a 410 nobody is to believe that this phone can be woken; the same screen mends it."""
    turn_on(rosa)
    (before,) = subscriptions(rosa)
    push_service.expire(before)
    rosa.press("Send a test")
    (gone,) = push_service.wait_for_pushes(1)
    assert gone.status == 410
    rosa.press("No, nothing came")
    rosa.sees("this phone stays silent")
    assert told_by_server(rosa) == {"subscribed": False, "working": False}

    rosa.open("/consults")
    rosa.sees("This phone cannot wake you")

    rosa.press("Turn on notifications")
    rosa.sees_no("This phone cannot wake you")
    turn_on_again = subscriptions(rosa)
    assert turn_on_again != [before]
    rosa.open("/me")
    rosa.press("Send a test")
    assert push_service.wait_for_pushes(2)[-1].status == 201
    rosa.wait_for_notifications(1)


def test_a_subscription_that_the_browser_lost_is_made_anew_when_the_app_is_opened(
    rosa: Firefox, push_service: PushService
) -> None:
    """Browsers drop subscriptions without a word; a supervisor must not stay deaf for it."""
    turn_on(rosa)
    before = subscriptions(rosa)
    rosa.run(
        """return navigator.serviceWorker.ready
          .then((registration) => registration.pushManager.getSubscription())
          .then((subscription) => subscription.unsubscribe())"""
    )
    assert subscriptions(rosa) == []
    reopen(rosa)
    rosa.open("/me")
    rosa.sees("Notifications are on")
    assert len(subscriptions(rosa)) == 1
    assert subscriptions(rosa) != before
    rosa.press("Send a test")
    assert push_service.wait_for_pushes(1)[-1].status == 201
    rosa.wait_for_notifications(1)


def test_what_was_turned_off_stays_off_when_the_app_is_opened(rosa: Firefox) -> None:
    """The browser still allows notifications; the person has said no."""
    turn_on(rosa)
    rosa.press("Turn off")
    rosa.sees("this phone stays silent")
    reopen(rosa)
    rosa.open("/me")
    rosa.sees("this phone stays silent")
    assert subscriptions(rosa) == []
    assert told_by_server(rosa) == {"subscribed": False, "working": None}


def reopen(rosa: Firefox) -> None:
    """Close the app, open it, unlock it, wait until the server has answered."""
    rosa.driver.refresh()
    rosa.fill("Passphrase", PASSPHRASES["rosa"])
    rosa.press("Unlock")
    rosa.sees("All sent")


def dana_asks(phone: Phone) -> str:
    """A specialist is worried and says so; the id of the request."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    phone.open("/consults/new/worried")
    dana.choose("How urgent is it?", "Urgent")
    dana.page.get_by_label("What should your supervisor know?").fill(OWN_WORDS)
    dana.press("Send the request")
    dana.waits_until_all_is_sent()
    dana.sees_heading("Request")
    return dana.page.url.rsplit("/", 1)[-1]


def turn_on(rosa: Firefox) -> None:
    """By the button on the screen Me."""
    rosa.open("/me")
    rosa.sees("this phone stays silent")
    rosa.press("Turn on")
    rosa.sees("Notifications are on, not yet tested")


def assert_handled(push_service: PushService, count: int) -> None:
    """The browser took so many pushes, and its service worker handled each to the end."""
    acknowledged = push_service.wait_for_acknowledgements(count)
    assert [each["code"] for each in acknowledged] == [HANDLED] * count


def assert_tells_nothing(shown: dict[str, Any], about: str) -> None:
    """The name of the app, the one sentence, and an opaque id by which the app finds what it is about."""
    assert shown == {"title": "Sotto", "body": sentence("en"), "tag": about, "id": about}


def assert_nothing_telling_left(pushes: list[Push]) -> None:
    """What the push service saw: bodies of one length, and no word of anybody in what is not sealed."""
    assert {len(push.body) for push in pushes} == {SEALED_BYTES}
    seen = "".join(json.dumps([push.headers, push.claims]) + push.body.decode("latin-1") for push in pushes)
    assert [word for word in TELLING if word.lower() in seen.lower()] == []


def subscriptions(rosa: Firefox) -> list[str]:
    """The endpoints that this browser holds: none or one."""
    found: list[str] = rosa.run(
        """return navigator.serviceWorker.ready
          .then((registration) => registration.pushManager.getSubscription())
          .then((subscription) => (subscription ? [subscription.endpoint] : []))"""
    )
    return found


def this_device(rosa: Firefox) -> str:
    """The id of the device that is signed in here."""
    script = "return fetch('/api/v1/session').then((r) => r.json()).then((s) => s.signedIn.device)"
    return str(rosa.run(script))


def told_by_server(rosa: Firefox) -> dict[str, Any]:
    """What the server says of this device's subscription."""
    script = (
        "return fetch('/api/v1/push').then((r) => r.json())"
        ".then(({ subscribed, working }) => ({ subscribed, working }))"
    )
    answer: dict[str, Any] = rosa.run(script)
    return answer
