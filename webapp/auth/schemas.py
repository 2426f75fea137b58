"""The bodies and answers of sign-in, devices, enrolment and set-up (PROTOCOL §7)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from webapp.api import NO_NUL, WORDS, Jose, PublicJwk, Token, Wire, WireDigest, WireId
from webapp.second.schemas import Proof

Role = Literal["specialist", "supervisor", "officer"]
State = Literal["waiting", "active", "ended"]
SignInName = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=WORDS)]
Salt = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", min_length=22, max_length=86)]


class SignedIn(Wire):
    """Who is signed in, on what device."""

    member: WireId
    device: WireId
    agency: WireId
    role: Role
    name: str
    state: State


class SessionAnswer(Wire):
    """The CSRF token for the next unsafe requests, the build that is served, and who is signed in."""

    csrf: str
    build: str
    signed_in: SignedIn | None


class SignInParametersBody(Wire):
    """A sign-in name; it need not exist."""

    sign_in_name: SignInName


class KdfParameters(Wire):
    """Argon2id; the floor is PROTOCOL §5's, the ceiling keeps a lying client from hurting another device."""

    name: Literal["argon2id"]
    memory: Annotated[int, Field(ge=19_456, le=1_048_576)]
    passes: Annotated[int, Field(ge=2, le=64)]
    lanes: Annotated[int, Field(ge=1, le=16)]


class SignInParameters(Wire):
    """How to make a sign-in secret from the passphrase."""

    salt: Salt
    kdf: KdfParameters


class DeviceBody(Wire):
    """The device that signs in, by an id that it made itself."""

    id: WireId
    label: Annotated[str, StringConstraints(max_length=100, pattern=NO_NUL)]


class SignInBody(Wire):
    """A name, the secret made from the passphrase, and the device; its token, by which a known device is
    known; on another one the second step."""

    sign_in_name: SignInName
    secret: WireDigest
    device: DeviceBody
    device_token: Token | None = None
    second: Proof | None = None


class SignInAnswer(Wire):
    """Who that is, a new CSRF token, the device's own token, and the account bundle, which only the unlock
    key opens."""

    signed_in: SignedIn
    csrf: str
    device_token: Token
    account: Jose


class TokenBody(Wire):
    """The token of a link."""

    token: Token


class InvitationAnswer(Wire):
    """What an invited person needs before enrolling."""

    agency: WireId
    agency_name: str
    role: Role
    name: str
    descriptor: Jose
    successions: list[Jose]


class EnrolmentBody(Wire):
    """A new member: public keys, sealed private ones, and how they sign in."""

    token: Token
    member: WireId
    sign_in_name: SignInName
    salt: Salt
    kdf: KdfParameters
    secret: WireDigest
    account: Jose
    recovery: Jose
    sealing: PublicJwk
    signing: PublicJwk
    device: DeviceBody


class EnrolmentAnswer(Wire):
    """The new member, signed in; waiting for a certificate unless the agency was just set up."""

    signed_in: SignedIn
    csrf: str
    device_token: Token


class SetUpLookAnswer(Wire):
    """What an agency's first officer needs: the receipt keys go into the descriptor."""

    agency: WireId
    agency_name: str
    receipts: list[PublicJwk]


class SetUpBody(EnrolmentBody):
    """The first officer's enrolment with all that founds the agency."""

    descriptor: Jose
    certificate: Jose
    agency_keys: Jose


class DeviceRow(Wire):
    """One of my devices."""

    id: WireId
    label: str
    created: str
    last_seen: str
    revoked: bool
    current: bool


class DevicesAnswer(Wire):
    """My devices, oldest first."""

    devices: list[DeviceRow]
