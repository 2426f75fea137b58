"""A phone reduced to its requests: hundreds of them in one process, each with a connection of its own.

Requests are written by hand on asyncio's streams, so that the client costs little beside the server.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from tests.agency_world import Person, RawItem, TestVault

PATIENCE = 60


class NoAnswer(Exception):  # noqa: N818 — a sentence, not a suffix
    """The server is away, or went away in the middle."""


@dataclass
class Phone:
    """One person's phone: what it wrote, what the server acknowledged."""

    host: str
    port: int
    person: Person
    vault: TestVault
    cookie: str = ""
    csrf: str = ""
    cursor: int = 0
    written: list[RawItem] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)

    async def call(self, method: str, path: str, body: Any = None, label: str = "") -> dict[str, Any]:
        """One request on a new connection, as of a phone that comes online; timed from its start."""
        payload = b"" if body is None else json.dumps(body).encode()
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, head, text = await self._exchange(method, path, payload)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            raise NoAnswer from error
        self.took.setdefault(label or path.partition("?")[0], []).append(time.monotonic() - began)
        if status != 200:
            raise AssertionError(f"{method} {path} was answered {status}: {text[:200]!r}")
        answer: dict[str, Any] = json.loads(text)
        if "set-cookie" in head:
            self.cookie = head["set-cookie"].partition(";")[0]
        self.csrf = answer.get("csrf", self.csrf)
        return answer

    async def _exchange(self, method: str, path: str, payload: bytes) -> tuple[int, dict[str, str], bytes]:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            lines = (
                f"{method} /api/v1/{path} HTTP/1.1",
                f"Host: {self.host}:{self.port}",
                "Content-Type: application/json",
                f"Content-Length: {len(payload)}",
                f"Cookie: {self.cookie}",
                f"X-CSRFToken: {self.csrf}",
                "Connection: close",
                "\r\n",
            )
            writer.write("\r\n".join(lines).encode() + payload)
            await writer.drain()
            answer = await reader.read()
        finally:
            writer.close()
        raw_head, _, text = answer.partition(b"\r\n\r\n")
        first, *fields = raw_head.decode("latin-1").split("\r\n")
        head = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in fields)}
        if len(text) != int(head.get("content-length", -1)):
            raise EOFError("cut in the middle")
        return int(first.split()[1]), head, text

    async def sign_in(self) -> None:
        """As somebody who types their passphrase."""
        self.cookie = ""
        await self.call("GET", "session")
        device = {"id": self.person.device, "label": "A phone"}
        form = {"signInName": self.person.sign_in_name, "secret": self.person.secret, "device": device}
        await self.call("POST", "sign-in", form)

    async def append(self, items: list[RawItem], label: str = "append") -> None:
        """Hand in items; all must be stored, or be there from a try whose answer was lost."""
        answers = (await self.call("POST", "append", {"items": items}, label))["items"]
        wrong = [
            one["code"] or one["status"] for one in answers if one["status"] not in ("stored", "duplicate")
        ]
        assert len(answers) == len(items) and not wrong, wrong
        for one in answers:
            if one["number"] is not None:
                before = self.numbers.setdefault(one["id"], one["number"])
                assert before == one["number"], "an acknowledged envelope changed its number"

    def write(self, count: int, characters: int = 600) -> list[RawItem]:
        """Envelopes, sealed and signed now."""
        items = [self.vault.note(self.person, "x" * characters) for _ in range(count)]
        self.written += items
        return items
