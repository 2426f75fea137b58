"""What the server itself must be able to read of a second step, and nobody who only has the database: the
secret of an authenticator app rests sealed under a key from the server's own secret; of a recovery code rests
a keyed hash."""

import hashlib
import hmac
from typing import Any

from .errors import CannotOpen, Malformed
from .jose import DIRECT, open_direct, read_sealed, seal_direct
from .passphrases import expand
from .strict import encode_base64url, equals, is_id

SEAL = "sotto/v1/second-step"
CODES = "sotto/v1/recovery-codes"
_HEADER = {**DIRECT, "typ": equals("sotto-second-step"), "v": equals(1), "id": is_id}


def seal_totp(secret: str, step: str, server_secret: bytes) -> str:
    """The secret of the second step whose id is `step`."""
    header = {"typ": "sotto-second-step", "v": 1, "id": step}
    return seal_direct(header, secret.encode("ascii"), expand(server_secret, SEAL))


def open_totp(text: Any, step: str, server_secret: bytes) -> str:
    """The secret again. `Malformed` for one that was put in another's place, `CannotOpen` when the server's
    secret is another one since."""
    header = read_sealed(text, _HEADER, "second step")
    if header["id"] != step:
        raise Malformed("second step: it was stored under another id")
    return open_direct(text, expand(server_secret, SEAL), "second step").decode("ascii")


def can_open_totp(text: Any, step: str, server_secret: bytes) -> str | None:
    """As `open_totp`, or None: a secret that cannot be read proves nothing, and is no mistake of who signs
    in."""
    try:
        return open_totp(text, step, server_secret)
    except (Malformed, CannotOpen):
        return None


def code_hash(code: str, member: str, server_secret: bytes) -> str:
    """What is kept of a member's recovery code."""
    key = expand(server_secret, CODES)
    return encode_base64url(hmac.new(key, f"{member}\n{code}".encode("ascii"), hashlib.sha256).digest())
