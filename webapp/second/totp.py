"""Codes of an authenticator app (RFC 6238): SHA-1, six digits, thirty seconds; one step of tolerance each
way. The one place that knows pyotp."""

import hmac
from datetime import datetime

import pyotp

ISSUER = "Sotto"
STEP_SECONDS = 30


def new_secret() -> str:
    """160 random bits in Base32, as authenticator apps take it."""
    return pyotp.random_base32()


def address(secret: str, sign_in_name: str) -> str:
    """The `otpauth:` address that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=ISSUER)


def step_of(code: str, secret: str, after: int, now: datetime) -> int | None:
    """The time step whose code this is, if it is a later one than `after`: a code counts once."""
    totp = pyotp.TOTP(secret)
    present = int(now.timestamp()) // STEP_SECONDS
    for step in (present - 1, present, present + 1):
        if step > after and hmac.compare_digest(totp.at(step * STEP_SECONDS), code):
            return step
    return None
