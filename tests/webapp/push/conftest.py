"""A push service on this machine, and a world whose outbox is emptied by hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from agency_world import AgencyWorld, Client, Person
from push_service import PushService
from push_subscription import PythonSubscription

from webapp.push.outbox import run_due
from webapp.push.payload import make_payload
from webapp.push.sender import Sender
from webapp.push.vapid import VapidKey


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


class Waker:
    """Subscribes people's devices and empties the outbox when told to."""

    def __init__(self, world: AgencyWorld, service: PushService) -> None:
        self.world = world
        self.service = service
        settings = world.app.extensions["settings"]
        self.sender = Sender(
            VapidKey.load_or_create(settings.vapid_key_file), settings.contact, allow_loopback=True
        )

    def subscribe(self, person: Person) -> tuple[Client, PythonSubscription]:
        client, subscription = self.world.client(person), self.service.subscribe()
        response = client.call("PUT", "push", subscription.to_json())
        assert response.status_code == 200, response.get_data(as_text=True)
        return client, subscription

    def run(self, after: timedelta = timedelta(0)) -> int:
        """Send what is due `after` from now."""
        self.world.clock.moment += after
        origin = self.world.app.extensions["settings"].origin
        return run_due(
            self.world.storage,
            self.sender,
            lambda subject, language: make_payload(subject, origin, language),
            self.world.clock(),
        )


@pytest.fixture
def waker(world: AgencyWorld, service: PushService) -> Waker:
    return Waker(world, service)
