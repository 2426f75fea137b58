"""HTTP of push: this device's subscription, and a test."""

from typing import cast

from flask import Response, current_app, jsonify

from webapp.access import current
from webapp.api import Empty, answers, blueprint, now, storage
from webapp.auth import attempts
from webapp.config import Settings
from webapp.errors import Conflict, TooMany
from webapp.push import service
from webapp.push.schemas import PushAnswer, QueuedAnswer, SubscribeBody
from webapp.push.vapid import VapidKey

api = blueprint("push", __name__)


@api.get("/push", responses=answers(PushAnswer))
def status() -> Response:
    """Can this device be woken, and did it work the last time?"""
    with storage().reading() as database:
        return jsonify(publicKey=_vapid_key().public, **service.status(database, current()))


@api.put("/push", responses=answers(Empty))
def subscribe(body: SubscribeBody) -> Response:
    """Remember where this device can be woken."""
    with storage().transaction() as database:
        service.subscribe(
            database,
            current(),
            endpoint=body.endpoint,
            p256dh=body.keys.p256dh,
            auth=body.keys.auth,
            allow_loopback=_settings().push_allow_loopback,
            now=now(),
        )
    return jsonify({})


@api.delete("/push", responses=answers(Empty))
def unsubscribe() -> Response:
    """Forget where this device can be woken."""
    with storage().transaction() as database:
        service.unsubscribe(database, current())
    return jsonify({})


@api.post("/push/test", responses=answers(QueuedAnswer, Conflict, TooMany))
def test() -> Response:
    """Wake this very device (409 when it is not subscribed, 429 after five in a minute)."""
    mine = attempts.subject(attempts.PUSH_TEST, current().member, _settings().secret_key)
    with storage().transaction() as database:
        attempts.count(database, [mine], now())
        service.enqueue_test(database, current(), now())
    return jsonify(queued=True)


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def _vapid_key() -> VapidKey:
    extensions = current_app.extensions
    if "vapid_key" not in extensions:
        extensions["vapid_key"] = VapidKey.load_or_create(_settings().vapid_key_file)
    return cast(VapidKey, extensions["vapid_key"])
