"""A receipt is calculated again from the very files it was made with, also when the installation moved on."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from overstap.rules import NOT_APPLICABLE, REFUSED, Catalogue, Facts, Known, Receipt, assess, replay
from overstap.rules.archive import MissingFilesError, Stored, files_to_keep, kept_in, stored_catalogue
from overstap.rules.loader import FolderLoader
from overstap.rules.scheme_lists import dictionary_list
from tests.rules.written import FACTS, PLACEMENT, SOURCES, load

DAY = dt.date(2021, 2, 1)
CASE: Facts = {
    "leeftijd": Known(26, "persoon"),
    "uitkering_dagen": NOT_APPLICABLE,
    "banenafspraak": REFUSED,
    "inzet": Known(True, "begeleider"),
    "weken": Known(10),
}


def keep(folder: Path, archive: Path) -> Stored:
    """Keep the files of a folder by hash, as an installation does when it starts."""
    archive.mkdir(exist_ok=True)
    for data in files_to_keep(folder):
        (archive / f"{hashlib.sha256(data).hexdigest()}.yaml").write_bytes(data)
    return kept_in(archive)


@pytest.fixture
def old(folder: Path) -> Catalogue:
    return load(folder)


@pytest.fixture
def stored(old: Catalogue, folder: Path, tmp_path: Path) -> Stored:
    return keep(folder, tmp_path / "archive")


@pytest.fixture
def receipt(old: Catalogue) -> Receipt:
    return Receipt.from_json(assess(old, "proefplaats", CASE, DAY, overrides={"hoogstens": 8}).receipt.to_json())


CHANGES = {
    "a higher amount": {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("value: 30.00", "value: 35.00")},
    "another age": {
        "proefplaats/2020-12-01.yaml": PLACEMENT.replace("value: 27}, {from: 2022", "value: 20}, {from: 2022")
    },
    "a wider fact": {"facts/persoon.yaml": FACTS.replace("{min: 0, max: 52}", "{min: 0, max: 60}")},
    "another fact name": {
        "facts/persoon.yaml": FACTS.replace("inzet", "moeite"),
        "proefplaats/2020-12-01.yaml": PLACEMENT.replace("inzet", "moeite"),
    },
}


@pytest.mark.requirement("R-007")
@pytest.mark.parametrize("change", CHANGES)
def test_a_decision_under_an_older_file_comes_out_the_same_from_the_archive(
    change: str, receipt: Receipt, stored: Stored, folder: Path
) -> None:
    newer = load(folder, CHANGES[change])
    without = replay(receipt, newer)
    again = replay(receipt, newer, stored)

    assert not without.identical
    assert again.identical
    assert again.from_archive
    assert again.assessment is not None
    assert again.assessment.receipt.outcome == receipt.outcome
    assert again.assessment.receipt.amount == receipt.amount
    assert again.assessment.receipt.trace_hash == receipt.trace_hash


def test_a_scheme_that_was_taken_away_comes_back_from_the_archive(
    receipt: Receipt, stored: Stored, folder: Path
) -> None:
    (folder / "proefplaats/2020-12-01.yaml").unlink()
    again = replay(receipt, FolderLoader(folder).load(), stored)

    assert again.identical
    assert again.from_archive


def test_the_grounds_are_those_of_that_day(receipt: Receipt, stored: Stored, folder: Path) -> None:
    newer = load(
        folder, {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("hoort bij de banenafspraak", "hoort erbij")}
    )
    again = replay(receipt, newer, stored).assessment
    today = assess(newer, "proefplaats", CASE, DAY)

    assert again is not None
    assert again.grounds[0].text.nl == "U bent jonger dan 27 jaar of hoort bij de banenafspraak."
    assert today.grounds[0].text.nl == "U bent jonger dan 27 jaar of hoort erbij."


def test_the_archive_is_not_needed_when_nothing_changed(receipt: Receipt, old: Catalogue) -> None:
    def nothing(_number: str) -> bytes | None:
        raise AssertionError

    again = replay(receipt, old, nothing)

    assert again.identical
    assert not again.from_archive


@pytest.mark.parametrize(
    ("name", "content"),
    [("proefplaats/2020-12-01.yaml", PLACEMENT), ("facts/persoon.yaml", FACTS), ("sources.yaml", SOURCES)],
)
def test_a_file_that_is_not_kept_is_named(
    name: str, content: str, receipt: Receipt, stored: Stored, folder: Path
) -> None:
    newer = load(folder, CHANGES["a higher amount"])
    number = hashlib.sha256(content.encode()).hexdigest()
    again = replay(receipt, newer, lambda one: None if one == number else stored(one))

    assert again.missing == (f"{name} (sha256 {number})",)
    assert not again.identical
    assert not again.from_archive


def test_a_kept_file_that_was_changed_counts_as_not_kept(
    receipt: Receipt, stored: Stored, folder: Path, tmp_path: Path
) -> None:
    newer = load(folder, CHANGES["a higher amount"])
    path = tmp_path / "archive" / f"{receipt.file_hash}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("30.00", "31.00"), encoding="utf-8")

    assert replay(receipt, newer, stored).missing == (f"proefplaats/2020-12-01.yaml (sha256 {receipt.file_hash})",)


def test_a_receipt_from_before_the_list_says_that_it_names_none(receipt: Receipt, stored: Stored, folder: Path) -> None:
    newer = load(folder, CHANGES["a higher amount"])
    again = replay(replace(receipt, dictionary=""), newer, stored)

    assert again.missing == ("the list of dictionary files (the receipt does not name one)",)


def test_a_kept_file_that_is_no_longer_understood_is_told_of(receipt: Receipt, stored: Stored, folder: Path) -> None:
    newer = load(folder, CHANGES["a higher amount"])

    def spoiled(number: str) -> bytes | None:
        data = stored(number)
        return data.replace(b"leeftijd < jong_onder", b"leeftijd ~ jong_onder") if data else None

    again = replay(receipt, newer, spoiled)

    assert again.assessment is None
    assert again.differences[0].startswith("the file of that day is no longer understood: proefplaats/2020-12-01.yaml:")


def test_a_receipt_that_was_tampered_with_is_not_saved_by_the_archive(
    receipt: Receipt, stored: Stored, old: Catalogue
) -> None:
    again = replay(replace(receipt, outcome="nee"), old, stored)

    assert again.differences == ("outcome",)


def test_a_receipt_outside_validity_needs_no_file(old: Catalogue, stored: Stored) -> None:
    receipt = assess(old, "proefplaats", CASE, dt.date(2019, 1, 1)).receipt

    assert replay(receipt, old, stored).identical
    with pytest.raises(MissingFilesError):
        stored_catalogue(receipt, stored)


def test_the_list_names_every_dictionary_file_and_its_hash(old: Catalogue, folder: Path) -> None:
    listed = dictionary_list(folder)

    assert [line.partition("  ")[2] for line in listed.splitlines()] == ["sources.yaml", "facts/persoon.yaml"]
    assert hashlib.sha256(listed.encode()).hexdigest() == old.dictionary
