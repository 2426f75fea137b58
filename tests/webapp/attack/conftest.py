"""Fixtures of the attacks: `scene`, and a second agency on the same server."""

from collections.abc import Callable

import pytest
from agency_world import AgencyWorld, Client, Person, new_id
from push_subscription import PythonSubscription
from scene import Scene, finding


@pytest.fixture
def make_other(world: AgencyWorld) -> Callable[[], AgencyWorld]:
    """Makes a second agency on the same server."""

    def make() -> AgencyWorld:
        other = AgencyWorld(world.app, world.clock, officer=Person("Omar Ruiz", "officer", "omar"))
        other.set_up()
        other.specialists = [other.join(Person("Nia Bell", "specialist", "nia"))]
        other.supervisors = [other.join(Person("Ugo Sand", "supervisor", "ugo"))]
        return other

    return make


@pytest.fixture
def scene(world: AgencyWorld, make_other: Callable[[], AgencyWorld]) -> Scene:
    """A vault with a note, a consult, a push subscription, an open invitation, a report, a draft of a lost
    phone, a second step; and another agency."""
    sam = world.specialist
    vault = world.vault()
    note = vault.note(sam)
    consult = vault.note(sam, consult={"state": "asked", "urgency": "soon"})
    client = world.client(sam)
    items = [*vault.founding(sam, world.supervisor), note, consult]
    assert set(client.statuses(items)) == {"stored"}
    subscription = PythonSubscription.new("http://127.0.0.1:9/victim")
    assert client.call("PUT", "push", subscription.to_json()).status_code == 200
    invited = world.client(world.officer).post("invitations", {"name": "Wen Ito", "role": "specialist"})
    client.post("reports", finding(vault.id))
    (report,) = world.client(world.officer).get("reports/waiting")["reports"]
    scene = Scene(world, make_other(), vault, note, invited, subscription, report)
    world.client(sam).sign_in(device=scene.second_device)
    lost = Client(world.app, sam)
    lost.sign_in(device=new_id())
    lost.post(f"devices/{lost.get('session')['signedIn']['device']}/revoke")
    lost.post("hand-in", {"pieces": [{"name": f"draft/{new_id()}", "jwe": scene.draft, "sig": None}]})
    scene.secure(client)
    return scene
