"""Every endpoint, tried by every other role, agency and device for things that are not theirs.

`TRIES` has a line for each call of the API: what a thief sends to get at the first agency's things. A new
endpoint without a line fails here. After each try the first agency's rows are what they were before, and the
answer holds nothing of theirs.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from agency_world import AgencyWorld, Client, Person, new_id
from renewed_keys import renewal, succession, with_new_keys
from scene import Scene, end, finding, open_call
from soft_passkey import SoftPasskey

from webapp.access import PUBLIC_ENDPOINTS
from webapp.api import PREFIX
from webapp.sealed.keys import public_part
from webapp.sealed.strict import sha256

Body = Any
Try = Callable[[Scene, Client], tuple[str, str, Body]]
"""(method, path under /api/v1, body) of a call with the victim's ids in it."""


def get(path: str) -> Try:
    return lambda scene, client: ("GET", path, None)


def post(path: str, body: Callable[[Scene, Client], Body]) -> Try:
    return lambda scene, client: ("POST", path, body(scene, client))


def handing_in(scene: Scene, client: Client) -> Body:
    """The victim's own items again, items in the victim's name, and the thief's own in the victim's vault."""
    thief = client.person or scene.victim
    forged = scene.vault.note(replace(thief, member=scene.victim.member, device=scene.victim.device))
    elsewhere = scene.vault.note(replace(thief, device=scene.victim.device))
    intruding = scene.vault.note(thief)
    granted = scene.vault.grant(thief, scene.victim)
    return {"items": [scene.note, forged, elsewhere, intruding, granted]}


def enrolling(scene: Scene, client: Client) -> Body:
    """With a real invitation of another agency, as the member and the device that the victim is."""
    host = scene.other
    person = Person("Mallory", "officer", scene.victim.sign_in_name, member=scene.victim.member)
    person.device = scene.victim.device
    token = host.invite(person)
    return person.enrolment(token, host.agency, host.certifying, host.records)


def founding_again(scene: Scene, client: Client) -> Body:
    """With an invitation of the other agency where a set-up link belongs."""
    token = scene.other.invite(Person("Mallory", "officer", "mallory"))
    return scene.world.set_up_body(token)


def signing_in_there(scene: Scene, client: Client) -> Body:
    """With one's own secret, on the victim's device."""
    thief = scene.other.specialist
    device = {"id": scene.victim.device, "label": "mine now"}
    return {"signInName": thief.sign_in_name, "secret": thief.secret, "device": device}


def token_by_id(scene: Scene, client: Client) -> Body:
    """The id of an invitation, which its officer sees, is not its token."""
    return {"token": (scene.invitation["id"].replace("-", "") * 2)[:43]}


def new_passphrase(scene: Scene, client: Client) -> Body:
    """The thief's own words over the victim's account, under a token that was never given."""
    own = scene.other.specialist
    sent = own.enrolment("A" * 43, scene.world.agency, scene.other.certifying, scene.other.records)
    return {name: sent[name] for name in ("token", "salt", "kdf", "secret", "account")}


def taking_over(scene: Scene, client: Client) -> Body:
    """Keys of the thief's own for the victim's agency, under a succession by a key that the thief has."""
    after = with_new_keys(scene.world)
    return renewal(scene.world, after) | {"succession": succession(scene.other, after, agency=after.agency)}


def new_passphrase_bundle(scene: Scene) -> str:
    """An account of the thief's own, under the victim's id, where only the agency can open it."""
    sealed: str = replace(scene.other.specialist, member=scene.victim.member).enrolment(
        "A" * 43, scene.world.agency, scene.other.certifying, scene.other.records
    )["recovery"]
    return sealed


def guessed_passphrase(scene: Scene, client: Client) -> Body:
    """What a thief who found somebody's phone unlocked would have to know."""
    return {"secret": sha256(b"a guess")}


def own_passphrase(scene: Scene, client: Client) -> Body:
    """The thief's own, for what is the victim's."""
    return {"secret": client.person.secret if client.person else sha256(b"a guess")}


TRIES: dict[tuple[str, str], Try] = {
    ("auth.session_state", "GET"): get("session"),
    ("auth.sign_in_parameters", "POST"): post("sign-in/parameters", lambda s, c: {"signInName": "sam"}),
    ("auth.sign_in", "POST"): post("sign-in", signing_in_there),
    ("auth.sign_out", "POST"): post("sign-out", lambda s, c: {"member": s.victim.member}),
    ("auth.devices", "GET"): get("devices"),
    ("auth.revoke_device", "POST"): lambda s, c: ("POST", f"devices/{s.victim.device}/revoke", {}),
    ("auth.look_at_invitation", "POST"): post("invitations/look", token_by_id),
    ("auth.enrol", "POST"): post("enrolments", enrolling),
    ("auth.look_at_set_up", "POST"): post("set-up/look", lambda s, c: {"token": s.invitation["token"]}),
    ("auth.set_up", "POST"): post("set-up", founding_again),
    ("directory.directory", "GET"): get("directory"),
    ("sync.append_items", "POST"): post("append", handing_in),
    ("sync.changes", "GET"): get("changes?after=0"),
    ("sync.holders", "GET"): lambda s, c: ("GET", f"vaults/{s.vault.id}/holders", None),
    ("sync.read", "POST"): post("read", lambda s, c: {"vaults": [{"vault": s.vault.id, "after": 0}]}),
    ("admin.agency_keys", "GET"): get("agency-keys"),
    ("admin.renew_agency_keys", "POST"): post("agency-keys", taking_over),
    ("admin.descriptor", "POST"): post(
        "descriptor", lambda s, c: {"descriptor": s.world.descriptor(certifying=s.other.certifying)}
    ),
    ("admin.people", "GET"): get("people"),
    ("admin.invite", "POST"): post("invitations", lambda s, c: {"name": "Mallory", "role": "officer"}),
    ("admin.cancel_invitation", "POST"): lambda s, c: (
        "POST",
        f"invitations/{s.invitation['id']}/cancel",
        {},
    ),
    ("admin.certificate", "POST"): post(
        "certificates",
        lambda s, c: {"certificate": s.world.certificate(s.victim, certifying=s.other.certifying)},
    ),
    ("push.status", "GET"): get("push"),
    ("push.subscribe", "PUT"): lambda s, c: ("PUT", "push", s.subscription.to_json()),
    ("push.unsubscribe", "DELETE"): lambda s, c: ("DELETE", "push", None),
    ("push.test", "POST"): post("push/test", lambda s, c: {}),
    ("leaving.end_access", "POST"): lambda s, c: ("POST", f"people/{s.victim.member}/end", {}),
    ("leaving.decline", "POST"): lambda s, c: ("POST", f"people/{s.victim.member}/decline", {}),
    ("leaving.revoke_any", "POST"): lambda s, c: ("POST", f"people/devices/{s.victim.device}/revoke", {}),
    ("leaving.leaving_token", "GET"): get("devices/leaving"),
    ("leaving.leave", "POST"): post("leaving", lambda s, c: {"device": s.victim.device, "token": "A" * 43}),
    ("leaving.hand_in", "POST"): post(
        "hand-in", lambda s, c: {"pieces": [{"name": "draft/x", "jwe": s.note["jwe"], "sig": None}]}
    ),
    ("leaving.handed_in", "GET"): get("handed-in"),
    ("leaving.forget", "POST"): post("handed-in/forget", lambda s, c: {"pieces": s.handed_in()}),
    ("leaving.held_groups", "GET"): get("held"),
    ("leaving.decide", "POST"): post(
        "held/decide", lambda s, c: {"device": s.victim.device, "decision": "admit"}
    ),
    ("leaving.holdings", "GET"): lambda s, c: ("GET", f"people/{s.victim.member}/holdings", None),
    ("leaving.records_grants", "GET"): get("records-grants"),
    ("leaving.my_events", "GET"): get("events"),
    ("recovery.ask", "POST"): post(
        "recover",
        lambda s, c: {"signInName": s.victim.sign_in_name, "requester": public_part(s.other.records)},
    ),
    ("recovery.look", "POST"): post("recover/look", token_by_id),
    ("recovery.finish", "POST"): post("recover/finish", new_passphrase),
    ("recovery.open_requests", "GET"): get("recoveries"),
    ("recovery.answer", "POST"): lambda s, c: ("POST", f"recoveries/{new_id()}/answer", {"recovered": "a"}),
    ("recovery.decline", "POST"): lambda s, c: ("POST", f"recoveries/{new_id()}/decline", {}),
    ("recovery.kit", "GET"): get("kit"),
    ("recovery.kit_event", "POST"): post("kit", lambda s, c: {"event": "lost"}),
    ("reports.report", "POST"): post("reports", lambda s, c: finding(None)),
    ("reports.reports", "GET"): get("reports/waiting"),
    ("reports.looked", "POST"): lambda s, c: ("POST", f"reports/{s.report['id']}/looked", {}),
    ("recovery.bundles_to_renew", "GET"): get("recovery-bundles"),
    ("recovery.renew_bundles", "PUT"): lambda s, c: (
        "PUT",
        "recovery-bundles",
        {"bundles": [{"member": s.victim.member, "recovery": new_passphrase_bundle(s)}]},
    ),
    ("second.second_steps", "GET"): get("second-step"),
    ("second.begin_totp", "POST"): post(
        "second-step/totp", lambda s, c: guessed_passphrase(s, c) | {"name": "mine now"}
    ),
    ("second.confirm_totp", "POST"): lambda s, c: (
        "POST",
        f"second-step/totp/{s.begun_step}/confirm",
        {"code": s.code()},
    ),
    ("second.begin_passkey", "POST"): post("second-step/passkey", guessed_passphrase),
    ("second.add_passkey", "POST"): post(
        "second-step/passkey/add",
        lambda s, c: {"name": "mine now", "attestation": SoftPasskey().attestation(s.challenge)},
    ),
    ("second.remove", "POST"): lambda s, c: (
        "POST",
        f"second-step/{s.second_step}/remove",
        guessed_passphrase(s, c) if c.person is s.victim else own_passphrase(s, c),
    ),
    ("second.make_codes", "POST"): post("second-step/codes", guessed_passphrase),
    ("second.clear", "POST"): lambda s, c: ("POST", f"people/{s.victim.member}/second-step/remove", {}),
    ("openapi", "GET"): get("openapi.json"),
}


def stranger(scene: Scene) -> Client:
    return scene.world.client()


def foreigner(role: str) -> Callable[[Scene], Client]:
    def enter(scene: Scene) -> Client:
        people = {
            "officer": scene.other.officer,
            "specialist": scene.other.specialist,
            "supervisor": scene.other.supervisor,
        }
        return scene.other.client(people[role])

    return enter


def colleague(scene: Scene) -> Client:
    return scene.world.client(scene.world.specialists[1])


def supervisor_without_the_vault(scene: Scene) -> Client:
    return scene.world.client(scene.world.supervisors[1])


def officer_here(scene: Scene) -> Client:
    return scene.world.client(scene.world.officer)


def waiting(scene: Scene) -> Client:
    return scene.world.enrol(Person("Ada Waits", "officer", "ada"))


def left(scene: Scene) -> Client:
    client = supervisor_without_the_vault(scene)
    end(scene.world, scene.world.supervisors[1])
    return client


def other_phone(scene: Scene) -> Client:
    client = Client(scene.world.app, scene.victim)
    client.sign_in(device=scene.second_device)
    return client


def revoked_phone(scene: Scene) -> Client:
    client = other_phone(scene)
    client.post(f"devices/{scene.second_device}/revoke")
    return client


THIEVES: dict[str, Callable[[Scene], Client]] = {
    "nobody": stranger,
    "another agency's officer": foreigner("officer"),
    "another agency's specialist": foreigner("specialist"),
    "another agency's supervisor": foreigner("supervisor"),
    "a colleague": colleague,
    "a supervisor who was not asked": supervisor_without_the_vault,
    "the officer": officer_here,
    "someone who waits": waiting,
    "someone who left": left,
    "the victim's other phone": other_phone,
    "the victim's revoked phone": revoked_phone,
}
INSIDE = {"a colleague", "a supervisor who was not asked", "the officer", "the victim's other phone"}
# What belongs to these by right, and so is neither theft nor a change by a thief.
MAY: dict[str, set[str]] = {
    "the officer": {
        *("admin.people", "admin.invite", "admin.cancel_invitation", "directory.directory"),
        *("leaving.end_access", "leaving.revoke_any", "leaving.held_groups", "leaving.decide"),
        # Grants for any vault (docs/decisions/012), envelopes for none: looked at below.
        "sync.append_items",
        *("leaving.holdings", "recovery.open_requests", "recovery.kit", "recovery.kit_event"),
        *("reports.report", "reports.reports", "reports.looked"),
        "second.clear",
    },
    # What anybody's own phone found is theirs to report.
    "a colleague": {"directory.directory", "reports.report"},
    "a supervisor who was not asked": {"directory.directory", "reports.report"},
    "the victim's other phone": {
        *("auth.session_state", "auth.devices", "auth.revoke_device", "directory.directory"),
        *("sync.changes", "sync.read", "sync.append_items", "sync.holders"),
        *("push.subscribe", "reports.report", "leaving.handed_in", "leaving.forget"),
        # Begun by the victim with the passphrase, and theirs to end on any of their phones.
        *("second.second_steps", "second.confirm_totp", "second.add_passkey"),
    },
    "the victim's revoked phone": {"auth.session_state", "sync.append_items", "leaving.hand_in"},
    # What those hand in who left is kept for the officer; it is looked at below.
    "someone who left": {"sync.append_items", "leaving.hand_in"},
}
# One browser has one subscription: a colleague who signs in on it takes it over (test_push_http.py).
TAKES_OVER = {("push.subscribe", who) for who in INSIDE}


def test_every_call_of_the_api_has_a_line(world: AgencyWorld) -> None:
    calls = {
        (rule.endpoint, method)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if str(rule).startswith(PREFIX)
    }
    assert set(TRIES) == calls
    outside = {rule.endpoint for rule in world.app.url_map.iter_rules() if not str(rule).startswith(PREFIX)}
    assert {name for name in outside if not name.startswith("pwa.")} == {"healthz"}
    assert outside <= PUBLIC_ENDPOINTS


@pytest.mark.parametrize("who", THIEVES)
def test_a_thief_gets_nothing_and_changes_nothing(scene: Scene, who: str) -> None:
    client = THIEVES[who](scene)
    for (endpoint, _), attempt in TRIES.items():
        if endpoint in MAY.get(who, set()) or (endpoint, who) in TAKES_OVER or endpoint == "auth.sign_out":
            continue
        method, path, body = attempt(scene, client)
        before = scene.record()
        response = open_call(client, method, f"{PREFIX}/{path}", body)
        assert response.status_code < 500, (who, endpoint)
        after = scene.record()
        if endpoint == "recovery.ask":
            # Anybody may ask, as the victim would: it opens nothing, and the victim is told.
            before |= {table: after[table] for table in ("recovery_requests", "account_events")}
        assert after == before, f"{who} changed something by {method} {path}"
        text = response.get_data(as_text=True)
        for name, secret in scene.secrets().items():
            assert secret not in text, f"{who} was told the {name} by {method} {path}"
        if response.status_code == 200 and endpoint not in PUBLIC_ENDPOINTS:
            assert endpoint in HARMLESS, (who, endpoint)


# Calls that may succeed for a thief, because what they answer or change is the thief's own.
HARMLESS = {
    *("auth.sign_out", "auth.devices", "directory.directory"),
    *("sync.append_items", "sync.changes", "sync.read", "sync.holders"),
    *("admin.agency_keys", "admin.people", "admin.invite"),
    *("push.status", "push.subscribe", "push.unsubscribe"),
    *("leaving.leaving_token", "leaving.my_events", "leaving.handed_in", "leaving.forget"),
    *("leaving.held_groups", "leaving.holdings", "leaving.records_grants", "recovery.bundles_to_renew"),
    *("recovery.open_requests", "recovery.kit", "recovery.kit_event"),
    *("reports.report", "reports.reports"),
    "second.second_steps",
}


@pytest.mark.parametrize("who", THIEVES)
def test_items_in_the_victims_name_or_vault_are_refused_one_by_one(scene: Scene, who: str) -> None:
    client = THIEVES[who](scene)
    if client.person is None:
        assert client.refused("POST", "append", handing_in(scene, client)) == (401, "signed-out")
        return
    if who == "someone who waits":
        assert client.refused("POST", "append", handing_in(scene, client))[0] == 403
        return
    found = client.statuses(handing_in(scene, client)["items"])
    if who.startswith("the victim's"):
        # The victim's own words from another phone: never under the first phone's name.
        assert found[:4] == ["wrong-author"] * 4 and found[4] in ("wrong-author", "not-a-holder")
        return
    foreign = "another agency" in who
    vault = ["vault-unknown", "recipient-unknown"] if foreign else ["not-a-holder", "not-a-holder"]
    if who == "the officer":
        vault = ["not-a-holder", "stored"]
    assert found == ["wrong-author"] * 3 + (["held"] * 2 if who == "someone who left" else vault)


def test_ids_that_do_not_exist_and_ids_of_others_are_answered_alike(scene: Scene) -> None:
    """Whoever asks for a thing of another agency does not even learn that it is there."""
    omar = scene.other.client(scene.other.officer)
    nobody = Person("Nobody", "specialist", "nobody")
    for theirs, invented in (
        (("devices/%s/revoke", scene.victim.device, {}), new_id()),
        (("invitations/%s/cancel", scene.invitation["id"], {}), new_id()),
        (("reports/%s/looked", scene.report["id"], {}), new_id()),
    ):
        path, known, body = theirs
        answers = [omar.call("POST", path % each, body) for each in (known, invented)]
        assert answers[0].get_data() == answers[1].get_data() and answers[0].status_code == 404
    certificates = [
        scene.world.certificate(person, certifying=scene.other.certifying, agency=scene.other.agency)
        for person in (scene.victim, nobody)
    ]
    told = [omar.call("POST", "certificates", {"certificate": one}).get_data() for one in certificates]
    assert told[0] == told[1]
