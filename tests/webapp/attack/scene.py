"""What the attacks are made on: two agencies on one server, with something of everything in the first."""

from dataclasses import dataclass, field
from typing import Any

import pyotp
from agency_world import ORIGIN, AgencyWorld, Client, Person, RawItem, TestVault, new_id
from push_subscription import PythonSubscription
from soft_passkey import SoftPasskey
from sqlalchemy import select

from webapp.auth.service import end_member
from webapp.storage.base import Base
from webapp.storage.models import HandedIn

# What each visit of anybody changes, and that is nobody's record.
FLEETING = {"sign_ins", "attempts"}
SEEN = {"devices": "last_seen_at"}


@dataclass
class Scene:
    """The first agency's people and things, and those who have no business with them."""

    world: AgencyWorld
    other: AgencyWorld
    vault: TestVault
    note: RawItem
    invitation: dict[str, str]
    subscription: PythonSubscription
    report: dict[str, Any]
    second_device: str = field(default_factory=new_id)
    draft: str = "e30..aaaa.draft.bbbb"
    second_step: str = ""
    begun_step: str = ""
    begun_key: str = ""
    challenge: str = ""

    @property
    def victim(self) -> Person:
        return self.world.specialist

    def secure(self, client: Client) -> None:
        """The victim has a second step, is adding an app, and a passkey."""
        own = {"secret": self.victim.secret}
        passkey = SoftPasskey()
        begun = client.post("second-step/passkey", own)
        attestation = passkey.attestation(begun["challenge"])
        client.post("second-step/passkey/add", {"name": "Ring key", "attestation": attestation})
        self.second_step = client.get("second-step")["steps"][0]["id"]
        client.post("second-step/codes", own)
        app = client.post("second-step/totp", own | {"name": "My phone"})
        self.begun_step, self.begun_key = app["id"], app["key"]
        self.challenge = client.post("second-step/passkey", own)["challenge"]

    def code(self) -> str:
        """What the victim's app shows now."""
        return pyotp.TOTP(self.begun_key).at(self.world.clock())

    def record(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the first agency that means something, to see afterwards that nothing has changed."""
        found = {}
        with self.world.storage.reading() as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in FLEETING:
                    owner = table.c.id if table.name == "agencies" else table.c.agency
                    columns = [each for each in table.columns if each.name != SEEN.get(table.name)]
                    rows = session.execute(select(*columns).where(owner == self.world.agency))
                    found[table.name] = sorted((tuple(row) for row in rows), key=repr)
        return found

    def handed_in(self) -> list[str]:
        """The ids of what the victim's lost phone handed in."""
        with self.world.storage.reading() as session:
            return list(session.scalars(select(HandedIn.hash).where(HandedIn.member == self.victim.member)))

    def secrets(self) -> dict[str, str]:
        """What must be in no answer to a stranger."""
        return {
            "vault": self.vault.id,
            "note": self.note["jwe"],
            "draft": self.draft,
            "device": self.victim.device,
            "name": self.victim.name,
            "invitation": self.invitation["id"],
            "report": self.report["id"],
            "endpoint": self.subscription.endpoint,
            "secret of an app": self.begun_key,
            "second step": self.second_step,
            "certificate": self.world.certificate(self.victim).split(".")[1],
        }


def finding(vault: str | None, **more: Any) -> dict[str, Any]:
    """The body of `POST reports`."""
    nothing = {"kind": "gone-back", "vault": vault, "number": 2, "held": None, "found": None}
    return nothing | {"restored": False} | more


def end(world: AgencyWorld, person: Person) -> None:
    """End somebody's access."""
    with world.storage.transaction() as session:
        end_member(session, world.agency, person.member, world.clock())


def open_call(client: Client, method: str, path: str, body: Any = None) -> Any:
    """The response of one call of any path, with everything that a browser brings."""
    headers = {"X-CSRFToken": client.csrf, "Origin": ORIGIN}
    sent = body if method in ("POST", "PUT") else None
    return client.http.open(path, method=method, base_url=ORIGIN, json=sent, headers=headers)
