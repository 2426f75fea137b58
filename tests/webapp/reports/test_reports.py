"""What a phone finds wrong reaches the privacy officer, once, with its evidence, and changes nothing else."""

import pytest
from agency_world import AgencyWorld, new_id

FINDING = {"kind": "fork", "vault": None, "number": 3, "held": "a.b.c", "found": "a.b.d", "restored": False}


def waiting(world: AgencyWorld) -> list[dict[str, object]]:
    found: list[dict[str, object]] = world.client(world.officer).get("reports/waiting")["reports"]
    return found


def test_a_finding_is_shown_to_the_officer_with_who_found_it_until_it_is_set_aside(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    finding = FINDING | {"vault": new_id()}
    sam, officer = world.client(world.specialist), world.client(world.officer)
    assert sam.post("reports", finding) == {}
    assert sam.post("reports", finding) == {}, "said twice, kept once"
    (one,) = waiting(world)
    assert {name: one[name] for name in finding} == finding
    assert (one["name"], one["member"]) == (world.specialist.name, world.specialist.member)
    officer.post(f"reports/{one['id']}/looked")
    officer.post(f"reports/{one['id']}/looked")
    assert waiting(world) == []
    sam.post("reports", finding)
    assert waiting(world) == [], "what was looked at is not new when it is said again"


def test_two_people_who_found_the_same_are_two_reports(world: AgencyWorld) -> None:
    for person in (world.specialist, world.supervisor):
        world.client(person).post("reports", FINDING)
    assert {one["name"] for one in waiting(world)} == {world.specialist.name, world.supervisor.name}


def test_a_member_reports_a_hundred_times_in_a_day_and_again_the_next(world: AgencyWorld) -> None:
    sam = world.client(world.specialist)
    for number in range(1, 101):
        sam.post("reports", FINDING | {"number": number})
    refused = sam.call("POST", "reports", FINDING | {"number": 101})
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    sam.post("reports", FINDING | {"number": 7})
    world.client(world.supervisor).post("reports", FINDING)
    answer = world.client(world.officer).get("reports/waiting")
    assert (len(answer["reports"]), answer["more"]) == (100, True)
    world.clock.move(days=1, seconds=1)
    sam = world.client(world.specialist)
    sam.post("reports", FINDING | {"number": 101})


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "something"},
        {"vault": "Mia"},
        {"number": 0},
        {"held": "what Mia said"},
        {"found": "a.b." + "c" * 2_000},
        {"restored": 1},
        {"note": "and this"},
    ],
)
def test_a_report_has_no_room_for_words(world: AgencyWorld, change: dict[str, object]) -> None:
    refused = world.client(world.specialist).refused("POST", "reports", FINDING | change)
    assert refused == (400, "bad-request")
