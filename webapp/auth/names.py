"""Sign-in names and tokens: how a name is compared, how a token is kept."""

import secrets
import unicodedata

from webapp.sealed.strict import encode_base64url, sha256


def sign_in_key(sign_in_name: str) -> str:
    """What two spellings of one name share: NFKC, case folded, spaces at the ends and runs of them
    forgotten."""
    return " ".join(unicodedata.normalize("NFKC", sign_in_name).casefold().split())


def new_token() -> str:
    """256 random bits for a link; 43 characters."""
    return encode_base64url(secrets.token_bytes(32))


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(token.encode("utf-8", "surrogatepass"))
