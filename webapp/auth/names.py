"""Sign-in names, tokens, addresses: how a name is compared, how a token is kept, what counts as one
address."""

import secrets
import unicodedata
from ipaddress import IPv6Address, IPv6Network, ip_address

from webapp.sealed.strict import encode_base64url, sha256


def sign_in_key(sign_in_name: str) -> str:
    """What two spellings of one name share: NFKC, case folded, spaces at the ends and runs of them
    forgotten."""
    return " ".join(unicodedata.normalize("NFKC", sign_in_name).casefold().split())


def network_of(address: str) -> str:
    """What is counted as one address: an IPv4 address, or the /64 that one IPv6 customer has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped
        return str(inner) if inner else str(IPv6Network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def new_token() -> str:
    """256 random bits for a link; 43 characters."""
    return encode_base64url(secrets.token_bytes(32))


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(token.encode("utf-8", "surrogatepass"))
