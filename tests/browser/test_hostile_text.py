"""What somebody wrote to do harm is shown as text, on every screen, to everybody, and does nothing.

Nothing of it becomes markup, an address or a number; no policy is even asked; it fits a narrow phone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.hostile import ALL, HARM, MARKUP, make_hostile
from tests.browser.people import SLOW, Member, Specialist, Supervisor
from tests.browser.releases import has_signed_release
from tests.browser.screens import CONCERN, SCREENS
from tests.browser.sharing import opens_entry, shares_in_emergency
from tests.browser.test_screens import SMALL, settle, wider_than
from tests.browser.world import Server, environment, new_phone, running

NOBODY = "00000000-0000-7000-8000-000000000000"
WATCH = """
  window.violations = [];
  addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(`${event.violatedDirective} ${event.sample}`));
"""
DONE = """() => ({
  ran: window.hostile,
  violations: window.violations,
  made: document.querySelectorAll('#app :is(img, script, iframe, b, [onerror], [onload])').length,
  calls: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))
    .filter((href) => !href.startsWith('#/')),
})"""
# Every number that a phone may dial or text from here: the public ones, and the one real number on call.
NUMBERS = re.compile(r"^(tel|sms):(911|988|\+12025550167|\+?[\d*%]{3,16})(\?&body=[^<>\"]*)?$")
ADDRESSES = re.compile(r"^(#|/|blob:)")


@pytest.fixture
def hostile_server(assets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose agency means harm."""
    made = tmp_path / "made"
    make_hostile(environment(made, assets, 0), tmp_path, monkeypatch)
    with running(made, assets, tmp_path / "server") as server:
        yield server


def names_its_device(route: Route) -> None:
    """A device label is whatever a browser sends."""
    sent = json.loads(route.request.post_data or "{}")
    sent["device"]["label"] = MARKUP
    route.continue_(post_data=json.dumps(sent))


def signed_in(kind: type[Member], who: str, browser: Browser, server: Server) -> Member:
    phone = new_phone(browser, server.origin, reduced_motion="reduce")
    phone.context.add_init_script(WATCH)
    member = kind(phone, who)
    member.page.route("**/api/v1/sign-in", names_its_device)
    member.signs_in()
    return member


def writes_harm(dana: Specialist, places: dict[str, str]) -> None:
    """All that a specialist can write: a change of a note, drafts, noticed words, requests."""
    page = dana.page
    dana.phone.open("/people")
    expect(page.get_by_role("list").get_by_role("link")).to_have_count(len(HARM), timeout=SLOW)
    links = page.get_by_role("list").get_by_role("link")
    vaults = [str(link.get_attribute("href")).removeprefix("#/people/") for link in links.all()]
    places |= {f"person {place}": vault for place, vault in enumerate(vaults)}
    dana.phone.open(f"/people/{vaults[0]}")
    dana.press_row("In person")
    expect(page.locator(".own-words").first).to_be_visible(timeout=SLOW)
    places["session"] = dana.id_in_address("sessions")
    dana.press("Change the note")
    dana.page.get_by_label("What happened, in plain facts").fill(ALL)
    dana.page.get_by_label("Why the change?").fill(ALL)
    dana.press("Save")
    dana.sees("What it said before")
    for place, text in (("noticed", f"{CONCERN}\n{ALL}"), ("draft", ALL)):
        dana.phone.open(f"/people/{vaults[0 if place == 'noticed' else 1]}")
        dana.press("Start a session")
        dana.skips_script()
        places[place] = dana.id_in_address("sessions")
        page.locator("#note").fill(text)
        dana.waits_until_draft_is_kept()
        if place == "noticed":
            dana.press("Done")
            dana.sees_heading("Noticed in the note")
    places["open"] = dana.asks_without_words(ALL, urgent=True)
    places["answered"] = dana.asks_without_words(ALL)
    shares_harm(dana, places)
    dana.waits_until_all_is_sent()


def shares_harm(dana: Specialist, places: dict[str, str]) -> None:
    """A release and an entry of the log of which every word means harm."""
    vault = places["person 0"]
    dana.phone.open(f"/people/{vault}")
    places["active"] = has_signed_release(dana, MARKUP, MARKUP)
    shares_in_emergency(dana, vault, ALL)
    places["disclosure"] = opens_entry(dana, vault)


def answers_harm(rosa: Supervisor, places: dict[str, str]) -> None:
    """An answer of which every field means harm."""
    rosa.phone.open(f"/open/{places['answered']}")
    rosa.sees("javascript:window")
    rosa.press("I have this")
    rosa.press("Answer")
    rosa.picks("Take safety steps")
    rosa.page.get_by_label("Why?", exact=True).fill(ALL)
    rosa.page.get_by_label("What did you weigh and set aside, and why?").fill(ALL)
    for label, harm in (("Who", HARM["script"]), ("What", HARM["long"]), ("By when", HARM["turned"])):
        rosa.page.get_by_label(label, exact=label != "By when").fill(harm)
    rosa.picks("Offered")
    rosa.page.locator(".page > .bottom-band .button").first.click()
    rosa.sees_heading("The answer")
    rosa.waits_until_all_is_sent()


def addresses(who: str, places: dict[str, str]) -> list[str]:
    """Where this role can be, over the list of all screens: every name of a place is one of ours."""
    chosen = {"riley": "person 0", "preparing": "person 1", "skipping": "person 1", "skipped": "draft"}
    chosen |= {"imminent": "person 0", "concern": "person 0", "amended": "person 0", "declining": "person 2"}
    chosen |= {"worrying": "noticed", "changed": "session", "earlier": "session", "declined": "session"}
    chosen |= {"taken": "open", "sent": "open", "closed": "answered", "fresh": "person 3"}
    chosen |= {"carding": "person 4", "heard": "person 5", "waiting": "open"}
    chosen |= dict.fromkeys(("unsaid", "untold", "copying", "signer", "released"), "person 0")
    chosen |= {"spoken": "active"}
    known = places | {name: places[place] for name, place in chosen.items()} | {"sam": NOBODY}
    found = [screen.address.format(**known) for screen in SCREENS if screen.who == who]
    people = [f"/people/{places[f'person {place}']}" for place in range(len(HARM))] if who == "dana" else []
    return list(dict.fromkeys([*found, *people]))


def harm_done(member: Member) -> list[str]:
    """What the text on this screen did, if anything."""
    page = member.page
    done = page.evaluate(DONE)
    strange = [href for href in done["calls"] if not (NUMBERS.match(href) or ADDRESSES.match(href))]
    return [
        *([f"it ran: {done['ran']}"] if done["ran"] is not None else []),
        *(f"a policy was broken: {each}" for each in done["violations"]),
        *([f"{done['made']} elements were made of text"] if done["made"] else []),
        *(f"leads to: {href}" for href in strange),
        *(f"320 px: {found}" for found in wider_than(page, SMALL)),
        *(f"problem: {each}" for each in member.phone.problems),
        *(f"title: {title}" for title in [page.title()] if title != "Sotto"),
    ]


def walk(member: Member, paths: list[str]) -> dict[str, list[str]]:
    """All that is wrong, by screen."""
    found: dict[str, list[str]] = {}
    for path in paths:
        member.phone.problems.clear()
        member.phone.open(path)
        settle(member.page)
        found[path] = harm_done(member)
        member.page.locator(".crisis-row").first.click()
        expect(member.page.get_by_role("dialog")).to_be_visible()
        found[f"{path}, help"] = harm_done(member)
        member.page.keyboard.press("Escape")
    return {path: troubles for path, troubles in found.items() if troubles}


def shows_it_as_text(page: Page) -> bool:
    return MARKUP in page.locator("body").inner_text()


def test_hostile_text_is_text_on_every_screen(hostile_server: Server, chromium: Browser) -> None:
    places: dict[str, str] = {}
    dana = signed_in(Specialist, "dana", chromium, hostile_server)
    rosa = signed_in(Supervisor, "rosa", chromium, hostile_server)
    olive = signed_in(Member, "olive", chromium, hostile_server)
    assert isinstance(dana, Specialist) and isinstance(rosa, Supervisor)
    writes_harm(dana, places)
    answers_harm(rosa, places)

    dana.phone.open("/people")
    dana.sees(MARKUP)
    assert shows_it_as_text(dana.page)
    for member, who in ((dana, "dana"), (rosa, "rosa"), (olive, "olive")):
        found = walk(member, addresses(who, places))
        assert not found, json.dumps(found, indent=1)
    olive.phone.open("/officer")
    olive.press_row(MARKUP)
    settle(olive.page)
    assert shows_it_as_text(olive.page)
    assert harm_done(olive) == []
    olive.page.get_by_role("list").get_by_role("button").first.click()
    assert harm_done(olive) == []
    for member in (dana, rosa, olive):
        member.phone.close()
