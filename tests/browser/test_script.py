"""The script says what is so for this agency and this person, who may say no at every card of it."""

from collections.abc import Callable

from tests.browser.people import Member, Specialist
from tests.browser.world import Phone


def test_the_script_says_who_must_report_as_the_agency_has_signed_it(
    make_phone: Callable[..., Phone],
) -> None:
    officer = Member(make_phone(), "olive")
    officer.signs_in()
    officer.choose("Must your peer specialists report harm to a child?", "Yes, the law says they must")
    officer.press("Sign and save")
    officer.sees("Signed and saved.")

    dana = Specialist(make_phone(), "dana")
    dana.signs_in()
    dana.adds_person("Curlew")
    dana.starts_session()
    said = " ".join(dana.gives_script())
    assert "If a child is being hurt or not cared for, the law says I must report it." in said
    dana.phone.assert_no_problems()
