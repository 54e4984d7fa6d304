"""Open hiring in any order of signing up, answering, leaving, silence and new places, against a plain list."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overstap.casework.models import Case
from overstap.core.decision import Refusal
from overstap.demand.models import Vacancy
from overstap.placement import actions
from overstap.placement.models import WaitingPlace
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.demand import make_offer
from tests.factories.people import person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

PEOPLE, ANSWER_DAYS = 4, 3
DEEDS = st.tuples(
    st.sampled_from(["join", "yes", "no", "leave", "place", "silence"]),
    st.integers(0, PEOPLE - 1),
    st.integers(0, 2),
)


@dataclass
class Plain:
    """The list as somebody would keep it on paper: who, in which state, and on which day they were called."""

    places: int = 1
    rows: list[list[int | str]] = field(default_factory=list)

    def call(self, day: int) -> None:
        for row in self.rows:
            held = sum(one[1] in {"beurt", "begint"} for one in self.rows)
            if row[1] == "wacht" and held < self.places:
                row[1:] = ["beurt", day]

    def do(self, deed: str, who: int, day: int) -> bool:
        """Do one thing; False when it is refused."""
        mine = next((row for row in self.rows if row[0] == who and row[1] in {"wacht", "beurt", "begint"}), None)
        late = mine is not None and day > int(mine[2]) + ANSWER_DAYS
        if deed == "place":
            self.places += 1
        elif deed == "silence":
            for row in self.rows:
                row[1] = "stil" if row[1] == "beurt" and day > int(row[2]) + ANSWER_DAYS else row[1]
        elif deed == "join" and mine is None:
            self.rows.append([who, "wacht", day])
        elif deed == "leave" and mine is not None and mine[1] != "begint":
            mine[1] = "weg"
        elif deed in {"yes", "no"} and mine is not None and mine[1] == "beurt" and not late:
            mine[1] = "begint" if deed == "yes" else "nee"
        else:
            return False
        self.call(day)
        return True


def really(deed: str, case: Case, vacancy: Vacancy, now: dt.datetime) -> bool:
    """Do the same thing with the actions; False when it is refused."""
    actor, key = person_actor(case.participant), vacancy.pk
    answer: object = None
    if deed == "place":
        Vacancy.objects.filter(pk=key).update(places=F("places") + 1, state="open")
        actions.call_free_places(now=now)
    elif deed == "silence":
        actions.let_silence_pass(now=now)
    elif deed == "join":
        answer = actions.join_list(actor=actor, case_id=case.pk, vacancy_id=key, now=now)
    elif deed == "leave":
        answer = actions.leave_list(actor=actor, case_id=case.pk, vacancy_id=key, now=now)
    else:
        answer = actions.answer_turn(actor=actor, case_id=case.pk, vacancy_id=key, agrees=deed == "yes", now=now)
    return not isinstance(answer, Refusal)


@pytest.mark.requirement("R-362")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=4, max_size=12))
def test_whatever_happens_the_longest_waiting_is_called_and_never_more_than_there_are_places(
    deeds: list[tuple[str, int, int]],
) -> None:
    with transaction.atomic():
        vacancy, people, plain, day = (
            make_offer(open_hiring=True, places=1),
            [make_case() for _ in range(PEOPLE)],
            Plain(),
            0,
        )
        everybody = [("join", who, 0) for who in range(PEOPLE)]
        for deed, who, passed in everybody + deeds:
            day += passed
            done = really(deed, people[who], vacancy, START + dt.timedelta(days=day))
            assert done == plain.do(deed, who, day)
            rows = WaitingPlace.objects.filter(vacancy=vacancy).order_by("number").values_list("case_id", "state")
            assert list(rows) == [(people[int(row[0])].pk, row[1]) for row in plain.rows]
            vacancy.refresh_from_db()
            assert sum(state in {"beurt", "begint"} for _, state in rows) == vacancy.taken <= vacancy.places
        transaction.set_rollback(True)
