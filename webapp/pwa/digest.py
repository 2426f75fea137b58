"""Names that change with the bytes: how a file's hash becomes part of its name.

The parts of a split bundle name each other, so the bundler that writes these names makes their hashes itself.
"""

from hashlib import sha256
from pathlib import Path

HASH_LENGTH = 16
sha256_constructor = sha256


def digest(content: bytes) -> str:
    """The part of a SHA-256 that stands in names: 64 bits tell builds apart; they protect nothing."""
    return sha256(content).hexdigest()[:HASH_LENGTH]


def hashed_name(name: str, content: bytes) -> str:
    """`icon.svg` → `icon.<hash>.svg`."""
    path = Path(name)
    return f"{path.stem}.{digest(content)}{path.suffix}"
