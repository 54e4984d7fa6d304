"""Vacancies as JobPosting of schema.org: out and in again, and whatever a stranger writes is told, never a crash."""

import json
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.demand import job_posting as schema
from overstap.demand import queries
from overstap.demand.job_posting import job_posting, job_posting_text, read_postings
from overstap.demand.values import RequirementCard
from tests.conftest import START
from tests.factories.demand import make_employer, make_offer

TODAY = timezone.localdate(START)
ADDRESS = "https://voorbeeld.example/vacatures/1/"
PLAIN: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Kok",
    "hiringOrganization": {"@type": "Organization", "name": "De Korst"},
    "jobLocation": {"address": {"addressLocality": "Tilburg"}},
    "workHours": "24-36",
}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "@type"]), part),
    max_leaves=6,
)


def fields(*parts: Any) -> list[tuple[int, str]]:
    return [(one.number, one.field) for one in read_postings(json.dumps(list(parts))).problems]


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_what_goes_out_comes_in_again_as_the_same_vacancy() -> None:
    employer = make_employer("Tilburg", contact_name="Piet Geheim", contact_phone="013 1234567")
    row = make_offer(
        employer, contract="bepaald", places=3, reference="V-9", pay_from_cents=1405, pay_until_cents=None,
        description="Koken.\nElke dag.", closes_on=TODAY, starts_on=TODAY, requirements=(
            RequirementCard("competentie", "nodig", "Koken"), RequirementCard("bewijs", "nodig", "B", code="B"),
        ),
    )  # fmt: skip
    text = job_posting_text(queries.vacancy_cards([row], TODAY)[0], ADDRESS)
    (back,) = read_postings(text).found

    assert read_postings(text).problems == ()
    assert (back.title, back.description, back.employer) == (row.title, row.description, employer.name)
    assert (back.municipality, back.occupation, back.reference) == ("Tilburg", "Kok", "V-9")
    assert (back.hours_least, back.hours_most, back.places, back.contract) == (24, 36, 3, "bepaald")
    assert (back.starts_on, back.closes_on, back.url) == (TODAY, TODAY, ADDRESS)
    assert (back.pay_from_cents, back.pay_until_cents, back.pay_per) == (1405, None, "uur")
    assert (back.skills, back.qualifications) == (("Koken",), ("B",))
    assert "Geheim" not in text
    assert "1234567" not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_what_would_end_a_script_cannot_stand_in_the_text() -> None:
    row = make_offer(title="Kok </script><script>alert(1)</script>")
    card = queries.vacancy_cards([row], TODAY)[0]
    text = job_posting_text(card, ADDRESS)

    assert "<" not in text
    assert json.loads(text) == job_posting(card, ADDRESS)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PLAIN),
        json.dumps([PLAIN]),
        json.dumps({"@graph": [{"@type": "WebPage"}, PLAIN]}),
        json.dumps({"@type": "ItemList", "itemListElement": [{"item": PLAIN | {"@type": ["JobPosting", "Thing"]}}]}),
    ],
)
def test_it_is_found_wherever_sites_put_it(text: str) -> None:
    assert [one.title for one in read_postings(text).found] == ["Kok"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", schema.NOT_JSON),
        ("<html>", schema.NOT_JSON),
        ("[" * 100_000, schema.NOT_JSON),
        ("{}", schema.NOTHING),
        ('{"@type": "Recipe"}', schema.NOTHING),
        (json.dumps({"@graph": {"@graph": "x"}}), schema.NOTHING),
        (" " * (schema.MOST_SIZE + 1), schema.TOO_LARGE),
    ],
)
def test_what_holds_no_vacancy_is_told_in_one_sentence(text: str, why: str) -> None:
    found = read_postings(text)

    assert found.found == ()
    assert [one.because for one in found.problems] == [why]


def test_everything_that_is_wrong_is_told_together_with_where() -> None:
    wrong = {"@type": "JobPosting", "workHours": "80", "totalJobOpenings": "veel", "validThrough": "morgen",
             "baseSalary": {"value": "hoog"}, "jobLocation": {"address": {"addressCountry": "BE"}}}  # fmt: skip

    assert fields(PLAIN, wrong) == [
        (2, "jobLocation.address.addressCountry"),
        (2, "workHours"),
        (2, "baseSalary"),
        (2, "title"),
        (2, "hiringOrganization"),
        (2, "jobLocation.address.addressLocality"),
        (2, "totalJobOpenings"),
        (2, "validThrough"),
    ]
    assert len(read_postings(json.dumps([PLAIN, wrong])).found) == 1


def test_tags_and_signs_that_nobody_sees_are_taken_out() -> None:
    text = "<p>Koken</p><script>x</script>\u202egeheim\x00"
    (one,) = read_postings(json.dumps(PLAIN | {"description": text})).found

    assert one.description == "Koken\n x geheim"


def test_pay_of_a_month_is_read_and_of_a_year_is_refused() -> None:
    month = {"currency": "EUR", "value": {"minValue": 2100.5, "maxValue": "2500", "unitText": "MONTH"}}
    year = {"currency": "EUR", "value": {"value": 30000, "unitText": "YEAR"}}
    (one,) = read_postings(json.dumps(PLAIN | {"baseSalary": month})).found

    assert (one.pay_from_cents, one.pay_until_cents, one.pay_per) == (210050, 250000, "maand")
    assert fields(PLAIN | {"baseSalary": year}) == [(1, "baseSalary")]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from([*PLAIN, "baseSalary", "totalJobOpenings", "identifier", "skills", "url",
                                        "employmentType", "validThrough", "description"]), anything))  # fmt: skip
def test_whatever_stands_in_it_there_is_an_answer(part: dict[str, Any]) -> None:
    found = read_postings(json.dumps(PLAIN | part | {"@type": "JobPosting"}))

    assert len(found.found) + bool(found.problems) == 1
