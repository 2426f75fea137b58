"""What leaves this machine: encrypted, signed, of one length, to one place, within its time."""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from agency_world import new_id
from push_service import PushService
from push_subscription import PythonSubscription

from webapp.push import sender as sender_module
from webapp.push.payload import make_payload, topic
from webapp.push.sender import REFUSED_HERE, UNREACHABLE, Delivery, Sender, Target
from webapp.push.vapid import VapidKey


def target_of(subscription: PythonSubscription, **changes: str) -> Target:
    given = subscription.to_json()
    values = {"endpoint": given["endpoint"], **given["keys"], **changes}
    return Target(**values)


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    key = VapidKey.load_or_create(tmp_path / "vapid.json")
    return Sender(key, "mailto:tests@sotto.test", allow_loopback=True)


def send(sender: Sender, target: Target, subject: str | None = None) -> Delivery:
    subject = subject or new_id()
    return sender.send(target, make_payload(subject, "https://s.org", "en"), subject, datetime.now(UTC))


def test_the_browser_reads_what_was_sent_and_nobody_else_can(service: PushService, sender: Sender) -> None:
    subscription, subject = service.subscribe(), new_id()
    assert send(sender, target_of(subscription), subject) == Delivery(201)
    push = service.pushes[0]
    assert json.loads(subscription.decrypt(push.body))["id"] == subject
    for telling in (subject.encode(), b"Sotto", b"s.org", b"new for you"):
        assert telling not in push.body


def test_every_body_on_the_wire_has_the_same_length(service: PushService, sender: Sender) -> None:
    subscription = service.subscribe()
    for _ in range(3):
        send(sender, target_of(subscription))
    assert len({len(push.body) for push in service.pushes}) == 1


def test_the_headers_say_how_urgent_and_how_long_and_nothing_else(
    service: PushService, sender: Sender
) -> None:
    subject = new_id()
    send(sender, target_of(service.subscribe()), subject)
    push = service.pushes[0]
    assert push.status == 201, push.why
    assert push.headers["urgency"] == "high"
    assert push.headers["ttl"] == "900"
    assert push.headers["topic"] == topic(subject)
    assert push.headers["content-encoding"] == "aes128gcm"
    allowed = {"host", "accept-encoding", "content-length", "urgency", "ttl", "topic", "content-encoding"}
    assert set(push.headers) == allowed | {"authorization"}
    assert subject not in json.dumps(push.headers)


def test_the_token_names_a_person_to_reach_and_this_push_service(
    service: PushService, sender: Sender
) -> None:
    send(sender, target_of(service.subscribe()))
    claims = service.pushes[0].claims
    assert claims["aud"] == service.origin
    assert claims["sub"] == "mailto:tests@sotto.test"
    assert set(claims) == {"aud", "sub", "exp"}


def test_a_contact_that_is_a_page_is_accepted(service: PushService, tmp_path: Path) -> None:
    sender = Sender(
        VapidKey.load_or_create(tmp_path / "key"), "https://agency.sotto.test/contact/us", allow_loopback=True
    )
    assert send(sender, target_of(service.subscribe())).accepted


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "vapid.json"
    first, again = VapidKey.load_or_create(path), VapidKey.load_or_create(path)
    assert first.public == again.public
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["d"] not in repr(first) + str(first.__dict__.get("public"))


@pytest.mark.parametrize("status", [400, 403, 404, 410, 413, 429, 500, 503])
def test_the_answer_of_the_push_service_is_told_as_it_is(
    service: PushService, sender: Sender, status: int
) -> None:
    service.fail(status)
    assert send(sender, target_of(service.subscribe())).status == status


def test_retry_after_is_understood_in_seconds_and_as_a_date(service: PushService, sender: Sender) -> None:
    target = target_of(service.subscribe())
    service.fail(429, retry_after="90")
    assert send(sender, target).retry_after == timedelta(seconds=90)
    later = datetime.now(UTC) + timedelta(minutes=5)
    service.fail(503, retry_after=later.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    waited = send(sender, target).retry_after
    assert waited is not None
    assert timedelta(minutes=4) < waited <= timedelta(minutes=5)
    service.fail(503, retry_after="soon")
    assert send(sender, target).retry_after is None


def test_a_service_that_is_not_there_is_unreachable(service: PushService, sender: Sender) -> None:
    target = target_of(service.subscribe())
    service.stop()
    assert send(sender, target) == Delivery(UNREACHABLE)


def test_a_place_that_is_not_allowed_is_not_even_called(service: PushService, tmp_path: Path) -> None:
    careful = Sender(VapidKey.load_or_create(tmp_path / "key"), "mailto:tests@sotto.test")
    assert send(careful, target_of(service.subscribe())) == Delivery(REFUSED_HERE)
    assert service.pushes == []


def test_keys_that_are_no_keys_are_refused_here(service: PushService, sender: Sender) -> None:
    assert send(sender, target_of(service.subscribe(), p256dh="AAAA")) == Delivery(REFUSED_HERE)
    assert service.pushes == []


class _Odd(http.server.BaseHTTPRequestHandler):
    """Answers a redirect, or drips its answer a byte at a time."""

    def do_POST(self) -> None:  # noqa: N802 — the name that http.server calls
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("redirect"):
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
            return
        try:
            for _ in range(600):
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            return  # the sender gave up, as it should

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def odd_service() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_redirect_is_not_followed(service: PushService, sender: Sender, odd_service: str) -> None:
    target = target_of(service.subscribe(), endpoint=f"{odd_service}/redirect")
    assert send(sender, target).status == 307


def test_a_service_that_drips_its_answer_does_not_hold_the_outbox(
    service: PushService, sender: Sender, odd_service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "WHOLE_SECONDS", 0.5)
    target = target_of(service.subscribe(), endpoint=f"{odd_service}/drip")
    assert send(sender, target).status == UNREACHABLE
