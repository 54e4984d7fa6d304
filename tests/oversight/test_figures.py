import dataclasses
import datetime as dt

import pytest

from overstap.oversight.figures import from_json, to_json, without_small_counts
from overstap.oversight.values import FiguresCard, MoneyRow

AS_OF = dt.datetime(2021, 2, 15, 9, tzinfo=dt.UTC)

FIGURES = FiguresCard(
    start=dt.date(2021, 1, 15),
    until=dt.date(2021, 3, 15),
    as_of=AS_OF,
    inflow=40,
    inflow_by_entrance={"ontslag": 20, "ww": 18, "gemeente": 2},
    open_by_state={"intake": 30, "begeleiding": 10},
    decisions={"aanvullende_hulp": 9},
    deviating=0,
    arrangements={"actief": 7},
    outcomes=12,
    direct=6,
    direct_share=50,
    average_days_between=9,
    handovers={"aanvaard": 6},
    average_answer_days=2,
    groups={"zelfstandige": 8, "jongere": 5},
    money=(MoneyRow("ontschot_budget", "Ontschot budget", "De-siloed budget", 100, 1, 2, 3, 94, 40),),
)


def hidden(**changes: object) -> FiguresCard:
    return without_small_counts(dataclasses.replace(FIGURES, **changes), smallest=5)


@pytest.mark.requirement("R-406")
def test_large_counts_and_money_stay_and_a_single_small_one_takes_another_along() -> None:
    found = hidden()

    assert (found.inflow, found.outcomes, found.direct, found.direct_share) == (40, 12, 6, 50)
    assert found.inflow_by_entrance == {"ontslag": 20, "ww": None, "gemeente": None}
    assert found.money == FIGURES.money
    assert found.some_hidden


@pytest.mark.requirement("R-406")
@pytest.mark.parametrize(
    "changes",
    [
        {"outcomes": 4, "direct": 0, "direct_share": 0},
        {"outcomes": 12, "direct": 10, "direct_share": 83},
        {"outcomes": 12, "direct": 3, "direct_share": 25},
    ],
)
def test_a_share_of_few_people_is_hidden_and_so_is_what_it_can_be_worked_out_from(changes: dict[str, int]) -> None:
    found = hidden(**changes)

    assert found.direct_share is None
    assert found.direct is None


@pytest.mark.requirement("R-406")
def test_an_average_over_few_people_is_hidden() -> None:
    assert hidden(outcomes=4, direct=0, direct_share=0).average_days_between is None
    assert hidden().average_days_between == 9
    assert hidden(handovers={"aanvaard": 4}).average_answer_days is None
    assert hidden().average_answer_days == 2


def test_figures_come_back_from_a_report_as_they_went_in() -> None:
    assert from_json(to_json(FIGURES)) == FIGURES


def test_figures_without_small_counts_are_not_marked() -> None:
    found = hidden(inflow_by_entrance={"ontslag": 20})

    assert not found.some_hidden
