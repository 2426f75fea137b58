"""The server's disk dies and an older backup is restored: the phones put back what it had missed.

Real phones, the real server and its real commands. Afterwards everything is on the server exactly once, and
its receipts are one chain again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from tests.benchmarks.colleague import Colleague
from tests.browser.people import PASSPHRASES, Specialist, Supervisor
from tests.browser.records import command, records_of
from tests.browser.world import Phone, Server
from webapp.demo.staff import new_id

CHANGES = 40
# A restore ends every sign-in: the browser notes the first answers, and the app signs in anew by itself.
REFUSED = "Failed to load resource: the server responded with a status of"
SIGNED_OUT = (f"{REFUSED} 401 (UNAUTHORIZED)", f"{REFUSED} 400 (BAD REQUEST)")


def test_after_an_older_backup_everything_is_there_once(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    dana, rosa = Specialist(make_phone(), "dana"), Supervisor(make_phone(), "rosa")
    for member in (dana, rosa):
        member.signs_in()
        member.waits_until_all_is_sent()
    asked = dana.asks_without_words("Asked before the backup.")
    dana.waits_until_all_is_sent()
    backup = server.data.parent / "night.backup"
    assert "1 agency" in command(server, "backup", str(backup))

    # All of this is after the backup: an answer, a new person, a new question and its answer.
    late = dana.asks_without_words("Asked after the backup.", urgent=True)
    dana.adds_person("Quillon")
    dana.waits_until_all_is_sent()
    for consult in (asked, late):
        rosa.phone.open(f"/open/{consult}")
        rosa.answers(decision="Take safety steps", reasons="A relative stays with them.")
        rosa.waits_until_all_is_sent()
    dana.phone.open(f"/consults/{late}")
    dana.sees("Answered")
    before = records_of(server)

    server.kill()
    said = command(server, "restore", str(backup))
    assert "kept as" in said
    server.start()

    # Luis is there first, with so much that the restored server has seen more changes than before.
    luis = Colleague(server.origin, "luis", PASSPHRASES["luis"])
    for _ in range(CHANGES):
        luis.append(luis.found(new_id(), datetime.now(UTC))[1])
    # Then Rosa, whose answer comes back before its question; then Dana.
    for member in (rosa, dana):
        member.page.reload()
        member.unlocks()
    for member in (dana, rosa):
        member.waits_until_all_is_sent()

    after = replace(before, vaults=before.vaults + CHANGES, grants=before.grants + 2 * CHANGES)
    assert records_of(server) == after
    for consult in (asked, late):
        dana.phone.open(f"/consults/{consult}")
        dana.sees("Answered")
    dana.opens_person("Quillon")
    # What the phone found is explained by the restore: it says so, and calls nobody a liar.
    dana.phone.open("/sync")
    dana.sees("The server says that it went back to an older backup")
    dana.sees_no("Tell your privacy officer today")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.press("My privacy officer knows of it")
    dana.sees_no("went back to an older backup")
    for member in (dana, rosa):
        assert [each for each in member.phone.problems if each not in SIGNED_OUT] == []
