"""Sealing a text for one purpose, opening it, and finding it again without opening."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
from typing import NoReturn

from cryptography.exceptions import InvalidTag

from overstap.sealing.errors import BrokenSealError
from overstap.sealing.keyring import Key, keyring

VERSION = "z1"
NONCE_BYTES = 12
HIDDEN = "•••"
FINGERPRINT_SIGNS = 64
_TOKEN = re.compile(r"z1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+={0,2})")
BROKEN = "A sealed value of “{context}” was changed, or was sealed for something else. It is not used."


def seal(text: str, *, context: str) -> str:
    """Encrypt a text for one purpose (verzegelen): AES-256-GCM, so that what is changed later does not open.

    `context` names the kind of row and field and is bound to the value: put elsewhere it does not open. The same text
    sealed twice looks different. Raises SealingKeysError.
    """
    key, nonce = keyring().current, os.urandom(NONCE_BYTES)
    sealed = key.cipher.encrypt(nonce, text.encode(), _bound(context))
    return f"{prefix_of(key)}{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}"


def open_sealed(sealed: str, *, context: str) -> str:
    """The text again (openen). Raises BrokenSealError, UnknownKeyError or SealingKeysError; never shows the value."""
    found = _TOKEN.fullmatch(sealed)
    if found is None:
        raise BrokenSealError(BROKEN.format(context=context))
    key = keyring().named(found[1])
    try:
        raw = base64.b64decode(found[2], altchars=b"-_", validate=True)
        return key.cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(context)).decode()
    except (InvalidTag, ValueError, binascii.Error):
        raise BrokenSealError(BROKEN.format(context=context)) from None


def fingerprint(text: str, *, context: str) -> str:
    """What finds a text again without opening anything (vingerafdruk): HMAC-SHA256 with the key that seals.

    The same text has one fingerprint per context, so that it can be looked up and be unique; without the key nobody
    can try which text belongs to it. Write the text in one way first (no spaces, capitals). Raises SealingKeysError.
    """
    return _fingerprint(keyring().current, text, context)


def fingerprints(text: str, *, context: str) -> tuple[str, ...]:
    """The fingerprints with every key in use, for looking up while keys change."""
    return tuple(_fingerprint(key, text, context) for key in keyring().keys)


def prefix_of(key: Key) -> str:
    """How everything begins that this key sealed."""
    return f"{VERSION}.{key.id}."


def key_of(sealed: str) -> str:
    """The name of the key with which a value was sealed; empty for what is not sealed."""
    found = _TOKEN.fullmatch(sealed)
    return found[1] if found else ""


def _bound(context: str) -> bytes:
    return f"{VERSION}|{context}".encode()


def _fingerprint(key: Key, text: str, context: str) -> str:
    said = context.encode()
    return hmac.new(key.finder, len(said).to_bytes(4) + said + text.encode(), hashlib.sha256).hexdigest()


class Secret:
    """A value that shows itself to nobody who does not ask (geheim): only `reveal` gives the text.

    In a template, a log, an error or a shell it is three dots; it goes into no session and no cache.
    """

    __slots__ = ("_context", "_text", "_token")

    def __init__(self, text: str | None = None, *, token: str = "", context: str = "") -> None:
        """A text that is not stored yet, or what the database keeps with what it was sealed for."""
        self._text, self._token, self._context = text, token, context

    def reveal(self) -> str:
        """The text, opened when it is first asked. Raises BrokenSealError, UnknownKeyError or SealingKeysError."""
        if self._text is None:
            self._text = open_sealed(self._token, context=self._context)
        return self._text

    @property
    def token(self) -> str:
        """What the database keeps; empty when it is not stored yet."""
        return self._token

    @property
    def context(self) -> str:
        """What it was sealed for."""
        return self._context

    def __str__(self) -> str:
        return HIDDEN

    __repr__ = __str__

    def __format__(self, _how: str) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    __hash__ = None  # type: ignore[assignment] # (two that are equal would have to show that in a hash)

    def __deepcopy__(self, _seen: object) -> Secret:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret goes into no session, cache or file.")
