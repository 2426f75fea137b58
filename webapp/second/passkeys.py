"""Passkeys as a second step (WebAuthn Level 3): what was sent, held against what was asked. The one place
that knows py_webauthn.

What is signed must be ours: the challenge, our origin, our relying party. That the phone asked for a finger
or a code is wanted and not insisted on: the passphrase was the first step."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException

from webapp.sealed.errors import Malformed
from webapp.sealed.strict import decode_base64url, encode_base64url

CHALLENGE_CHARACTERS = 43

# What the library lets through of its parsers when the bytes are not what they should be.
_BROKEN = (
    *(WebAuthnException, Malformed, struct.error),
    *(ValueError, KeyError, TypeError, IndexError, AttributeError),
)


class NotOurs(Exception):  # noqa: N818 — a sentence of a refusal
    """It was not made by this passkey for this question."""


@dataclass(frozen=True)
class Registered:
    """The public half of a new passkey."""

    credential: str
    public_key: str
    counter: int


def site_of(origin: str) -> str:
    """The relying party of an origin."""
    return urlsplit(origin).hostname or ""


def challenge_in(client_data: str) -> str:
    """The challenge that the browser says was answered; empty when there is none that could be ours."""
    try:
        challenge = json.loads(decode_base64url(client_data))["challenge"]
    except _BROKEN:
        return ""
    return challenge if isinstance(challenge, str) and len(challenge) == CHALLENGE_CHARACTERS else ""


def read_registration(sent: Mapping[str, str], challenge: str, origin: str) -> Registered:
    """The passkey in an attestation (of which only the key is believed), or `NotOurs`."""
    response = {"clientDataJSON": sent["client_data"], "attestationObject": sent["attestation"]}
    try:
        found = verify_registration_response(
            credential=_credential(sent["id"], response),
            expected_challenge=decode_base64url(challenge),
            expected_rp_id=site_of(origin),
            expected_origin=origin,
        )
    except _BROKEN as error:
        raise NotOurs from error
    return Registered(
        credential=encode_base64url(found.credential_id),
        public_key=encode_base64url(found.credential_public_key),
        counter=found.sign_count,
    )


def check_assertion(sent: Mapping[str, str], challenge: str, origin: str, known: Registered) -> int:
    """The passkey's new counter, or `NotOurs`."""
    response = {
        "clientDataJSON": sent["client_data"],
        "authenticatorData": sent["authenticator_data"],
        "signature": sent["signature"],
    }
    try:
        found = verify_authentication_response(
            credential=_credential(known.credential, response),
            expected_challenge=decode_base64url(challenge),
            expected_rp_id=site_of(origin),
            expected_origin=origin,
            credential_public_key=decode_base64url(known.public_key),
            credential_current_sign_count=known.counter,
        )
    except _BROKEN as error:
        raise NotOurs from error
    return found.new_sign_count


def _credential(credential: str, response: dict[str, str]) -> dict[str, object]:
    return {"id": credential, "rawId": credential, "type": "public-key", "response": response}
