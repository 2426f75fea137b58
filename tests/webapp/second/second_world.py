"""What the tests of the second step share: a member on their phone who has one, and a stranger's phone."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pyotp
from agency_world import AgencyWorld, Client, Person, new_id, write_time
from soft_passkey import SoftPasskey

Body = dict[str, Any]
GUESS = {"kind": "recovery", "code": "0000-0000-0000"}


@dataclass
class Secured:
    """A member, signed in on the phone that the server knows, with whatever second steps they add."""

    world: AgencyWorld
    person: Person
    client: Client
    key: str = ""
    codes: list[str] = field(default_factory=list)

    def adds_app(self, name: str = "My phone") -> "Secured":
        """An authenticator app, confirmed by the code of the step before: the present one is fresh."""
        begun = self.client.post("second-step/totp", {"secret": self.person.secret, "name": name})
        self.key = begun["key"]
        self.client.post(f"second-step/totp/{begun['id']}/confirm", {"code": self.code(-1)})
        return self

    def adds_passkey(self, name: str = "Ring key", **made: Any) -> SoftPasskey:
        """A passkey."""
        passkey = SoftPasskey(**made)
        challenge = self.client.post("second-step/passkey", {"secret": self.person.secret})["challenge"]
        self.client.post(
            "second-step/passkey/add", {"name": name, "attestation": passkey.attestation(challenge)}
        )
        return passkey

    def makes_codes(self) -> list[str]:
        """Ten recovery codes."""
        self.codes = self.client.post("second-step/codes", {"secret": self.person.secret})["codes"]
        return self.codes

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or so many steps of thirty seconds away."""
        return pyotp.TOTP(self.key).at(self.world.clock() + timedelta(seconds=30 * steps))

    def proof(self, steps: int = 0) -> Body:
        return {"kind": "totp", "code": self.code(steps)}

    def state(self) -> Body:
        return self.client.get("second-step")


def secured(world: AgencyWorld, person: Person | None = None) -> Secured:
    """Somebody on their own phone."""
    person = person or world.specialist
    return Secured(world, person, world.client(person))


def entering(person: Person, second: Body | None = None, **more: Any) -> Body:
    """The body of a sign-in on a phone that the server never saw."""
    body: Body = {
        "signInName": person.sign_in_name,
        "secret": person.secret,
        "device": {"id": new_id(), "label": "A new phone"},
    }
    return body | ({"second": second} if second else {}) | more


def tries(world: AgencyWorld, body: Body) -> str:
    """`in`, or the code of the refusal."""
    response = world.client().call("POST", "sign-in", body)
    answer = response.get_json()
    return "in" if response.status_code == 200 else str(answer["error"]["code"])


def asked(world: AgencyWorld, person: Person) -> Body:
    """What a new phone is told when it brings no second step."""
    response = world.client().call("POST", "sign-in", entering(person))
    assert response.status_code == 401, response.get_data(as_text=True)
    error: Body = response.get_json()["error"]
    assert error["code"] == "second-step"
    ways: Body = error["second"]
    return ways


def require(world: AgencyWorld, policy: str = "required") -> None:
    """The officer signs the agency's policy."""
    world.clock.move(seconds=1)
    settings = {
        "language": "en",
        "part2": "unsure",
        "naming": "first-name",
        "jurisdiction": "generic",
        "onCall": [],
        "secondStep": policy,
    }
    descriptor = world.descriptor(settings=settings, at=write_time(world.clock()))
    world.client(world.officer).post("descriptor", {"descriptor": descriptor})


def events(client: Client) -> list[str]:
    """What stands on somebody's record, newest first."""
    return [each["kind"] for each in client.get("events")["events"]]
