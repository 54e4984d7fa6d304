"""The working process in files: regions and desks, the arrangement, and who may see what."""

import datetime as dt
import tomllib
from importlib import resources

import pytest

from overstap.rules import Known, Outcome, assess, load_catalogue

CATALOGUE = load_catalogue()
TODAY = dt.date(2021, 2, 15)


@pytest.mark.requirement("R-065", "R-080")
def test_the_question_about_residence_knows_the_regions_of_the_country() -> None:
    file = resources.files("overstap.parties.reference") / "regions.toml"
    regions = {region["name"] for region in tomllib.loads(file.read_text(encoding="utf-8"))["region"]}

    assert {choice.label.nl for choice in CATALOGUE.facts["woonregio"].choices} == regions
    assert len(regions) == 35


@pytest.mark.requirement("R-008")
@pytest.mark.parametrize(("day", "outcome"), [(dt.date(2020, 11, 30), Outcome.NEE), (dt.date(2020, 12, 1), Outcome.JA)])
def test_the_declaration_holds_from_the_day_after_the_signature(day: dt.date, outcome: Outcome) -> None:
    assert assess(CATALOGUE, "intentieverklaring", {}, day).outcome is outcome


@pytest.mark.requirement("R-102")
@pytest.mark.parametrize("desk", ["sociale_partners", "uwv", "gemeente"])
@pytest.mark.parametrize("situation", ["in_dienst", "zelfstandig", "geen_werk"])
def test_no_desk_refuses_anybody(desk: str, situation: str) -> None:
    facts = {
        "loket_van": Known(desk),
        "huidige_status": Known(situation),
        "uitkering": Known("ww"),
        "ww_einddatum": Known(dt.date(2021, 6, 30)),
    }
    found = assess(CATALOGUE, "een-loket", facts, TODAY)

    assert found.outcome is Outcome.JA
    assert found.outputs["loket_draagt_over"].value == (found.outputs["helpt_verder"].value != desk)


@pytest.mark.requirement("R-102", "R-076")
@pytest.mark.parametrize("situation", ["in_dienst", "zelfstandig", "geen_werk"])
@pytest.mark.parametrize("benefit", ["ww", "bijstand", "geen_uitkering"])
@pytest.mark.parametrize("end", [dt.date(2021, 2, 14), TODAY])
def test_a_desk_sends_people_to_the_party_that_is_first_responsible(situation: str, benefit: str, end: dt.date) -> None:
    facts = {"huidige_status": Known(situation), "uitkering": Known(benefit), "ww_einddatum": Known(end)}
    desk = assess(CATALOGUE, "een-loket", facts, TODAY).outputs["helpt_verder"].value
    routed = assess(CATALOGUE, "routering", facts, TODAY).outputs["eerstverantwoordelijke"].value

    assert desk == routed


@pytest.mark.requirement("R-122", "R-137")
def test_an_arrangement_and_its_money_ask_for_the_same_number_of_parties() -> None:
    numbers = {
        scheme: CATALOGUE.scheme(scheme, TODAY).parameters["andere_partijen_minimum"].on(TODAY)
        for scheme in ("arrangement", "ontschot-budget")
    }

    assert numbers == {"arrangement": 1, "ontschot-budget": 1}


@pytest.mark.requirement("R-120", "R-128")
def test_without_the_participant_nothing_starts() -> None:
    found = assess(CATALOGUE, "arrangement", {"deelnemer_bevestigt": Known(value=False)}, TODAY)

    assert found.outcome is Outcome.NEE


@pytest.mark.requirement("R-124")
@pytest.mark.parametrize("running", [0, 1, 50])
def test_whatever_runs_continues_with_another_party(running: int) -> None:
    facts = {"loket_van": Known("uwv"), "nieuwe_partij": Known("gemeente"), "lopende_onderdelen": Known(running)}

    assert assess(CATALOGUE, "arrangement-reist-mee", facts, TODAY).outputs["onderdelen_die_doorlopen"].value == running


@pytest.mark.requirement("R-126")
def test_training_as_job_search_is_marked_as_provisional() -> None:
    assert CATALOGUE.scheme("sollicitatieplicht", TODAY).legal_test_pending
