"""Recovery bundles after the agency's keys were renewed.

The officer's browser opens each with the old records key and seals it to the new one; the server only carries
them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.errors import BadRequest, NotFound
from webapp.sealed.account import read_recovery_header
from webapp.sealed.errors import Malformed
from webapp.storage.models import Agency, Member

BUNDLES_AT_ONCE = 200


def old_bundles(session: Session, officer: Identity, after: str) -> dict[str, Any]:
    """Bundles that are sealed to an earlier records key, by id of the member."""
    newest = session.get_one(Agency, officer.agency).records_kid
    members = session.execute(
        select(Member.id, Member.recovery)
        .where(Member.agency == officer.agency, Member.id > after)
        .order_by(Member.id)
    )
    old = [
        {"member": member, "recovery": recovery}
        for member, recovery in members
        if read_recovery_header(recovery)["kid"] != newest
    ]
    return {"bundles": old[:BUNDLES_AT_ONCE], "more": len(old) > BUNDLES_AT_ONCE}


def put_bundles(session: Session, officer: Identity, bundles: Sequence[tuple[str, str]]) -> None:
    """Replace bundles (member, recovery) by those sealed to the newest records key; all or none."""
    newest = session.get_one(Agency, officer.agency, with_for_update=True).records_kid
    for member_id, recovery in bundles:
        member = session.get(Member, member_id, with_for_update=True)
        if member is None or member.agency != officer.agency:
            raise NotFound
        try:
            header = read_recovery_header(recovery)
        except Malformed as error:
            raise BadRequest({"recovery": "malformed"}) from error
        if (header["member"], header["kid"]) != (member.id, newest):
            raise BadRequest({"recovery": "of another member, or sealed to another key"})
        member.recovery = recovery
