"""The proof of bounds finds what it is there for, in schemes that the loader would refuse."""

from datetime import date

import pytest

from overstap.rules import Catalogue
from tests.proof.executions import Setup
from tests.proof.prove_bounds import bounds_proof, widest
from tests.rules.test_random_schemes import read

DAY = date(2021, 2, 1)


def setup_of(catalogue: Catalogue) -> Setup:
    """Give the only scheme on the day."""
    return Setup(catalogue.scheme("proef", DAY), catalogue.facts, DAY)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("n >= 0", ["the condition 'regel' is always true", "the outcome is never no"]),
        ("n > 4", ["the condition 'regel' is always false", "the outcome is never yes"]),
        ("n < 2 and n > 2", ["the condition 'regel' is always false", "the outcome is never yes"]),
        ("n < 2 and m > 2", []),
    ],
)
def test_a_condition_that_decides_nothing_is_found_also_where_intervals_leave_it_open(
    condition: str, words: list[str]
) -> None:
    found = list(bounds_proof(read(condition, "n")))

    assert [one.split(": ", maxsplit=1)[1] for one in found] == words


def test_the_largest_number_is_the_one_on_the_way_to_a_share() -> None:
    assert widest(setup_of(read("n > 2", "share(veel, 30, 100)"))) == 40 * 30
    assert widest(setup_of(read("n > 2", "veel + 7"))) == 47
