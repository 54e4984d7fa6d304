"""What the letters say of schemes together: the channels of training, the measures of 2016, and open hiring."""

import datetime as dt

import pytest

from overstap.rules import Origin, assess, load_catalogue

CATALOGUE = load_catalogue()
EARLY = dt.date(2021, 2, 15)
IN_2016 = dt.date(2016, 6, 1)
MEASURES = {one.id: one for one in CATALOGUE.menu(IN_2016).instruments}

CHANNELS = {
    "nl-leert-door-ontwikkeladvies": "individu",
    "nl-leert-door-deelnemer": "individu",
    "nl-leert-door-scholing": "individu",
    "intersectorale-omscholing": "werkgever",
    "basisvaardigheden-werknemers": "werkgever",
    "slim": "werkgever",
    "sector-maatwerk": "samenwerkingsverband",
}


@pytest.mark.requirement("R-239")
@pytest.mark.parametrize(("scheme", "channel"), CHANNELS.items())
def test_support_for_training_runs_through_one_of_three_channels(scheme: str, channel: str) -> None:
    assert CATALOGUE.scheme(scheme, EARLY).channel == channel


@pytest.mark.requirement("R-237")
def test_slim_is_listed_as_a_provision_that_comes_before_the_budget_of_the_team() -> None:
    assert CATALOGUE.scheme("slim", EARLY).relations["precedes"] == ("ontschot-budget",)


@pytest.mark.requirement("R-432")
def test_the_four_components_of_2016_are_in_force_together() -> None:
    found = {version.id for version in CATALOGUE.schemes(IN_2016) if "R-432" in version.requirements}

    assert found == {
        "brug-ww",
        "fase-van-overstap",
        "mobiliteitscentrum",
        "persoonlijke-dienstverlening",
        "regionale-samenwerking",
        "scholingsvoucher",
        "sectorplannen-vervolg",
    }


@pytest.mark.requirement("R-437")
def test_a_mobility_centre_gives_the_three_services_of_the_letter() -> None:
    services = [one for one in MEASURES.values() if "R-437" in one.requirements]

    assert [one.id for one in services] == ["MC1", "MC2", "MC3"]
    assert {one.scheme for one in services} == {"mobiliteitscentrum"}


@pytest.mark.requirement("R-443")
def test_personal_services_are_the_kinds_that_the_letter_names() -> None:
    services = [one.name.en for one in MEASURES.values() if "R-443" in one.requirements]

    assert services == [
        "Personal talks",
        "Workshops",
        "Competence test",
        "Network training",
        "Training with a voucher",
    ]


@pytest.mark.requirement("R-444", "R-448")
def test_the_app_and_the_campaign_say_what_they_show() -> None:
    app, campaign = MEASURES["IN1"], MEASURES["IN2"]

    assert all(word in app.summary.nl for word in ("competenties", "kansen", "hulp", "regie", "Werkgevers"))
    assert all(word in campaign.summary.nl for word in ("voorbeelden", "stappen", "aankloppen"))


@pytest.mark.requirement("R-433")
def test_nobody_is_sent_to_a_new_institution() -> None:
    places = CATALOGUE.scheme("fase-van-overstap", IN_2016).outputs["waar_aankloppen"].type.values

    assert set(places) == {
        "sociale_partners_en_leerwerkloket",
        "mobiliteitscentrum",
        "werkgeversservicepunt",
        "uwv",
        "gemeente",
    }


@pytest.mark.requirement("R-431", "R-442")
def test_the_rules_and_the_budget_table_of_2015_give_the_same_amounts() -> None:
    package = assess(CATALOGUE, "sectorplannen-vervolg", {}, IN_2016).outputs
    table = CATALOGUE.budget("sectorplannen-2015", IN_2016)
    printed = {line.id: line.printed[None].cents for line in table.lines}
    computed = {name: package[name].value for name in ("totaal", "voor_nieuw_werk", "voor_de_zorg")}

    assert computed == {
        "totaal": printed["totaal"],
        "voor_nieuw_werk": printed["nieuw_werk"],
        "voor_de_zorg": printed["zorg"],
    }


@pytest.mark.requirement("R-362")
def test_open_hiring_asks_a_jobseeker_for_nothing_that_one_could_choose_on() -> None:
    version = CATALOGUE.scheme("open-hiring", EARLY)
    of_the_person = {name for name in version.fact_ids if Origin.PERSON in CATALOGUE.facts[name].origin}

    assert of_the_person == {"wil_lifecoach"}


@pytest.mark.requirement("R-436", "R-438")
def test_a_mobility_centre_checks_seven_kinds_of_parties_and_has_an_end() -> None:
    version = CATALOGUE.scheme("mobiliteitscentrum", IN_2016)

    assert len(version.factors) == CATALOGUE.parameter("mobiliteitscentrum", "partijen_nodig", IN_2016)
    assert "tijdelijk" in {condition.id for condition in version.conditions}


@pytest.mark.requirement("R-447")
def test_the_extra_benefit_through_brug_ww_is_a_stream_that_is_counted_apart() -> None:
    streams = {stream.id: stream.with_cashier for stream in CATALOGUE.streams(IN_2016)}

    assert streams == {"sectorplannen": False, "brug_ww": False}
