"""Single fields sealed at rest: what the database keeps of an account number says nothing by itself.

`seal` and `open_sealed` encrypt a text for one purpose, `fingerprint` finds it again without opening anything. In a
model, `SealedTextField` keeps the value and `FingerprintField` beside it lets it be searched and be unique.
"""

from overstap.sealing.errors import BrokenSealError, SealingError, SealingKeysError, UnknownKeyError
from overstap.sealing.fields import FingerprintField, SealedTextField
from overstap.sealing.seals import HIDDEN, Secret, fingerprint, fingerprints, open_sealed, seal

__all__ = [
    "HIDDEN",
    "BrokenSealError",
    "FingerprintField",
    "SealedTextField",
    "SealingError",
    "SealingKeysError",
    "Secret",
    "UnknownKeyError",
    "fingerprint",
    "fingerprints",
    "open_sealed",
    "seal",
]
