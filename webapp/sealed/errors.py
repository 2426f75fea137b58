"""What can be wrong with a sealed thing. Messages name the part that is wrong, never its contents.

ValueError
├── Malformed      not what PROTOCOL.md writes: nothing in it may be used
├── BadSignature   well formed, but not signed by the key that it must be signed by
└── CannotOpen     well formed, but the key does not open it, or its bytes were changed
"""


class Malformed(ValueError):  # noqa: N818 — a sentence, not a suffix
    """The thing is not exactly what PROTOCOL.md allows."""


class BadSignature(ValueError):  # noqa: N818 — a sentence, not a suffix
    """The signature is missing its key, made by another key, or made over other bytes."""


class CannotOpen(ValueError):  # noqa: N818 — a sentence, not a suffix
    """The ciphertext does not open under this key."""
