"""One scheme, one person: outcomes, amounts, outputs, the four states of a fact, and validity."""

import datetime as dt

import pytest

from overstap.core.decision import Bearing
from overstap.rules import (
    NOT_APPLICABLE,
    REFUSED,
    Assessment,
    Catalogue,
    Facts,
    FactValueError,
    Known,
    Outcome,
    OverrideError,
    UnknownNameError,
    assess,
)
from overstap.rules.check_cases import check_case

DAY = dt.date(2021, 2, 1)
FULL: Facts = {
    "leeftijd": Known(26),
    "uitkering_dagen": NOT_APPLICABLE,
    "inzet": Known(True),
    "taal": Known("A1"),
    "weken": Known(10),
    "proefplaats_gebruikt": Known(0),
}


def answer(catalogue: Catalogue, changes: Facts | None = None, on: dt.date = DAY, without: str = "") -> Assessment:
    """Assess the full case with changes."""
    case = {name: value for name, value in {**FULL, **(changes or {})}.items() if name != without}
    return assess(catalogue, "proefplaats", case, on)


def test_the_cases_of_the_small_catalogue_hold(catalogue: Catalogue) -> None:
    version = catalogue.scheme("proefplaats", DAY)
    differences = [difference for case in version.cases for difference in check_case(catalogue, version.id, case)]

    assert len(version.cases) == 2
    assert differences == []


@pytest.mark.requirement("R-110")
@pytest.mark.parametrize(
    ("age", "outcome"), [(26, Outcome.JA), (27, Outcome.NEE), (14, Outcome.JA), (100, Outcome.NEE)]
)
def test_a_threshold_is_sharp(catalogue: Catalogue, age: int, outcome: Outcome) -> None:
    found = answer(catalogue, {"leeftijd": Known(age), "banenafspraak": Known(False)})

    assert found.outcome is outcome


def test_a_complete_case_gives_outcome_amount_and_outputs(catalogue: Catalogue) -> None:
    found = answer(catalogue)

    assert found.outcome is Outcome.JA
    assert (found.amount.lo, found.amount.hi) == (30_000, 30_000)  # type: ignore[union-attr]
    assert found.outputs["taalles"].value is True
    assert found.missing == ()
    assert found.scheme_at_version == "proefplaats@2020-12-01"


def test_without_any_answer_everything_is_open(catalogue: Catalogue) -> None:
    found = assess(catalogue, "proefplaats", {}, DAY)

    assert found.outcome is Outcome.ONBEKEND
    assert (found.amount.lo, found.amount.hi) == (0, 81_000)  # type: ignore[union-attr]
    assert found.outputs["taalles"].value is None
    assert set(found.missing) == {*FULL, "banenafspraak"}


def test_more_weeks_than_the_maximum_settle_the_amount(catalogue: Catalogue) -> None:
    found = answer(catalogue, {"weken": Known(40)})

    assert (found.amount.lo, found.amount.hi) == (81_000, 81_000)  # type: ignore[union-attr]


def test_missing_weeks_are_not_paid_at_the_maximum_but_kept_open(catalogue: Catalogue) -> None:
    found = answer(catalogue, without="weken")

    assert found.outcome is Outcome.JA
    assert (found.amount.lo, found.amount.hi) == (0, 81_000)  # type: ignore[union-attr]
    assert found.missing == ("weken",)


def test_a_refused_scheme_pays_nothing_and_asks_nothing(catalogue: Catalogue) -> None:
    found = assess(catalogue, "proefplaats", {"leeftijd": Known(40), "banenafspraak": Known(False)}, DAY)

    assert found.outcome is Outcome.NEE
    assert (found.amount.lo, found.amount.hi) == (0, 0)  # type: ignore[union-attr]
    assert found.missing == ()
    assert found.refused_by == ("doelgroep",)


@pytest.mark.parametrize(
    ("used", "amount", "outcome"),
    [(0, 81_000, Outcome.JA), (30_000, 70_000, Outcome.JA), (99_999, 1, Outcome.JA), (100_000, 0, Outcome.NEE)],
)
def test_the_ceiling_leaves_what_is_left(catalogue: Catalogue, used: int, amount: int, outcome: Outcome) -> None:
    found = answer(catalogue, {"weken": Known(40), "proefplaats_gebruikt": Known(used)})

    assert found.outcome is outcome
    assert found.amount is not None
    assert (found.amount.lo, found.amount.hi) == (amount, amount)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (NOT_APPLICABLE, Outcome.JA),
        (Known(90), Outcome.JA),
        (Known(91), Outcome.NEE),
        (REFUSED, Outcome.ONBEKEND),
    ],
)
def test_the_four_states_of_a_fact_stay_apart(catalogue: Catalogue, state: Known, outcome: Outcome) -> None:
    found = answer(catalogue, {"uitkering_dagen": state})

    assert found.outcome is outcome


def test_what_was_refused_is_not_asked_again_but_told(catalogue: Catalogue) -> None:
    refused = answer(catalogue, {"uitkering_dagen": REFUSED})
    unasked = answer(catalogue, without="uitkering_dagen")

    assert (refused.missing, refused.withheld) == ((), ("uitkering_dagen",))
    assert (unasked.missing, unasked.withheld) == (("uitkering_dagen",), ())


def test_a_judgement_that_is_needed_is_named(catalogue: Catalogue) -> None:
    assert answer(catalogue, without="inzet").judgements_needed == ("inzet",)
    assert answer(catalogue).judgements_needed == ()


@pytest.mark.requirement("R-006")
@pytest.mark.parametrize("day", [dt.date(2020, 11, 30), dt.date(2023, 1, 1)])
def test_outside_its_validity_a_scheme_gives_nothing(catalogue: Catalogue, day: dt.date) -> None:
    found = answer(catalogue, on=day)

    assert found.outside_validity
    assert found.outcome is Outcome.NEE
    assert found.missing == ()
    assert found.version is None


@pytest.mark.parametrize("day", [dt.date(2020, 12, 1), dt.date(2022, 12, 31)])
def test_both_days_of_its_validity_count(catalogue: Catalogue, day: dt.date) -> None:
    assert not answer(catalogue, on=day).outside_validity


@pytest.mark.requirement("R-011")
@pytest.mark.parametrize(("day", "outcome"), [(dt.date(2021, 12, 31), Outcome.NEE), (dt.date(2022, 1, 1), Outcome.JA)])
def test_a_parameter_changes_on_its_date(catalogue: Catalogue, day: dt.date, outcome: Outcome) -> None:
    found = answer(catalogue, {"leeftijd": Known(29), "banenafspraak": Known(False)}, on=day)

    assert found.outcome is outcome


@pytest.mark.requirement("R-046")
def test_a_region_sets_only_what_is_regional(catalogue: Catalogue) -> None:
    found = assess(catalogue, "proefplaats", {**FULL, "weken": Known(40)}, DAY, overrides={"hoogstens": 12})

    assert found.amount is not None
    assert found.amount.lo == 36_000
    for overrides in ({"per_week": 1}, {"hoogsten": 12}, {"hoogstens": (1, 2)}):
        with pytest.raises(OverrideError):
            assess(catalogue, "proefplaats", FULL, DAY, overrides=overrides)


@pytest.mark.parametrize(
    ("fact", "value", "part"),
    [
        ("leeftijd", Known(13), "domain"),
        ("leeftijd", Known("26"), "does not fit"),
        ("leeftijd", Known(True), "does not fit"),
        ("banenafspraak", Known(1), "does not fit"),
        ("taal", Known("B3"), "The values are: A1, B1, B2"),
        ("leeftijd", NOT_APPLICABLE, "always applies"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_reason(
    catalogue: Catalogue, fact: str, value: Known, part: str
) -> None:
    with pytest.raises(FactValueError, match=part):
        answer(catalogue, {fact: value})


def test_an_unknown_scheme_or_fact_comes_with_a_suggestion(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'proefplaats'"):
        assess(catalogue, "proefplaat", {}, DAY)
    with pytest.raises(UnknownNameError, match="Did you mean 'leeftijd'"):
        assess(catalogue, "proefplaats", {"leeftyd": Known(3)}, DAY)


def test_grounds_say_which_way_they_point_and_where_it_is_written(catalogue: Catalogue) -> None:
    grounds = {(one.kind, one.id): one for one in answer(catalogue, {"uitkering_dagen": Known(91)}).grounds}
    first, second = grounds["voorwaarde", "doelgroep"], grounds["voorwaarde", "uitkering"]

    assert first.bearing is Bearing.SPEAKS_FOR
    assert first.text.nl == "U bent jonger dan 27 jaar of hoort bij de banenafspraak."
    assert first.text.en == "You are under 27 years, or covered."
    assert first.source.nl == "Werkdocument, par. 1"
    assert second.bearing is Bearing.SPEAKS_AGAINST
    assert grounds["factor", "leeftijd"].weight == 2
    assert grounds["voorwaarde", "plafond"].outcome is Outcome.JA


def test_a_remedy_is_shown_only_with_a_refusal(catalogue: Catalogue) -> None:
    refused = answer(catalogue, {"leeftijd": Known(40), "banenafspraak": Known(False)}).grounds[0]

    assert refused.remedy is not None
    assert refused.text.nl == "U bent 40 jaar en niet jong genoeg."
    assert answer(catalogue).grounds[0].remedy is None


def test_a_factor_that_does_not_hold_speaks_neither_for_nor_against(catalogue: Catalogue) -> None:
    found = answer(catalogue, {"leeftijd": Known(40), "banenafspraak": Known(True)})
    factor = next(one for one in found.grounds if one.kind == "factor")

    assert found.outcome is Outcome.JA
    assert factor.bearing is None
    assert factor.core() is None
