"""An agency in the middle of its work: people, sessions, notes and requests in every state, made once.

Everything is done through the app, as the staff would. `places` remembers the ids that stand in addresses.
"""

import re
from dataclasses import dataclass, field

import pyotp
from playwright.sync_api import Browser, expect

from tests.browser.people import SLOW, Member, Specialist, Supervisor
from tests.browser.releases import builds_release, has_signed_release
from tests.browser.screens import CONCERN, IMMINENT
from tests.browser.sharing import opens_entry, shares_in_emergency
from tests.browser.world import Server, environment, new_phone, run_command

LONG_NAME = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Etxeberría de la Santísima Trinidad"
PASSPHRASE = "seven quiet herons cross the marsh"


@dataclass
class Agency:
    """Who works here, each with a phone, and where things are."""

    server: Server
    browser: Browser
    people: dict[str, Member] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def phone_for(self, who: str, kind: type[Member], **options: str) -> Member:
        """A new phone for this person."""
        phone = new_phone(self.browser, self.server.origin, reduced_motion="reduce", **options)
        self.people[who] = kind(phone, who)
        return self.people[who]

    def close(self) -> None:
        """Put every phone away."""
        for member in self.people.values():
            member.phone.close()


def prepare(server: Server, browser: Browser) -> Agency:
    """The whole of it."""
    agency = Agency(server, browser)
    for who, kind in {"dana": Specialist, "luis": Specialist, "rosa": Supervisor, "olive": Member}.items():
        agency.phone_for(who, kind).signs_in()
    printed = run_command(
        ["agency", "create", "Harbor House"], environment(server.data, server.assets, server.port)
    )
    agency.places["founding"] = re.findall(r"/set-up/(\S+)", printed)[0]
    _invite(agency)
    _work_of_dana(agency)
    _requests(agency)
    _work_without_signal(agency)
    for language in ("en", "es"):
        agency.phone_for(f"stranger-{language}", Member, locale=language)
        locked = agency.phone_for(f"locked-{language}", Member, locale=language)
        locked.sign_in_name = "sam"
        locked.signs_in_anywhere()
        locked.page.reload()
        expect(locked.page.locator("#passphrase")).to_be_visible(timeout=SLOW)
        _empty_a_phone(agency, language)
    _second_step_of_sam(agency)
    return agency


def _empty_a_phone(agency: Agency, language: str) -> None:
    """A phone whose access the officer took away, and that says so."""
    olive = agency.people["olive"]
    gone = agency.phone_for(f"gone-{language}", Member, locale=language)
    gone.sign_in_name = "sam"
    gone.signs_in_anywhere()
    olive.phone.open("/officer")
    olive.press_row("Sam Okafor")
    olive.page.get_by_role("list").get_by_role("button").first.click()
    olive.press("Remove this device")
    olive.sees("has no access any more")
    expect(gone.page).to_have_url(re.compile("#/left$"), timeout=SLOW)


def _second_step_of_sam(agency: Agency) -> None:
    """An authenticator app; from now on every other phone of theirs is asked for a code."""
    sam = agency.phone_for("sam", Supervisor)
    sam.signs_in()
    sam.press("See what")
    sam.phone.open("/me/second-step")
    sam.press("Add an authenticator app")
    sam.page.locator("#step-name").fill("Aegis")
    sam.page.locator("#step-passphrase").fill(sam.passphrase)
    sam.page.locator("button[form=second-form]").click()
    key = sam.page.locator("#app-key").inner_text(timeout=SLOW)
    sam.page.locator("#app-code").fill(pyotp.TOTP(key.replace(" ", "")).now())
    sam.press("Check the number")
    sam.press("I have kept them")
    sam.sees("10 codes are left.")
    olive = agency.people["olive"]
    olive.phone.open("/officer")
    olive.press_row("Sam Okafor")
    olive.sees_heading("Sam Okafor")
    agency.places["sam"] = olive.id_in_address("people")


def _invite(agency: Agency) -> None:
    """Three invitations: one stays open, with the others somebody waits to be let in, in either language."""
    olive = agency.people["olive"]
    links = []
    for name in ("Ines Calder", "Noor Castellanos-Villalobos", "Noé Ibarra"):
        olive.phone.open("/officer")
        olive.page.get_by_label("Their name, as colleagues know it").fill(name)
        olive.picks("Peer specialist")
        olive.press("Make the invitation")
        links.append(olive.page.get_by_label("Invitation link").input_value(timeout=SLOW))
        olive.press("Done with this link")
    agency.places["invitation"] = links[0].split("/join/")[1]
    agency.places["pin"] = links[0].rsplit("/", 1)[1]
    for language, link in zip(("en", "es"), links[1:], strict=True):
        newcomer = agency.phone_for(f"newcomer-{language}", Member, locale=language)
        newcomer.page.goto(link)
        newcomer.page.locator("#sign-in-name").fill(f"noor-{language}")
        newcomer.page.locator("#passphrase").fill(PASSPHRASE)
        newcomer.page.locator("#again").fill(PASSPHRASE)
        newcomer.page.locator("button[form=join]").click()
        expect(newcomer.page.locator("#short-code")).to_be_visible(timeout=SLOW)


def _work_of_dana(agency: Agency) -> None:
    dana, places = agency.people["dana"], agency.places
    assert isinstance(dana, Specialist)
    dana.opens_person("Riley")
    places["riley"] = dana.id_in_address("people")
    dana.press_row("In person")
    expect(dana.page.locator(".own-words").first).to_be_visible(timeout=SLOW)
    places["earlier"] = dana.id_in_address("sessions")
    _preparations(dana, places)
    _sessions(dana, places)
    _sharing(dana, places)
    _releases(dana, places)


def _preparations(dana: Specialist, places: dict[str, str]) -> None:
    """Left at each step. Not private by phone, so that what could help is offered."""
    for place, name in {"fresh": "Bo", "carding": "Wim", "heard": "Teo", "riley": "Riley"}.items():
        if place == "riley":  # who has heard it before, so that it is short
            dana.opens_person(name)
        else:
            dana.adds_person(name)
        places[place] = dana.id_in_address("people")
        dana.press("Start a session")
        if place == "fresh":
            dana.page.get_by_role("button", name="Video").click()
            dana.sees_heading("Is it private?")
        else:
            dana.begins_script()
        if place in ("heard", "riley"):
            dana.reads_cards()
        if place == "riley":
            dana.picks("They still have questions")
    dana.adds_person(LONG_NAME)
    places["preparing"] = dana.id_in_address("people")
    dana.press("Start a session")
    dana.page.get_by_role("button", name="Phone").click()
    dana.choose("Could anyone near you hear or see?", "Yes, someone could")
    dana.choose("Could anyone near them hear or see?", "Not sure")
    dana.choose("You both agree that nobody records", "No, or not sure")
    dana.press("Go on")
    dana.sees_heading("It is not private yet")


def _releases(dana: Specialist, places: dict[str, str]) -> None:
    """In force, ended by word of mouth, and people whose yes is still to be built."""
    for place, name in {
        "unsaid": "Hal",
        "untold": "Ines",
        "copying": "Kit",
        "signer-en": "Jo",
        "signer-es": "Lu",
        "released": "Lena",
    }.items():
        dana.adds_person(name)
        places[place] = dana.id_in_address("people")
        if place.startswith("signer"):
            builds_release(dana)
    for place, recipient in {"spoken": "Hill Housing", "active": "Harbor Clinic"}.items():
        dana.phone.open(f"/people/{places['released']}")
        places[place] = has_signed_release(dana, "Lena", recipient)
    dana.phone.open(f"/people/{places['released']}/releases/{places['spoken']}/stop")
    dana.picks("They say so")
    dana.page.get_by_label("Who said it?").fill("Lena")
    dana.press("Stop it now")
    dana.sees("Revoked")


def _sessions(dana: Specialist, places: dict[str, str]) -> None:
    """A note under way after a skip, a no, noticed words of both levels, a note that was changed."""
    _skip(dana, "Noor", places, "skipping", "skipped")
    dana.writes("The ambulance came.")
    dana.waits_until_draft_is_kept()
    dana.adds_person("Ada")
    places["declining"] = dana.id_in_address("people")
    dana.starts_session()
    dana.declines()
    dana.opens_person("Ada")
    dana.press_row("In person")
    dana.sees_heading("The script")
    places["declined"] = dana.id_in_address("sessions")
    for place, session, name, words in (
        ("imminent", "noticed", "Kai", IMMINENT),
        ("concern", "worrying", "Lou", CONCERN),
        ("amended", "changed", "Mira", CONCERN),
    ):
        _skip(dana, name, places, place, session)
        dana.page.locator("#note").fill(words)
        dana.press("Done")
        dana.sees_heading("Noticed in the note")
    dana.picks("Already handled")
    dana.page.get_by_label("Why?", exact=True).fill("We spoke about it on Monday, with Rosa.")
    dana.press("Save")
    dana.sees_heading("Mira")
    dana.phone.open(f"/people/{places['amended']}/sessions/{places['changed']}")
    dana.press("Change the note")
    dana.page.get_by_label("What happened, in plain facts").fill("Nothing of the kind.")
    dana.page.get_by_label("Why the change?").fill("I had the wrong person in mind.")
    dana.press("Save")
    dana.sees("What it said before")


def _sharing(dana: Specialist, places: dict[str, str]) -> None:
    """A release that allows something, and an entry of the log that needed none."""
    dana.opens_person("Mira")
    has_signed_release(dana, "Mira")
    shares_in_emergency(dana, places["amended"])
    places["disclosure"] = opens_entry(dana, places["amended"])


def _skip(dana: Specialist, name: str, places: dict[str, str], place: str, session: str) -> None:
    dana.adds_person(name)
    places[place] = dana.id_in_address("people")
    dana.press("Start a session")
    dana.skips_script()
    places[session] = dana.id_in_address("sessions")


def _requests(agency: Agency) -> None:
    """Sent and not seen, taken, answered, closed."""
    dana, rosa, places = agency.people["dana"], agency.people["rosa"], agency.places
    assert isinstance(dana, Specialist)
    assert isinstance(rosa, Supervisor)
    for place in ("taken", "answered", "closed", "sent"):
        places[place] = dana.asks_without_words(f"Words about the {place} one.", urgent=place == "taken")
    dana.waits_until_all_is_sent()
    for place in ("taken", "answered", "closed"):
        rosa.phone.open(f"/open/{places[place]}")
        rosa.sees("Words about")
        if place == "taken":
            rosa.press("I have this")
            rosa.sees("You have this")
        else:
            rosa.answers(decision="Take safety steps", reasons="A relative stays with them.")
            rosa.sees_heading("The answer")
    rosa.waits_until_all_is_sent()
    dana.phone.open(f"/consults/{places['closed']}")
    dana.press("Close the request")
    dana.page.get_by_label("How did it turn out?").fill("They slept at the sister's.")
    dana.choose("Was the participant told?", "Not yet")
    dana.page.get_by_label("Why not?").fill("They were asleep.")
    dana.page.locator("#closing").get_by_role("button", name="Close the request").click()
    dana.sees("Closed by")
    dana.waits_until_all_is_sent()


def _work_without_signal(agency: Agency) -> None:
    """Something that is only on this phone."""
    luis = agency.people["luis"]
    assert isinstance(luis, Specialist)
    luis.waits_until_all_is_sent()
    luis.phone.cut_network()
    agency.places["waiting"] = luis.asks_without_words("No signal here.", urgent=True)
    luis.sees("Not sent yet")
