"""What a scheme asks, cites and sets, the examples, and versions side by side."""

import datetime as dt
from pathlib import Path

import pytest

from overstap.rules import Catalogue, load_catalogue
from overstap.rules.reading import (
    case_rows,
    condition_sentences,
    parameters_read,
    question_list,
    side_by_side,
    source_list,
)
from tests.rules.conftest import DAY
from tests.rules.written import PLACEMENT, load

CATALOGUE = load_catalogue()


def test_a_condition_has_its_sentence_its_source_and_the_words_of_its_author(catalogue: Catalogue) -> None:
    first = condition_sentences(catalogue.scheme("proefplaats", DAY), catalogue, "nl", DAY)[0]

    assert first.sentence == "“Banenafspraak” is ja of “Leeftijd” is lager dan 27 jaar."
    assert first.source == "Werkdocument, par. 1"
    assert first.says == "U bent jonger dan 27 jaar of hoort bij de banenafspraak."


def test_the_questions_are_the_facts_of_the_scheme(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)

    assert tuple(fact.id for fact in question_list(version, catalogue)) == version.fact_ids


def test_a_parameter_is_shown_on_a_day_and_with_all_its_values(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)
    early = parameters_read(version, catalogue, DAY)[0]
    late = parameters_read(version, catalogue, dt.date(2022, 3, 1), "en")[0]

    assert (early.label, early.shown, late.shown) == ("Jong onder", "27 jaar", "30 years")
    assert [value.shown for value in early.values] == ["27 jaar", "30 jaar"]


def test_a_label_of_a_parameter_or_named_expression_stands_instead_of_its_id(folder: Path) -> None:
    labelled = PLACEMENT.replace(
        "  jong_onder:\n", "  jong_onder:\n    label: {nl: Grens van jong, en: Limit of young}\n"
    ).replace(
        "  jong: leeftijd < jong_onder\n",
        "  jong:\n    expression: leeftijd < jong_onder or leeftijd > 60\n"
        "    label: {nl: jong of oud, en: young or old}\n",
    )
    catalogue = load(folder, {"proefplaats/2020-12-01.yaml": labelled})
    version = catalogue.scheme("proefplaats", DAY)

    assert parameters_read(version, catalogue, DAY)[0].label == "Grens van jong"
    assert "“young or old” holds" in condition_sentences(version, catalogue, "en")[0].sentence


def test_each_document_stands_once_with_its_places() -> None:
    found = source_list(CATALOGUE.scheme("praktijkleren", DAY))

    assert len({source.document.id for source in found}) == len(found)
    assert all(source.places for source in found)


@pytest.mark.requirement("R-006")
def test_versions_side_by_side_show_only_what_differs() -> None:
    versions = CATALOGUE.all_versions("praktijkleren-werkgeversvergoeding")
    rows = side_by_side(versions, CATALOGUE)

    assert ("€ 2.025,00", "€ 2.700,00") in [row.cells[:2] for row in rows]
    assert all(len(set(row.cells)) > 1 for row in rows)


def test_a_version_beside_itself_differs_in_nothing() -> None:
    version = CATALOGUE.scheme("praktijkleren", DAY)

    assert side_by_side((version, version), CATALOGUE) == ()


def test_an_example_says_what_is_given_and_what_comes_out(catalogue: Catalogue) -> None:
    first, second = case_rows(catalogue.scheme("proefplaats", DAY), catalogue)

    assert "“Dagen uitkering”: niet van toepassing" in first.given
    assert first.expected == ("ja", "bedrag € 300,00", "Taalles: ja")
    assert second.expected == ("nee", "niet voldaan: doelgroep")
