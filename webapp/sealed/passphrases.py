"""From a passphrase to keys (PROTOCOL.md §5): NFKC, Argon2id (RFC 9106), then HKDF-SHA-256 (RFC 5869), one
label a use.

Parameters under the floor are refused as a downgrade, and absurdly large ones as an attack on the device's
memory.
"""

import secrets
import unicodedata
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import Malformed
from .strict import encode_base64url, equals, expect_members

Kdf = dict[str, Any]

SALT_BYTES = 16
SECRET_BYTES = 32
LONGEST_SALT = 64
SIGN_IN = "sotto/v1/sign-in"
UNLOCK = "sotto/v1/unlock"
KIT = "sotto/v1/kit"
DECOY = "sotto/v1/decoy-salt"

_KDF = {
    "name": equals("argon2id"),
    "memory": lambda value: type(value) is int and 19_456 <= value <= 1_048_576,
    "passes": lambda value: type(value) is int and 2 <= value <= 64,
    "lanes": lambda value: type(value) is int and 1 <= value <= 16,
}


def standard_kdf() -> Kdf:
    """The parameters that new accounts get; memory in KiB."""
    return {"name": "argon2id", "memory": 65_536, "passes": 3, "lanes": 1}


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def check_kdf(kdf: Any, salt: bytes) -> Kdf:
    """`kdf` itself when neither it nor the salt is weaker than the floor; otherwise `Malformed`."""
    expect_members(kdf, _KDF, "kdf")
    if not SALT_BYTES <= len(salt) <= LONGEST_SALT:
        raise Malformed(f"kdf: expected a salt of at least {SALT_BYTES} bytes, got {len(salt)}")
    return dict(kdf)


def stretch(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """32 bytes by Argon2id from the NFKC form of the passphrase."""
    check_kdf(kdf, salt)
    return hash_secret_raw(
        secret=unicodedata.normalize("NFKC", passphrase).encode("utf-8"),
        salt=salt,
        time_cost=kdf["passes"],
        memory_cost=kdf["memory"],
        parallelism=kdf["lanes"],
        hash_len=SECRET_BYTES,
        type=Type.ID,
    )


def expand(stretched: bytes, info: str, length: int = SECRET_BYTES) -> bytes:
    """HKDF-SHA-256 with an empty salt; `info` names the one use of the result."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info.encode("utf-8")).derive(stretched)


def derive_keys(passphrase: str, salt: bytes, kdf: Kdf) -> tuple[bytes, bytes]:
    """(sign-in secret, unlock key): the first is sent to the server, the second never is."""
    stretched = stretch(passphrase, salt, kdf)
    return expand(stretched, SIGN_IN), expand(stretched, UNLOCK)


def derive_kit_key(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """The key of a recovery kit from the kit's own passphrase."""
    return expand(stretch(passphrase, salt, kdf), KIT)


def _secret_hasher() -> PasswordHasher:
    # Modest on purpose: what is hashed is 256 bits already stretched on the phone; nobody can guess it.
    return PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1)


def hash_secret(secret: bytes) -> str:
    """The Argon2id hash of a sign-in secret, all that the server keeps of it."""
    return _secret_hasher().hash(secret)


def verify_secret(stored: str, secret: bytes) -> bool:
    """Whether `secret` is the one that `stored` was made of. A damaged hash verifies nothing."""
    try:
        return _secret_hasher().verify(stored, secret)
    except (VerifyMismatchError, InvalidHashError):
        return False


def decoy_salt(name: str, server_secret: bytes) -> str:
    """A stable b64u salt for a sign-in name that does not exist, so that its answer looks like any other."""
    return encode_base64url(expand(server_secret, f"{DECOY}/{name}", SALT_BYTES))
