"""Who is woken by a step of a consult, which steps are refused, and that nobody's signed words are lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from agency_world import AgencyWorld, Client, Person, RawItem, TestVault
from push_service import PushService
from sqlalchemy import select

from webapp.storage.models import Consult, ConsultSight, PushOutbox

NOW, SOON = {"state": "asked", "urgency": "now"}, {"state": "asked", "urgency": "soon"}


class Story:
    """A consult vault of a specialist and two supervisors, all of whom have a phone that can be woken."""

    def __init__(self, world: AgencyWorld, service: PushService) -> None:
        self.world = world
        self.asker, self.other_specialist = world.specialists
        self.rosa, self.sam = world.supervisors
        self.clients: dict[str, Client] = {}
        for person in (self.asker, self.rosa, self.sam, self.other_specialist):
            client = world.client(person)
            assert client.call("PUT", "push", service.subscribe().to_json()).status_code == 200
            self.clients[person.member] = client
        self.vault: TestVault = world.vault()
        founding = self.vault.founding(self.asker, self.rosa, self.sam)
        assert set(self.clients[self.asker.member].statuses(founding)) == {"stored"}

    def item(self, person: Person, step: dict[str, str] | None) -> RawItem:
        return self.vault.note(person, consult=step)

    def take(self, person: Person, step: dict[str, str] | None) -> str:
        """Append one step; "stored", or the code of the refusal."""
        return self.clients[person.member].statuses([self.item(person, step)])[0]

    def woken(self) -> list[str]:
        """The sign-in names of those for whom a push waits; taking them notes them as sent."""
        by_id = {
            person.member: person.sign_in_name
            for person in (*self.world.specialists, *self.world.supervisors)
        }
        with self.world.storage.transaction() as session:
            waiting = session.scalars(select(PushOutbox).where(PushOutbox.done_at.is_(None))).all()
            assert {row.subject for row in waiting} <= {self.vault.id}
            for row in waiting:
                row.done_at = self.world.clock()
            return sorted(by_id[row.member] for row in waiting)

    def row(self) -> Any:
        with self.world.storage.reading() as session:
            return session.scalars(select(Consult)).one_or_none()


@pytest.fixture
def story(world: AgencyWorld) -> Iterator[Story]:
    with PushService() as service:
        yield Story(world, service)


@pytest.mark.parametrize("asked", [NOW, SOON])
def test_asking_wakes_every_supervisor_who_holds_the_vault_and_nobody_else(
    story: Story, asked: dict[str, str]
) -> None:
    assert story.take(story.asker, asked) == "stored"
    assert story.woken() == ["vera", "victor"]
    assert (story.row().state, story.row().urgency) == ("asked", asked["urgency"])


def test_a_supervisor_who_does_not_hold_the_vault_sleeps_on(story: Story) -> None:
    story.vault = story.world.vault()
    client = story.clients[story.asker.member]
    client.append(story.vault.founding(story.asker, story.sam))
    assert story.take(story.asker, NOW) == "stored"
    assert story.woken() == ["victor"]


def test_the_grants_and_the_request_may_come_in_one_batch(story: Story) -> None:
    story.vault = story.world.vault()
    founding = story.vault.founding(story.asker, story.rosa)
    batch = [*founding, story.item(story.asker, NOW)]
    assert story.clients[story.asker.member].statuses(batch) == ["stored"] * 4
    assert story.woken() == ["vera"]


def test_a_supervisor_who_asks_is_not_woken_by_their_own_question(story: Story) -> None:
    story.vault = story.world.vault()
    story.clients[story.rosa.member].append(story.vault.founding(story.rosa, story.sam))
    assert story.take(story.rosa, NOW) == "stored"
    assert story.woken() == ["victor"]
    assert story.take(story.rosa, {"state": "answered"}) == "consult-invalid"


def test_seeing_stops_the_waking_of_the_one_who_saw_only(story: Story) -> None:
    story.take(story.asker, NOW)
    assert story.take(story.rosa, {"state": "seen"}) == "stored"
    assert story.woken() == ["victor"]
    assert story.row().state == "asked"
    assert story.row().first_seen_at is not None


def test_taking_wakes_the_asker(story: Story) -> None:
    story.take(story.asker, NOW)
    story.woken()
    assert story.take(story.rosa, {"state": "taken"}) == "stored"
    assert story.woken() == ["sam"]
    assert (story.row().state, story.row().taken_by) == ("taken", story.rosa.member)


def test_answering_wakes_the_asker_and_lets_the_other_supervisors_sleep(story: Story) -> None:
    story.take(story.asker, NOW)
    assert story.take(story.rosa, {"state": "answered"}) == "stored"
    assert story.woken() == ["sam"]
    assert story.row().state == "answered"


def test_a_consult_goes_from_asked_to_closed(story: Story) -> None:
    steps = [
        (story.asker, SOON),
        (story.rosa, {"state": "seen"}),
        (story.sam, {"state": "seen"}),
        (story.rosa, {"state": "taken"}),
        (story.rosa, {"state": "answered"}),
        (story.asker, {"state": "closed"}),
    ]
    assert [story.take(person, step) for person, step in steps] == ["stored"] * 6
    assert story.row().state == "closed"
    with story.world.storage.reading() as session:
        assert len(session.scalars(select(ConsultSight)).all()) == 2


def test_raising_the_urgency_wakes_the_supervisors_again(story: Story) -> None:
    story.take(story.asker, SOON)
    story.take(story.rosa, {"state": "seen"})
    story.woken()
    assert story.take(story.asker, NOW) == "stored"
    assert story.woken() == ["vera", "victor"]
    assert story.row().urgency == "now"


@pytest.mark.parametrize("last", [{"state": "answered"}, {"state": "closed"}])
def test_an_urgent_word_is_heard_even_after_the_end(story: Story, last: dict[str, str]) -> None:
    story.take(story.asker, SOON)
    story.take(story.rosa, {"state": "answered"})
    story.take(story.rosa, last)
    story.woken()
    assert story.take(story.asker, NOW) == "stored"
    assert story.woken() == ["vera", "victor"]
    assert (story.row().state, story.row().urgency) == ("asked", "now")


def test_steps_that_were_overtaken_on_a_phone_without_signal_are_kept_and_change_nothing(
    story: Story,
) -> None:
    story.take(story.asker, NOW)
    story.take(story.rosa, {"state": "taken"})
    story.take(story.rosa, {"state": "answered"})
    before = story.row().answered_at
    for late in ({"state": "seen"}, {"state": "taken"}, {"state": "answered"}):
        assert story.take(story.sam, late) == "stored"
    assert (story.row().state, story.row().taken_by) == ("answered", story.rosa.member)
    assert story.row().answered_at == before
    story.take(story.asker, {"state": "closed"})
    assert story.take(story.sam, {"state": "answered"}) == "stored"
    assert story.take(story.rosa, {"state": "closed"}) == "stored"
    assert story.row().state == "closed"


def test_a_duplicate_wakes_nobody_again(story: Story) -> None:
    asked = story.item(story.asker, NOW)
    client = story.clients[story.asker.member]
    assert client.statuses([asked]) == ["stored"]
    story.woken()
    assert client.statuses([asked]) == ["duplicate"]
    assert story.woken() == []


@pytest.mark.parametrize("first", [{"state": name} for name in ("seen", "taken", "answered", "closed")])
def test_a_consult_begins_with_a_question(story: Story, first: dict[str, str]) -> None:
    for person in (story.asker, story.rosa):
        assert story.take(person, first) == "consult-invalid"
    assert story.row() is None


def test_only_the_founder_asks(story: Story) -> None:
    assert story.take(story.rosa, NOW) == "consult-invalid"
    story.take(story.asker, SOON)
    assert story.take(story.rosa, NOW) == "consult-invalid"
    assert story.row().urgency == "soon"


def test_the_urgency_is_never_lowered(story: Story) -> None:
    story.take(story.asker, NOW)
    assert story.take(story.asker, SOON) == "consult-invalid"
    assert story.row().urgency == "now"


@pytest.mark.parametrize("step", [{"state": name} for name in ("seen", "taken", "answered")])
def test_a_specialist_cannot_speak_as_a_supervisor(story: Story, step: dict[str, str]) -> None:
    grant = story.vault.grant(story.asker, story.other_specialist)
    story.clients[story.asker.member].append([grant])
    story.take(story.asker, NOW)
    story.woken()
    for person in (story.asker, story.other_specialist):
        assert story.take(person, step) == "consult-invalid"
    assert story.woken() == []
    assert story.row().state == "asked"


def test_what_was_never_answered_cannot_be_closed(story: Story) -> None:
    story.take(story.asker, NOW)
    assert story.take(story.rosa, {"state": "closed"}) == "consult-invalid"
    story.take(story.rosa, {"state": "taken"})
    assert story.take(story.asker, {"state": "closed"}) == "consult-invalid"


def test_a_refused_step_leaves_no_envelope_and_spoils_nothing_beside_it(story: Story) -> None:
    client = story.clients[story.asker.member]
    batch = [
        story.item(story.asker, {"state": "closed"}),
        story.item(story.asker, NOW),
        story.item(story.asker, None),
    ]
    assert client.statuses(batch) == ["consult-invalid", "stored", "stored"]
    assert [answer["number"] for answer in client.append(batch[1:])] == [1, 2]
