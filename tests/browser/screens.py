"""Every screen of the app in every state that matters, and how to come there: for the tests that look at all.

A `Screen` says who stands in front of it, its address, and what is done on it before one looks. What is done
names no words, so that it is the same in every language: places are found by the ids of fields and by order.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.people import SLOW

IMMINENT = "He said he wants to kill himself tonight and has the pills beside the bed."
CONCERN = "She said she started using again. He hit her. Her cousin sells drugs from the flat."
MAIN_ACTION = ".page > .bottom-band .button"
Act = Callable[[Page], None]


@dataclass(frozen=True)
class Screen:
    """One screen in one state."""

    name: str
    who: str
    address: str
    act: Act | None = None


def click(selector: str) -> Act:
    """Press the first thing that fits."""
    return lambda page: page.locator(selector).first.click()


def check(selector: str) -> Act:
    """Choose an answer."""
    return lambda page: page.locator(selector).first.check()


def fill(selector: str, text: str) -> Act:
    """Write into a field."""
    return lambda page: page.locator(selector).first.fill(text)


def each(*acts: Act) -> Act:
    """One after another."""

    def run(page: Page) -> None:
        for act in acts:
            act(page)

    return run


send = click(MAIN_ACTION)
START = "/people/{preparing}/start"

SCREENS = [
    Screen("welcome", "stranger", "/welcome"),
    Screen("recover", "stranger", "/recover"),
    Screen("recover, nothing typed", "stranger", "/recover", send),
    Screen("recover with the kit, nothing typed", "stranger", "/recover/kit/nothing", send),
    Screen("sign in", "stranger", "/sign-in"),
    Screen("sign in, nothing typed", "stranger", "/sign-in", send),
    Screen(
        "sign in, not known",
        "stranger",
        "/sign-in",
        each(
            fill("#sign-in-name", "nobody"),
            fill("#passphrase", "seven quiet herons"),
            send,
            lambda page: expect(page.locator(".error-summary")).to_be_visible(timeout=SLOW),
        ),
    ),
    Screen("install, nobody enrolled", "stranger", "/install"),
    Screen("join", "stranger", "/join/{invitation}"),
    Screen("join, nothing typed", "stranger", "/join/{invitation}", send),
    Screen("join, link not known", "stranger", "/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/{pin}"),
    Screen("set up", "stranger", "/set-up/{founding}"),
    Screen("set up, nothing typed", "stranger", "/set-up/{founding}", send),
    Screen("set up, link not known", "stranger", "/set-up/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    Screen("waiting", "newcomer", "/waiting"),
    Screen("install, while waiting", "newcomer", "/install"),
    Screen("emptied", "gone", "/left"),
    Screen("unlock", "locked", "/unlock"),
    Screen("hidden", "locked", "/rest"),
    Screen("unlock, help", "locked", "/unlock", click(".crisis-row")),
    Screen("recover, while locked", "locked", "/recover"),
    Screen("unlock, nothing typed", "locked", "/unlock", send),
    Screen(
        "unlock, wrong passphrase",
        "locked",
        "/unlock",
        each(
            fill("#passphrase", "not the right words at all"),
            send,
            lambda page: expect(page.locator("#passphrase-error")).to_be_visible(timeout=SLOW),
        ),
    ),
    Screen("today", "dana", "/today"),
    Screen("help", "dana", "/today", click(".crisis-row")),
    Screen("people", "dana", "/people"),
    Screen("people, nobody fits", "dana", "/people", fill("#search", "zzz")),
    Screen("hand over several", "dana", "/people/hand-over"),
    Screen("hand over one, nothing chosen", "dana", "/people/{riley}/hand-over", send),
    Screen("nothing from another phone", "dana", "/me/returned"),
    Screen("person new", "dana", "/people/new"),
    Screen("person new, nothing typed", "dana", "/people/new", send),
    Screen("person new, name taken", "dana", "/people/new", fill("#name", "riley")),
    Screen("person new, a group", "dana", "/people/new", check("#kind-2")),
    Screen("person", "dana", "/people/{riley}"),
    Screen("person, correcting", "dana", "/people/{riley}", click("#correct")),
    Screen("person, long name, no sessions", "dana", "/people/{preparing}"),
    Screen("person not here", "dana", "/people/00000000-0000-7000-8000-000000000000"),
    Screen("start", "dana", START),
    Screen("start: how", "dana", f"{START}/how"),
    Screen("start: private", "dana", f"{START}/privacy"),
    Screen("start: private, nothing answered", "dana", "/people/{fresh}/start/privacy", send),
    Screen("start: remedies", "dana", f"{START}/remedies"),
    Screen("start: first card", "dana", "/people/{carding}/start/script"),
    Screen(
        "start: first card, said another way",
        "dana",
        "/people/{carding}/start/script",
        click(".cluster .button"),
    ),
    Screen("start: second card", "dana", "/people/{carding}/start/script", send),
    Screen("start: first card of the recap", "dana", "/people/{riley}/start/script"),
    Screen("start: own words", "dana", "/people/{riley}/start/teach-back"),
    Screen("start: own words, nothing answered", "dana", "/people/{heard}/start/teach-back", send),
    Screen(
        "start: own words, answered", "dana", "/people/{riley}/start/teach-back", check("#teach-back-first")
    ),
    Screen("start: outcome", "dana", "/people/{riley}/start/outcome"),
    Screen("start: outcome, a no", "dana", "/people/{riley}/start/outcome", check("#outcome-4")),
    Screen("start: skip", "dana", f"{START}/skip"),
    Screen(
        "start: skip, in own words", "dana", f"{START}/skip", fill("#skip-words", "The ambulance is here.")
    ),
    Screen("start: does not want to go on", "dana", "/people/{carding}/start/refused"),
    Screen("start: declined", "dana", f"{START}/declined"),
    Screen("start: later", "dana", f"{START}/later"),
    Screen("again", "dana", "/people/{skipping}/sessions/{skipped}/again"),
    Screen("again: script", "dana", "/people/{skipping}/sessions/{skipped}/again/script"),
    Screen("session", "dana", "/people/{riley}/sessions/{earlier}"),
    Screen("session, changing the note", "dana", "/people/{riley}/sessions/{earlier}", send),
    Screen("session, note changed", "dana", "/people/{amended}/sessions/{changed}", click("summary")),
    Screen("session, script owed", "dana", "/people/{skipping}/sessions/{skipped}"),
    Screen("session, declined", "dana", "/people/{declining}/sessions/{declined}"),
    Screen("session, words answered", "dana", "/people/{amended}/sessions/{changed}"),
    Screen("session not here", "dana", "/people/{riley}/sessions/00000000-0000-7000-8000-000000000000"),
    Screen("note", "dana", "/people/{skipping}/sessions/{skipped}/note"),
    Screen(
        "note, nothing written",
        "dana",
        "/people/{skipping}/sessions/{skipped}/note",
        each(fill("#note", ""), send),
    ),
    Screen(
        "note, words noticed",
        "dana",
        "/people/{skipping}/sessions/{skipped}/note",
        each(fill("#note", IMMINENT), lambda page: expect(page.locator(".note-line button")).to_be_visible()),
    ),
    Screen(
        "note, list of words",
        "dana",
        "/people/{skipping}/sessions/{skipped}/note",
        each(fill("#note", CONCERN), click(".note-line button")),
    ),
    Screen(
        "note before the script", "dana", "/people/{riley}/sessions/00000000-0000-7000-8000-000000000000/note"
    ),
    Screen("note after a no", "dana", "/people/{declining}/sessions/{declined}/note"),
    Screen("noticed, urgent", "dana", "/people/{imminent}/sessions/{noticed}/noticed"),
    Screen(
        "noticed, no reason given",
        "dana",
        "/people/{concern}/sessions/{worrying}/noticed",
        each(check("#decision-4"), send),
    ),
    Screen("noticed, concern", "dana", "/people/{concern}/sessions/{worrying}/noticed"),
    Screen("steps, urgent", "dana", "/people/{imminent}/sessions/{noticed}/steps"),
    Screen("steps, not done", "dana", "/people/{concern}/sessions/{worrying}/steps", check("#mark-2")),
    Screen(
        "steps, all marked",
        "dana",
        "/people/{concern}/sessions/{worrying}/steps",
        each(check("#mark-first"), send),
    ),
    Screen("steps, no kind", "dana", "/consults/{taken}/steps"),
    Screen("share", "dana", "/people/{riley}/share"),
    Screen("share, nothing answered", "dana", "/people/{riley}/share", send),
    Screen(
        "share, no release",
        "dana",
        "/people/{riley}/share",
        each(
            check("#recipient-first"),
            fill("#other-name", "The landlord"),
            check("#categories-first"),
            check("#purpose-first"),
            send,
            lambda page: expect(page.locator("#no-release")).to_be_visible(timeout=SLOW),
        ),
    ),
    Screen("exceptions", "dana", "/people/{riley}/exceptions"),
    Screen("exception: emergency", "dana", "/people/{riley}/exceptions/emergency"),
    Screen("exception: emergency, nothing filled in", "dana", "/people/{riley}/exceptions/emergency", send),
    Screen("exception: child", "dana", "/people/{riley}/exceptions/child-abuse", check("#imminent-2")),
    Screen("exception: crime here", "dana", "/people/{riley}/exceptions/premises-crime"),
    Screen("exception: court", "dana", "/people/{riley}/exceptions/court-order"),
    Screen("exception: audit", "dana", "/people/{riley}/exceptions/audit", send),
    Screen("shared, nothing", "dana", "/people/{riley}/shared"),
    Screen("shared", "dana", "/people/{amended}/shared"),
    Screen("shared, the list of part 2", "dana", "/people/{amended}/shared", check("#view-3")),
    Screen("shared, an entry", "dana", "/people/{amended}/shared/{disclosure}"),
    Screen("shared, an entry, no correction typed", "dana", "/people/{amended}/shared/{disclosure}", send),
    Screen("consults", "dana", "/consults"),
    Screen("consults, closed ones too", "dana", "/consults", click("[aria-expanded]")),
    Screen("consult new, worried", "dana", "/consults/new/worried"),
    Screen("consult new, not sure, nothing chosen", "dana", "/consults/new/unsure", send),
    Screen("consult new, urgent", "dana", "/consults/new/worried", check("#urgency-first")),
    Screen("consult new, whom", "dana", "/consults/new/unsure", click("main .button:has(+ dialog)")),
    Screen("consult, sent", "dana", "/consults/{sent}"),
    Screen("consult, taken", "dana", "/consults/{taken}"),
    Screen("consult, answered", "dana", "/consults/{answered}"),
    Screen("consult, closing", "dana", "/consults/{answered}", send),
    Screen(
        "consult, closing, nothing said",
        "dana",
        "/consults/{answered}",
        each(send, click("#closing .sheet__foot .button")),
    ),
    Screen("consult, closed", "dana", "/consults/{closed}"),
    Screen("consult not here", "dana", "/consults/00000000-0000-7000-8000-000000000000"),
    Screen("open, not here", "dana", "/open/00000000-0000-7000-8000-000000000000"),
    Screen("sync", "dana", "/sync"),
    Screen("sync, tried", "dana", "/sync", send),
    Screen("me", "dana", "/me"),
    Screen("me, signing out", "dana", "/me", click("main > .page__content > .button:last-of-type")),
    Screen("second step", "dana", "/me/second-step"),
    Screen("second step, adding an app", "dana", "/me/second-step", click("#add-app")),
    Screen(
        "second step, nothing typed",
        "dana",
        "/me/second-step",
        each(click("#add-app"), fill("#step-name", " "), click("button[form=second-form]")),
    ),
    Screen("second step, no signal", "luis", "/me/second-step"),
    Screen("install", "dana", "/install"),
    Screen("today, only on this phone", "luis", "/today"),
    Screen("sync, only on this phone", "luis", "/sync"),
    Screen("consult, only on this phone", "luis", "/consults/{waiting}"),
    Screen("consult new, no signal", "luis", "/consults/new/worried"),
    Screen("me, no signal", "luis", "/me"),
    Screen("open, no signal", "luis", "/open/00000000-0000-7000-8000-000000000000"),
    Screen("today of a supervisor", "rosa", "/today"),
    Screen("people of a supervisor", "rosa", "/people"),
    Screen("consults of a supervisor", "rosa", "/consults"),
    Screen("consult to answer", "rosa", "/consults/{taken}"),
    Screen("consult answered, of a supervisor", "rosa", "/consults/{answered}"),
    Screen("answer", "rosa", "/consults/{taken}/answer"),
    Screen("answer, nothing given", "rosa", "/consults/{taken}/answer", send),
    Screen("answer, emergency", "rosa", "/consults/{taken}/answer", check("#decision-5")),
    Screen(
        "answer, two steps",
        "rosa",
        "/consults/{taken}/answer",
        each(check("#decision-4"), click("#add-step")),
    ),
    Screen("me of a supervisor", "rosa", "/me"),
    Screen("today, empty", "olive", "/today"),
    Screen("people, empty", "olive", "/people"),
    Screen("consults, empty", "olive", "/consults"),
    Screen("officer", "olive", "/officer"),
    Screen(
        "officer, recovery kit",
        "olive",
        "/officer",
        each(
            click("#make-kit"),
            lambda page: expect(page.locator("#kit-passphrase")).to_be_visible(timeout=SLOW),
        ),
    ),
    Screen(
        "officer, invitation without a name", "olive", "/officer", click("#invite ~ form button[type=submit]")
    ),
    Screen("officer, code not compared", "olive", "/officer", click("[aria-describedby=told-0].button")),
    Screen(
        "officer, cancelling an invitation", "olive", "/officer", click("[aria-labelledby=invitations] .row")
    ),
    Screen("officer, recovery kit", "olive", "/officer/kit"),
    Screen(
        "officer, recovery kit, nothing chosen", "olive", "/officer/kit", click("form button[type=submit]")
    ),
    Screen("officer, the agency's keys", "olive", "/officer/keys"),
    Screen("officer, a person", "olive", "/officer/people/00000000-0000-7000-8000-000000000000"),
    Screen("me of an officer", "olive", "/me"),
]
