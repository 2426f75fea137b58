"""The main job, end to end, with no signal: what Sotto is for, on real parts.

Two phones, the real server, the network really off; afterwards everything that was stored anywhere is
searched for what must never be there.
"""

import json
import sqlite3
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import Specialist, Supervisor
from tests.browser.world import Phone, Server
from webapp.push.payload import make_payload, sentence

NAME = "Quillon"
NOTE = (
    "Quillon said he wants to kill himself tonight and has the pills beside the bed. "
    "His sister is on her way."
)
OWN_WORDS = "He is calm now and a relative is coming."
REASONS = "A relative stays with him; means are removed."
MARKERS = ("Quillon", "kill himself", "pills beside", "sister is on her way", OWN_WORDS, REASONS)


def test_a_night_without_signal(server: Server, make_phone: Callable[..., Phone]) -> None:
    """From unlocking offline to the answer on the specialist's phone."""
    dana = Specialist(make_phone(), "dana")
    rosa = Supervisor(make_phone(), "rosa")
    dana.signs_in()
    rosa.signs_in()
    dana.waits_until_all_is_sent()

    dana.phone.cut_network()
    dana.page.reload()
    dana.unlocks()
    dana.adds_person(NAME)
    dana.starts_session()
    cards = dana.gives_script()
    assert len(cards) > 3
    dana.writes(NOTE)
    dana.sees("noticed, urgent")
    dana.waits_until_draft_is_kept()
    dana.press("Done")
    dana.asks_supervisor(OWN_WORDS, urgent=True)
    dana.sees("Not sent yet")
    consult = dana.page.url.rsplit("/", 1)[-1]

    # The phone dies here: what was saved is on the disk, sealed.
    dana.page.reload()
    dana.unlocks()
    dana.sees("only on this phone")
    assert_nothing_in_clear(dana.phone.everything_stored())

    dana.phone.restore_network()
    dana.waits_until_all_is_sent()

    # What the outbox sends to her phone, as the push service would hand it over once it is decrypted.
    rosa.phone.deliver_push(make_payload(consult, server.origin, "en").decode())
    (shown,) = rosa.phone.notifications()
    assert shown["body"] == sentence("en")
    assert_nothing_in_clear(json.dumps(shown), where="the lock screen")

    rosa.phone.open(f"/open/{consult}")
    rosa.sees(OWN_WORDS)
    expect(rosa.page.get_by_text(NAME)).to_have_count(0)
    rosa.answers(decision="Take safety steps", reasons=REASONS)
    rosa.waits_until_all_is_sent()

    dana.press("Consults")
    dana.page.get_by_role("list").get_by_role("link").first.click()
    dana.sees("Answered")
    dana.sees(REASONS)
    dana.sees("Seen by Rosa")

    assert_nothing_in_clear(dana.phone.everything_stored())
    assert_nothing_in_clear(rosa.phone.everything_stored())
    server.stop()
    for path in sorted(server.data.rglob("*")):
        if path.is_file():
            assert_nothing_in_clear(path.read_bytes().decode("latin-1"), where=path.name)
    assert opening_without_key(server) == "file is not a database"
    dana.phone.assert_no_problems()
    rosa.phone.assert_no_problems()


def assert_nothing_in_clear(text: str, where: str = "phone") -> None:
    """None of what was said, and not the name."""
    found = [marker for marker in MARKERS if marker in text]
    assert found == [], f"{where} holds {found} in clear"


def opening_without_key(server: Server) -> str:
    """What SQLite says of the database file."""
    (database,) = server.data.glob("*.db")
    try:
        sqlite3.connect(database).execute("select count(*) from sqlite_master")
    except sqlite3.DatabaseError as error:
        return str(error)
    return "it opened"
