"""What a device keeps to prove that it is the one it was: made from the server's secret, stored nowhere.

Two doors know it: signing in on a device that the server knows asks for no second step, and a device whose
access was taken is let in once more to hand in what it has."""

import hashlib
import hmac

from webapp.config import Secret
from webapp.sealed.strict import encode_base64url


def device_token(device: str, secret: Secret) -> str:
    """The token of a device. (Its label is from the time when it opened the second door only; phones keep
    it.)"""
    digest = hmac.new(secret.reveal().encode(), f"leaving\n{device}".encode(), hashlib.sha256).digest()
    return encode_base64url(digest)


def fits_device(token: str | None, device: str, secret: Secret) -> bool:
    """Whether `token` is that of `device`, compared in constant time."""
    return token is not None and hmac.compare_digest(token, device_token(device, secret))
