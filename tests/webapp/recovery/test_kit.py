"""The server knows when a kit was made, checked or missed, and nothing else of it."""

from agency_world import AgencyWorld


def test_no_kit_counts_as_saved_before_an_officer_says_so(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    officer = world.client(world.officer)
    assert officer.get("kit") == {"made": None, "verified": None, "lost": None}
    officer.post("kit", {"event": "made"})
    first = officer.get("kit")
    assert (first["verified"], first["lost"]) == (None, None)
    world.clock.move(hours=1)
    officer.post("kit", {"event": "verified"})
    world.clock.move(hours=1)
    officer.post("kit", {"event": "lost"})
    state = officer.get("kit")
    assert first["made"] < state["verified"] < state["lost"]
    world.clock.move(hours=1)
    officer.post("kit", {"event": "made"})
    again = officer.get("kit")
    assert again["made"] > state["lost"]
    assert (again["verified"], again["lost"]) == (None, None)


def test_another_word_is_refused(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    assert officer.refused("POST", "kit", {"event": "shredded"}) == (400, "bad-request")
    assert officer.refused("POST", "kit", {"event": "made", "kit": "x"}) == (400, "bad-request")
