"""Signing what leaves the database, so that anybody with the public key can tell that it came from here unchanged.

The signing key of a purpose is derived from the keys of the installation (Ed25519), so that there is nothing more to
keep. A copy of the public key, kept elsewhere, goes on proving what was signed after the keys have changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from overstap.sealing.seals import fingerprint, fingerprints

_PURPOSE = "overstap.signing"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature with the public key that proves it, both in hexadecimal (handtekening)."""

    public_key: str
    signature: str


def sign(content: bytes, *, purpose: str) -> Signature:
    """Sign bytes for one purpose with the key of this installation (ondertekenen). Raises SealingKeysError."""
    key = _private(fingerprint(purpose, context=_PURPOSE))
    return Signature(_public(key), key.sign(content).hex())


def public_keys(*, purpose: str) -> tuple[str, ...]:
    """The public keys of this installation for a purpose, the one that signs first. Raises SealingKeysError."""
    return tuple(_public(_private(seed)) for seed in fingerprints(purpose, context=_PURPOSE))


def is_signed(content: bytes, signed: Signature) -> bool:
    """Tell whether these bytes were signed with the private half of that public key; whose key it is, is not asked."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.public_key)).verify(
            bytes.fromhex(signed.signature), content
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
