"""The keys of an installation: the first one seals, all of them open."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from overstap.sealing.errors import SealingKeysError, UnknownKeyError

KEY_BYTES = 32
ID_SIGNS = 8
MISSING = (
    "There is no key to seal with. Put back the file sealing-keys of the data folder, or set OVERSTAP_SEALING_KEYS."
)
NO_KEY = "Key {place} in the file sealing-keys or in OVERSTAP_SEALING_KEYS is no key. `overstap keys new` makes one."
TWICE = "The same key stands twice in the file sealing-keys or in OVERSTAP_SEALING_KEYS."
UNKNOWN = (
    "A value was sealed with key {key_id}, which is not among the keys of this installation. Put the key back in the "
    "file sealing-keys of the data folder or in OVERSTAP_SEALING_KEYS; without it the value cannot be read."
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key (sleutel): `id` names it without telling it; what seals and what fingerprints are derived apart."""

    id: str
    cipher: AESGCM = field(repr=False)
    finder: bytes = field(repr=False)

    @classmethod
    def from_text(cls, text: str) -> Key:
        """Read a key as `new_key` wrote it; raises ValueError when it is none."""
        if not re.fullmatch(r"[A-Za-z0-9_-]+=?", text):
            raise ValueError("no key")
        try:
            secret = base64.urlsafe_b64decode(text)
        except binascii.Error as error:
            raise ValueError("no key") from error
        if len(secret) != KEY_BYTES:
            raise ValueError("no key")
        return cls(
            id=hashlib.sha256(b"overstap key id" + secret).hexdigest()[:ID_SIGNS],
            cipher=AESGCM(_derived(secret, b"overstap seal")),
            finder=_derived(secret, b"overstap fingerprint"),
        )


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys in use (sleutelbos), the one that seals first."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """The key that seals."""
        return self.keys[0]

    def named(self, key_id: str) -> Key:
        """The key of that name; raises UnknownKeyError."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise UnknownKeyError(UNKNOWN.format(key_id=key_id))


def new_key() -> str:
    """A fresh key, as text."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def keyring() -> Keyring:
    """The keys of the settings (`SEALING_KEYS`); raises SealingKeysError when there are none or one is no key."""
    return read_keys(tuple(getattr(settings, "SEALING_KEYS", ())))


@lru_cache(maxsize=8)
def read_keys(texts: Sequence[str]) -> Keyring:
    """Read keys as texts, the one that seals first; raises SealingKeysError, which names the place and not the key."""
    if not texts:
        raise SealingKeysError(MISSING)
    keys = []
    for place, text in enumerate(texts, 1):
        try:
            keys.append(Key.from_text(text))
        except ValueError:
            # Without the cause: its traceback would hold the text.
            raise SealingKeysError(NO_KEY.format(place=place)) from None
    if len({key.id for key in keys}) < len(keys):
        raise SealingKeysError(TWICE)
    return Keyring(tuple(keys))
