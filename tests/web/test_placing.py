"""New work on screen: the adviser agrees, begins and stops; the person reads; oversight counts without small ones."""

from dataclasses import replace

import pytest
from django.test import Client

from overstap.casework.models import Case, Outcome
from overstap.core.actor import Role
from overstap.oversight.placements import placement_figures, protected
from overstap.placement import actions
from overstap.placement.models import Placement
from overstap.placement.values import PlacementCounts, PlacementFields
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case
from tests.factories.demand import employer_actor, make_employer, make_offer
from tests.factories.people import make_professional
from tests.web.browsing import follow, sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

TODAY = START.date()
DAY = {"starts_on_day": str(TODAY.day), "starts_on_month": str(TODAY.month), "starts_on_year": str(TODAY.year)}
ON = {name.replace("starts_on", "on"): value for name, value in DAY.items()}
WORK = {"contract": "vast", "hours_per_week": "32", "through": "zelf_gevonden", **DAY}
OWN = {"vacancy": "", "employer_name": "Bakkerij Broodnodig", "occupation": "kok", **WORK}


def page_of(case: Case) -> str:
    return f"/begeleiding/dossier/{case.pk}/plaatsing/"


def agreed(case: Case, **more: object) -> int:
    fields = PlacementFields(None, "Bakkerij Broodnodig", occupation_uri("kok"), "vast", 32, TODAY, "zelf_gevonden")
    return given(
        actions.agree_placement(
            actor=adviser_of(case),
            case_id=case.pk,
            fields=replace(fields, **more),
            now=START,  # type: ignore[arg-type]
        )
    )


def began(case: Case, **more: object) -> int:
    made = agreed(case, **more)
    return given(actions.start_placement(actor=adviser_of(case), placement_id=made, on=TODAY, now=START))


@pytest.mark.requirement("R-004")
def test_work_that_was_found_elsewhere_is_written_down_begins_and_is_the_outcome(client: Client) -> None:
    case = make_case()
    sign_in(client, adviser_of(case))
    new = page_of(case) + "nieuw/"
    asked = client.post(new, OWN)
    chosen = follow(client, new, OWN | {"occupation_uri": occupation_uri("kok")})
    row = Placement.objects.get()
    begun = follow(client, f"{page_of(case)}{row.pk}/begonnen/", ON)

    assert asked.status_code == 400
    assert "Kies welk beroep het best past." in text_of(asked)
    assert 'value="Bakkerij Broodnodig"' in asked.content.decode()
    assert "Het nieuwe werk is afgesproken." in text_of(chosen)
    assert "dagen zonder werk" in text_of(begun)
    assert Outcome.objects.get(case=case).employer == "Bakkerij Broodnodig"


def test_a_vacancy_fills_the_form_and_gives_a_place_away(client: Client) -> None:
    case, vacancy = make_case(), make_offer(places=1)
    sign_in(client, adviser_of(case))
    new = f"{page_of(case)}nieuw/?vacature={vacancy.pk}"
    shown = client.get(new).content.decode()
    listed = follow(client, new, {"vacancy": vacancy.pk, **WORK, "through": "voorstel"})
    vacancy.refresh_from_db()

    assert f'value="{vacancy.pk}" selected' in shown
    assert vacancy.employer.name in text_of(listed)
    assert (vacancy.taken, vacancy.state) == (1, "vervuld")


def test_a_full_vacancy_is_told_at_its_field_and_what_was_typed_stays(client: Client) -> None:
    case, vacancy = make_case(), make_offer(places=1)
    agreed(make_case(), vacancy_id=vacancy.pk)
    sign_in(client, adviser_of(case))
    answer = client.post(
        f"{page_of(case)}nieuw/?vacature={vacancy.pk}", {"vacancy": vacancy.pk, **WORK, "hours_per_week": "27"}
    )

    assert answer.status_code == 400
    assert "Deze vacature staat niet open." in text_of(answer)
    assert 'value="27"' in answer.content.decode()
    assert Placement.objects.filter(case=case).count() == 0


@pytest.mark.parametrize(("field", "value", "said"), [
    ("hours_per_week", "0", "Vul 1 of meer in."),
    ("hours_per_week", "61", "Het aantal uren per week is 1 tot en met 60."),
    ("starts_on_year", "1999", "meer dan een jaar"),
    ("employer_name", "", "Vul de werkgever in"),
    ("occupation", "", "Vul het beroep in"),
    ("contract", "", "Vul dit in."),
])  # fmt: skip
def test_a_wrong_answer_is_told_and_nothing_is_kept(client: Client, field: str, value: str, said: str) -> None:
    case = make_case()
    sign_in(client, adviser_of(case))
    answer = client.post(page_of(case) + "nieuw/", OWN | {"occupation_uri": occupation_uri("kok"), field: value})

    assert answer.status_code == 400
    assert said in text_of(answer)
    assert not Placement.objects.exists()


def test_stopping_and_not_going_through_ask_why(client: Client) -> None:
    case = make_case()
    sign_in(client, adviser_of(case))
    first, second = began(case), agreed(case)
    silent = client.post(f"{page_of(case)}{first}/gestopt/", ON)
    stopped = follow(client, f"{page_of(case)}{first}/gestopt/", ON | {"because": "contract"})
    gone = follow(client, f"{page_of(case)}{second}/vervallen/", {"because": "persoon"})
    again = client.post(f"{page_of(case)}{second}/vervallen/", {"because": "persoon"})

    assert silent.status_code == again.status_code == 400
    assert "Het contract loopt af." in text_of(stopped)
    assert "Gaat niet door" in text_of(gone)
    assert client.get(f"{page_of(case)}{first}/iets/").status_code == 404
    assert client.get(f"{page_of(case)}0/gestopt/").status_code == 404


def test_nobody_else_finds_the_pages(client: Client) -> None:
    case = make_case()
    other, placement = make_case(), agreed(case)
    sign_in(client, adviser_elsewhere())

    assert client.get(page_of(case)).status_code == 404
    assert client.get(page_of(case) + "nieuw/").status_code == 404
    sign_in(client, adviser_of(other))
    assert client.get(f"{page_of(other)}{placement}/begonnen/").status_code == 404


def test_the_person_reads_what_was_agreed_and_whom_to_call(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    before = text_of(client.get("/mijn/plaatsing/"))
    agreed(case)
    after = text_of(client.get("/mijn/plaatsing/"))

    assert "Er is nog geen nieuw werk afgesproken." in before
    assert "Bakkerij Broodnodig" in after
    assert "U begint op" in after
    assert "Gaat het niet goed?" in after
    assert case.first_responsible.name in after


def test_the_employer_sees_how_many_began_and_no_name(client: Client) -> None:
    employer = make_employer()
    vacancy, case = make_offer(employer, places=2), make_case()
    began(case, vacancy_id=vacancy.pk)
    sign_in(client, employer_actor(employer))
    shown = text_of(client.get(f"/vraag/vacatures/{vacancy.pk}/"))

    assert "Begonnen via ons: 1" in shown
    assert case.participant.last_name not in shown


@pytest.mark.requirement("R-385")
def test_the_coordinator_sees_small_counts_and_the_country_does_not(client: Client) -> None:
    case = make_case()
    began(case)
    sign_in(client, make_professional(Role.COORDINATOR))
    own = text_of(client.get("/toezicht/plaatsingen/"))
    sign_in(client, make_professional(Role.STEERING_GROUP))
    country = text_of(client.get("/toezicht/plaatsingen/"))

    assert "Begonnen met werken" in own
    assert "te klein" not in own
    assert "te klein" in country
    span = (TODAY, TODAY.replace(year=TODAY.year + 1))
    steering = make_professional(Role.STEERING_GROUP)
    assert placement_figures(steering, "AM26", *span, now=START).started is None
    assert placement_figures(make_professional(Role.COORDINATOR), "AM26", *span, now=START).started == 1


@pytest.mark.requirement("R-406")
def test_a_count_whose_rest_is_small_is_hidden_too() -> None:
    counts = PlacementCounts(
        started=20, direct=18, median_days_between=3, by_through={"voorstel": 17, "koppeling": 3},
        by_contract={"vast": 20, "tijdelijk": 0}, stopped=6, aftercare_over=20, still_working=14,
    )  # fmt: skip
    found = protected(counts, "", (TODAY, TODAY), smallest=5)

    assert (found.started, found.direct, found.stopped, found.still_working) == (20, None, 6, 14)
    assert set(found.by_through.values()) == {None}
    assert found.by_contract == {"vast": 20, "tijdelijk": 0}
