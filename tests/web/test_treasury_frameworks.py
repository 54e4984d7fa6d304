"""The screens about frameworks: all lines, dividing by a key, moving what is left, and money beside the ledgers."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from overstap.core.actor import Role
from overstap.treasury import actions, queries
from overstap.treasury.models import (
    Allocation,
    AllocationKey,
    CapacityApplication,
    PreparationContribution,
    Reallocation,
)
from tests.conftest import START
from tests.factories import treasury as make
from tests.treasury.test_allocations import text_of
from tests.web.browsing import text_of as page_of
from tests.web.cashier import enter, position

pytestmark = pytest.mark.django_db

LINES, MOVE, KEYS, NEW_KEY = (
    "/kassa/kaders/", "/kassa/kaders/herverdelen/", "/kassa/kaders/verdeelsleutels/",
    "/kassa/kaders/verdeelsleutels/nieuw/",
)  # fmt: skip
DIVIDE = "/kassa/kaders/verdeelsleutels/sleutel-2021/1/verdelen/"
CONTRIBUTIONS, APPLICATION = "/kassa/kaders/bijdragen/", "/kassa/kaders/aanvragen/"


def move_form(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()), "year": "2021", "from_stream": make.STREAM, "from_region": make.REGION,
        "to_stream": make.STREAM, "to_region": make.OTHER_REGION, "amount": "250", "because": "Hier is minder gevraagd",
    } | changes  # fmt: skip


def key_form(**changes: Any) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), "name": "Sleutel 2021", "source": "CBS", "text": text_of()} | changes


def proposed() -> Reallocation:
    make.budget(1000_00, now=START)
    giver, taker = (actions.Place(make.STREAM, region) for region in (make.REGION, make.OTHER_REGION))
    make.given(
        actions.propose_reallocation(
            actor=make.someone(Role.CASHIER), key=uuid.uuid4(), giver=giver, taker=taker, year=2021,
            amount_cents=250_00, because="Hier is minder gevraagd", now=START,
        )
    )  # fmt: skip
    return Reallocation.objects.get()


# --- All lines -------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-250", "R-256", "R-299")
def test_every_line_is_there_with_who_keeps_it_and_why(client: Client) -> None:
    make.budget(1000_00, now=START)
    enter(client, Role.CASHIER)

    page = page_of(client.get(LINES))

    assert "Regionale mobiliteitsteams en extra crisisdienstverlening regio 195 UWV, als kassier" in page
    assert "Ondersteuningstrajecten zelfstandigen 7,5 Gemeente Niet bij de kassier" in page
    assert "Praktijkleren in het mbo 63 UWV, als kassier Een deel is bij de kassier." in page
    assert "Coördinatie door de sociale partners samen ongeveer 12 bij benadering" in page
    assert "Vergoeding voor werkgevers 27 Een eigen regeling van het ministerie" in page


@pytest.mark.requirement("R-253")
def test_the_national_amounts_of_the_teams_are_there_per_phase(client: Client) -> None:
    make.budget(1000_00, now=START)
    enter(client, Role.FRAMEWORK_KEEPER)

    page = page_of(client.get(LINES))

    for year, whole, left in (
        (2020, "11.000.000,00", "11.000.000,00"),
        (2021, "109.000.000,00", "108.999.000,00"),
        (2022, "75.000.000,00", "75.000.000,00"),
    ):
        assert f"Bemensing van de mobiliteitsteams, Ontschot budget {year} € {whole}" in page
        assert f"€ {left}" in page
    assert sum(row.scheme_cents for row in queries.national_frames(START.date()) if "bemensing" in row.streams) == (
        195_000_000_00
    )


# --- Moving ----------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-262")
def test_the_cashier_proposes_and_the_framework_keeper_decides(client: Client) -> None:
    make.budget(1000_00, now=START)
    enter(client, Role.CASHIER)
    assert "Er is nog geen herverdeling voorgesteld." in page_of(client.get(MOVE))

    answer = client.post(f"{MOVE}nieuw/", move_form(), follow=True)

    assert "De kaderhouder besluit." in page_of(answer)
    assert "U stelde dit zelf voor. Een ander besluit." in page_of(answer)
    assert position().ceiling == 1000_00

    here = answer.redirect_chain[-1][0]
    enter(client, Role.FRAMEWORK_KEEPER)
    answer = client.post(here, {"decision": "toekennen", "source": "Besluit 12"}, follow=True)

    assert "Het geld is herverdeeld." in page_of(answer)
    assert "Besluit 12" in page_of(answer)
    assert position().ceiling == 750_00


def test_the_framework_keeper_leaves_the_money_where_it_is(client: Client) -> None:
    row = proposed()
    enter(client, Role.FRAMEWORK_KEEPER)

    answer = client.post(f"{MOVE}{row.key}/", {"decision": "afwijzen", "source": "Nog even wachten"}, follow=True)

    assert "Het geld blijft waar het is." in page_of(answer)
    assert position().ceiling == 1000_00


@pytest.mark.requirement("R-251")
def test_a_cashier_who_sends_the_decision_anyway_hears_why_not(client: Client) -> None:
    row = proposed()
    enter(client, Role.CASHIER)

    answer = client.post(f"{MOVE}{row.key}/", {"decision": "toekennen", "source": "Zelf bedacht"})

    assert answer.status_code == 400
    assert "Alleen de kaderhouder (SZW) stelt budgetten vast." in page_of(answer)
    assert position().ceiling == 1000_00


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": "1000,01"}, "In dit budget is nog € 1.000,00 vrij."),
        ({"amount": "niets"}, "Dit is geen bedrag."),
        ({"because": ""}, "Vul dit in."),
        ({"to_region": make.REGION}, "Kies twee verschillende budgetten."),
        ({"from_stream": "regulier"}, "Kies een van de antwoorden."),
        ({"key": "kapot"}, "Open het formulier opnieuw"),
    ],
)
def test_a_wrong_proposal_is_told_and_what_was_typed_stays(client: Client, changes: dict[str, str], told: str) -> None:
    make.budget(1000_00, now=START)
    enter(client, Role.CASHIER)

    answer = client.post(f"{MOVE}nieuw/", move_form(**({"because": "Mijn eigen reden"} | changes)))

    assert answer.status_code == 400
    assert told in page_of(answer)
    assert changes.get("because", "Mijn eigen reden") in answer.content.decode()


def test_a_budget_leads_to_a_proposal_that_is_filled_in(client: Client) -> None:
    make.budget(1000_00, now=START)
    enter(client, Role.CASHIER)

    form = client.get(f"{MOVE}nieuw/", {"geldstroom": make.STREAM, "regio": make.REGION, "jaar": "2021"})

    assert f'<option value="{make.STREAM}" selected>' in form.content.decode()
    assert f'<option value="{make.REGION}" selected>' in form.content.decode()


# --- Dividing --------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-251", "R-391")
def test_a_key_is_brought_in_shown_beside_what_there_is_and_decided(client: Client) -> None:
    make.budget(3000_00, now=START)
    enter(client, Role.FRAMEWORK_KEEPER)
    answer = client.post(NEW_KEY, key_form(), follow=True)
    assert "De verdeelsleutel is bewaard." in page_of(answer)

    asked = {"stream": make.STREAM, "year": "2021", "amount": "35.000"}
    preview = page_of(client.get(DIVIDE, asked))

    assert "Midden-Brabant 100 € 3.000,00 € 0,00 € 1.000,00 -€ 2.000,00" in preview
    assert Allocation.objects.count() == 0

    answer = client.post(DIVIDE, asked | {"key": str(uuid.uuid4()), "source": "Besluit 9"}, follow=True)

    assert "Alle budgetten zijn vastgesteld." in page_of(answer)
    assert position().ceiling == 1000_00
    assert "Besluit 9 ( sleutel sleutel-2021, versie 1 )" in page_of(answer)


def test_a_file_is_read_and_can_be_taken_out_again(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    held = SimpleUploadedFile("sleutel.csv", text_of().encode("utf-8-sig"), content_type="text/csv")
    client.post(NEW_KEY, key_form(text="", file=held))

    found = client.get(f"{KEYS}sleutel-2021/1/bestand/")
    again = client.post(NEW_KEY, key_form(text=found.content.decode("utf-8-sig")), follow=True)

    assert found["Content-Disposition"] == 'attachment; filename="verdeelsleutel-sleutel-2021-1.csv"'
    assert "Versie 2" in page_of(again)
    first, second = AllocationKey.objects.order_by("version")
    assert list(first.inputs.values_list("region_code", "impact")) == list(
        second.inputs.values_list("region_code", "impact")
    )


def test_all_that_is_wrong_with_a_table_is_told_together_and_it_stays(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    wrong = text_of({"AM01": "AM01;veel;1;100", "AM02": "AM02;1;1;hard", "AM03": ""})

    answer = client.post(NEW_KEY, key_form(text=wrong))

    page = page_of(answer)
    assert answer.status_code == 400
    assert "Er kloppen 3 dingen niet." in page
    assert "kolom werkzoekenden: “veel” is geen heel getal" in page
    assert "kolom crisisimpact: “hard” is geen heel getal" in page
    assert "De regio AM03 ontbreekt." in page
    assert "AM01;veel;1;100" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": ""}, "Kies een bestand of vul de tabel in."),
        ({"name": ""}, "Vul dit in."),
        ({"name": "!!"}, "Geef de verdeelsleutel een naam."),
        ({"source": ""}, "Vul dit in."),
    ],
)
def test_a_wrong_key_is_told(client: Client, changes: dict[str, str], told: str) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    answer = client.post(NEW_KEY, key_form(**changes))

    assert answer.status_code == 400
    assert told in page_of(answer)


def test_a_file_that_is_too_big_or_no_text_is_told(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)

    big = client.post(NEW_KEY, key_form(file=SimpleUploadedFile("groot.csv", b"x" * 200_001)))
    strange = client.post(NEW_KEY, key_form(file=SimpleUploadedFile("foto.csv", bytes(range(128, 256)))))

    assert "Dit bestand is te groot." in page_of(big)
    assert strange.status_code == 400
    assert "De eerste regel noemt de kolommen." in page_of(strange)


@pytest.mark.requirement("R-251")
def test_the_cashier_looks_at_keys_and_changes_nothing(client: Client) -> None:
    make.given(
        actions.make_key(
            actor=make.keeper(), key=uuid.uuid4(), name="Sleutel 2021", source="CBS", text=text_of(), now=START
        )
    )
    enter(client, Role.CASHIER)

    assert "Alleen de kaderhouder (SZW) stelt budgetten vast." in page_of(client.get(NEW_KEY))
    assert client.post(NEW_KEY, key_form()).status_code == 400
    asked = {"stream": make.STREAM, "year": "2021", "amount": "35.000"}
    assert "De kassier verandert geen budgetten." in page_of(client.get(DIVIDE, asked))
    refused = client.post(DIVIDE, asked | {"key": str(uuid.uuid4()), "source": "Zelf"})

    assert refused.status_code == 400
    assert (AllocationKey.objects.count(), Allocation.objects.count()) == (1, 0)


def test_a_region_that_uses_more_stops_the_decision_on_the_screen_and_in_the_deed(client: Client) -> None:
    make.budget(3000_00, now=START)
    make.committed(amount_cents=2000_00, now=START)
    make.given(
        actions.make_key(
            actor=make.keeper(), key=uuid.uuid4(), name="Sleutel 2021", source="CBS", text=text_of(), now=START
        )
    )
    enter(client, Role.FRAMEWORK_KEEPER)
    asked = {"stream": make.STREAM, "year": "2021", "amount": "35.000"}

    page = page_of(client.get(DIVIDE, asked))
    answer = client.post(DIVIDE, asked | {"key": str(uuid.uuid4()), "source": "Toch"})

    assert "Lager dan in gebruik" in page
    assert "Stel alle budgetten vast" not in page
    assert "AM26 (€ 2.000,00)" in page_of(answer)


@pytest.mark.parametrize("asked", [{"amount": "veel"}, {"stream": ""}, {"year": "1999"}])
def test_a_wrong_amount_to_divide_is_told(client: Client, asked: dict[str, str]) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    client.post(NEW_KEY, key_form())

    answer = client.get(DIVIDE, {"stream": make.STREAM, "year": "2021", "amount": "35.000"} | asked)

    assert answer.status_code == 400
    assert "Wat elke regio krijgt" not in page_of(answer)


# --- Beside the ledgers ----------------------------------------------------------------------------------


@pytest.mark.requirement("R-257")
def test_a_contribution_is_entered_with_its_decision(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    given = {
        "key": str(uuid.uuid4()), "year": "2020", "region": make.REGION, "recipient": "centrumgemeente",
        "amount": "50.000", "source": "Beschikking 12",
    }  # fmt: skip

    answer = client.post(f"{CONTRIBUTIONS}vaststellen/", given, follow=True)

    page = page_of(answer)
    assert "De bijdrage is vastgesteld." in page
    assert "Midden-Brabant nog niet bekend € 50.000,00 Beschikking 12 nog niet bekend nog niet bekend" in page


@pytest.mark.requirement("R-258")
def test_an_application_goes_from_letter_to_people_in_the_region(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    given = {
        "key": str(uuid.uuid4()), "organisation": "FNV", "kind": "vakbond", "purpose": "bemensing", "amount": "100.000",
        "received_on_day": "20", "received_on_month": "1", "received_on_year": "2021",
    }  # fmt: skip
    client.post(f"{APPLICATION}nieuw/", given)
    here = f"{APPLICATION}{CapacityApplication.objects.get().key}/"
    people = {
        "key": str(uuid.uuid4()), "region": make.REGION, "task": "Loopbaanbegeleiding", "hours": "36",
        "begins_on_day": "1", "begins_on_month": "3", "begins_on_year": "2021", "ends_on_day": "31",
        "ends_on_month": "12",
        "ends_on_year": "2021", "agreed": ["vakbond", "werkgeversorganisatie", "uwv"],
    }  # fmt: skip

    assert "Vul in hoeveel u toekent." in page_of(client.post(here, {"decision": "toekennen", "source": "Besluit"}))
    client.post(here, {"decision": "toekennen", "amount": "80.000", "source": "Besluit 3"})
    too_early = client.post(f"{here}capaciteit/", people)
    assert "De vier partijen zijn het nog niet eens" in page_of(too_early)
    answer = client.post(f"{here}capaciteit/", people | {"agreed": [*people["agreed"], "gemeente"]}, follow=True)

    assert "Midden-Brabant Loopbaanbegeleiding 36" in page_of(answer)


@pytest.mark.requirement("R-258")
def test_an_organisation_that_cannot_apply_is_told(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    given = {
        "key": str(uuid.uuid4()), "organisation": "UWV", "kind": "uwv", "purpose": "bemensing", "amount": "100.000",
        "received_on_day": "20", "received_on_month": "1", "received_on_year": "2021",
    }  # fmt: skip

    answer = client.post(f"{APPLICATION}nieuw/", given)

    assert answer.status_code == 400
    assert "Alleen vakbonden en organisaties van werkgevers vragen dit aan." in page_of(answer)


@pytest.mark.requirement("R-251")
def test_the_cashier_hears_that_these_amounts_are_not_theirs(client: Client) -> None:
    enter(client, Role.CASHIER)

    for url in (f"{CONTRIBUTIONS}vaststellen/", f"{APPLICATION}nieuw/"):
        assert "Alleen de kaderhouder (SZW) stelt budgetten vast." in page_of(client.get(url))
    assert PreparationContribution.objects.count() == 0
