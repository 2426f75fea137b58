"""A small agency for tests: one officer, two specialists, two supervisors, made through the real HTTP calls.

Everything in it is real (SQLCipher file, signatures, receipts) but the way from passphrase to keys:
`insecure_fast_keys` takes microseconds where Argon2id takes a second.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask_openapi3.openapi import OpenAPI
from uuid_utils import uuid7

from webapp import create_app
from webapp.admin.service import create_agency
from webapp.config import Secret, Settings
from webapp.sealed.account import Account, AgencyKeys, seal_account, seal_agency_keys, seal_recovery
from webapp.sealed.certificates import issue_certificate, issue_descriptor
from webapp.sealed.items import item_hash
from webapp.sealed.keys import Jwk, new_key_pair, new_vault_key, public_part, thumbprint
from webapp.sealed.passphrases import new_salt, standard_kdf
from webapp.sealed.seal import seal_envelope, seal_grant
from webapp.sealed.strict import encode_base64url, write_time
from webapp.storage.migrate import upgrade

ORIGIN = "https://sotto.test"
Body = dict[str, Any]
RawItem = dict[str, str]


def new_id() -> str:
    """A UUIDv7."""
    return str(uuid7())


def insecure_fast_keys(passphrase: str) -> tuple[str, bytes]:
    """(sign-in secret, unlock key) without any stretching. For tests only, as the name says."""
    secret = hashlib.sha256(b"sign-in" + passphrase.encode()).digest()
    return encode_base64url(secret), hashlib.sha256(b"unlock" + passphrase.encode()).digest()


def make_settings(folder: Path, **changes: Any) -> Settings:
    """Settings of a server whose files all lie in `folder`."""
    values: dict[str, Any] = {
        "data": folder,
        "database_url": f"sqlite+pysqlcipher:///{folder / 'sotto.db'}",
        "database_key": Secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2),
        "secret_key": Secret("a secret of the tests, used nowhere else"),
        "receipt_key_file": folder / "receipts.json",
        "vapid_key_file": folder / "vapid.json",
        "contact": "mailto:tests@sotto.test",
        "origin": ORIGIN,
        "assets": folder / "assets",
        "push_allow_loopback": True,
        "log_file": folder / "log.jsonl",
    }
    return Settings(**(values | changes))


def make_app(settings: Settings, clock: "ManualClock | None" = None) -> OpenAPI:
    """The app with its tables; its answers are held against its schemas."""
    app = create_app(settings, clock=clock)
    upgrade(app.extensions["storage"])
    app.validate_response = True
    return app


class ManualClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **duration: float) -> None:
        self.moment += timedelta(**duration)


@dataclass
class Person:
    """Someone with keys and a passphrase, on one device."""

    name: str
    role: str
    sign_in_name: str
    passphrase: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    member: str = field(default_factory=new_id)
    device: str = field(default_factory=new_id)
    sealing: Jwk = field(default_factory=new_key_pair)
    signing: Jwk = field(default_factory=new_key_pair)
    prev: str | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    """What each of their devices keeps to be known by."""

    @property
    def secret(self) -> str:
        return insecure_fast_keys(self.passphrase)[0]

    def enrolment(self, token: str, agency: str, certifying: Jwk, records: Jwk) -> Body:
        """The body of `POST enrolments`."""
        account = Account(
            agency=agency,
            member=self.member,
            signInName=self.sign_in_name,
            pin=thumbprint(certifying),
            sealing=self.sealing,
            signing=self.signing,
        )
        return {
            "token": token,
            "member": self.member,
            "signInName": self.sign_in_name,
            "salt": encode_base64url(new_salt()),
            "kdf": standard_kdf(),
            "secret": self.secret,
            "account": seal_account(account, insecure_fast_keys(self.passphrase)[1]),
            "recovery": seal_recovery(account, public_part(records)),
            "sealing": public_part(self.sealing),
            "signing": public_part(self.signing),
            "device": {"id": self.device, "label": "A phone"},
        }


class Client:
    """A browser's side of the HTTP calls: keeps the cookie, brings the CSRF token."""

    def __init__(self, app: OpenAPI, person: Person | None = None) -> None:
        self.http = app.test_client()
        self.person = person
        self.csrf = ""

    def call(self, method: str, path: str, body: Any = None, headers: Body | None = None) -> Any:
        """The response of one call under /api/v1."""
        return self.http.open(
            f"/api/v1/{path}",
            method=method,
            base_url=ORIGIN,
            json=body if method != "GET" else None,
            headers={"X-CSRFToken": self.csrf, "Origin": ORIGIN} | (headers or {}),
        )

    def get(self, path: str) -> Body:
        """The answer of a GET that must succeed."""
        return _succeeded(self.call("GET", path))

    def post(self, path: str, body: Any = None) -> Body:
        """The answer of a POST that must succeed; a new CSRF token in it is kept."""
        answer = _succeeded(self.call("POST", path, {} if body is None else body))
        self.csrf = answer.get("csrf", self.csrf)
        return answer

    def refused(
        self, method: str, path: str, body: Any = None, headers: Body | None = None
    ) -> tuple[int, str]:
        """Status and code of a call that must be refused."""
        response = self.call(method, path, body, headers)
        assert response.status_code >= 400, response.get_data(as_text=True)
        return response.status_code, response.get_json()["error"]["code"]

    def begin(self) -> "Client":
        """Fetch the first CSRF token."""
        self.csrf = self.get("session")["csrf"]
        return self

    def sign_in(self, device: str | None = None) -> Body:
        """Sign in as `person`."""
        assert self.person is not None
        self.begin()
        device = device or self.person.device
        body: Body = {
            "signInName": self.person.sign_in_name,
            "secret": self.person.secret,
            "device": {"id": device, "label": "A phone"},
        }
        if device in self.person.tokens:
            body["deviceToken"] = self.person.tokens[device]
        answer = self.post("sign-in", body)
        self.person.tokens[device] = answer["deviceToken"]
        return answer

    def append(self, items: Sequence[Any]) -> list[Body]:
        """The per-item answers of one batch."""
        answers: list[Body] = self.post("append", {"items": list(items)})["items"]
        assert len(answers) == len(items)
        return answers

    def statuses(self, items: Sequence[Any]) -> list[str]:
        """For each item its status, or its code when it was refused."""
        return [answer["code"] or answer["status"] for answer in self.append(items)]


def _succeeded(response: Any) -> Body:
    assert response.status_code == 200, (response.status_code, response.get_data(as_text=True))
    body: Body = response.get_json()
    return body


@dataclass
class TestVault:
    """A vault with its key, on the side of those who hold it."""

    __test__ = False

    world: "AgencyWorld"
    id: str = field(default_factory=new_id)
    epoch: int = 1
    key: bytes = field(default_factory=new_vault_key)

    def grant(self, author: Person, to: Person | None, **changes: Any) -> RawItem:
        """A grant by `author` to a person, or to the records key (None)."""
        header: Body = {
            "id": new_id(),
            "vault": self.id,
            "epoch": self.epoch,
            "author": author.member,
            "device": author.device,
            "at": write_time(datetime.now(UTC)),
            "to": to.member if to else "records",
            "prev": author.prev,
        }
        sealing = to.sealing if to else self.world.records
        signing = changes.pop("signing", author.signing)
        sealing = changes.pop("sealing", sealing)
        item = seal_grant(self.key, sealing=public_part(sealing), signing=signing, **(header | changes))
        author.prev = item_hash(item["jwe"], item["sig"])
        return item

    def founding(self, author: Person, *others: Person) -> list[RawItem]:
        """The grants that found it: to the author, to the records key, to others."""
        return [self.grant(author, to) for to in (author, None, *others)]

    def note(self, author: Person, text: str = "A quiet talk about housing.", **changes: Any) -> RawItem:
        """An envelope with a note."""
        header: Body = {
            "id": new_id(),
            "vault": self.id,
            "epoch": self.epoch,
            "author": author.member,
            "device": author.device,
            "at": write_time(datetime.now(UTC)),
            "prev": author.prev,
        }
        signing = changes.pop("signing", author.signing)
        payload = {"kind": "note", "schema": 1, "text": text}
        item = seal_envelope(payload, vault_key=self.key, signing=signing, **(header | changes))
        author.prev = item_hash(item["jwe"], item["sig"])
        return item

    def next_epoch(self) -> "TestVault":
        """The same vault under its next key."""
        return TestVault(self.world, id=self.id, epoch=self.epoch + 1)


@dataclass
class AgencyWorld:
    """A server with one agency that is set up, and its people."""

    app: OpenAPI
    clock: ManualClock
    agency: str = ""
    certifying: Jwk = field(default_factory=new_key_pair)
    records: Jwk = field(default_factory=new_key_pair)
    officer: Person = field(default_factory=lambda: Person("Olive Marsh", "officer", "olive"))
    specialists: list[Person] = field(default_factory=list)
    supervisors: list[Person] = field(default_factory=list)

    @property
    def specialist(self) -> Person:
        return self.specialists[0]

    @property
    def supervisor(self) -> Person:
        return self.supervisors[0]

    @property
    def storage(self) -> Any:
        return self.app.extensions["storage"]

    def client(self, person: Person | None = None) -> Client:
        """A browser, signed in when a person is given."""
        client = Client(self.app, person)
        if person is None:
            return client.begin()
        client.sign_in()
        return client

    def vault(self) -> TestVault:
        """A vault that nobody has granted yet."""
        return TestVault(self)

    def founded(self, author: Person, *others: Person) -> TestVault:
        """A vault that the server knows."""
        vault = self.vault()
        assert set(self.client(author).statuses(vault.founding(author, *others))) == {"stored"}
        return vault

    def descriptor(self, **changes: Any) -> str:
        """The agency's descriptor, signed now."""
        values: Body = {
            "agency": self.agency,
            "name": "Lantern Peer Support",
            "records": self.records,
            "receipts": [self.app.extensions["receipt_key"].public],
            "settings": {
                "language": "en",
                "part2": "unsure",
                "naming": "first-name",
                "jurisdiction": "generic",
                "onCall": [],
            },
            "at": write_time(self.clock()),
        }
        return issue_descriptor(changes.pop("certifying", self.certifying), **(values | changes))

    def certificate(self, person: Person, **changes: Any) -> str:
        """A certificate over a person's keys."""
        values: Body = {
            "agency": self.agency,
            "member": person.member,
            "name": person.name,
            "role": person.role,
            "sealing": person.sealing,
            "signing": person.signing,
            "since": write_time(self.clock()),
            "until": write_time(self.clock() + timedelta(days=730)),
        }
        return issue_certificate(changes.pop("certifying", self.certifying), **(values | changes))

    def set_up_body(self, token: str) -> Body:
        """The body of `POST set-up`."""
        return self.officer.enrolment(token, self.agency, self.certifying, self.records) | {
            "descriptor": self.descriptor(),
            "certificate": self.certificate(self.officer),
            "agencyKeys": self.agency_keys_for(self.officer),
        }

    def new_agency(self) -> str:
        """Create an empty agency; its set-up token."""
        with self.storage.transaction() as session:
            self.agency, token = create_agency(session, "Lantern Peer Support", self.clock())
        return token

    def set_up(self) -> None:
        """Found the agency as its officer."""
        self.client().post("set-up", self.set_up_body(self.new_agency()))

    def invite(self, person: Person) -> str:
        """An invitation's token for a person."""
        officer = self.client(self.officer)
        token: str = officer.post("invitations", {"name": person.name, "role": person.role})["token"]
        return token

    def enrol(self, person: Person) -> Client:
        """Enrol a person; they wait for a certificate."""
        body = person.enrolment(self.invite(person), self.agency, self.certifying, self.records)
        client = Client(self.app, person).begin()
        client.post("enrolments", body)
        return client

    def join(self, person: Person) -> Person:
        """Enrol and certify a person."""
        self.enrol(person)
        body = {"certificate": self.certificate(person)}
        if person.role == "officer":
            body["agencyKeys"] = self.agency_keys_for(person)
        self.client(self.officer).post("certificates", body)
        return person

    def agency_keys_for(self, person: Person) -> str:
        """The agency's keys, sealed to one person."""
        keys = AgencyKeys(certifying=self.certifying, records=self.records)
        return seal_agency_keys(keys, self.agency, public_part(person.sealing))


def populate(world: AgencyWorld) -> AgencyWorld:
    """Set the agency up and let two specialists and two supervisors join."""
    world.set_up()
    world.specialists = [
        world.join(Person("Sam Okoro", "specialist", "sam")),
        world.join(Person("Sofía Reyes", "specialist", "sofia")),
    ]
    world.supervisors = [
        world.join(Person("Vera Lind", "supervisor", "vera")),
        world.join(Person("Victor Hale", "supervisor", "victor")),
    ]
    return world
