"""The app as a phone gets it: kept whole on the first visit, there with no network, replaced by consent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import Member
from tests.browser.updates import Updated
from tests.browser.world import Phone, Server
from webapp.pwa.manifest import load_manifest

SHELL_CACHE = """async () => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith('sotto-shell-'));
  return (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname).sort();
}"""
SOMETHING_ON_SCREEN = "#app > *"
NEUTRAL = {
    "en": "Something is new. Open the app to see it.",
    "es": "Hay algo nuevo. Abra la aplicación para verlo.",
}


def test_a_first_visit_keeps_the_whole_app_and_nothing_else(phone: Phone, assets: Path) -> None:
    phone.open()
    phone.wait_for_worker()

    assert phone.page.evaluate(SHELL_CACHE) == sorted(load_manifest(assets).precache)
    phone.assert_no_problems()


def test_with_no_network_the_app_opens_again(phone: Phone) -> None:
    phone.open()
    phone.wait_for_worker()
    phone.cut_network()
    phone.page.reload()

    expect(phone.page.locator(SOMETHING_ON_SCREEN).first).to_be_visible()
    phone.assert_no_problems()


def test_with_no_network_the_app_speaks_the_other_language_at_once_and_the_next_time(phone: Phone) -> None:
    phone.open()
    phone.wait_for_worker()
    phone.cut_network()
    phone.page.reload()
    phone.page.locator("input[name=language][value=es]").check()

    for _ in range(2):
        expect(phone.page.locator("html")).to_have_attribute("lang", "es")
        expect(phone.page.get_by_role("heading", name="Le damos la bienvenida")).to_be_visible()
        phone.page.reload()
    phone.assert_no_problems()


def test_with_no_network_every_part_of_the_app_opens_though_nobody_was_there_before(phone: Phone) -> None:
    member = Member(phone, "luis")
    member.signs_in()
    phone.cut_network()
    phone.page.reload()
    member.unlocks()
    for place, heading in {"/me": "Luis", "/install": "Home Screen", "/people": "People"}.items():
        phone.open(place)
        member.sees_heading(heading)
    phone.assert_no_problems()


@pytest.mark.parametrize("missing", ["app-member.*", "app-member.en.*"], ids=["with its words", "its words"])
def test_a_screen_that_cannot_be_read_is_missed_in_words_and_is_there_when_the_signal_is_back(
    make_phone: Callable[..., Phone], missing: str
) -> None:
    phone = make_phone(service_workers="block")
    phone.page.route(f"**/assets/{missing}", lambda route: route.abort("internetdisconnected"))
    phone.open("/sign-in")
    member = Member(phone, "luis")
    member.page.get_by_label("Sign-in name").fill("luis")
    member.page.get_by_label("Passphrase", exact=True).fill(member.passphrase)
    member.press("Sign in")
    member.sees_heading("Today")
    phone.open("/me")
    member.sees("A part of the app is missing.")
    phone.cut_network()
    member.press("Go to Today")
    phone.open("/me")
    member.sees("We could not reach the server.")

    phone.restore_network()
    phone.page.unroute(f"**/assets/{missing}")
    member.press("Go to Today")
    member.sees_heading("Today")
    phone.open("/me")
    member.sees_heading("Luis")


def test_a_new_page_opens_with_the_server_gone(phone: Phone, server: Server) -> None:
    phone.open()
    phone.wait_for_worker()
    server.kill()
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open()

    expect(phone.page.locator(SOMETHING_ON_SCREEN).first).to_be_visible()


def test_the_page_says_its_language_and_its_title_is_neutral(phone: Phone) -> None:
    phone.open()

    expect(phone.page).to_have_title("Sotto")
    expect(phone.page.locator("html")).to_have_attribute("lang", re.compile("en|es"))


def test_nothing_inline_and_nothing_foreign_can_run(phone: Phone) -> None:
    phone.open()
    refused = phone.page.evaluate(
        """() => {
          const refused = [];
          for (const act of [
            () => { document.body.innerHTML = '<b>x</b>'; },
            () => trustedTypes.createPolicy('other', {}),
            () => new Worker('/assets/anything.js'),
          ]) try { act(); } catch (error) { refused.push(error.name); }
          return refused;
        }"""
    )

    assert refused == ["TypeError", "TypeError", "TypeError"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("text", ["", "not json", '{"id": 7}', '{"notification": {"title": "R. relapsed"}}'])
def test_whatever_a_push_carries_the_phone_shows_the_same_neutral_words(
    phone: Phone, text: str, language: str
) -> None:
    phone.open()
    phone.wait_for_worker()
    phone.speak(language)
    phone.deliver_push(text)

    assert phone.notifications() == [{"title": "Sotto", "body": NEUTRAL[language], "tag": "sotto"}]


def test_a_call_of_the_api_does_not_wake_the_worker(phone: Phone) -> None:
    """A worker that is leaving, and woken in that moment, would put the change-over off."""
    phone.open()
    phone.wait_for_worker()
    phone.page.reload(wait_until="networkidle")
    phone.put_worker_to_sleep()
    assert phone.page.evaluate("() => fetch('/api/v1/session').then(({status}) => status)") == 200

    assert phone.worker_state() == "stopped"
    phone.page.evaluate("() => fetch(document.documentElement.dataset.kdfWorker).then(({status}) => status)")
    assert phone.worker_state() == "running"


def test_a_new_version_waits_until_it_is_taken(updated: Updated) -> None:
    assert updated.new != updated.old
    updated.phone.page.reload()
    assert updated.build_on_screen() == updated.old

    updated.take()
    updated.phone.page.reload()
    assert updated.build_on_screen() == updated.new


def test_another_page_keeps_the_files_of_its_build_until_it_is_gone(updated: Updated) -> None:
    phone = updated.phone
    first = phone.page
    phone.page = phone.context.new_page()
    phone.open()
    phone.wait_for_worker()
    updated.take()
    phone.page.reload()
    assert updated.build_on_screen() == updated.new

    phone.cut_network()
    kdf = "() => fetch(document.documentElement.dataset.kdfWorker).then(({status}) => status)"
    assert first.evaluate(kdf) == 200
    assert updated.old in phone.page.evaluate("() => caches.keys().then(String)")

    first.close()
    phone.page.reload()
    expect(phone.page.locator(SOMETHING_ON_SCREEN).first).to_be_visible()
    phone.page.evaluate(
        """async (build) => {
          while (String(await caches.keys()).includes(build))
            await new Promise((again) => setTimeout(again, 20));
        }""",
        updated.old,
    )
