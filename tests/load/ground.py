"""Where the load runs: an agency of 500 specialists on a fresh SQLCipher file, and the real server on it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.agency_world import AgencyWorld, Client, ManualClock, Person, make_app, make_settings
from tests.load.phone import Phone
from tests.server_process import ServerProcess
from webapp.config import Settings


class Ground:
    """The server, its people, and a look at its memory."""

    def __init__(self, folder: Path, count: int) -> None:
        clock = ManualClock()
        app = make_app(make_settings(folder), clock)
        app.validate_response = False
        self.world = AgencyWorld(app, clock)
        self.world.set_up()
        self.people = _join(self.world, count)
        self.world.storage.close()
        self.settings: Settings = app.extensions["settings"]
        self.server = ServerProcess(self.settings)
        self.server.environment["PORT"] = "0"

    def start(self) -> None:
        """Start the server; after the first time on the same port."""
        address = self.server.start()
        self.server.environment["PORT"] = address.rpartition(":")[2]

    async def phones(self) -> list[Phone]:
        """Everybody signed in on a phone, with a vault of their own on the server."""
        port = int(self.server.environment["PORT"])
        phones = [Phone("127.0.0.1", port, person, self.world.vault()) for person in self.people]
        for phone in phones:  # one after the other: many wrong ones at once are what the limits are for
            await phone.sign_in()
        founding = [phone.append(phone.vault.founding(phone.person), "found") for phone in phones]
        for start in range(0, len(founding), 20):
            await asyncio.gather(*founding[start : start + 20])
        return phones

    def memory(self) -> float:
        """Megabytes that the server's processes hold, without what they share."""
        return sum(float(each.memory_full_info().uss) for each in self._processes()) / 1_000_000

    def seconds_worked(self) -> float:
        """Processor time of the server since it was started."""
        times = [each.cpu_times() for each in self._processes()]
        return sum(float(each.user + each.system) for each in times)

    def _processes(self) -> list[psutil.Process]:
        assert self.server.process is not None
        master = psutil.Process(self.server.process.pid)
        return [master, *master.children(recursive=True)]


def _join(world: AgencyWorld, count: int) -> list[Person]:
    officer = world.client(world.officer)
    people = [Person(f"Person {number}", "specialist", f"person-{number}") for number in range(count)]
    for person in people:
        token = officer.post("invitations", {"name": person.name, "role": person.role})["token"]
        body = person.enrolment(token, world.agency, world.certifying, world.records)
        Client(world.app, person).begin().post("enrolments", body)
        officer.post("certificates", {"certificate": world.certificate(person)})
    return people


@contextmanager
def ground(folder: Path, count: int) -> Iterator[Ground]:
    """All of it; the server is killed at the end, whatever happened."""
    place = Ground(folder, count)
    place.start()
    try:
        yield place
    finally:
        place.server.kill()
