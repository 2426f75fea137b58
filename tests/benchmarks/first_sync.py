"""A new phone fetches a whole caseload; and what that takes on its disk."""

import json
import time
from typing import Any

from tests.benchmarks.caseload import Caseload
from tests.benchmarks.figure import Figure
from tests.benchmarks.ground import Ground
from tests.browser.people import Member
from tests.browser.world import Phone

AIM_SECONDS = 3
AIM_BYTES = 1.4
LONGEST_SECONDS = 120
CAUSE = (
    "The page's thread is busy nearly all the time: base64url both ways, packing with its check that every "
    "pack gives back the same text, hashing and parsing each receipt and header. The server's answers (6 MiB "
    "of JSON each) are asked for meanwhile and share the machine's cores."
)
HOW = (
    "From the server's answer to the sign-in to the last envelope, its receipt verified, in IndexedDB; real "
    "server, real engine, both on this machine."
)
STORED = """async () => {
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  const size = (value) => {
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (typeof value === 'string') return value.length;
    if (typeof value === 'number') return 8;
    if (value && typeof value === 'object')
      return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + size(each), 0);
    return 1;
  };
  const database = await done(indexedDB.open('sotto'));
  const read = (name) => done(database.transaction(name).objectStore(name).getAll());
  const vaults = await read('vaults');
  const bytes = {};
  for (const name of database.objectStoreNames) bytes[name] = size(await read(name));
  database.close();
  return {
    envelopes: vaults.reduce((sum, { head }) => sum + head, 0),
    isWhole: vaults.length > 0 && vaults.every(({ head, target }) => head === target),
    bytes,
  };
}"""
ESTIMATE = "() => navigator.storage.estimate().then(({ usageDetails }) => usageDetails?.indexedDB ?? 0)"
TIMES = """() => {
  const answers = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/sign-in'));
  return { signedInAt: answers.at(-1).responseEnd, packedAt: benchmark.packedAt };
}"""


def measure(ground: Ground, sign_in_name: str, caseload: Caseload) -> list[Figure]:
    """Signs in on a new phone and waits until the last envelope is proved and stored."""
    phone = ground.phone()
    phone.open("/sign-in")
    phone.wait_for_worker()
    before = phone.page.evaluate(ESTIMATE)
    member = Member(phone, sign_in_name)
    member.signs_in()
    stored = wait_until_whole(phone, caseload.envelopes)
    times = phone.page.evaluate(TIMES)
    usage = phone.page.evaluate(ESTIMATE) - before
    phone.close()
    seconds = (times["packedAt"] - times["signedInAt"]) / 1000
    return [
        Figure(
            f"First sync of {stored['envelopes']:,} envelopes",
            "s",
            seconds,
            f"{caseload.text_bytes / caseload.envelopes / 1000:.2f} kB of text in each, in 40 cases. {HOW}",
            aim=AIM_SECONDS,
            cause=CAUSE,
        ),
        *_room(stored["bytes"], usage, caseload.text_bytes),
    ]


def wait_until_whole(phone: Phone, envelopes: int) -> dict[str, Any]:
    """What the phone has stored once it has everything."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        stored: dict[str, Any] = phone.page.evaluate(STORED)
        if stored["isWhole"] and stored["envelopes"] >= envelopes:
            return stored
        phone.page.wait_for_timeout(1_000)
    raise AssertionError(f"expected {envelopes} envelopes in {LONGEST_SECONDS} s, got {json.dumps(stored)}")


def _room(by_store: dict[str, int], usage: int, text_bytes: int) -> list[Figure]:
    whole = sum(by_store.values())
    parts = ", ".join(
        f"{name} {size / text_bytes:.3f}" for name, size in by_store.items() if size > text_bytes / 1000
    )
    return [
        Figure(
            "Bytes stored a byte of text",
            "bytes",
            whole / text_bytes,
            f"All rows of IndexedDB after the first sync ({parts}), divided by the UTF-8 text of the notes.",
            aim=AIM_BYTES,
        ),
        Figure(
            "Bytes on the disk a byte of text",
            "bytes",
            usage / text_bytes,
            "By navigator.storage.estimate(), which counts Chromium's log and what is not yet compacted.",
        ),
    ]
