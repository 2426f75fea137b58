"""Recovery codes: ten, each for one sign-in, for when the other ways are lost. 60 random bits each."""

import secrets

COUNT = 10
_GROUPS, _LETTERS = 3, 4
# Crockford's Base32: no letter that is taken for another, or for a digit.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LOOKS_LIKE = str.maketrans({"o": "0", "i": "1", "l": "1", " ": None, "-": None})


def new_codes() -> list[str]:
    """Ten codes as they are shown: three groups of four."""
    return [_new_code() for _ in range(COUNT)]


def plain(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return code.casefold().translate(_LOOKS_LIKE)


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _LETTERS))
    return "-".join(letters[start : start + _LETTERS] for start in range(0, len(letters), _LETTERS))
