"""Every screen, in both languages, by day and by night, on a small phone and with large text.

The agency is made once; each test looks at one screen in one language and says all that is wrong with it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.agency import Agency, prepare
from tests.browser.people import SLOW, Member
from tests.browser.screens import SCREENS, Screen
from tests.browser.words import catalogue, wrong_words
from tests.browser.world import AXE, AXE_RULES, PHONE, ROOT, running

SMALL = {"width": 320, "height": 640}
REFUSED = "Failed to load resource"  # the browser's words for a server's no, which the screen explains

WIDER = """() => {
  const edge = document.documentElement.clientWidth;
  const { scrollWidth } = document.documentElement;
  const start = (text) => text.trim().replace(/\\s+/g, ' ').slice(0, 40);
  const name = (element) => `${element.localName}.${element.className} "${start(element.textContent)}"`;
  const wide = scrollWidth > edge ? [`the page is ${scrollWidth} wide`] : [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('.unseen, svg *')) continue;
    const { overflowX } = getComputedStyle(element);
    const scrolls = ['auto', 'scroll'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (scrolls) wide.push(`scrolls sideways: ${name(element)}`);
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (right > edge + 1 || left < -1)) wide.push(`reaches out: ${name(element)}`);
  }
  return wide;
}"""

TEXTS = """() => {
  const own = document.documentElement.lang;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const language = parent.closest('[lang]').lang;
    const isShown = parent.checkVisibility() && !parent.closest('.own-words, textarea');
    if (isShown && language === own) texts.push(walker.currentNode.data.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
    texts.push(...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''));
  return texts.filter(Boolean);
}"""


@pytest.fixture(scope="module")
def agency(
    demo: Path, assets: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Agency]:
    """One agency with its phones for all the tests of this file."""
    with running(demo, assets, tmp_path_factory.mktemp("screens") / "server") as server:
        agency = prepare(server, chromium)
        yield agency
        agency.close()


@pytest.fixture(scope="module", params=["en", "es"])
def language(request: pytest.FixtureRequest, agency: Agency) -> str:
    """Every phone speaks it."""
    chosen = str(request.param)
    for who in ("dana", "luis", "rosa", "sam", "olive"):
        agency.people[who].speaks(chosen)
    return chosen


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_whole_in_every_look(screen: Screen, language: str, agency: Agency) -> None:
    member = who_stands_there(screen, language, agency)
    come_to(member, screen, agency, language)

    found = troubles(member, language)
    if screen.after:
        screen.after(member.page)
    assert found == []


def test_every_place_of_the_app_is_looked_at() -> None:
    table = (ROOT / "static/app/routes.js").read_text(encoding="utf-8")
    patterns = re.findall(r'pattern: "([^"]+)"', table)
    looked_at = [screen.address.format_map(Named()) for screen in SCREENS]
    unseen = [
        pattern
        for pattern in patterns
        if not any(re.fullmatch(re.sub(r":\w+", "[^/]+", pattern), address) for address in looked_at)
    ]

    assert len(patterns) > 20
    assert unseen == []


class Named(dict[str, str]):
    """Any place by its own name; an invitation has two parts in the address."""

    def __missing__(self, name: str) -> str:
        return "token/pin" if name == "invitation" else name


def who_stands_there(screen: Screen, language: str, agency: Agency) -> Member:
    """Whoever has no account yet, or has locked the app, has a phone for each language."""
    if screen.who in agency.people:
        return agency.people[screen.who]
    return agency.people[f"{screen.who}-{language}"]


def come_to(member: Member, screen: Screen, agency: Agency, language: str) -> None:
    """To the address, anew, and do there what the screen wants."""
    page = member.page
    member.phone.problems.clear()
    member.phone.open("/install")  # a place where everybody may be
    expect(page.locator("h1")).to_have_text(catalogue(language)["me.install.title"], timeout=SLOW)
    # What is ticked before the phone is lent is kept, so each language has somebody of its own who signs.
    address = screen.address.format(**agency.places, signer=agency.places[f"signer-{language}"])
    member.phone.open(address)
    settle(page)
    assert page.url.startswith(f"{member.phone.origin}/#{address}")
    if screen.act:
        screen.act(page)
        settle(page)


def settle(page: Page) -> None:
    """Everything has been read and drawn."""
    expect(page.locator("h1")).to_have_count(1, timeout=SLOW)
    expect(page.locator(".skeleton")).to_have_count(0, timeout=SLOW)
    expect(page.locator("[aria-disabled=true]")).to_have_count(0, timeout=SLOW)


def troubles(member: Member, language: str) -> list[str]:
    """All that is wrong with what is on the screen."""
    page = member.page
    return [
        *(f"day: {found}" for found in violations(page, "tag", AXE_RULES)),
        *(f"night: {found}" for found in night_violations(page)),
        *(f"320 px: {found}" for found in wider_than(page, SMALL)),
        *(f"200 % text: {found}" for found in wider_with_large_text(page)),
        *(f"two errors read the same: {found!r}" for found in same_errors(page)),
        *(f"words: {found!r}" for found in wrong_words(page.evaluate(TEXTS), language)),
        *(f"problem: {found}" for found in member.phone.problems if not found.startswith(REFUSED)),
        *(f"title: {title}" for title in [page.title()] if title != "Sotto"),
        *(f"lang: {lang}" for lang in [page.locator("html").get_attribute("lang")] if lang != language),
    ]


def same_errors(page: Page) -> list[str]:
    """What stands twice in the summary of errors: nobody could tell which answer is meant."""
    said = page.locator(".error-summary a").all_inner_texts()
    return [text for text in said if said.count(text) > 1]


def night_violations(page: Page) -> list[str]:
    """What axe finds in the dark, where only colours differ."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, "rule", ["color-contrast"])
    page.emulate_media(color_scheme="light")
    return found


def violations(page: Page, kind: str, values: list[str]) -> list[str]:
    """What axe finds by these rules: one line each, with the place. It is brought to each page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        """async ([type, values]) => {
          const { violations } = await axe.run(document, { runOnly: { type, values } });
          const lines = ({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`);
          return violations.flatMap(lines);
        }""",
        [kind, values],
    )
    return found


def wider_than(page: Page, size: dict[str, int]) -> list[str]:
    """What does not fit a screen of this size."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    found: list[str] = page.evaluate(WIDER)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found


def wider_with_large_text(page: Page) -> list[str]:
    """The same where the reader has set their browser to text of twice the size."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found: list[str] = page.evaluate(WIDER)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    browser.detach()
    return found
