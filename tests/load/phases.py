"""The two loads: everybody comes online at once; then a working day with a crash in the middle."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.load.ground import Ground
from tests.load.phone import NoAnswer, Phone

ENVELOPES = 20
MIX_SECONDS = 180
MIX_PHONES = 60
PAUSE = 2.0
SETTLING = 20
RETRY = 0.5


@dataclass
class Mix:
    """What the second load saw."""

    requests: int = 0
    unanswered: int = 0
    away: float = 0
    memory: list[tuple[float, float]] = field(default_factory=list)  # (seconds since the crash, megabytes)


@dataclass(frozen=True)
class Storm:
    """How long until the last had its answer, and the server's processor time for it."""

    seconds: float
    worked: float


async def storm(ground: Ground, phones: Sequence[Phone]) -> Storm:
    """Every phone sends its envelopes at the same moment."""
    batches = [phone.write(ENVELOPES) for phone in phones]
    worked, began = ground.seconds_worked(), time.monotonic()
    sent = zip(phones, batches, strict=True)
    await asyncio.gather(*(phone.append(batch, "storm") for phone, batch in sent))
    return Storm(time.monotonic() - began, ground.seconds_worked() - worked)


async def mix(ground: Ground, phones: Sequence[Phone], seconds: float = MIX_SECONDS) -> Mix:
    """Append, changes, read and sign-in from many phones, with `kill -9` in the middle."""
    seen, end = Mix(), time.monotonic() + seconds
    working = [_work(phone, seen, end, random.Random(number)) for number, phone in enumerate(phones)]
    await asyncio.gather(*working, _crash(ground, seen, seconds / 2, end))
    return seen


async def _work(phone: Phone, seen: Mix, end: float, chance: random.Random) -> None:
    await asyncio.sleep(chance.random() * PAUSE)
    while time.monotonic() < end:
        await _until_answered(phone, seen, "append", phone.write(chance.randint(1, 3)))
        for _ in range(2):
            await _until_answered(phone, seen, "changes")
        await _until_answered(phone, seen, "read")
        if chance.random() < 0.1:
            await _until_answered(phone, seen, "sign-in")
        await asyncio.sleep(PAUSE * (0.5 + chance.random()))


async def _until_answered(phone: Phone, seen: Mix, what: str, items: Sequence[dict[str, str]] = ()) -> None:
    """Ask, and ask again as long as the server is away: what was written is sent until it is answered."""
    while True:
        try:
            await _ask(phone, what, list(items))
        except NoAnswer:
            seen.unanswered += 1
            await asyncio.sleep(RETRY)
        else:
            seen.requests += 1
            return


async def _ask(phone: Phone, what: str, items: list[dict[str, str]]) -> None:
    if what == "append":
        await phone.append(items)
    elif what == "changes":
        phone.cursor = (await phone.call("GET", f"changes?after={phone.cursor}", label="changes"))["cursor"]
    elif what == "read":
        after = max(0, len(phone.numbers) - 5)
        await phone.call("POST", "read", {"vaults": [{"vault": phone.vault.id, "after": after}]})
    else:
        await phone.sign_in()


async def _crash(ground: Ground, seen: Mix, after: float, end: float) -> None:
    await asyncio.sleep(after)
    killed = time.monotonic()
    ground.server.kill()
    await asyncio.to_thread(ground.start)
    seen.away = time.monotonic() - killed
    while time.monotonic() < end:
        seen.memory.append((time.monotonic() - killed, await asyncio.to_thread(ground.memory)))
        await asyncio.sleep(1)
