"""Who pays what of one cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.decision import Refusal
from overstap.core.funding import EarlierFund, check_split, skips_with_reason

THERE, ABSENT, UNASKED = True, False, None


@pytest.mark.requirement("R-254")
@pytest.mark.parametrize(
    ("funds", "reason", "answer"),
    [
        ([], "", True),
        ([EarlierFund("ofonds", ABSENT)], "", True),
        ([EarlierFund("ofonds", THERE)], "", False),
        ([EarlierFund("ofonds", THERE)], "   ", False),
        ([EarlierFund("ofonds", THERE)], "Het fonds is op.", True),
        ([EarlierFund("ofonds", THERE, 1)], "", True),
        ([EarlierFund("ofonds", THERE, 1), EarlierFund("jeugd", THERE)], "", False),
        ([EarlierFund("ofonds", UNASKED)], "", None),
        ([EarlierFund("ofonds", UNASKED), EarlierFund("jeugd", THERE)], "", False),
        ([EarlierFund("ofonds", UNASKED, 5)], "", True),
    ],
)
def test_money_that_goes_first_is_used_or_skipped_with_a_reason(
    funds: list[EarlierFund], reason: str, answer: bool | None
) -> None:
    assert skips_with_reason(funds, reason=reason) is answer


def rule_of(answer: Refusal | None) -> str:
    return answer.rule if answer else ""


def test_parts_may_be_as_much_as_the_cost_and_not_a_cent_more() -> None:
    assert check_split(6000_00, 3000_00, [3000_00]) is None
    assert rule_of(check_split(6000_00, 3000_00, [3000_01])) == "onderdeel.delen_te_veel"


def test_a_part_is_never_less_than_nothing() -> None:
    assert rule_of(check_split(100, 0, [-1])) == "onderdeel.deel_negatief"
    assert rule_of(check_split(100, -1, [])) == "onderdeel.deel_negatief"


@given(st.integers(0, 100), st.integers(0, 100), st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_what_is_accepted_leaves_the_rest_to_the_last_payer(cost: int, others: int, shares: list[int]) -> None:
    accepted = check_split(cost, others, shares) is None

    assert accepted == (cost - others - sum(shares) >= 0)
