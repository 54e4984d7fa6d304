"""The package: every kind of tampering is found, by part, without a database."""

import dataclasses
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.cli.__main__ import main
from overstap.portability import format as form
from overstap.portability.schema import as_markdown

PARTS = {form.DATA: b'{"dossier": 1}\n', form.READABLE: b"%PDF-1.7 leesbaar"}
OURS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
THEIRS = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def manifest_of(key: Ed25519PrivateKey = OURS) -> form.Manifest:
    return form.Manifest(
        id="0b8f2d1e",
        installation="RMT Midden-Brabant",
        address="https://overstap.example",
        public_key=public(key),
        since="2021-01-04",
        made_at="2021-02-15T09:00:00+01:00",
        holder="Sanne de Wit",
        items=("contact", "profiel"),
    )


def packed(parts: dict[str, bytes] = PARTS, key: Ed25519PrivateKey = OURS, said: form.Manifest | None = None) -> bytes:
    written = form.manifest_bytes(said or manifest_of(key), parts)
    return form.pack(written, key.sign(written).hex(), parts)


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: list[tuple[str, bytes]], how: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, compress_type=how)
    return made.getvalue()


def wrong(package: bytes, *believed: str) -> dict[str, str]:
    verdict = form.examine(package, frozenset(believed))

    assert not verdict.valid
    return {part.name: part.because for part in verdict.parts if not part.valid}


def test_a_package_as_it_was_signed_is_valid() -> None:
    verdict = form.examine(packed(), frozenset({public(OURS)}))

    assert verdict.valid
    assert verdict.known
    assert verdict.manifest == manifest_of()
    assert [part.name for part in verdict.parts] == [form.MANIFEST, form.SIGNATURE, form.DATA, form.READABLE]


def test_the_same_parts_give_the_same_bytes() -> None:
    assert packed() == packed()


@pytest.mark.parametrize("name", [form.DATA, form.READABLE])
def test_a_changed_part_is_named(name: str) -> None:
    parts = unpacked(packed())
    parts[name] = parts[name][:-1] + b"!"

    assert wrong(zipped(list(parts.items()))) == {name: form.CHANGED}


def test_swapped_parts_are_named() -> None:
    parts = unpacked(packed())
    parts[form.DATA], parts[form.READABLE] = parts[form.READABLE], parts[form.DATA]

    assert wrong(zipped(list(parts.items()))) == {form.DATA: form.CHANGED, form.READABLE: form.CHANGED}


@pytest.mark.parametrize("name", form.ORDER)
def test_a_removed_part_is_named(name: str) -> None:
    parts = unpacked(packed())
    del parts[name]

    assert wrong(zipped(list(parts.items())))[name] == form.MISSING


@pytest.mark.parametrize("name", ["extra.txt", "../dossier.json", "map/dossier.json", "DOSSIER.JSON"])
def test_an_added_part_is_named(name: str) -> None:
    parts = [*unpacked(packed()).items(), (name, b"meer")]

    assert wrong(zipped(parts))[name] == form.ADDED


def test_a_part_that_stands_in_it_twice_is_named() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        package = zipped([*unpacked(packed()).items(), (form.DATA, b"een ander dossier")])

    assert wrong(package)[form.DATA] == form.TWICE


def test_a_part_of_another_package_does_not_fit() -> None:
    parts = unpacked(packed())
    parts[form.DATA] = unpacked(packed({**PARTS, form.DATA: b'{"dossier": 2}\n'}))[form.DATA]

    assert wrong(zipped(list(parts.items()))) == {form.DATA: form.CHANGED}


def test_a_manifest_that_was_made_to_fit_breaks_the_signature() -> None:
    parts = unpacked(packed())
    parts[form.DATA] = b'{"dossier": 3}\n'
    parts[form.MANIFEST] = form.manifest_bytes(manifest_of(), parts)

    assert wrong(zipped(list(parts.items()))) == {form.SIGNATURE: form.UNSIGNED}


def test_another_key_that_keeps_the_name_of_ours_is_found() -> None:
    written = form.manifest_bytes(manifest_of(OURS), PARTS)

    assert wrong(form.pack(written, THEIRS.sign(written).hex(), PARTS)) == {form.SIGNATURE: form.UNSIGNED}


def test_a_package_signed_anew_with_another_key_is_found_by_who_knows_ours() -> None:
    assert wrong(packed(key=THEIRS), public(OURS)) == {"sleutel": form.OTHER_KEY}
    assert form.examine(packed(key=THEIRS)).known is None


def test_a_key_under_the_name_of_another_is_found() -> None:
    written = json.loads(form.manifest_bytes(manifest_of(), PARTS))
    written["sleutel"]["id"] = form.key_id(public(THEIRS))
    content = json.dumps(written).encode()

    assert form.MANIFEST in wrong(form.pack(content, OURS.sign(content).hex(), PARTS))


def test_a_name_that_stands_twice_in_the_manifest_is_found() -> None:
    content = form.manifest_bytes(manifest_of(), PARTS).replace(b"{", b'{"voor": "Een ander", ', 1)

    assert form.MANIFEST in wrong(form.pack(content, OURS.sign(content).hex(), PARTS))


def test_a_version_of_later_is_told() -> None:
    content = form.manifest_bytes(manifest_of(), PARTS).replace(b'"1.0"', b'"9.0"')

    assert wrong(form.pack(content, OURS.sign(content).hex(), PARTS)) == {form.MANIFEST: form.NEWER}


@pytest.mark.parametrize(
    "package",
    [
        b"%!PS voor de zip" + packed(),
        packed() + b"achter de zip",
        packed()[:-2] + b"\x04\x00rest",
        zipped(list(unpacked(packed()).items()), zipfile.ZIP_DEFLATED),
        zipped(list(reversed(unpacked(packed()).items()))),
    ],
    ids=["before", "behind", "comment", "compressed", "order"],
)
def test_tricks_with_the_wrapping_are_found(package: bytes) -> None:
    assert set(wrong(package)) & {"verpakking", "pakket"}


@pytest.mark.parametrize("package", [b"", b"PK", b"geen zip", packed()[:100], packed()[:-30]])
def test_what_is_no_package_is_said_to_be_none(package: bytes) -> None:
    assert wrong(package) == {"pakket": form.UNREADABLE}


@settings(max_examples=400)
@given(st.integers(min_value=0, max_value=len(packed()) - 1), st.integers(min_value=1, max_value=255))
def test_no_byte_can_be_changed_unseen(place: int, other: int) -> None:
    package = bytearray(packed())
    package[place] ^= other

    assert not form.examine(bytes(package)).valid


def test_the_verdict_names_who_signed_and_since_when() -> None:
    verdict = form.as_json(form.examine(packed()))

    assert verdict["geldig"]
    assert verdict["sleutel_bekend"] is None
    assert verdict["manifest"] == dataclasses.asdict(manifest_of()) | {
        "sleutel": hashlib.sha256(bytes.fromhex(public(OURS))).hexdigest()[:16]
    }


def test_the_verb_tells_it_by_its_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "goed.zip", tmp_path / "fout.zip"
    good.write_bytes(packed())
    bad.write_bytes(packed()[:-9] + b"x" * 9)
    known = main(["verify", str(good), "--key", public(OURS)])
    told = capsys.readouterr().out
    unknown = main(["verify", str(good)])
    other = main(["verify", str(good), "--key", public(THEIRS), "--json"])
    broken = main(["verify", str(bad)])
    absent = main(["verify", str(tmp_path / "weg.zip")])
    no_key = main(["verify", str(good), "--key", "geen"])

    assert (known, unknown, other, broken, absent, no_key) == (0, 3, 1, 1, 1, 1)
    assert "valid    dossier.json" in told
    assert "RMT Midden-Brabant" in told
    assert "since 2021-01-04" in told


def test_the_docs_hold_the_schema() -> None:
    docs = Path(__file__).parents[2] / "docs" / "pakket.md"

    assert as_markdown() in docs.read_text(encoding="utf-8")
