"""The server's VAPID key (RFC 8292): made on the first run, in a file that only the server can read."""

from pathlib import Path

from py_vapid import Vapid02

from webapp.sealed.keys import Jwk, uncompressed_point
from webapp.sealed.receipts import load_or_create_key_pair
from webapp.sealed.strict import encode_base64url


class VapidKey:
    """The key that signs pushes; push services know the server by its public half."""

    def __init__(self, private: Jwk) -> None:
        """`private` is a P-256 JWK."""
        self.public: str = encode_base64url(uncompressed_point(private))
        self._private = private

    def __repr__(self) -> str:
        """Nothing of the private half."""
        return "VapidKey(…)"

    @classmethod
    def load_or_create(cls, path: Path) -> "VapidKey":
        """The key in `path` (a private JWK, mode 0600), made at the first call."""
        return cls(load_or_create_key_pair(path))

    def signer(self) -> Vapid02:
        """What pywebpush signs with. Our settings have checked the contact already, and stricter than it
        does.
        """
        signer = Vapid02.from_raw(self._private["d"].encode("ascii"))
        signer.conf = {"no-strict": True}
        return signer
