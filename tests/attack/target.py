"""What is attacked: the real app on a SQLCipher file, with an agency of people who are signed in.

Every answer is looked at: never a 5xx, an error always in the one shape, never a redirect. A failure keeps
what was sent, so that it can be sent again.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agency_world import ORIGIN, AgencyWorld, Client, ManualClock, make_app, make_settings, populate

from webapp.errors import CODES

SECONDS_A_REQUEST = 0.2
"""How far the clock moves, so that limits are met and forgotten again."""


@dataclass
class Tally:
    """What has been tried and what came of it."""

    answers: Counter[int] = field(default_factory=Counter)
    by_call: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return self.answers.total()


class Target:
    """The app, and browsers of an officer, two specialists, a supervisor and a stranger."""

    def __init__(self, world: AgencyWorld) -> None:
        self.world = world
        self.tally = Tally()
        people = {
            "officer": world.officer,
            "specialist": world.specialist,
            "colleague": world.specialists[1],
            "supervisor": world.supervisor,
            "stranger": None,
        }
        self.clients: dict[str, Client] = {role: world.client(who) for role, who in people.items()}

    def send(
        self, who: str, method: str, path: str, label: str = "", headers: Any = None, **request: Any
    ) -> int:
        """One request with everything that a browser brings; the status of its answer."""
        number = self.tally.requests
        self.world.clock.move(seconds=SECONDS_A_REQUEST)
        client = self.clients[who]
        response = client.http.open(
            path,
            method=method,
            base_url=ORIGIN,
            headers={"X-CSRFToken": client.csrf, "Origin": ORIGIN} | (headers or {}),
            environ_overrides={"REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"},
            **request,
        )
        self._look_at(response, method, label or path, request)
        if response.status_code == 401 and who != "stranger":
            client.sign_in()
        return int(response.status_code)

    def _look_at(self, response: Any, method: str, label: str, request: dict[str, Any]) -> None:
        call, status = f"{method} {label}", response.status_code
        self.tally.answers[status] += 1
        self.tally.by_call[call] += 1
        wrong = status >= 500 or 300 <= status < 400
        if not response.data:
            wrong = wrong or (status >= 400 and method != "HEAD")
        elif status >= 400 and response.mimetype == "application/json":
            wrong = wrong or response.get_json()["error"]["code"] not in CODES
        elif status >= 400:
            wrong = True
        if wrong:
            self.tally.failures.append(f"{status} {call} {request!r:.2000}")


@contextmanager
def target() -> Iterator[Target]:
    """A fresh one, in a folder that goes afterwards (in memory: how long a disk takes is not asked here)."""
    in_memory = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
    with tempfile.TemporaryDirectory(dir=in_memory) as folder:
        clock = ManualClock()
        app = make_app(make_settings(Path(folder)), clock)
        app.validate_response = False  # that costs half the time; the tests do it
        world = populate(AgencyWorld(app, clock))
        try:
            yield Target(world)
        finally:
            world.storage.close()
