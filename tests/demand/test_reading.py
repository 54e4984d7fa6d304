"""Lists of vacancies and tension: read whole, all mistakes at once, and the same list twice changes nothing."""

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Role
from overstap.core.decision import NotFoundError
from overstap.core.rows import TakenOver, missing_columns
from overstap.demand.actions import take_over_tension, take_over_vacancies
from overstap.demand.job_posting import job_posting, read_postings
from overstap.demand.models import Employer, Tension, Vacancy
from overstap.demand.outlook import tensions
from overstap.demand.queries import vacancy
from overstap.demand.reading import (
    NEEDED_OF_VACANCY,
    VACANCY_COLUMNS,
    tensions_in,
    vacancies_in,
    vacancies_of,
)
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.factories.people import make_professional

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

HEADINGS = ("KvK-nummer", "Gemeente", "Titel", "Beroep", "Uren van", "Uren tot", "Plaatsen", "Kenmerk", "Nodig")
KVK = "12345678"
TENSION = ("Beroep", "Regio", "Van", "Tot", "Waarde", "Indicator", "Bron", "Gepubliceerd op")


def line(**more: str) -> tuple[str, ...]:
    plain = {
        "kvk": KVK, "gemeente": "Tilburg", "titel": "Kok", "beroep": "kok", "van": "24", "tot": "36", "plaatsen": "2",
        "kenmerk": "V-1", "nodig": "",
    }  # fmt: skip
    return tuple((plain | more).values())


def take(*rows: Sequence[str], **how: object) -> TakenOver:
    found, problems = vacancies_in(HEADINGS, list(enumerate(rows, 2)))
    plain: dict[str, object] = {"actor": broker(), "now": START}
    return take_over_vacancies(rows=found, problems=problems, **(plain | how))  # type: ignore[arg-type]


def publish(*rows: Sequence[str], **how: object) -> TakenOver:
    found, problems = tensions_in(TENSION, list(enumerate(rows, 2)))
    plain: dict[str, object] = {"actor": broker(), "now": START}
    return take_over_tension(rows=found, problems=problems, **(plain | how))  # type: ignore[arg-type]


def counts(found: TakenOver) -> tuple[int, int, int, bool]:
    return found.made, found.changed, found.same, found.done


@pytest.fixture
def employer() -> Employer:
    return make_employer(kvk_number=KVK)


@pytest.mark.requirement("R-360")
def test_a_list_is_taken_over_once_and_a_changed_row_changes_one_vacancy(employer: Employer) -> None:
    first = take(line(), line(kenmerk="V-2", titel="Souschef", nodig="Koken"))
    again = take(line(), line(kenmerk="V-2", titel="Souschef", nodig="Koken"))
    changed = take(line(plaatsen="5"), line(kenmerk="V-2", titel="Souschef", nodig="Koken"))
    row = Vacancy.objects.get(reference="V-1")

    assert first.problems == ()
    assert counts(first) == (2, 0, 0, True)
    assert counts(again) == (0, 0, 2, True)
    assert counts(changed) == (0, 1, 1, True)
    assert (row.employer, row.places, row.source, row.state) == (employer, 5, "csv", "open")
    assert AuditLine.objects.filter(verb="vacatures_inlezen").count() == 3


@pytest.mark.usefixtures("employer")
def test_everything_that_is_wrong_is_told_together_and_nothing_is_written() -> None:
    found = take(
        line(),
        line(kenmerk="", titel=""),
        line(kenmerk="V-3", tot="vier"),
        line(kenmerk="V-4", kvk="87654321"),
        line(kenmerk="V-5", gemeente="Groningen"),
        line(kenmerk="V-6", beroep="kokkk"),
        line(kenmerk="V-7", nodig="toveren"),
        line(kenmerk="V-8", van="40"),
        line(),
        line(kenmerk="V-9", plaatsen="0"),
    )

    assert [(one.number, one.column) for one in found.problems] == [
        (3, "kenmerk"), (3, "titel"), (4, "uren tot"), (5, "kvk"), (6, "gemeente"), (7, "beroep"), (8, "nodig"),
        (9, "uren van"), (10, "kenmerk"), (11, "plaatsen"),
    ]  # fmt: skip
    assert not found.done
    assert not Vacancy.objects.exists()
    assert "kok" in dict(found.problems[5].refusal.details)["bijna"].casefold()


@pytest.mark.usefixtures("employer")
def test_the_good_rows_alone_and_only_looking() -> None:
    rows = (line(), line(kenmerk="V-2", beroep="toveraar"))
    looked = take(*rows, only_look=True, good_only=True)
    before = Vacancy.objects.count()
    taken = take(*rows, good_only=True)

    assert counts(looked) == (1, 0, 0, False)
    assert before == 0
    assert counts(taken) == (1, 0, 0, True)
    assert Vacancy.objects.get().reference == "V-1"


@pytest.mark.usefixtures("employer")
def test_a_row_that_would_undo_a_promise_is_told() -> None:
    take(line())
    Vacancy.objects.update(taken=2)

    found = take(line(plaatsen="1"))

    assert [one.refusal.rule for one in found.problems] == ["vraag.plaatsen_bezet"]
    assert Vacancy.objects.get().places == 2


def test_only_brokers_take_over_and_only_employers_that_they_keep(employer: Employer) -> None:
    elsewhere = take(line(), actor=broker("AM07"))

    assert [one.column for one in elsewhere.problems] == ["kvk"]
    with pytest.raises(NotFoundError):
        take(line(), actor=employer_actor(employer))


def test_two_employers_of_one_name_are_not_guessed() -> None:
    make_employer(name="Bakker")
    make_employer(name="bakker")
    headings = ("Werkgever", "Gemeente", "Titel", "Beroep", "Uren tot", "Kenmerk")
    found, problems = vacancies_in(headings, [(2, ("Bakker", "Tilburg", "Kok", "kok", "36", "1"))])

    told = take_over_vacancies(actor=broker(), rows=found, problems=problems, now=START)

    assert [one.refusal.rule for one in told.problems] == ["inlezen.werkgever_dubbel"]


def test_columns_are_known_by_other_names_and_what_is_missing_is_named() -> None:
    assert missing_columns(("KvK", "Plaats", "Functie", "ESCO", "Uren", "Vacaturenummer"), VACANCY_COLUMNS,
                           NEEDED_OF_VACANCY) == []  # fmt: skip
    assert missing_columns(("Titel",), VACANCY_COLUMNS, NEEDED_OF_VACANCY) == [
        "gemeente", "beroep", "uren tot", "kenmerk"
    ]  # fmt: skip


@pytest.mark.requirement("R-360")
def test_what_we_publish_as_a_job_posting_comes_back_as_it_was() -> None:
    employer = make_employer(recognised_training_company=True, recognised_checked_on=START.date())
    row = make_offer(employer, kind="leerbaan", reference="L-1", title="Leerling-kok")
    card = vacancy(SYSTEM, row.pk, on=START.date())
    text = json.dumps(job_posting(card, f"https://overstap.example/vacatures/{row.pk}/"))
    rows, problems = vacancies_of(read_postings(text))

    told = take_over_vacancies(actor=broker(), rows=rows, problems=problems, now=START)

    assert (rows[0].kind, rows[0].reference) == ("leerbaan", "L-1")
    assert told.problems == ()
    assert Vacancy.objects.count() == 1
    assert Vacancy.objects.get().kind == "leerbaan"


def test_a_posting_without_anything_to_know_it_by_is_told() -> None:
    posting = {
        "@type": "JobPosting", "title": "Kok", "hiringOrganization": {"name": "X"}, "workHours": "36",
        "jobLocation": {"address": {"addressLocality": "Tilburg"}},
    }  # fmt: skip

    rows, problems = vacancies_of(read_postings(json.dumps(posting)))

    assert rows == ()
    assert [one.column for one in problems] == ["identifier"]


@pytest.mark.requirement("R-360", "R-361")
def test_published_tension_is_kept_with_its_source_and_day() -> None:
    row = ("kok", "AM26", "1-10-2020", "31-12-2020", "krap", "2,4", "UWV", "15-1-2021")
    first, again = publish(row), publish(row)
    changed = publish((*row[:4], "zeer krap", *row[5:]))
    card = tensions([occupation_uri("kok")], "AM26", START.date())[occupation_uri("kok")]

    assert (counts(first), counts(again), counts(changed)) == ((1, 0, 0, True), (0, 0, 1, True), (0, 1, 0, True))
    assert (card.value, card.source, card.published_on) == (5, "UWV", dt.date(2021, 1, 15))
    assert card.indicator == Decimal("2.40")


def test_tension_of_a_group_of_isco_goes_to_every_occupation_in_it() -> None:
    found = publish(("5120", "AM26", "2020-10-01", "2020-12-31", "4", "", "UWV", "2021-01-15"))

    assert found.made == Tension.objects.count() > 0
    assert Tension.objects.filter(occupation_uri=occupation_uri("kok")).exists()


def test_wrong_tension_is_told_and_the_country_is_for_a_coordinator() -> None:
    good = ("kok", "", "1-10-2020", "31-12-2020", "3", "", "UWV", "15-1-2021")
    found = publish(
        good,
        ("kok", "AM07", *good[2:]),
        ("kok", "XX", *good[2:]),
        ("0000", "AM26", *good[2:]),
        ("kok", "AM26", "31-12-2020", "1-10-2020", "6", "veel", "", "ooit"),
        ("kok", "AM26", "31-12-2020", "1-10-2020", "1", "", "UWV", "15-1-2021"),
        ("kelner", "AM26", *good[2:]),
        ("Kelner", "AM26", *good[2:]),
        ("kok", "AM26", "1-1-2020", "31-3-2020", "1", "", "U" * 201, "15-1-2021"),
    )
    country = publish(good, actor=make_professional(Role.COORDINATOR))

    assert [(one.number, one.column) for one in found.problems] == [
        (2, "regio"), (3, "regio"), (4, "regio"), (5, "beroep"), (6, "bron"), (6, "gepubliceerd op"),
        (6, "indicator"), (6, "waarde"), (7, "tot"), (9, "beroep"), (10, "bron"),
    ]  # fmt: skip
    assert country.done
    with pytest.raises(NotFoundError):
        publish(good, actor=make_professional(Role.ADVISER))
