"""How many hours somebody may work in a week: one number from the law, wherever hours are filled in."""

import pytest

from overstap.casework import actions
from overstap.casework.models import LabourProfile
from overstap.casework.policy import most_hours_per_week
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.rules import load_catalogue
from tests.casework.test_endings import place
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_of, make_case
from tests.factories.importing import HEADINGS, csv_of, person, read_in
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db

MOST = 60
"""What the scheme of terms says, with its source; see the last test."""


@pytest.mark.parametrize(("hours", "rule"), [(MOST, None), (MOST + 1, "uitkomst.uren")])
def test_new_work_has_no_more_hours_than_the_law_allows(hours: int, rule: str | None) -> None:
    case, adviser = admitted_case()

    answer = place(case, adviser, hours_per_week=hours)

    assert (answer.rule if isinstance(answer, Refusal) else None) == rule


@pytest.mark.parametrize(
    ("hours", "minutes", "rule"), [(MOST, 60, None), (MOST + 1, 60, "uren"), (36, 900, "reistijd")]
)
def test_wishes_have_no_more_hours_than_the_law_allows(hours: int, minutes: int, rule: str | None) -> None:
    case = make_case()

    answer = actions.save_profile(
        actor=adviser_of(case),
        case_id=case.pk,
        wishes="",
        limits="",
        hours_per_week=hours,
        travel_minutes=minutes,
        target_occupation="",
        target_sector="",
        now=START,
    )

    assert (answer.rule if isinstance(answer, Refusal) else None) == (f"profiel.{rule}" if rule else None)


@pytest.mark.parametrize(("hours", "kept"), [(MOST, True), (MOST + 1, False)])
def test_a_list_that_is_read_in_has_the_same_limit(hours: int, *, kept: bool) -> None:
    headings, row = (*HEADINGS, "Uren per week"), (*person(1), str(hours))

    batch = read_in(make_professional(Role.DESK), csv_of([row], headings))

    case = batch.rows.get().case
    assert case is not None
    assert LabourProfile.objects.filter(case=case, hours_per_week=hours).exists() is kept


def test_the_limit_is_that_of_the_law() -> None:
    found = load_catalogue().scheme("termijnen", START.date()).parameters["uren_per_week_hoogstens"]

    assert most_hours_per_week(START.date()) == MOST
    assert [one.document.id for one in found.source] == ["arbeidstijdenwet"]
