"""Requests from a seed: what our own client would send, spoiled in one place or several. Envelopes and grants
are spoiled before they are signed and after, so that both the reader and the rules behind it are reached."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from agency_world import Person, RawItem, TestVault, new_id
from push_subscription import PythonSubscription

from tests.attack.odd import ODD, TEXTS, bend, encode, number, spoil
from tests.attack.target import Target
from webapp.api import PREFIX
from webapp.sealed.jose import sign_detached
from webapp.sealed.keys import Jwk

POOL = 60
CALLERS = {"specialist": 6, "colleague": 2, "supervisor": 2, "officer": 3, "stranger": 1}
RAW = [b"", b"{", b"[" * 5_000, b"\xff\xfe", b'"\\ud800"', b"[]", b"null", b"{}" * 2, b"0" * 5_000]
TYPES = ["application/json", "application/json; charset=utf-16", "text/plain", "", "application/xml", "é"]
Sender = Callable[[], int]


class SeededAttack:
    """One run; the same seed sends the same kinds of requests in the same order."""

    def __init__(self, target: Target, seed: int) -> None:
        self.target = target
        self.rng = Random(seed)
        world = target.world
        self.sam, self.sofia, self.vera = world.specialist, world.specialists[1], world.supervisor
        self.vaults = [world.founded(self.sam, self.vera) for _ in range(4)]
        self.strange = [world.founded(self.sofia), world.vault()]
        self.pool: list[RawItem] = [self._good_item(self.rng.choice(self.vaults)) for _ in range(POOL)]
        self.certificates = [world.certificate(one) for one in (self.sam, self.sofia, self.vera)]
        self.subscription = PythonSubscription.new("https://push.example.org/x").to_json()
        self.ways: list[tuple[int, Sender]] = [
            (45, self.append),
            (10, self.read),
            (10, self.changes),
            (8, self.certificate),
            (3, self.descriptor),
            (3, self.enrol),
            (4, self.sign_in),
            (4, self.look),
            (3, self.invite),
            (4, self.by_id),
            (3, self.push),
            (3, self.raw),
        ]
        self._weights = [weight for weight, _ in self.ways]

    def one(self) -> int:
        """Send one request."""
        way = self.rng.choices(self.ways, self._weights)[0][1]
        return way()

    def _post(self, who: str, path: str, body: Any, method: str = "POST") -> int:
        data = json.dumps(body, ensure_ascii=self.rng.random() < 0.5).encode("utf-8", "surrogatepass")
        return self.target.send(
            who, method, f"{PREFIX}/{path}", data=data, content_type="application/json", label=path
        )

    def _maybe(self, body: Any, chance: float = 0.8) -> Any:
        while self.rng.random() < chance:
            body = spoil(self.rng, body)
            chance *= 0.4
        return body

    # --- items ---

    def _good_item(self, vault: TestVault) -> RawItem:
        if self.rng.random() < 0.3:
            return vault.grant(self.sam, self.rng.choice([self.sofia, self.vera, None]))
        return vault.note(self.sam, "A quiet talk.")

    def _signed_nonsense(self) -> RawItem:
        """A header that is odd, under a signature that is good."""
        rng, vault = self.rng, self.rng.choice([*self.vaults, *self.strange])
        header: dict[str, Any] = {
            "alg": "dir",
            "enc": "A256GCM",
            "typ": "sotto-envelope",
            "v": 1,
            "id": new_id(),
            "vault": vault.id,
            "epoch": rng.choice([1, 1, 1, 2, number(rng)]),
            "author": self.sam.member,
            "device": self.sam.device,
            "at": "2026-11-22T21:04:38.123-05:00",
            "after": [new_id()] * rng.choice([0, 1, 32, 33]),
            "prev": None,
        }
        if rng.random() < 0.4:
            state = rng.choice(["asked", "seen", "taken", "answered", "closed", "odd"])
            header["consult"] = {"state": state} | ({"urgency": "now"} if state == "asked" else {})
        if rng.random() < 0.4:
            header = spoil(rng, header)
        text = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
        jwe = f"{encode(text)}..{'A' * 16}.{'A' * rng.choice([0, 4, 400])}.{'A' * 22}"
        return self._signed(jwe, self.sam.signing)

    def _signed(self, jwe: str, signing: Jwk) -> RawItem:
        return {"jwe": jwe, "sig": sign_detached("sotto-signature", jwe.encode("utf-8"), signing)}

    def _item(self) -> Any:
        way = self.rng.random()
        if way < 0.45:
            return spoil(self.rng, self.rng.choice(self.pool))
        if way < 0.6:
            return self.rng.choice(self.pool)
        if way < 0.8:
            return self._signed_nonsense()
        if way < 0.85:
            return self._good_item(self.rng.choice([*self.vaults, *self.strange]))
        if way < 0.93:
            return self._signed(bend(self.rng, self.rng.choice(self.pool)["jwe"]), self.sam.signing)
        return self.rng.choice(ODD)

    def append(self) -> int:
        who = self.rng.choices(["specialist", "colleague", "officer", "stranger"], [8, 1, 1, 0.2])[0]
        items = [self._item() for _ in range(self.rng.choice([0, 1, 1, 2, 3, 6]))]
        return self._post(who, "append", self._maybe({"items": items}, 0.05))

    # --- cursors ---

    def read(self) -> int:
        vaults = [one.id for one in (*self.vaults, *self.strange)]
        wanted = [
            {"vault": self.rng.choice(vaults), "after": self.rng.choice([0, 1, 5, number(self.rng)])}
            for _ in range(self.rng.choice([0, 1, 3, 500, 501]) if self.rng.random() < 0.1 else 2)
        ]
        return self._post(self._anybody(), "read", self._maybe({"vaults": wanted}, 0.4))

    def changes(self) -> int:
        after = self.rng.choice([*ODD, 0, 1, "٣", "1_000", "+1", " 1", "0x1", "1.0", "1e3"])
        name = self.rng.choice(["after"] * 8 + ["before", "AFTER", "\0"])
        query = {name: str(after)[:5_000].encode("utf-8", "replace").decode()}
        return self.target.send(
            self._anybody(), "GET", f"{PREFIX}/changes", query_string=query, label="changes"
        )

    # --- people and keys ---

    def certificate(self) -> int:
        world, rng = self.target.world, self.rng
        text: Any = rng.choice(self.certificates)
        if rng.random() < 0.3:
            times = {"since": rng.choice(TEXTS), "until": rng.choice(TEXTS)}
            changes = rng.choice([{"name": rng.choice(TEXTS)}, {"role": rng.choice(TEXTS)}, times])
            certifying = rng.choice([world.certifying, world.records])
            text = world.certificate(rng.choice([self.sofia, self.vera]), certifying=certifying, **changes)
        body = {"certificate": bend(rng, text) if rng.random() < 0.6 else text}
        return self._post("officer", "certificates", self._maybe(body, 0.2))

    def descriptor(self) -> int:
        world, rng = self.target.world, self.rng
        odd = rng.choice([{"name": rng.choice(TEXTS)}, {"at": rng.choice(TEXTS[-12:])}, {"settings": {}}])
        text = world.descriptor(**(odd if rng.random() < 0.5 else {"certifying": world.records}))
        return self._post("officer", "descriptor", {"descriptor": bend(rng, text)})

    def enrol(self) -> int:
        world, rng = self.target.world, self.rng
        person = Person("Wen Ito", "specialist", rng.choice(TEXTS)[:100])
        token = world.invite(replace(person, name="Wen")) if rng.random() < 0.2 else "A" * 43
        body = person.enrolment(token, world.agency, world.certifying, world.records)
        return self._post("stranger", rng.choice(["enrolments", "set-up"]), self._maybe(body, 0.7))

    def sign_in(self) -> int:
        rng = self.rng
        name = rng.choice(["sam", "nobody", *TEXTS])
        if rng.random() < 0.5:
            return self._post("stranger", "sign-in/parameters", self._maybe({"signInName": name}, 0.4))
        device = {"id": new_id(), "label": rng.choice(TEXTS)}
        body = {"signInName": name, "secret": "A" * 43, "device": device}
        return self._post("stranger", "sign-in", self._maybe(body, 0.4))

    def look(self) -> int:
        token = encode(self.rng.randbytes(32))
        path = self.rng.choice(["invitations/look", "set-up/look"])
        return self._post("stranger", path, self._maybe({"token": token}, 0.5))

    def invite(self) -> int:
        body = {"name": self.rng.choice(TEXTS), "role": self.rng.choice(["specialist", "officer", "x"])}
        return self._post(self._anybody(), "invitations", self._maybe(body, 0.3))

    def by_id(self) -> int:
        odd = self.rng.choice([new_id(), self.sam.member, *(text[:3_000] for text in TEXTS)])
        call = self.rng.choice(["devices/{}/revoke", "invitations/{}/cancel"])
        who, path = self._anybody(), f"{PREFIX}/{call.format(odd.replace('?', ''))}"
        return self.target.send(who, "POST", path, json=self._maybe({}, 0.2), label=call)

    def push(self) -> int:
        who = self._anybody()
        if self.rng.random() < 0.1:
            return self.target.send(who, "DELETE", f"{PREFIX}/push", label="push")
        return self._post(who, "push", self._maybe(self.subscription, 0.8), method="PUT")

    # --- anything ---

    def raw(self) -> int:
        path = self.rng.choice(["append", "read", "sign-in", "invitations", "push/test", "no", "\0", "%2e"])
        header = self.rng.choice(["Accept", "Cookie", "X-CSRFToken", "Origin", "Range", "Accept-Encoding"])
        value = self.rng.choice(TEXTS)[:2_000].replace("\r", "").replace("\n", "")
        return self.target.send(
            self._anybody(),
            self.rng.choice(["POST", "GET", "PUT", "PATCH", "TRACE", "ODD", "OPTIONS", "HEAD"]),
            f"{PREFIX}/{path}",
            label="raw",
            headers={header: value.encode("utf-8", "replace").decode("latin-1")},
            data=self.rng.choice(RAW),
            content_type=self.rng.choice(TYPES),
        )

    def _anybody(self) -> str:
        return self.rng.choices(list(CALLERS), list(CALLERS.values()))[0]
