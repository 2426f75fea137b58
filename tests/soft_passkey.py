"""A passkey in software, for tests of the server: answers questions as a phone would, or as a forger."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from agency_world import ORIGIN
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from webapp.sealed.strict import encode_base64url

SITE = "sotto.test"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftPasskey:
    """One credential. `counting`: it says how often it was used."""

    counting: bool = True
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0

    @property
    def id(self) -> str:
        """Its name on the wire."""
        return encode_base64url(self.credential)

    def attestation(self, challenge: str, origin: str = ORIGIN, site: str = SITE) -> dict[str, str]:
        """What a phone sends when the passkey was made."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(cose)
        data = self._data(site, PRESENT | VERIFIED | ATTESTED) + attested
        return {
            "id": self.id,
            "clientData": encode_base64url(_client_data("webauthn.create", challenge, origin)),
            "attestation": encode_base64url(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }

    def assertion(
        self, challenge: str, origin: str = ORIGIN, site: str = SITE, **changes: Any
    ) -> dict[str, str]:
        """What a phone sends when it was asked to sign."""
        self.count += 1
        data = self._data(site, changes.pop("flags", PRESENT))
        client = _client_data(changes.pop("kind", "webauthn.get"), challenge, origin)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        sent = {
            "id": self.id,
            "clientData": encode_base64url(client),
            "authenticatorData": encode_base64url(data),
            "signature": encode_base64url(signature),
        }
        return sent | changes

    def _data(self, site: str, flags: int) -> bytes:
        count = self.count if self.counting else 0
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")


def _client_data(kind: str, challenge: str, origin: str) -> bytes:
    sent = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    return json.dumps(sent).encode()
