"""P-256 keys as JWKs (RFC 7517), their thumbprints (RFC 7638), and symmetric keys as raw bytes.

A public JWK is exactly `{"kty","crv","x","y"}`; a private one adds `"d"`. Nothing else is read or written:
no `kid`, no `use`. `import_signing_key` and `import_signer` do the slow part of reading a key once, so that
verifying or signing thousands of items is fast.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from .errors import Malformed
from .strict import decode_base64url, equals, expect_members, is_digest, sha256, write_json

Jwk = dict[str, Any]

KEY_BYTES = 32
_PUBLIC = {"kty": equals("EC"), "crv": equals("P-256"), "x": is_digest, "y": is_digest}
_PRIVATE = {**_PUBLIC, "d": is_digest}


@dataclass(frozen=True)
class VerifyingKey:
    """A public signing key that is ready to verify, and its thumbprint."""

    kid: str
    native: ECKey = field(repr=False, compare=False)


@dataclass(frozen=True)
class Signer:
    """A private signing key that is ready to sign, and its thumbprint."""

    kid: str
    native: ECKey = field(repr=False, compare=False)


def new_vault_key() -> bytes:
    """32 random bytes: a vault key or a device key."""
    return secrets.token_bytes(KEY_BYTES)


def new_key_pair() -> Jwk:
    """A private P-256 JWK of exactly five members."""
    exported = ECKey.generate_key("P-256", private=True, auto_kid=False).as_dict(private=True)
    return {name: exported[name] for name in ("kty", "crv", "x", "y", "d")}


def public_part(private: Jwk) -> Jwk:
    """The public half of a private JWK (or a copy of a public one)."""
    return {name: private[name] for name in ("kty", "crv", "x", "y")}


def thumbprint(jwk: Jwk) -> str:
    """RFC 7638: SHA-256 over the required members in lexicographic order, b64u."""
    return sha256(write_json({name: jwk[name] for name in ("crv", "kty", "x", "y")}))


def import_public(value: Any, what: str = "public key") -> ECKey:
    """A joserfc key from an exact public JWK whose point lies on the curve."""
    return _import(expect_members(value, _PUBLIC, what), what)


def import_private(value: Any, what: str = "private key") -> ECKey:
    """A joserfc key from an exact private JWK whose halves belong together."""
    return _import(expect_members(value, _PRIVATE, what), what)


def import_signing_key(jwk: Jwk | VerifyingKey) -> VerifyingKey:
    """The public signing key ready to verify; a key that is already imported passes through."""
    if isinstance(jwk, VerifyingKey):
        return jwk
    return VerifyingKey(
        kid=thumbprint(expect_members(jwk, _PUBLIC, "signing key")), native=import_public(jwk)
    )


def import_signer(private: Jwk | Signer, what: str = "private key") -> Signer:
    """The private signing key ready to sign; a key that is already imported passes through."""
    if isinstance(private, Signer):
        return private
    native = import_private(private, what)
    return Signer(kid=thumbprint(private), native=native)


def import_symmetric(key: bytes, what: str = "key") -> OctKey:
    """A joserfc key from 32 raw bytes."""
    if len(key) != KEY_BYTES:
        raise Malformed(f"{what}: expected {KEY_BYTES} bytes, got {len(key)}")
    return OctKey.import_key(key)


def is_public_jwk(value: Any) -> bool:
    return _passes(import_public, value)


def is_private_jwk(value: Any) -> bool:
    return _passes(import_private, value)


def uncompressed_point(jwk: Jwk) -> bytes:
    """The 65 bytes 0x04 || x || y, as the Push API takes an applicationServerKey."""
    return b"\x04" + decode_base64url(jwk["x"]) + decode_base64url(jwk["y"])


def _import(jwk: Jwk, what: str) -> ECKey:
    try:
        key = ECKey.import_key(jwk)
        key.raw_value  # noqa: B018 — the point is checked when the native key is made
    except (JoseError, ValueError) as error:
        raise Malformed(f"{what}: not a key on P-256") from error
    return key


def _passes(read: Any, value: Any) -> bool:
    try:
        read(value)
    except Malformed:
        return False
    return True
