"""The bodies and answers of push (PROTOCOL.md §7)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from webapp.api import Wire


class PushAnswer(Wire):
    """The server's VAPID key and what became of this device's subscription."""

    public_key: str
    subscribed: bool
    working: bool | None
    last_ok: str | None


class PushKeys(Wire):
    """What a browser gives to encrypt for it."""

    p256dh: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(alias="p256dh")
    auth: Annotated[str, StringConstraints(min_length=1, max_length=32)]


class SubscribeBody(Wire):
    """A `PushSubscription` as its `toJSON()` gives it."""

    endpoint: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    keys: PushKeys
    # A hint only: a subscription that has ended answers 410, and that is what counts.
    expiration_time: Annotated[float, Field(ge=0)] | None = None


class QueuedAnswer(Wire):
    """The push is in the outbox."""

    queued: bool
