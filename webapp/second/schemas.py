"""The bodies and answers of the second step (PROTOCOL §7 and §10)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from webapp.api import WORDS, Token, Wire, WireDigest, WireId

StepName = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=WORDS)]
TotpCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
TypedCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]+$", max_length=40)]
CredentialId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=1_400)]
Bytes = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=16_384)]


class Assertion(Wire):
    """What a passkey signed, in base64url."""

    id: CredentialId
    client_data: Bytes
    authenticator_data: Bytes
    signature: Bytes


class Attestation(Wire):
    """A new passkey, in base64url."""

    id: CredentialId
    client_data: Bytes
    attestation: Bytes


class TotpProof(Wire):
    """A code of an authenticator app."""

    kind: Literal["totp"]
    code: TotpCode


class PasskeyProof(Wire):
    """An answer of a passkey."""

    kind: Literal["passkey"]
    assertion: Assertion


class RecoveryProof(Wire):
    """A recovery code, however it was typed."""

    kind: Literal["recovery"]
    code: TypedCode


Proof = Annotated[TotpProof | PasskeyProof | RecoveryProof, Field(discriminator="kind")]


class PassphraseAgain(Wire):
    """The sign-in secret once more."""

    secret: WireDigest


class StepRow(Wire):
    """One of my second steps."""

    id: WireId
    kind: Literal["totp", "passkey"]
    name: str
    since: str
    used: str | None


class SecondStepState(Wire):
    """My second steps, whether the agency wants one, and how many recovery codes are left."""

    required: bool
    steps: list[StepRow]
    codes_left: int


class TotpBody(PassphraseAgain):
    """Begin to add an authenticator app."""

    name: StepName


class TotpBegun(Wire):
    """The secret, shown this once: by itself (Base32) and as an `otpauth:` address."""

    id: WireId
    key: str
    address: str


class TotpConfirmBody(Wire):
    """The first code of a new authenticator app."""

    code: TotpCode


class PasskeyBegun(Wire):
    """What the phone needs to make a passkey; `exclude`: those that are known already."""

    challenge: Token
    user: CredentialId
    exclude: list[CredentialId]


class PasskeyBody(Wire):
    """A passkey that was just made."""

    name: StepName
    attestation: Attestation


class CodesAnswer(Wire):
    """Ten codes, shown this once."""

    codes: list[str]
