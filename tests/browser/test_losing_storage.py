"""The phone's storage goes, as a whole or in part: that is said, and what was sent comes back.

What is not in the storage any more and never left the phone is gone: then the app says that, and never less.
"""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.records import records_of
from tests.browser.world import Phone, Server

# What a browser throws away under pressure, all of an origin at once. Cookies are no part of it.
EVICTED = "indexeddb,cache_storage,service_workers,file_systems,local_storage,websql"
EMPTY_QUEUE = """() => new Promise((ok, bad) => {
  const opening = indexedDB.open('sotto');
  opening.onerror = () => bad(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('queue', 'readwrite');
    transaction.objectStore('queue').clear();
    transaction.oncomplete = () => { opening.result.close(); ok(); };
    transaction.onabort = () => bad(transaction.error);
  };
})"""
GONE = "This phone no longer has your records"


def test_a_browser_that_threw_everything_away_says_so_and_gets_back_what_the_server_has(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    dana = Specialist(make_phone(), "dana")
    phone = dana.phone
    phone.open()
    dana.sees_heading("Welcome")
    dana.sees_no(GONE)
    dana.signs_in()
    dana.adds_person("Quillon")
    dana.waits_until_all_is_sent()
    before = records_of(server)
    phone.cut_network()
    dana.adds_person("Marsh")

    phone.page.goto("about:blank")
    browser = phone.context.new_cdp_session(phone.page)
    browser.send("Storage.clearDataForOrigin", {"origin": phone.origin, "storageTypes": EVICTED})
    phone.restore_network()
    phone.open()
    dana.sees_heading(GONE)
    dana.sees("All that the server had received is safe.")
    dana.sees("What was only on this phone is gone from it")
    assert phone.axe_violations() == []
    assert not phone.is_wider_than_screen()

    dana.signs_in()
    dana.opens_person("Quillon")
    dana.waits_until_all_is_sent()
    phone.open("/people")
    dana.sees("Riley")
    dana.sees_no("Marsh")
    dana.adds_person("Marsh")
    dana.waits_until_all_is_sent()
    after = records_of(server)
    assert after.vaults == before.vaults + 1
    phone.assert_no_problems()


def test_what_is_gone_from_the_queue_is_said_until_somebody_has_read_it(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    before = records_of(server)
    dana.phone.cut_network()
    dana.adds_person("Quillon")
    dana.locks()
    dana.page.evaluate(EMPTY_QUEUE)
    dana.page.reload()
    dana.unlocks()
    expect(dana.sync_words()).to_have_text("3 gone from this phone", timeout=SLOW)
    dana.phone.restore_network()
    dana.phone.open("/sync")
    dana.sees("3 things are gone from this phone")
    dana.sees("tell your privacy officer")
    dana.press("Try now")
    dana.sees("Above it says what is gone from this phone.")
    assert dana.phone.axe_violations() == []
    assert not dana.phone.is_wider_than_screen()
    dana.press("I have read this")
    dana.waits_until_all_is_sent()
    dana.page.reload()
    dana.unlocks()
    dana.waits_until_all_is_sent()
    assert records_of(server) == before
    dana.phone.assert_no_problems()
