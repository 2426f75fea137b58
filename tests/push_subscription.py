"""A push subscription of a browser made of Python, whose keys a test knows: it reads what a browser would."""

import base64
import os
from dataclasses import dataclass
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64u(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_b64u(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class PythonSubscription:
    """A browser's subscription whose keys are known, so that a test can read what the browser would."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey
    secret: bytes

    @classmethod
    def new(cls, endpoint: str) -> "PythonSubscription":
        """One with fresh keys."""
        return cls(endpoint, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))

    def to_json(self) -> dict[str, Any]:
        """As `PushSubscription.toJSON()` gives it."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": b64u(point), "auth": b64u(self.secret)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def decrypt(self, body: bytes) -> bytes:
        """The plaintext of an aes128gcm body (RFC 8291)."""
        clear: bytes = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
        )
        return clear
