"""Figures put into words, bars and files, without a page around them."""

import csv
import io

import pytest

from overstap.core.money import as_number
from overstap.oversight.queries import FiguresCard, MoneyRow, RegionRow
from overstap.parties.queries import regions
from overstap.web.oversight.exporting import csv_answer, figure_lines, told
from overstap.web.oversight.figures import Bar, Table, shape
from overstap.web.oversight.tilemap import PLACES, TILE, draw
from tests.conftest import START


def card(**changed: object) -> FiguresCard:
    plain: dict[str, object] = {
        "start": START.date(),
        "until": START.date(),
        "as_of": START,
        "inflow": 8,
        "inflow_by_entrance": {"ww": 6, "ontslag": 2},
        "open_by_state": {"intake": 4},
        "decisions": {"aanvullende_hulp": 5, "eigen_dienstverlening": 1},
        "deviating": 0,
        "arrangements": {},
        "outcomes": 0,
        "direct": 0,
        "direct_share": None,
        "average_days_between": None,
        "handovers": {},
        "average_answer_days": None,
        "groups": {},
        "money": (),
    }
    return FiguresCard(**(plain | changed))  # type: ignore[arg-type]


def table(found: FiguresCard, code: str) -> Table:
    view = shape(found)
    return next(one for one in (view.funnel, *view.tables) if one.code == code)


def bar(found: Table, code: str) -> Bar:
    return next(one for one in found.bars if one.code == code)


def tile(found: FiguresCard, code: str) -> str | None:
    return next(one.value for one in shape(found).tiles if one.code == code)


def test_bars_are_as_long_as_their_share_of_the_largest() -> None:
    found = table(card(), "ingang")

    assert [(one.code, one.count, one.width) for one in found.bars] == [
        ("ontslag", 2, 33),
        ("ww", 6, 100),
        ("gemeente", 0, 0),
    ]


def test_a_hidden_count_has_no_bar_to_measure() -> None:
    found = bar(table(card(inflow_by_entrance={"ww": None, "ontslag": 9}), "ingang"), "ww")

    assert (found.count, found.width) == (None, 0)


def test_a_code_without_words_is_shown_and_not_lost() -> None:
    assert bar(table(card(groups={"nieuwkomer": 7}), "aandachtsgroep"), "nieuwkomer").label == "nieuwkomer"


def test_the_funnel_hides_a_sum_in_which_something_is_hidden() -> None:
    whole = table(card(), "trechter")
    hidden = table(card(decisions={"aanvullende_hulp": 5, "eigen_dienstverlening": None}), "trechter")

    assert bar(whole, "besluit").count == 6
    assert bar(hidden, "besluit").count is None


@pytest.mark.parametrize(
    ("changed", "share", "days"),
    [
        ({}, "", ""),
        ({"outcomes": 10, "direct": 6, "direct_share": 60, "average_days_between": 4}, "60%", "4"),
        ({"outcomes": 10, "direct": 0, "direct_share": 0, "average_days_between": 30}, "0%", "30"),
        ({"outcomes": None, "direct": None}, None, None),
        ({"outcomes": 8, "direct": None}, None, None),
    ],
)
def test_nothing_to_count_differs_from_hidden_and_from_zero(
    changed: dict[str, object], share: str | None, days: str | None
) -> None:
    found = card(**changed)

    assert (tile(found, "direct"), tile(found, "dagen")) == (share, days)


def test_answers_to_hand_overs_are_empty_or_hidden() -> None:
    assert tile(card(), "antwoorddagen") == ""
    assert tile(card(handovers={"aanvaard": None}), "antwoorddagen") is None
    assert tile(card(handovers={"aanvaard": 6}, average_answer_days=3), "antwoorddagen") == "3"


def money(**changed: int) -> MoneyRow:
    cents = {"reserved_cents": 10, "committed_cents": 20, "paid_cents": 30, "free_cents": 40, "expected_cents": 100}
    return MoneyRow(
        stream="proef", name_nl="Proefstroom", name_en="Trial stream", budget_cents=100, **(cents | changed)
    )


def test_a_stream_tells_whether_it_stays_within_its_ceiling() -> None:
    within, over = shape(card(money=(money(), money(expected_cents=101)))).streams

    assert (within.passes_ceiling, over.passes_ceiling) == (False, True)
    assert (within.used_percent, within.position.free) == (50, 40)


def test_the_file_has_every_number_of_the_page() -> None:
    view = shape(card(money=(money(),), outcomes=None, direct=None))
    lines = list(figure_lines(view, region="Midden-Brabant"))
    found = {(line[0], line[1]): line[3] for line in lines}

    assert found["kerncijfer", "instroom"] == "8"
    assert found["kerncijfer", "aan_het_werk"] == "te klein om te tonen"
    assert found["trechter", "besluit"] == "6"
    assert found["geld", "proef.betaald"] == "0,30"
    assert len(found) == len(lines)


@pytest.mark.parametrize(
    ("cents", "written"), [(0, "0,00"), (5, "0,05"), (123456, "1234,56"), (-250, "-2,50"), (-5, "-0,05")]
)
def test_money_in_a_file_is_a_number_with_a_comma(cents: int, written: str) -> None:
    assert as_number(cents) == written


@pytest.mark.parametrize("typed", ["=1+1", "+cmd", "-cmd", "@som", "\tx"])
def test_words_that_look_like_a_formula_stay_words(typed: str) -> None:
    answer = csv_answer("proef", [[typed, "-12,50", 'met ; en "']])
    row = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert row == [f"'{typed}", "-12,50", 'met ; en "']


def test_a_hidden_value_says_that_it_is_hidden_and_an_empty_one_stays_empty() -> None:
    assert told(None) == "te klein om te tonen"
    assert told("") == ""


@pytest.mark.django_db
def test_every_region_has_its_own_place_on_the_map() -> None:
    rows = [
        RegionRow(
            region=region,
            is_open=False,
            inflow=0,
            open_cases=0,
            placed=0,
            reports_overdue=0,
            signals_open=0,
            budget_cents=0,
            used_cents=0,
        )
        for region in regions()
    ]
    drawn = draw(rows)

    assert len(drawn.tiles) == len(rows) == len(PLACES) == 35
    assert len({(one.x, one.y) for one in drawn.tiles}) == 35
    assert all(one.x + TILE <= drawn.width and one.y + TILE <= drawn.height for one in drawn.tiles)
