"""A vault handed on: who may make its next key, that it has one maker, and who is told for whom it is."""

from dataclasses import replace

from agency_world import AgencyWorld, Client, Person, new_id


def another_phone(world: AgencyWorld, person: Person) -> tuple[Person, Client]:
    second = replace(person, device=new_id(), prev=None)
    client = Client(world.app, second)
    client.sign_in(device=second.device)
    return second, client


def test_who_hands_over_makes_the_next_key_for_others_and_none_for_themself(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam, sofia = world.specialists
    vault = world.founded(sam)
    later = vault.next_epoch()
    handed = [vault.grant(sam, sofia), vault.note(sam), later.grant(sam, None), later.grant(sam, sofia)]
    assert world.client(sam).statuses(handed) == ["stored"] * 4
    assert world.client(sam).statuses([later.note(sam)]) == ["epoch-unknown"]
    assert world.client(sofia).statuses([later.note(sofia)]) == ["stored"]
    # What was under way on another of their phones arrives as ever.
    second, client = another_phone(world, sam)
    assert client.statuses([vault.note(second)]) == ["stored"]


def test_two_phones_that_make_the_next_key_apart_leave_one_key_under_its_number(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    second, client = another_phone(world, sam)
    first_try, second_try = vault.next_epoch(), vault.next_epoch()
    world.client(sam).append(
        [vault.grant(sam, sofia), first_try.grant(sam, None), first_try.grant(sam, sofia)]
    )
    late = [vault.grant(second, world.supervisor), second_try.grant(second, None)]
    late += [second_try.grant(second, world.supervisor)]
    assert client.statuses(late) == ["stored", "epoch-unknown", "epoch-unknown"]
    assert client.statuses(late[2:]) == ["epoch-unknown"]


def test_a_holder_or_officer_whose_new_key_came_second_gives_it_to_nobody(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    first, second, third = vault.next_epoch(), vault.next_epoch(), vault.next_epoch()
    officer = world.officer
    world.client(officer).append(
        [first.grant(officer, None), first.grant(officer, sofia), first.grant(officer, sam)]
    )
    for person, key in ((sofia, second), (officer, third)):
        if person is officer:
            client = Client(world.app, replace(officer, device=new_id(), prev=None))
            client.sign_in(device=client.person.device if client.person else None)
            person = client.person or officer
        else:
            client = world.client(sofia)
        items = [key.grant(person, None), key.grant(person, world.supervisor)]
        assert client.statuses(items) == ["epoch-unknown", "epoch-unknown"]
    # Giving on the key that stands is another matter; it comes with those before it.
    onward = [vault.grant(sofia, world.supervisor), first.grant(sofia, world.supervisor)]
    assert world.client(sofia).statuses(onward) == ["stored", "stored"]


def test_a_key_that_came_second_is_given_to_nobody_in_a_later_batch_either(
    on_each_database: AgencyWorld,
) -> None:
    world = on_each_database
    sam, sofia = world.specialists
    vera, vito = world.supervisors[:2]
    vault = world.founded(sam, sofia)
    first, second = vault.next_epoch(), vault.next_epoch()
    world.client(sam).append([first.grant(sam, None), first.grant(sam, sofia)])
    # Sofia holds the key that stands; what her phone wrote before it knew that gives another one.
    late = [second.grant(sofia, None), second.grant(sofia, vera), second.grant(sofia, vito)]
    client = world.client(sofia)
    for batch in (late[:1], late[1:2], late[2:], late[1:2], late):
        assert client.statuses(batch) == ["epoch-unknown"] * len(batch)
    # What she gives on afterwards is the key that stands, though it follows in the same chain.
    onward = [vault.grant(sofia, vera), first.grant(sofia, vera)]
    assert client.statuses(onward) == ["stored", "stored"]


def test_an_officer_whose_new_key_came_second_gives_it_to_nobody_later(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam, sofia)
    first, second = vault.next_epoch(), vault.next_epoch()
    world.client(sam).append([first.grant(sam, None), first.grant(sam, sofia)])
    client, officer = world.client(world.officer), world.officer
    late = [
        second.grant(officer, None),
        second.grant(officer, sofia),
        second.grant(officer, world.supervisor),
    ]
    for item in late:
        assert client.statuses([item]) == ["epoch-unknown"]


def test_a_holder_is_told_by_signed_grants_who_else_holds_the_newest_key(world: AgencyWorld) -> None:
    sam, sofia = world.specialists
    vault = world.founded(sam)
    to_vera, to_sofia = vault.grant(sam, world.supervisor), vault.grant(sam, sofia)
    world.client(sam).append([to_vera, to_sofia])
    assert world.client(sam).get(f"vaults/{vault.id}/holders") == {"grants": [to_vera, to_sofia]}
    world.client(world.officer).post(f"people/{world.supervisor.member}/end")
    assert world.client(sam).get(f"vaults/{vault.id}/holders") == {"grants": [to_sofia]}
    assert world.client(world.supervisors[1]).refused("GET", f"vaults/{vault.id}/holders") == (
        404,
        "not-found",
    )
