"""What a phone handed in after its access had ended is opened too, and never mistaken for the record."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from agency_world import AgencyWorld, Client, Person, new_id
from record_keeper import Keeper, Writer
from sqlalchemy import update

from webapp.sealed.account import seal_account_device_key, seal_local
from webapp.sealed.keys import new_vault_key, public_part
from webapp.storage.models import Member

OpenCase = Callable[..., Writer]
HELD, STUCK, TYPED = "Riley called at night.", "Nobody took this one.", "Riley said that the gard"


class Leaving:
    """A specialist whose access ends while their phone still holds something."""

    def __init__(self, world: AgencyWorld, open_case: OpenCase) -> None:
        self.world, self.sam = world, world.specialist
        self.writer = open_case(self.sam, world.supervisor)
        self.writer.participant()
        self.writer.session("The first note.")
        assert set(self.writer.send()) == {"stored"}
        self.phone: Client = world.client(self.sam)
        world.client(world.officer).post(f"people/{self.sam.member}/end")
        self.key = new_vault_key()

    def hands_in(self, *pieces: dict[str, Any]) -> None:
        self.phone.post("hand-in", {"pieces": list(pieces)})

    def device_key(self, person: Person | None = None) -> dict[str, Any]:
        sealing = public_part((person or self.sam).sealing)
        sealed = seal_account_device_key(self.key, self.sam.device, sealing)
        return {"name": "device-key", "jwe": sealed, "sig": None}

    def draft(self, text: str = TYPED) -> dict[str, Any]:
        name = f"note/{self.writer.vault.id}/{new_id()}"
        local = f"draft/{new_id()}"
        value = {"name": name, "value": {"text": text, "stage": "writing", "keptAt": "2026-11-21"}}
        return {"name": local, "jwe": seal_local(local, value, self.key), "sig": None}


def test_held_entries_are_opened_and_marked(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    leaving.writer.session(HELD)
    assert leaving.phone.statuses(leaving.writer.pending) == ["held"] * 4
    assert keeper.run(kit).exit_code == 0
    document = keeper.json("cases/RI-01.json")
    assert HELD not in str(document["record"]) and len(document["entries"]) == 5
    assert {each["standing"] for each in document["held"]} == {"held: not part of the record (undecided)"}
    assert HELD in [each["payload"].get("text") for each in document["held"]]
    words = keeper.reads("cases/RI-01.pdf")
    record, held = words.split("Held: not part of the record", 1)
    assert "The first note." in record and HELD not in record
    assert HELD in held and "Nobody has decided" in held


def test_what_an_officer_admitted_stands_in_the_record_alone(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    leaving.writer.session(HELD)
    leaving.phone.statuses(leaving.writer.pending)
    answer = {"device": leaving.sam.device, "decision": "admit"}
    world.client(world.officer).post("held/decide", answer)
    assert keeper.run(kit).exit_code == 0
    document = keeper.json("cases/RI-01.json")
    assert document["held"] == [] and len(document["entries"]) == 9
    assert {each["note"]["text"] for each in document["record"]["sessions"]} == {"The first note.", HELD}


def test_a_case_that_was_founded_after_the_access_had_ended_is_opened(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    new = Writer(world, leaving.sam, world.vault())
    founding = new.vault.founding(leaving.sam)
    new.participant(name="Юлия", code="YU-01")
    assert leaving.phone.statuses([*founding, *new.pending]) == ["held"] * 3
    assert keeper.run(kit).exit_code == 0
    document = keeper.json(f"other/{new.vault.id}.json")
    assert document["entries"] == [] and document["held"][0]["payload"]["name"] == "Юлия"
    assert "Юлия" in keeper.reads(f"other/{new.vault.id}.pdf")


def test_drafts_are_opened_by_way_of_the_members_recovery_bundle(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    leaving.hands_in(leaving.device_key(), leaving.draft())
    done = keeper.run(kit)
    assert done.exit_code == 0, done.output
    standing = "never saved: a draft on Sam Okoro's phone when its access ended"
    (draft,) = keeper.json(f"handed-in/{leaving.sam.device}.json")["drafts"]
    assert (draft["standing"], draft["value"]["text"]) == (standing, TYPED)
    assert keeper.json("cases/RI-01.json")["drafts"] == [draft]
    for name in (f"handed-in/{leaving.sam.device}.pdf", "cases/RI-01.pdf"):
        words = keeper.reads(name)
        assert TYPED in words and "A draft on Sam Okoro's phone when its access ended." in words


def test_an_entry_that_no_vault_took_is_opened(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    stuck = leaving.writer.write({"kind": "note", "session": new_id(), "text": STUCK})
    (item,) = leaving.writer.pending
    leaving.hands_in({"name": f"item/{stuck}", **item})
    assert keeper.run(kit).exit_code == 0
    (handed_in,) = keeper.json("cases/RI-01.json")["held"]
    assert (handed_in["id"], handed_in["payload"]["text"]) == (stuck, STUCK)
    words = keeper.reads("cases/RI-01.pdf")
    assert STUCK in words and "no vault had taken it" in words


def test_a_draft_that_does_not_open_is_named(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    leaving.hands_in(leaving.device_key(world.supervisor), leaving.draft())
    done = keeper.run(kit)
    assert done.exit_code == 1 and "WRONG: draft " in done.output, done.output
    (draft,) = keeper.json(f"handed-in/{leaving.sam.device}.json")["drafts"]
    assert draft["value"] is None and "sealed to another key" in draft["wrong"]
    assert "A draft that cannot be opened" in keeper.reads(f"handed-in/{leaving.sam.device}.pdf")


def test_a_recovery_bundle_of_somebody_else_opens_no_draft(
    keeper: Keeper, kit: Path, world: AgencyWorld, open_case: OpenCase
) -> None:
    leaving = Leaving(world, open_case)
    leaving.hands_in(leaving.device_key(), leaving.draft())
    with world.storage.transaction() as session:
        others = session.get_one(Member, world.supervisor.member).recovery
        session.execute(update(Member).where(Member.id == leaving.sam.member).values(recovery=others))
    assert keeper.run(kit).exit_code == 1
    (draft,) = keeper.json(f"handed-in/{leaving.sam.device}.json")["drafts"]
    assert draft["wrong"] == "its member's recovery bundle is somebody else's"
