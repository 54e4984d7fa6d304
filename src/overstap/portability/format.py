"""The package itself: putting it together, and telling of every part whether it is as it was signed. No database.

A package is a ZIP with the file as data, the file to read, a manifest with the SHA-256 of both, and a signature over
the manifest. It is written in one way only, byte for byte, so that nothing can hide in the wrapping: whoever packs the
same parts gets the same bytes, and a wrapping that differs is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import asdict, dataclass
from typing import Any

from overstap.core.decision import N_
from overstap.sealing.signing import Signature, is_signed

KIND = "overstap-pakket"
VERSION = "1.0"
MANIFEST, SIGNATURE = "manifest.json", "handtekening.txt"
DATA, READABLE = "dossier.json", "dossier.pdf"
PARTS = (DATA, READABLE)
ORDER = (MANIFEST, SIGNATURE, *PARTS)
MOST_BYTES = 50_000_000
KEY_SIGNS = 16
_STAMP = (1980, 1, 1, 0, 0, 0)

UNREADABLE = N_("Dit is geen pakket van Overstap.")
TOO_LARGE = N_("Dit bestand is te groot voor een pakket.")
WRAPPING = N_("De verpakking is na het ondertekenen veranderd.")
ADDED = N_("Dit deel hoort niet in het pakket.")
MISSING = N_("Dit deel ontbreekt.")
TWICE = N_("Dit deel staat er meer dan een keer in.")
CHANGED = N_("Dit deel is na het ondertekenen veranderd.")
UNSIGNED = N_("De handtekening klopt niet.")
OTHER_KEY = N_("Het pakket is ondertekend met een andere sleutel dan die van de installatie.")
NEWER = N_("Dit pakket is van een versie die dit programma niet kent.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself (manifest): who made it when, for whom, and what is in it.

    `since` is the day from which the installation signs with this key; `holder` is the person or the party that the
    package was made for.
    """

    id: str
    installation: str
    address: str
    public_key: str
    since: str
    made_at: str
    holder: str
    items: tuple[str, ...]

    @property
    def key_id(self) -> str:
        """The name of the key, short enough to read out on the telephone."""
        return key_id(self.public_key)


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """Whether one part of a package is as it was signed (oordeel over een deel); `because` is empty when it is."""

    name: str
    because: str = ""

    @property
    def valid(self) -> bool:
        """Tell whether the part is as it was signed."""
        return not self.because


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a package is worth (oordeel over een pakket).

    `known` tells whether the key is among those that the reader believes; None when the reader named none.
    """

    parts: tuple[PartVerdict, ...]
    manifest: Manifest | None = None
    known: bool | None = None
    content: bytes = b""

    @property
    def valid(self) -> bool:
        """Tell whether every part is as it was signed, by a key that is not known to be another's."""
        return bool(self.parts) and all(part.valid for part in self.parts) and self.known is not False


def key_id(public_key: str) -> str:
    """The name of a public key."""
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:KEY_SIGNS]


def manifest_bytes(manifest: Manifest, parts: dict[str, bytes]) -> bytes:
    """The manifest as it is signed."""
    said: dict[str, Any] = {
        "soort": KIND,
        "versie": VERSION,
        "pakket": manifest.id,
        "installatie": {"naam": manifest.installation, "adres": manifest.address},
        "sleutel": {"id": manifest.key_id, "openbaar": manifest.public_key, "sinds": manifest.since},
        "gemaakt_op": manifest.made_at,
        "voor": manifest.holder,
        "onderdelen": list(manifest.items),
        "delen": [
            {"naam": name, "grootte": len(parts[name]), "sha256": hashlib.sha256(parts[name]).hexdigest()}
            for name in PARTS
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def pack(manifest: bytes, signature: str, parts: dict[str, bytes]) -> bytes:
    """The package, the same bytes for the same parts."""
    return _zipped({MANIFEST: manifest, SIGNATURE: f"{signature}\n".encode("ascii"), **parts})


def examine(package: bytes, believed: frozenset[str] = frozenset()) -> Verdict:
    """Tell of every part whether it is as it was signed, everything that is wrong at once.

    `believed` holds public keys (hexadecimal) that the reader got another way.
    """
    if len(package) > MOST_BYTES:
        return Verdict((PartVerdict("pakket", TOO_LARGE),))
    try:
        found, wrong = _unzipped(package)
    except (zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return Verdict((PartVerdict("pakket", UNREADABLE),))
    manifest, said = _read_manifest(found.get(MANIFEST, b""))
    if manifest is None or said is None:
        return Verdict((*wrong, PartVerdict(MANIFEST, MISSING if MANIFEST not in found else UNREADABLE)))
    verdicts = [*wrong, PartVerdict(MANIFEST, "" if said["versie"] == VERSION else NEWER), _signed(found, manifest)]
    verdicts += [_part(name, found, said) for name in PARTS]
    if not wrong and not any(one.because for one in verdicts) and _zipped(found) != package:
        verdicts.append(PartVerdict("verpakking", WRAPPING))
    known = manifest.public_key in believed if believed else None
    if known is False:
        verdicts.append(PartVerdict("sleutel", OTHER_KEY))
    return Verdict(tuple(verdicts), manifest, known, found.get(DATA, b""))


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON in which no name stands twice: two readers would each see another value."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _unzipped(package: bytes) -> tuple[dict[str, bytes], list[PartVerdict]]:
    found: dict[str, bytes] = {}
    wrong: list[PartVerdict] = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise ValueError("too large")
        for info in infos:
            if info.filename not in ORDER:
                wrong.append(PartVerdict(info.filename[:80], ADDED))
            elif info.filename in found:
                wrong.append(PartVerdict(info.filename, TWICE))
            else:
                found[info.filename] = archive.read(info)
    return found, wrong


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in ORDER:
            if name in parts:
                info = zipfile.ZipInfo(name, _STAMP)
                info.create_system = 3
                info.external_attr = 0o644 << 16
                archive.writestr(info, parts[name])
    return made.getvalue()


def _read_manifest(content: bytes) -> tuple[Manifest | None, dict[str, Any] | None]:
    try:
        said = json.loads(content, object_pairs_hook=once)
        made = Manifest(
            id=str(said["pakket"]),
            installation=str(said["installatie"]["naam"]),
            address=str(said["installatie"]["adres"]),
            public_key=str(said["sleutel"]["openbaar"]),
            since=str(said["sleutel"]["sinds"]),
            made_at=str(said["gemaakt_op"]),
            holder=str(said["voor"]),
            items=tuple(str(one) for one in said["onderdelen"]),
        )
        rows = {str(one["naam"]): str(one["sha256"]) for one in said["delen"]}
        if said["soort"] != KIND or made.key_id != said["sleutel"]["id"] or len(rows) != len(said["delen"]):
            return None, None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, None
    return made, {"versie": said["versie"], "delen": rows}


def _signed(found: dict[str, bytes], manifest: Manifest) -> PartVerdict:
    if SIGNATURE not in found:
        return PartVerdict(SIGNATURE, MISSING)
    written = found[SIGNATURE].decode("ascii", "replace").strip()
    good = is_signed(found[MANIFEST], Signature(manifest.public_key, written))
    return PartVerdict(SIGNATURE, "" if good else UNSIGNED)


def _part(name: str, found: dict[str, bytes], said: dict[str, Any]) -> PartVerdict:
    if name not in found:
        return PartVerdict(name, MISSING)
    if name not in said["delen"]:
        return PartVerdict(name, ADDED)
    same = hashlib.sha256(found[name]).hexdigest() == said["delen"][name]
    return PartVerdict(name, "" if same else CHANGED)


def as_json(verdict: Verdict) -> dict[str, Any]:
    """What was found, for a program to read."""
    return {
        "geldig": verdict.valid,
        "sleutel_bekend": verdict.known,
        "delen": [{"naam": part.name, "geldig": part.valid, "waarom": part.because} for part in verdict.parts],
        "manifest": (asdict(verdict.manifest) | {"sleutel": verdict.manifest.key_id}) if verdict.manifest else None,
    }
