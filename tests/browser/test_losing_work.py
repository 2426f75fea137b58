"""What else could cost somebody their work, each really done: a poisoned envelope, a wrong clock, the same
note on two phones, signing out and the lock.

The storage and the processes have files of their own; docs/losing-work.md names every way and its tests.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import SLOW, Specialist
from tests.browser.records import records_of
from tests.browser.world import Phone, Server

WORDS = "We sat by the canal and spoke about the winter."
# Turns one letter of the signature of the person called second, or turns it back.
SPOIL = """async () => {
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  const database = await done(indexedDB.open('sotto'));
  const queue = database.transaction('queue', 'readwrite').objectStore('queue');
  const row = (await done(queue.getAll())).filter(({ type }) => type === 'envelope').at(WHICH);
  const [head, , mark] = row.sig.split('.');
  await done(queue.put({ ...row, sig: [head, '', (mark[0] === 'A' ? 'B' : 'A') + mark.slice(1)].join('.') }));
  database.close();
  return row.sig;
}"""
REPAIR = """async (sig) => {
  const done = (request) => new Promise((ok, bad) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => bad(request.error);
  });
  const database = await done(indexedDB.open('sotto'));
  const queue = database.transaction('queue', 'readwrite').objectStore('queue');
  const row = (await done(queue.getAll())).find(({ state }) => state === 'refused');
  await done(queue.put({ ...row, sig }));
  database.close();
}"""


def ready(phone: Phone) -> Specialist:
    """Dana with everything sent."""
    dana = Specialist(phone, "dana")
    dana.signs_in()
    dana.waits_until_all_is_sent()
    return dana


def writes_note(dana: Specialist, name: str, words: str) -> None:
    """A new person and one note."""
    dana.adds_person(name)
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(words)
    dana.press("Done")
    dana.sees("Saved on this phone")


def opens_note(dana: Specialist, name: str) -> None:
    """The one session of this person."""
    dana.opens_person(name)
    dana.page.get_by_role("main").get_by_role("link").filter(has_text="In person").first.click()


def test_a_poisoned_envelope_lets_the_others_go_and_is_shown_with_its_reason_and_ways_out(
    server: Server, make_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    """As if the disk had turned one letter of it: the others are sent, it can be exported and tried again."""
    dana = ready(make_phone())
    before = records_of(server)
    dana.phone.cut_network()
    for name in ("First", "Second", "Third"):
        dana.adds_person(name)
    signature = dana.page.evaluate(SPOIL.replace("WHICH", "1"))
    dana.phone.restore_network()
    expect(dana.sync_words()).to_have_text("1 not taken", timeout=SLOW)
    assert records_of(server).envelopes == before.envelopes + 2

    dana.phone.open("/sync")
    dana.sees("1 thing was not taken")
    dana.sees_heading("Something saved on this phone")
    dana.sees("Its signature does not fit your key")
    dana.press("Try this one again")
    dana.sees("It was not taken this time either.")
    with dana.page.expect_download() as downloading:
        dana.press("Export safely")
    file = tmp_path / "export.json"
    downloading.value.save_as(file)
    exported = json.loads(file.read_text(encoding="utf-8"))
    assert exported["format"] == "sotto-export" and len(exported["items"]) == 1
    assert exported["items"][0]["code"] == "bad-signature"
    assert "Second" not in file.read_text(encoding="utf-8")

    dana.page.evaluate(REPAIR, signature)
    dana.phone.open("/sync")
    dana.press("Try this one again")
    dana.waits_until_all_is_sent()
    assert records_of(server).envelopes == before.envelopes + 3
    dana.page.reload()
    dana.unlocks()
    dana.opens_person("Second")
    dana.phone.assert_no_problems()


def test_a_clock_that_is_two_days_off_keeps_nothing_from_the_records(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Fast or slow: all is sent, and a phone with the right time shows it with the other one's time."""
    right = ready(make_phone())
    for name, off in {"Fast": timedelta(hours=47), "Slow": timedelta(hours=-47)}.items():
        phone = make_phone()
        phone.page.clock.install(time=datetime.now(UTC) + off)
        wrong = Specialist(phone, "dana")
        wrong.signs_in()
        writes_note(wrong, name, WORDS)
        wrong.waits_until_all_is_sent()
        opens_note(right, name)
        right.sees(WORDS)
        day = (datetime.now(UTC) + off).astimezone()
        right.sees(f"{day.day} {day:%b}")
        phone.assert_no_problems()
    records_of(server)
    right.phone.assert_no_problems()


def test_a_clock_that_is_years_slow_is_said_and_the_words_stay(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Nobody could check a signature of that day; with the time put right the note is saved."""
    phone = make_phone()
    phone.page.clock.install()
    dana = ready(phone)
    dana.adds_person("Quillon")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(WORDS)
    dana.waits_until_draft_is_kept()
    phone.page.clock.set_system_time(datetime.now(UTC) - timedelta(days=1500))
    dana.press("Done")
    dana.sees("This phone's clock looks wrong")
    expect(dana.page.locator("#note")).to_have_value(WORDS)
    phone.page.clock.set_system_time(datetime.now(UTC))
    phone.page.reload()  # so many years unused, it would lock at any moment
    dana.unlocks()
    expect(phone.page.locator("#note")).to_have_value(WORDS, timeout=SLOW)
    dana.press("Done")
    dana.sees("Saved on this phone")
    dana.waits_until_all_is_sent()
    records_of(server)


def test_the_same_note_changed_on_two_phones_keeps_both_texts_until_a_person_settles_it(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """One account, both without signal."""
    phones = [ready(make_phone()), ready(make_phone())]
    writes_note(phones[0], "Quillon", WORDS)
    phones[0].waits_until_all_is_sent()
    texts = ["He has a room at his aunt's.", "The window looks on a garden."]
    for dana in phones:
        opens_note(dana, "Quillon")
        dana.sees(WORDS)
        dana.phone.cut_network()
    for dana, text in zip(phones, texts, strict=True):
        dana.press("Change the note")
        dana.page.locator("#amend-text").fill(text)
        dana.page.locator("#amend-reason").fill("said later")
        dana.press("Save")
        dana.sees(text)
    before = records_of(server)
    for dana in phones:
        dana.phone.restore_network()
        dana.waits_until_all_is_sent()
    for dana in phones:
        dana.sees("Two versions were written apart")
        for text in texts:
            dana.sees(text)
    assert records_of(server).envelopes == before.envelopes + 2

    settling, other = phones
    settling.page.get_by_role("button", name="Start from this one").first.click()
    settling.page.locator("#amend-text").fill(" ".join(texts))
    settling.page.locator("#amend-reason").fill("both are so")
    settling.press("Save")
    for dana in (settling, other):
        dana.sees(" ".join(texts))
        dana.sees_no("Two versions were written apart")
        dana.phone.assert_no_problems()


def test_signing_out_is_refused_while_something_is_only_here_and_the_lock_keeps_it(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """One thing saved, one begun, no signal; five minutes pass, and both are there after unlocking."""
    phone = make_phone()
    phone.page.clock.install()
    dana = ready(phone)
    before = records_of(server)
    phone.cut_network()
    dana.adds_person("Quillon")
    dana.press("Start a session")
    dana.skips_script()
    dana.writes(WORDS)
    place = phone.page.url
    phone.page.clock.run_for(5.5 * 60_000)
    dana.sees_heading("Unlock")
    dana.unlocks()
    expect(phone.page.locator("#note")).to_have_value(WORDS, timeout=SLOW)

    phone.open("/me")
    dana.press("Sign out")
    dana.sees("Signing out would destroy it.")
    dana.sees("things are only on this phone")
    dana.sees("1 note or preparation is not finished")
    sheet = phone.page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Sign out")).to_have_count(0)
    assert phone.axe_violations() == []
    phone.page.goto(place)
    dana.press("Done")
    dana.sees("Saved on this phone")
    phone.restore_network()
    dana.waits_until_all_is_sent()
    assert records_of(server).envelopes == before.envelopes + 5

    phone.open("/me")
    dana.press("Sign out")
    dana.sees("Everything saved here was sent.")
    sheet.get_by_role("button", name="Sign out").click()
    dana.sees_heading("Welcome")
    phone.assert_no_problems()


def test_signing_out_in_one_window_loses_no_word_that_is_being_typed_in_another(
    server: Server, make_phone: Callable[..., Phone]
) -> None:
    """Both in sight; the touch comes before a draft of the other one is due."""
    dana = ready(make_phone())
    context = dana.phone.context
    other = Specialist(Phone(context, context.new_page(), dana.phone.origin), "dana")
    other.phone.open("/people/new")
    other.unlocks()
    name = other.page.get_by_label("First name or what they like to be called")
    expect(name).to_be_visible()
    dana.phone.open("/me")
    dana.press("Sign out")
    dana.sees("Everything saved here was sent.")
    name.press_sequentially("Quillon")
    dana.page.get_by_role("dialog").get_by_role("button", name="Sign out").evaluate("(each) => each.click()")
    other.sees_heading("Unlock")
    other.unlocks()
    expect(name).to_have_value("Quillon", timeout=SLOW)
    dana.sees("1 note or preparation is not finished")
    dana.phone.assert_no_problems()
    other.phone.assert_no_problems()
