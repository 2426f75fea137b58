"""The bodies and answers of recovery (PROTOCOL §9)."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from webapp.api import Jose, PublicJwk, Token, Wire, WireDigest, WireId
from webapp.auth.schemas import KdfParameters, Salt, SignInName


class AskBody(Wire):
    """A sign-in name, which need not exist, and a public key made for this one request."""

    sign_in_name: SignInName
    requester: PublicJwk


class AskAnswer(Wire):
    """What the device keeps to look for an answer."""

    token: Token
    expires: str


class LookBody(Wire):
    """The token of a request."""

    token: Token


class LookAnswer(Wire):
    """The account, sealed to the request's key; null while there is no answer, and for ever when there will
    be none."""

    recovered: Jose | None


class FinishBody(Wire):
    """How the person signs in from now on."""

    token: Token
    salt: Salt
    kdf: KdfParameters
    secret: WireDigest
    account: Jose


class RecoveryRow(Wire):
    """An open request, and the account as it is sealed to the records key."""

    id: WireId
    member: WireId
    requester: PublicJwk
    recovery: Jose
    since: str
    expires: str


class RecoveriesAnswer(Wire):
    """Oldest first."""

    recoveries: list[RecoveryRow]


class AnswerBody(Wire):
    """The account, sealed by the officer's browser to the key whose code was compared."""

    recovered: Jose


class KitAnswer(Wire):
    """When the newest kit was made; since then, when it was last verified and when it was missed."""

    made: str | None
    verified: str | None
    lost: str | None


class KitBody(Wire):
    """What the officer's browser did with a kit."""

    event: Literal["made", "verified", "lost"]


class BundlesQuery(Wire):
    """The last member of the page before."""

    model_config = ConfigDict(strict=False, extra="forbid")

    after: WireId | None = None


class BundleRow(Wire):
    """A member's recovery bundle."""

    member: WireId
    recovery: Jose


class BundlesAnswer(Wire):
    """By id of the member, at most 200; `more`: ask again after the last."""

    bundles: list[BundleRow]
    more: bool


class BundlesBody(Wire):
    """Bundles sealed to the newest records key."""

    bundles: Annotated[list[BundleRow], Field(max_length=200)]
