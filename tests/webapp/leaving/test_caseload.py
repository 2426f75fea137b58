"""A caseload goes to somebody else, and who left holds none of the keys that come after."""

from agency_world import AgencyWorld, Person, TestVault


def holdings(world: AgencyWorld, person: Person) -> list[dict[str, object]]:
    found: list[dict[str, object]] = world.client(world.officer).get(f"people/{person.member}/holdings")[
        "vaults"
    ]
    return found


def test_the_officer_gives_a_caseload_that_they_do_not_hold(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    sam, sofia = world.specialists
    vault = world.founded(sam)
    note = vault.note(sam)
    world.client(sam).append([note])
    (found,) = holdings(world, sam)
    assert (found["vault"], found["epoch"], found["holders"]) == (vault.id, 1, [sam.member])
    assert len(found["grants"]) == 1  # type: ignore[arg-type]
    assert world.client(world.officer).statuses([vault.grant(world.officer, sofia)]) == ["stored"]
    asked = {"vaults": [{"vault": vault.id, "after": 0}]}
    assert [one["jwe"] for one in world.client(sofia).post("read", asked)["envelopes"]] == [note["jwe"]]
    (changed,) = world.client(sofia).get("changes?after=0")["vaults"]
    assert len(changed["grants"]) == 1


def test_after_an_access_ended_a_new_epoch_leaves_it_out(world: AgencyWorld) -> None:
    sam, vera = world.specialist, world.supervisor
    vault = world.founded(sam, vera)
    world.client(world.officer).post(f"people/{sam.member}/end")
    (found,) = holdings(world, sam)
    assert found["holders"] == [vera.member]
    later: TestVault = vault.next_epoch()
    grants = [later.grant(world.officer, None), later.grant(world.officer, vera)]
    assert world.client(world.officer).statuses(grants) == ["stored", "stored"]
    assert holdings(world, sam) == []
    assert [one["epoch"] for one in holdings(world, vera)] == [2]
    # What was under way under the epoch before is stored as ever.
    assert world.client(vera).statuses([later.note(vera), vault.note(vera)]) == ["stored", "stored"]
    assert world.client(world.officer).statuses([later.grant(world.officer, sam)]) == ["recipient-unknown"]


def test_an_officer_skips_no_epoch_and_nobody_else_may_do_this(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    skipping = vault.next_epoch().next_epoch()
    assert world.client(world.officer).statuses([skipping.grant(world.officer, None)]) == ["epoch-unknown"]
    assert world.client(sofia).statuses([vault.grant(sofia, sofia)]) == ["not-a-holder"]
    note = vault.note(world.officer)
    assert world.client(world.officer).statuses([note]) == ["not-a-holder"]


def test_holdings_of_nobody_here_are_none_and_pages_go_on_after_the_last(world: AgencyWorld) -> None:
    sam = world.specialist
    vaults = sorted(world.founded(sam).id for _ in range(3))
    officer = world.client(world.officer)
    assert officer.get(f"people/{world.vault().id}/holdings") == {"vaults": [], "more": False}
    page = officer.get(f"people/{sam.member}/holdings?after={vaults[0]}")
    assert [one["vault"] for one in page["vaults"]] == vaults[1:]
