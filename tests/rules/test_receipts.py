"""A receipt says by which rules and facts an answer was given, and lets it be calculated again."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from overstap.rules import NOT_APPLICABLE, REFUSED, Catalogue, Facts, Known, Receipt, assess, replay
from tests.rules.written import FACTS, PLACEMENT, load

DAY = dt.date(2021, 2, 1)
CASE: Facts = {
    "leeftijd": Known(26, "persoon"),
    "uitkering_dagen": NOT_APPLICABLE,
    "banenafspraak": REFUSED,
    "inzet": Known(True, "begeleider"),
    "taal": Known("A1"),
    "weken": Known(10),
    "proefplaats_gebruikt": Known(12_345, "kas"),
    "einde": Known(dt.date(2021, 3, 31)),
}


def receipt_of(catalogue: Catalogue, **overrides: int) -> Receipt:
    return assess(catalogue, "proefplaats", CASE, DAY, overrides=overrides).receipt


@pytest.mark.requirement("R-007")
def test_a_receipt_gives_the_same_answer_again(catalogue: Catalogue) -> None:
    receipt = Receipt.from_json(receipt_of(catalogue, hoogstens=8).to_json())
    again = replay(receipt, catalogue)

    assert again.identical
    assert again.assessment is not None
    assert again.assessment.receipt.to_json() == receipt.to_json()


def test_a_receipt_holds_only_what_was_used_with_who_said_it(catalogue: Catalogue) -> None:
    data = json.loads(receipt_of(catalogue).to_json())

    assert data["scheme"] == "proefplaats"
    assert data["version"] == "2020-12-01"
    assert data["inputs"]["leeftijd"] == {"value": "26", "source": "persoon"}
    assert data["inputs"]["uitkering_dagen"]["value"] == "n.v.t."
    assert data["inputs"]["banenafspraak"]["value"] == "geweigerd"
    assert data["amount"] == [30_000, 30_000]
    assert "einde" not in data["inputs"]


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"outcome": "nee"}, "outcome"),
        ({"amount": (0, 0)}, "amount"),
        ({"file_hash": "x"}, "file_hash"),
        ({"trace_hash": "x"}, "trace_hash"),
        ({"language_version": "0"}, "language_version"),
    ],
)
def test_a_receipt_that_was_tampered_with_is_found(
    catalogue: Catalogue, changes: dict[str, str], difference: str
) -> None:
    found = replay(replace(receipt_of(catalogue), **changes), catalogue)  # type: ignore[arg-type]

    assert found.differences == (difference,)


@pytest.mark.requirement("R-007")
def test_a_changed_rule_file_is_found_also_when_the_answer_is_the_same(catalogue: Catalogue, folder: Path) -> None:
    changed = load(folder, {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("par. 1", "par. 2")})

    assert replay(receipt_of(catalogue), changed).differences == ("file_hash",)


def test_a_changed_meaning_of_a_fact_is_found(catalogue: Catalogue, folder: Path) -> None:
    changed = load(folder, {"facts/persoon.yaml": FACTS.replace("{min: 0, max: 52}", "{min: 0, max: 60}")})
    found = replay(receipt_of(catalogue), changed)

    assert "facts_hash" in found.differences
    assert "outcome" not in found.differences


def test_a_receipt_of_something_that_no_longer_exists_says_so(catalogue: Catalogue) -> None:
    gone = replay(replace(receipt_of(catalogue), scheme="weg"), catalogue)
    outside = replay(replace(receipt_of(catalogue, hoogstens=8), overrides=(("weg", 1),)), catalogue)

    assert "no longer exists" in gone.differences[0]
    assert "no longer fits" in outside.differences[0]
    assert gone.assessment is None


def test_a_receipt_outside_validity_can_be_replayed_too(catalogue: Catalogue) -> None:
    receipt = assess(catalogue, "proefplaats", CASE, dt.date(2019, 1, 1)).receipt

    assert replay(Receipt.from_json(receipt.to_json()), catalogue).identical


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"scheme": 1}', "null"])
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Receipt.from_json(text)
