"""A new version brings a new shape of the store while an old tab is being written in: no letter is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.records import records_of
from tests.browser.updates import Updated
from tests.browser.world import Phone, Server

FIRST = "We sat by the canal and spo"
SECOND = "He has a room at his sis"
SHAPE = "() => indexedDB.databases().then((all) => all.find(({ name }) => name === 'sotto').version)"


@pytest.fixture
def new_version() -> Callable[[Path], None]:
    """The next shape: an index more, built over every row that is there."""

    def change(root: Path) -> None:
        schema = root / "static/store/schema.js"
        old = schema.read_text(encoding="utf-8")
        new = old.replace("export const VERSION = 1;", "export const VERSION = 2;").replace(
            "upgrade(database, oldVersion) {",
            "upgrade(database, oldVersion, newVersion, transaction) {\n"
            '      if (oldVersion >= 1) transaction.objectStore("queue").createIndex("at", "at");',
        )
        assert new.count("VERSION = 2") == 1 and 'createIndex("at"' in new
        schema.write_text(new, encoding="utf-8")

    return change


def test_a_new_shape_of_the_store_loses_nothing_of_what_is_unsent_and_half_written_in_two_tabs(
    updating: Updated, own_server: Server
) -> None:
    phone = updating.phone
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    before = records_of(own_server)
    phone.cut_network()
    first = dana.begins_note("Canal", FIRST)
    other = Specialist(Phone(phone.context, phone.context.new_page(), phone.origin), "dana")
    other.phone.open("/people/new")
    other.unlocks()
    second = other.begins_note("Sister", SECOND)
    assert phone.page.evaluate(SHAPE) == 1
    phone.restore_network()
    updating.arrives()
    phone.cut_network()

    phone.page.bring_to_front()
    dana.writes("k")
    phone.page.evaluate("() => { location.hash = '#/today'; }")
    other.writes("t")
    dana.press("Update now")
    updating.takes_over(phone)
    dana.sees_heading("Unlock")
    assert phone.page.evaluate(SHAPE) == 2
    # The old tab let go of the store: what was typed in it a moment before is kept, and it is a new one now.
    other.sees_heading("Unlock")
    expect(other.page.locator("html")).to_have_attribute("data-build", updating.new)

    for member, place, words in ((dana, first, f"{FIRST}k"), (other, second, f"{SECOND}t")):
        member.unlocks()
        member.phone.open(place)
        expect(member.page.locator("#note")).to_have_value(words, timeout=SLOW)
        member.press("Done")
        member.sees("Saved on this phone")
    phone.restore_network()
    dana.waits_until_all_is_sent()
    other.waits_until_all_is_sent()
    after = records_of(own_server)
    assert (after.vaults, after.envelopes) == (before.vaults + 2, before.envelopes + 10)
    phone.assert_no_problems()
    other.phone.assert_no_problems()
