"""Rules that changed keep their old version for the days on which it held."""

import datetime as dt

import pytest

from overstap.rules import Known, Outcome, assess, load_catalogue

CATALOGUE = load_catalogue()
ON_ASSISTANCE = {
    "huidige_status": Known("geen_werk"),
    "uitkering": Known("bijstand"),
    "al_langer_in_uitkering": Known(value=True),
    "vrijwillig_akkoord": Known(value=True),
    "door_corona": Known(value=False),
    "doelgroep_banenafspraak": Known(value=False),
}


@pytest.mark.requirement("R-007", "R-011")
@pytest.mark.parametrize(("day", "outcome"), [(dt.date(2022, 5, 31), Outcome.NEE), (dt.date(2022, 6, 1), Outcome.JA)])
def test_people_long_on_assistance_come_in_from_the_day_that_the_rule_changed(day: dt.date, outcome: Outcome) -> None:
    assert assess(CATALOGUE, "doelgroep", ON_ASSISTANCE, day).outcome is outcome


@pytest.mark.requirement("R-007", "R-201")
@pytest.mark.parametrize(
    ("day", "cents"),
    [(dt.date(2021, 12, 13), 202_500), (dt.date(2021, 12, 14), 270_000), (dt.date(2026, 3, 31), 270_000)],
)
def test_the_employer_fee_has_the_maximum_of_the_day(day: dt.date, cents: int) -> None:
    facts = {"leerbedrijf_erkend": Known(value=True), "weken_aanwezig": Known(60)}
    amount = assess(CATALOGUE, "praktijkleren-werkgeversvergoeding", facts, day).amount

    assert amount is not None
    assert (amount.lo, amount.hi) == (cents, cents)


@pytest.mark.requirement("R-226", "R-227")
@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (dt.date(2020, 9, 30), True),
        (dt.date(2020, 10, 15), False),
        (dt.date(2020, 10, 16), True),
        (dt.date(2020, 11, 15), False),
        (dt.date(2020, 11, 16), True),
        (dt.date(2020, 12, 31), True),
        (dt.date(2021, 2, 15), False),
        (dt.date(2021, 9, 8), False),
        (dt.date(2021, 9, 9), True),
    ],
)
def test_a_window_for_training_is_open_on_its_own_days_only(day: dt.date, closed: bool) -> None:
    assert assess(CATALOGUE, "nl-leert-door-scholing", {}, day).outside_validity is closed


@pytest.mark.requirement("R-221", "R-224", "R-238")
def test_the_targeted_advice_and_the_personal_budget_begin_in_2022() -> None:
    before = {scheme.id for scheme in CATALOGUE.schemes(dt.date(2021, 12, 31))}
    advice = CATALOGUE.scheme("nl-leert-door-ontwikkeladvies", dt.date(2022, 1, 1))

    assert "stap" not in before
    assert CATALOGUE.scheme("stap", dt.date(2022, 1, 1)).valid_from == dt.date(2022, 1, 1)
    assert [condition.id for condition in advice.conditions] == ["arbeidsmarkt", "gericht", "registratie"]


@pytest.mark.requirement("R-006")
def test_an_older_version_never_comes_back_after_its_end() -> None:
    assert assess(CATALOGUE, "praktijkleren", {}, dt.date(2023, 1, 1)).outside_validity


@pytest.mark.requirement("R-007", "R-191")
def test_practical_learning_goes_on_in_2022_on_the_ground_of_the_regulation() -> None:
    version = CATALOGUE.scheme("praktijkleren", dt.date(2022, 1, 1))

    assert version.valid_from == dt.date(2022, 1, 1)
    assert not version.legal_test_pending
    assert "regeling-crisisdienstverlening-2021" in {one.document.id for one in version.conditions[0].source}
