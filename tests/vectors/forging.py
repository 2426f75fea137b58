"""Raw JOSE for test vectors: makes what `webapp/sealed` would refuse to make, so that readers can be seen to
refuse it.

Headers and payloads are bytes here, signed or sealed as they are. Only tests may import this.
"""

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.sealed.keys import Jwk, import_private, import_public, public_part
from webapp.sealed.strict import encode_base64url as b64u


def forge_direct(header: bytes, plaintext: bytes, content_key: bytes) -> str:
    """A compact JWE of alg dir under exactly these header bytes."""
    return _content(b64u(header), "", plaintext, content_key)


def forge_to_key(header: bytes, plaintext: bytes, recipient: Jwk, ephemeral: Jwk) -> str:
    """A compact JWE of alg ECDH-ES+A256KW; `header` must already name the public half of `ephemeral`."""
    public_key: Any = import_public(public_part(recipient)).raw_value
    private_key: Any = import_private(ephemeral).raw_value
    shared = private_key.exchange(ec.ECDH(), public_key)
    algorithm = b"ECDH-ES+A256KW"
    # RFC 7518 §4.6.2: AlgorithmID, empty PartyUInfo and PartyVInfo, SuppPubInfo = the key's length in bits
    other_info = len(algorithm).to_bytes(4) + algorithm + bytes(8) + (256).to_bytes(4)
    wrapping_key = ConcatKDFHash(algorithm=SHA256(), length=32, otherinfo=other_info).derive(shared)
    content_key = os.urandom(32)
    return _content(b64u(header), b64u(aes_key_wrap(wrapping_key, content_key)), plaintext, content_key)


def _content(header: str, encrypted_key: str, plaintext: bytes, content_key: bytes) -> str:
    vector = os.urandom(12)
    sealed = AESGCM(content_key).encrypt(vector, plaintext, header.encode("ascii"))
    return ".".join([header, encrypted_key, b64u(vector), b64u(sealed[:-16]), b64u(sealed[-16:])])


def forge_signature(header: bytes, payload: bytes, signing: Jwk, *, detached: bool = False) -> str:
    """A compact JWS with an ES256 signature over exactly these bytes, whatever the header says."""
    key: Any = import_private(signing).raw_value
    signing_input = f"{b64u(header)}.{b64u(payload)}"
    r, s = decode_dss_signature(key.sign(signing_input.encode("ascii"), ec.ECDSA(SHA256())))
    signature = b64u(r.to_bytes(32) + s.to_bytes(32))
    return f"{b64u(header)}..{signature}" if detached else f"{signing_input}.{signature}"


def der_signature(text: str) -> str:
    """The same JWS with its signature in DER, as many libraries write it and JOSE does not."""
    head, _, tail = text.rpartition(".")
    raw = base64.urlsafe_b64decode(tail + "==")
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    return f"{head}.{b64u(der)}"
