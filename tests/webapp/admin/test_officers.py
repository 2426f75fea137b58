"""An agency may have more than one officer, and is never left without one."""

from agency_world import AgencyWorld, Person

from webapp.sealed.account import open_agency_keys


def second(world: AgencyWorld) -> Person:
    return world.join(Person("Omar Reed", "officer", "omar"))


def test_a_second_officer_gets_the_agencys_keys_with_the_certificate(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    omar = second(world)
    sealed = world.client(omar).get("agency-keys")["agencyKeys"]
    assert open_agency_keys(sealed, omar.sealing).records == world.records


def test_nobody_becomes_an_officer_without_the_keys_and_nobody_else_gets_them(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    omar, sam = Person("Omar Reed", "officer", "omar"), world.specialist
    world.enrol(omar)
    tries = {
        "missing": (omar, None),
        "malformed": (omar, "a.b.c.d.e"),
        "sealed for another agency or officer": (omar, world.agency_keys_for(sam)),
    }
    for why, (person, keys) in tries.items():
        body = {"certificate": world.certificate(person)} | ({"agencyKeys": keys} if keys else {})
        answer = officer.call("POST", "certificates", body)
        assert answer.status_code == 400, why
        assert answer.json["error"]["fields"] == {"agencyKeys": why}
    body = {"certificate": world.certificate(sam), "agencyKeys": world.agency_keys_for(sam)}
    assert officer.refused("POST", "certificates", body) == (400, "bad-request")
    assert officer.get("people")["people"][-1]["state"] == "waiting"


def test_an_officer_ends_another_one_who_then_has_no_keys_but_never_themself(world: AgencyWorld) -> None:
    omar = second(world)
    olive = world.client(world.officer)
    assert olive.refused("POST", f"people/{world.officer.member}/end", {}) == (409, "conflict")
    with_keys = world.client(omar)
    olive.post(f"people/{omar.member}/end")
    assert with_keys.refused("GET", "agency-keys")[0] == 403
    assert "omar" not in str(olive.get("directory"))
    assert olive.get("directory")["ended"] == [omar.member]


def test_who_is_an_officer_no_more_has_the_keys_no_more(world: AgencyWorld) -> None:
    omar = second(world)
    olive = world.client(world.officer)
    world.clock.move(minutes=1)
    olive.post("certificates", {"certificate": world.certificate(omar, role="supervisor")})
    world.clock.move(minutes=1)
    again = {"certificate": world.certificate(omar)}
    assert olive.refused("POST", "certificates", again) == (400, "bad-request")
