"""What came after the letters stands in later versions: the same question has another answer on a later day."""

import datetime as dt

import pytest

from overstap.rules import Known, NotInForceError, Outcome, assess, load_catalogue

CATALOGUE = load_catalogue()
EARLY = dt.date(2021, 2, 15)

LOST_LONG_AGO = {
    "huidige_status": Known("geen_werk"),
    "uitkering": Known("ww"),
    "baan_verloren_op": Known(dt.date(2020, 3, 12)),
    "school_verlaten": Known("niet"),
    "al_langer_in_uitkering": Known(value=False),
    "vrijwillig_akkoord": Known(value=True),
    "door_corona": Known(value=True),
    "doelgroep_banenafspraak": Known(value=False),
}
NEVER_WORKED = LOST_LONG_AGO | {
    "uitkering": Known("geen_uitkering"),
    "baan_verloren_op": Known(dt.date(2015, 1, 1)),
    "door_corona": Known(value=False),
}


@pytest.mark.requirement("R-007", "R-011", "R-051")
@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (dt.date(2021, 3, 11), Outcome.JA),
        (dt.date(2021, 3, 12), Outcome.NEE),
        (dt.date(2021, 9, 15), Outcome.NEE),
        (dt.date(2021, 9, 16), Outcome.JA),
        (dt.date(2023, 6, 1), Outcome.JA),
    ],
)
def test_recently_lost_became_lost_since_the_crisis_began(day: dt.date, outcome: Outcome) -> None:
    assert assess(CATALOGUE, "doelgroep", LOST_LONG_AGO, day).outcome is outcome


@pytest.mark.requirement("R-007", "R-061")
@pytest.mark.parametrize(
    ("day", "outcome"),
    [(EARLY, Outcome.NEE), (dt.date(2022, 5, 31), Outcome.NEE), (dt.date(2022, 6, 1), Outcome.JA)],
)
def test_people_without_a_benefit_come_in_from_june_2022(day: dt.date, outcome: Outcome) -> None:
    assert assess(CATALOGUE, "doelgroep", NEVER_WORKED, day).outcome is outcome


@pytest.mark.requirement("R-007")
def test_the_word_crisis_is_gone_after_the_amendment_and_the_desk_gets_a_new_name() -> None:
    days = (EARLY, dt.date(2022, 12, 27), dt.date(2022, 12, 28), dt.date(2025, 1, 1))
    names = [CATALOGUE.scheme("doelgroep", day).name.nl for day in days]

    assert names == [
        "Doelgroep van de aanvullende crisisdienstverlening",
        "Doelgroep van de aanvullende crisisdienstverlening",
        "Doelgroep van de aanvullende dienstverlening",
        "Voor wie het Werkcentrum is",
    ]


@pytest.mark.requirement("R-007")
def test_the_temporary_scheme_ends_with_2024_and_the_desk_is_for_everyone_after_it() -> None:
    wants_help = {"vrijwillig_akkoord": Known(value=True)}
    last, next_day = dt.date(2024, 12, 31), dt.date(2025, 1, 1)

    assert CATALOGUE.scheme("doelgroep", last).valid_until == last
    assert assess(CATALOGUE, "doelgroep", wants_help, last).outcome is Outcome.ONBEKEND
    assert assess(CATALOGUE, "doelgroep", wants_help, next_day).outcome is Outcome.JA


@pytest.mark.requirement("R-007", "R-201")
def test_thirty_weeks_of_practical_learning_no_longer_give_the_maximum() -> None:
    facts = {"leerbedrijf_erkend": Known(value=True), "weken_aanwezig": Known(35)}
    amounts = [
        assess(CATALOGUE, "praktijkleren-werkgeversvergoeding", facts, day).amount
        for day in (dt.date(2021, 6, 1), dt.date(2022, 6, 1))
    ]

    assert [(one.lo, one.hi) for one in amounts if one] == [(202_500, 202_500), (236_250, 236_250)]


@pytest.mark.requirement("R-007", "R-201")
def test_a_window_that_is_asked_too_much_is_shared_in_proportion() -> None:
    version = CATALOGUE.scheme("praktijkleren-aanvraag-werkgever", dt.date(2022, 6, 1))
    in_full = {"budget_tijdvak": Known(450_000_000), "aangevraagd_in_tijdvak": Known(900_000_000)}
    passing = next(case.given for case in version.cases if case.expect.outcome is Outcome.JA)
    amount = assess(CATALOGUE, version.id, {**passing, "weken_aanwezig": Known(40), **in_full}, dt.date(2022, 6, 1))

    assert amount.amount is not None
    assert (amount.amount.lo, amount.amount.hi) == (135_000, 135_000)


VOUCHER = {
    "uitkering": Known("ww"),
    "groep_op_de_arbeidsmarkt": Known("werkzoekende"),
    "wil_ander_beroep": Known(value=True),
    "kans_of_tekortberoep": Known(value=True),
    "erkend_certificaat": Known(value=True),
    "kosten_scholing": Known(310_000),
    "duurder_aangetoond": Known(value=True),
    "voucher_toegekend_bedrag": Known(0),
    "voucher_eerder_gekregen": Known(value=False),
    "sectorplan_betaalt": Known(value=False),
    "cv_op_werk_nl": Known(value=True),
    "langdurige_zorg": Known(value=False),
    "eerste_scholingsdag": Known(dt.date(2016, 6, 1)),
    "voucher_aangevraagd_op": Known(dt.date(2016, 6, 1)),
}


@pytest.mark.requirement("R-007", "R-439")
@pytest.mark.parametrize(("day", "cents"), [(dt.date(2016, 4, 30), 310_000), (dt.date(2016, 5, 1), 250_000)])
def test_the_voucher_lost_its_exception_for_dearer_training(day: dt.date, cents: int) -> None:
    amount = assess(CATALOGUE, "scholingsvoucher", VOUCHER, day).amount

    assert amount is not None
    assert (amount.lo, amount.hi) == (cents, cents)


@pytest.mark.requirement("R-007", "R-228")
def test_the_announced_window_got_its_dates() -> None:
    announced = assess(CATALOGUE, "nl-leert-door-scholing", {"tijdvak_opent_op": Known(dt.date(2021, 9, 1))}, EARLY)

    assert announced.outputs["stand"].value == "aangekondigd"
    assert CATALOGUE.scheme("nl-leert-door-scholing", dt.date(2021, 9, 8)).valid_until == dt.date(2021, 9, 8)
    with pytest.raises(NotInForceError):
        CATALOGUE.scheme("nl-leert-door-scholing", dt.date(2021, 9, 9))


@pytest.mark.requirement("R-007", "R-212", "R-233")
@pytest.mark.parametrize(
    ("day", "outcome"),
    [(dt.date(2021, 3, 14), Outcome.NEE), (dt.date(2021, 12, 6), Outcome.NEE), (dt.date(2021, 12, 7), Outcome.JA)],
)
def test_people_without_work_may_join_the_custom_scheme_of_sectors_from_december_2021(
    day: dt.date, outcome: Outcome
) -> None:
    facts = {
        "soort_aanvrager": Known("samenwerkingsverband"),
        "cofinanciering_toegezegd": Known(value=True),
        "huidige_status": Known("geen_werk"),
        "baan_in_gevaar": Known(value=False),
        "door_corona": Known(value=True),
        "soort_activiteit": Known("scholing"),
        "gevraagde_subsidie": Known(40_000_000),
    }

    assert assess(CATALOGUE, "sector-maatwerk", facts, day).outcome is outcome


@pytest.mark.requirement("R-007", "R-238")
@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (dt.date(2021, 12, 31), True),
        (dt.date(2022, 1, 1), False),
        (dt.date(2023, 12, 31), False),
        (dt.date(2024, 1, 1), True),
    ],
)
def test_the_personal_budget_lived_two_years(day: dt.date, closed: bool) -> None:
    assert assess(CATALOGUE, "stap", {}, day).outside_validity is closed


@pytest.mark.requirement("R-220", "R-221", "R-224")
@pytest.mark.parametrize(
    ("day", "conditions"),
    [
        (dt.date(2020, 11, 30), ["arbeidsmarkt", "leeftijd", "registratie", "ruimte"]),
        (dt.date(2020, 12, 1), ["arbeidsmarkt", "groep", "leeftijd", "registratie", "ruimte"]),
        (dt.date(2022, 1, 1), ["arbeidsmarkt", "gericht", "registratie"]),
        (dt.date(2022, 3, 22), ["arbeidsmarkt", "leeftijd", "gericht", "registratie"]),
    ],
)
def test_development_advice_has_the_conditions_of_its_year(day: dt.date, conditions: list[str]) -> None:
    version = CATALOGUE.scheme("nl-leert-door-ontwikkeladvies", day)

    assert [condition.id for condition in version.conditions] == conditions


@pytest.mark.requirement("R-007", "R-201")
def test_the_five_windows_of_2022_and_2023_are_known_and_later_ones_are_not() -> None:
    version = CATALOGUE.scheme("praktijkleren-aanvraag-werkgever", dt.date(2022, 6, 1))
    on_days = (dt.date(2022, 1, 3), dt.date(2023, 12, 31), dt.date(2024, 6, 1))
    windows = [
        assess(CATALOGUE, version.id, {"aanvraagdatum": Known(day)}, day).outputs["tijdvak"].value for day in on_days
    ]

    assert len(version.outputs["tijdvak"].choices) == 6
    assert windows == ["eerste", "vijfde", "geen_bekend_tijdvak"]
