"""The agency's recovery kit: opened with its passphrase, and held against the agency whose record is here.

Which private keys open the record, and which keys certify its people, is answered here and nowhere else.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.sealed.account import AgencyKeys, open_kit, read_kit_header
from webapp.sealed.errors import CannotOpen, Malformed
from webapp.sealed.keys import Jwk, public_part, thumbprint
from webapp.storage.models import Agency


class KitRefused(Exception):  # noqa: N818 — a sentence, not a suffix
    """The kit does not serve. The text is the sentence that says why."""


def records_keys(keys: AgencyKeys) -> tuple[Jwk, ...]:
    """The private keys to which vault keys and recovery bundles of this agency may be sealed, newest
    first."""
    return tuple(keys.all_records().values())


def certifying_keys(keys: AgencyKeys) -> tuple[Jwk, ...]:
    """The public keys whose word on who works here counts, newest first."""
    return (public_part(keys.certifying),)


def agency_of(session: Session, kit: str, wanted: str | None) -> Agency:
    """The agency of this database that the kit names; `wanted`, an id or a name, must be the same one."""
    try:
        named = read_kit_header(kit)["agency"]
    except Malformed as error:
        raise KitRefused(f"The file is not a recovery kit ({error}).") from error
    agency = session.scalars(select(Agency).where(Agency.id == named)).one_or_none()
    if agency is None:
        raise KitRefused("The kit belongs to an agency that is not in this database.")
    if wanted is not None and wanted not in (agency.id, agency.name):
        raise KitRefused("The kit belongs to another agency than the one you named.")
    return agency


def normal_passphrase(typed: str) -> str:
    """As the app reads it (`static/app/kit.js`): capitals and spaces do not matter."""
    return "".join(typed.split()).lower()


def open_kit_of(agency: Agency, kit: str, passphrase: str) -> AgencyKeys:
    """The keys in the kit, when they are this agency's."""
    try:
        keys = open_kit(kit, normal_passphrase(passphrase))
    except CannotOpen as error:
        raise KitRefused(
            "The kit does not open: the passphrase is another one, or the file is damaged."
        ) from error
    except Malformed as error:
        raise KitRefused(f"The kit cannot be used ({error}).") from error
    if agency.certifying is None:
        raise KitRefused("The agency was never set up: it has no record.")
    if thumbprint(agency.certifying) not in [thumbprint(key) for key in certifying_keys(keys)]:
        raise KitRefused("The kit is not this agency's: its certifying key is another one.")
    if agency.records_kid not in [thumbprint(key) for key in records_keys(keys)]:
        raise KitRefused("The kit is not this agency's: its records key is another one.")
    return keys
