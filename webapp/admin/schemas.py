"""The bodies and answers of the officer's calls (PROTOCOL §7)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from webapp.api import WORDS, Jose, PublicJwk, Token, Wire, WireId
from webapp.auth.schemas import Role, State

PersonName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=WORDS)]

MOST_CERTIFICATES = 4_000  # as many as a body has room for
MOST_OFFICERS = 100


class AgencyKeysAnswer(Wire):
    """The agency's private keys, sealed to this officer."""

    agency_keys: Jose


class SealedToOfficer(Wire):
    """The agency's private keys, sealed to one officer."""

    member: WireId
    jwe: Jose


class RenewalBody(Wire):
    """New agency keys: all that is signed by them, at once."""

    succession: Jose
    descriptor: Jose
    certificates: Annotated[list[Jose], Field(max_length=MOST_CERTIFICATES)]
    agency_keys: Annotated[list[SealedToOfficer], Field(max_length=MOST_OFFICERS)]


class DescriptorBody(Wire):
    """A newer descriptor."""

    descriptor: Jose


class CertificateBody(Wire):
    """A certificate over a member's keys; for an officer, the agency's keys sealed to them."""

    certificate: Jose
    agency_keys: Jose | None = None


class InvitationBody(Wire):
    """Who is invited, as what."""

    name: PersonName
    role: Role


class InvitationMade(Wire):
    """The invitation; its token is shown this once."""

    id: WireId
    token: Token
    expires: str


class PersonDevice(Wire):
    """A device of a member."""

    id: WireId
    label: str
    last_seen: str
    revoked: bool


class Person(Wire):
    """One member as the officer sees them."""

    member: WireId
    name: str
    role: Role
    state: State
    sealing: PublicJwk
    signing: PublicJwk
    sign_in_name: str
    since: str
    second_step: bool
    devices: list[PersonDevice]


class OpenInvitation(Wire):
    """An invitation that can still be used."""

    id: WireId
    name: str
    role: Role
    expires: str


class PeopleAnswer(Wire):
    """Everybody, and who is invited."""

    people: list[Person]
    invitations: list[OpenInvitation]
