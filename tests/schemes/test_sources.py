"""Numbers of policy come from a source with a place, and what a source leaves open is marked as our own choice."""

import datetime as dt

import pytest

from overstap.rules import Parameter, SchemeVersion, load_catalogue

CATALOGUE = load_catalogue()
PARAMETERS = [
    pytest.param(version, parameter, id=f"{version.id}.{parameter.name}")
    for versions in CATALOGUE.versions.values()
    for version in versions
    for parameter in version.parameters.values()
]

GIVEN = {
    ("aanvraag-sociale-partners", "partijen_nodig"): 4,
    ("selectie", "jong_onder"): 27,
    ("selectie", "oud_boven"): 55,
    ("maatwerkbudget", "maatwerkbudget_maximum"): 100_000,
    ("werkfit", "duur_gewoon"): 6,
    ("werkfit", "duur_uitzondering"): 9,
    ("werkfit", "toets_elke"): 3,
    ("praktijkleren", "duur_maximum"): 9,
    ("praktijkleren-werkgeversvergoeding", "vergoeding_maximum"): 202_500,
    ("praktijkleren-werkgeversvergoeding", "weken_maximum"): 30,
    ("termijnen", "rapportage_maanden"): 2,
    ("termijnen", "overleg_dagen"): 14,
}

OPEN = (
    ("reintegratie-gemeenten", "jongere_onder"),
    ("selectie", "eenzijdig_vanaf"),
    ("selectie", "lange_duur_vanaf"),
    ("selectie", "gewicht_leeftijd"),
    ("selectie", "waarschijnlijk_vanaf"),
    ("selectie", "krimp_horeca"),
    ("selectie", "krimp_bouw"),
    ("doelgroep", "recent_maanden"),
    ("contactpunt", "kort_ww_tot_en_met"),
    ("ontschot-budget", "cofinanciering_minimum"),
    ("praktijkleren", "richtbedrag_praktijkverklaring"),
    ("praktijkleren", "richtbedrag_certificaat"),
    ("praktijkleren", "richtbedrag_diploma"),
    ("termijnen", "overdracht_antwoord"),
)


def parameter(scheme: str, name: str) -> Parameter:
    """A parameter of the version of early 2021."""
    return CATALOGUE.scheme(scheme, dt.date(2021, 2, 15)).parameters[name]


@pytest.mark.requirement("R-110", "R-156", "R-177", "R-178", "R-197", "R-201", "R-382", "R-384")
@pytest.mark.parametrize(
    ("where", "value"), GIVEN.items(), ids=lambda one: ".".join(one) if isinstance(one, tuple) else None
)
def test_a_number_of_the_source_stands_in_the_files(where: tuple[str, str], value: int) -> None:
    found = parameter(*where)

    assert found.on(dt.date(2021, 2, 15)) == value
    assert found.given_by_source
    assert not found.regional


@pytest.mark.requirement("R-106", "R-108", "R-111", "R-199", "R-420")
@pytest.mark.parametrize("where", OPEN, ids=".".join)
def test_a_value_that_the_source_leaves_open_is_a_choice_that_a_region_may_change(where: tuple[str, str]) -> None:
    found = parameter(*where)

    assert not found.given_by_source
    assert found.regional


@pytest.mark.parametrize(("version", "parameter"), PARAMETERS)
def test_every_parameter_says_where_it_is_written(version: SchemeVersion, parameter: Parameter) -> None:
    assert parameter.source, version.id
    assert all(citation.place for citation in parameter.source)


@pytest.mark.parametrize(("version", "parameter"), PARAMETERS)
def test_a_parameter_that_rests_on_our_own_set_up_alone_is_never_called_given(
    version: SchemeVersion, parameter: Parameter
) -> None:
    own = all(citation.document.id == "huisregels" for citation in parameter.source)

    assert not (own and parameter.given_by_source), version.id


@pytest.mark.parametrize("version", [pytest.param(one, id=one.id) for one in CATALOGUE.schemes(dt.date(2021, 2, 15))])
def test_every_condition_and_answer_says_where_it_is_written(version: SchemeVersion) -> None:
    cited = [
        *(one.source for one in version.conditions),
        *(one.source for one in version.outputs.values()),
        *(one.source for one in version.factors),
    ]

    # A scheme that only sets numbers says it at each of them.
    assert cited or all(parameter.source for parameter in version.parameters.values())
    assert cited or version.parameters
    assert all(citation.place for source in cited for citation in source)


@pytest.mark.requirement("R-131", "R-132", "R-133", "R-134", "R-135", "R-136", "R-137")
def test_the_de_siloed_budget_has_seven_conditions_in_the_order_of_the_source() -> None:
    conditions = [one.id for one in CATALOGUE.scheme("ontschot-budget", dt.date(2021, 2, 15)).conditions]

    assert conditions == [
        "werkhervatting",
        "menukaart",
        "arrangement",
        "cofinanciering",
        "aanvullend",
        "mbo_zonder_leerbedrijf",
        "afgestemd",
    ]


@pytest.mark.requirement("R-006")
def test_each_scheme_has_its_own_period() -> None:
    periods = {
        scheme: (
            CATALOGUE.scheme(scheme, dt.date(2021, 6, 30)).valid_from,
            CATALOGUE.scheme(scheme, dt.date(2021, 6, 30)).valid_until,
        )
        for scheme in ("ontschot-budget", "praktijkleren", "routering")
    }

    assert periods == {
        "ontschot-budget": (dt.date(2020, 12, 1), dt.date(2022, 12, 31)),
        "praktijkleren": (dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        "routering": (dt.date(2020, 12, 1), None),
    }


@pytest.mark.requirement("R-008")
def test_no_rule_of_the_teams_is_in_force_before_the_day_after_the_signature() -> None:
    def of_the_teams(day: dt.date) -> set[str]:
        return {scheme.id for scheme in CATALOGUE.schemes(day) if scheme.channel == "rmt"}

    assert of_the_teams(dt.date(2020, 11, 30)) == set()
    assert of_the_teams(dt.date(2020, 12, 1)) >= {"routering", "selectie", "ontschot-budget"}


def test_no_question_asks_for_a_citizen_service_number() -> None:
    words = ("bsn", "burgerservicenummer", "sofinummer")

    assert not [
        one.id
        for one in CATALOGUE.facts.values()
        if any(word in f"{one.id} {one.question.nl}".lower() for word in words)
    ]
