"""Compact JWS (RFC 7515) and JWE (RFC 7516) through joserfc, narrowed to the algorithms of PROTOCOL.md §1.

joserfc does the cryptography. This file adds what it is lax about: canonical base64url, duplicate JSON
names, header members (checked by the caller's table), part lengths, and one algorithm for each use, so that
a header never chooses how it is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from .errors import BadSignature, CannotOpen, Malformed
from .keys import (
    Jwk,
    Signer,
    VerifyingKey,
    import_private,
    import_public,
    import_signer,
    import_symmetric,
    public_part,
    thumbprint,
)
from .strict import (
    Check,
    decode_base64url,
    encode_base64url,
    equals,
    expect_members,
    is_base64url,
    is_digest,
    parse_object,
    write_json,
)

Header = dict[str, Any]
Members = Mapping[str, Check]

LONGEST_TEXT = 16 * 1024 * 1024  # above our largest item; joserfc stops sooner by default

DIRECT: Members = {"alg": equals("dir"), "enc": equals("A256GCM")}
TO_KEY: Members = {
    "alg": equals("ECDH-ES+A256KW"),
    "enc": equals("A256GCM"),
    "epk": lambda value: True,
}

_SIGNATURE_CHARACTERS = 86
_VECTOR_CHARACTERS = 16
_TAG_CHARACTERS = 22
_WRAPPED_KEY_CHARACTERS = 54


class _EncryptionRegistry(jwe.JWERegistry):
    max_protected_header_length = LONGEST_TEXT
    max_ciphertext_length = LONGEST_TEXT


# The algorithm itself. joserfc's general way around it finds out from each header how to read the rest: here
# the header is known by its table, and `keys.py` has seen to it that the key is one on P-256.
_ES256 = jws.JWSRegistry(algorithms=["ES256"]).get_alg("ES256")
_SEALING_DIRECT = _EncryptionRegistry(algorithms=["dir", "A256GCM"], strict_check_header=False)
_SEALING_TO_KEY = _EncryptionRegistry(algorithms=["ECDH-ES+A256KW", "A256GCM"], strict_check_header=False)


@dataclass(frozen=True)
class Signed:
    """A compact JWS whose form and header were checked, and whose signature was not. Its header and signature
    are kept as they travelled: they are what `verify` needs, and nothing reads the header a second time.
    """

    header: str
    signature: str
    kid: str
    payload: bytes


def _parts(text: Any, count: int, what: str) -> list[str]:
    # What is in the parts is for the caller to check: each is read as base64url, and only once.
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise Malformed(f"{what}: expected compact JOSE text")
    parts = text.split(".")
    if len(parts) != count:
        raise Malformed(f"{what}: expected {count} parts of base64url")
    return parts


def _expect_part(part: str, length: int | None, what: str, name: str) -> None:
    if length is not None and len(part) != length:
        raise Malformed(f"{what} {name}: expected {length} characters, got {len(part)}")
    if not is_base64url(part):
        raise Malformed(f"{what} {name}: expected canonical base64url without padding")


# --- JWS: signatures ---


def sign(typ: str, payload: bytes, private: Jwk | Signer) -> str:
    """A compact JWS with the header `{"alg":"ES256","kid":…,"typ":…}`, and no other."""
    signer = import_signer(private)
    signed = _signing_input(_signature_header(typ, signer.kid), payload)
    return f"{signed}.{encode_base64url(_ES256.sign(signed.encode('ascii'), signer.native))}"


@lru_cache(maxsize=64)
def _signature_header(typ: str, kid: str) -> str:
    return encode_base64url(write_json({"alg": "ES256", "kid": kid, "typ": typ}))


def _signing_input(header: str, payload: bytes) -> str:
    return f"{header}.{encode_base64url(payload)}"


def sign_detached(typ: str, payload: bytes, private: Jwk | Signer) -> str:
    """As `sign`, without its middle part (RFC 7515 appendix F)."""
    return jws.detach_content(sign(typ, payload, private))


def read_signed(text: Any, typ: str, what: str, *, detached: bool = False) -> Signed:
    """Check the form and the header of a compact JWS. Its payload is not to be trusted before `verify`."""
    header_part, payload_part, signature_part = _parts(text, 3, what)
    if (payload_part == "") is not detached:
        raise Malformed(f"{what}: expected {'a detached' if detached else 'an attached'} payload")
    header = parse_object(decode_base64url(header_part, f"{what} header"), f"{what} header")
    expect_members(header, {"alg": equals("ES256"), "kid": is_digest, "typ": equals(typ)}, f"{what} header")
    _expect_part(signature_part, _SIGNATURE_CHARACTERS, what, "signature")
    payload = decode_base64url(payload_part, f"{what} payload")
    return Signed(header=header_part, signature=signature_part, kid=header["kid"], payload=payload)


def verify(signed: Signed, signer: VerifyingKey, what: str, *, detached_payload: bytes | None = None) -> None:
    """Return when `signer` made this signature; otherwise raise `BadSignature`."""
    if signed.kid != signer.kid:
        raise BadSignature(f"{what}: signed under another key")
    payload = signed.payload if detached_payload is None else detached_payload
    signature = decode_base64url(signed.signature, f"{what} signature")
    try:
        fits = _ES256.verify(_signing_input(signed.header, payload).encode("ascii"), signature, signer.native)
    except (JoseError, ValueError) as error:
        raise BadSignature(f"{what}: the signature does not fit") from error
    if not fits:
        raise BadSignature(f"{what}: the signature does not fit")


# --- JWE: sealed bytes ---


def seal_direct(header: Mapping[str, Any], plaintext: bytes, key: bytes) -> str:
    """A compact JWE under a symmetric key; `header` without `alg` and `enc`."""
    protected = {"alg": "dir", "enc": "A256GCM", **header}
    return jwe.encrypt_compact(protected, plaintext, import_symmetric(key), registry=_SEALING_DIRECT)


def seal_to_key(header: Mapping[str, Any], plaintext: bytes, recipient: Jwk) -> str:
    """A compact JWE to a public key; `header` without `alg`, `enc`, `epk`."""
    protected = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", **header}
    key = import_public(public_part(recipient))
    return jwe.encrypt_compact(protected, plaintext, key, registry=_SEALING_TO_KEY)


def read_sealed(text: Any, members: Members | Callable[[Header], Members], what: str) -> Header:
    """The header of a compact JWE when its form and every header member are as `members` says.

    `members` is built from `DIRECT` or `TO_KEY`, which decide what the other parts must look like. Where one
    place holds several formats it is a function that picks the table by the header, and the table then
    checks the header.
    """
    header_part, key_part, vector_part, ciphertext_part, tag_part = _parts(text, 5, what)
    header = parse_object(decode_base64url(header_part, f"{what} header"), f"{what} header")
    members = members(header) if callable(members) else members
    expect_members(header, members, f"{what} header")
    to_key = "epk" in members
    if to_key:
        import_public(header["epk"], f"{what} epk")
    _expect_part(key_part, _WRAPPED_KEY_CHARACTERS if to_key else 0, what, "encrypted key")
    _expect_part(vector_part, _VECTOR_CHARACTERS, what, "initialisation vector")
    _expect_part(tag_part, _TAG_CHARACTERS, what, "tag")
    _expect_part(ciphertext_part, None, what, "ciphertext")
    return header


def open_direct(text: str, key: bytes, what: str) -> bytes:
    """The plaintext of a JWE that `read_sealed` accepted with `DIRECT`."""
    return _open(text, import_symmetric(key), _SEALING_DIRECT, what)


def open_with_key(text: str, private: Jwk, kid: str, what: str) -> bytes:
    """The plaintext of a JWE that `read_sealed` accepted with `TO_KEY`; `kid` is the one in its header."""
    if kid != thumbprint(private):
        raise CannotOpen(f"{what}: sealed to another key")
    return _open(text, import_private(private), _SEALING_TO_KEY, what)


def _open(text: str, key: ECKey | OctKey, registry: jwe.JWERegistry, what: str) -> bytes:
    try:
        plaintext = jwe.decrypt_compact(text, key, registry=registry).plaintext
    except (JoseError, ValueError) as error:
        raise CannotOpen(f"{what}: this key does not open it") from error
    if plaintext is None:
        raise CannotOpen(f"{what}: this key does not open it")
    return plaintext
