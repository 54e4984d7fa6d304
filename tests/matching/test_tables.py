"""A table that the kernel could not read safely is refused, with the row and the reason."""

import numpy as np
import pytest

from overstap.matching.tables import Table, TableError


def table(starts: list[int], ids: list[int], weights: list[float], width: int = 5) -> Table:
    return Table(np.array(starts, np.int64), np.array(ids, np.int32), np.array(weights, np.float32), width)


def test_rows_come_back_as_they_were_given() -> None:
    made = Table.of([{3: 1.0, 1: 0.5}, {}, {4: 2.0}], width=5)

    assert [made.row(number) for number in range(len(made))] == [{1: 0.5, 3: 1.0}, {}, {4: 2.0}]
    assert made.counts().tolist() == [0, 1, 0, 1, 1]
    assert made.sums().tolist() == [1.5, 0.0, 2.0]
    assert made.rows(np.array([2, 1, 2])).row(2) == {4: 2.0}


def test_a_table_without_rows_is_a_table() -> None:
    assert len(Table.of([], width=5)) == 0


@pytest.mark.parametrize(
    ("starts", "ids", "weights", "row", "because"),
    [
        ([0, 1, 2], [1, 5], [1, 1], 1, "outside 0..4"),
        ([0, 1, 2], [-1, 3], [1, 1], 0, "outside 0..4"),
        ([0, 1, 3], [1, 3, 2], [1, 1, 1], 1, "rise"),
        ([0, 0, 2], [2, 2], [1, 1], 1, "twice"),
        ([0, 1, 2], [1, 3], [1, 0], 1, "positive"),
        ([0, 1, 2], [1, 3], [float("nan"), 1], 0, "finite"),
        ([0, 1, 2], [1, 3], [1, float("inf")], 1, "finite"),
        ([0, 2, 1, 2], [1, 3], [1, 1], 1, "ends before"),
        ([0, 1], [1, 3], [1, 1], 0, "belong together"),
        ([], [], [], 0, "belong together"),
    ],
)
def test_what_the_kernel_could_not_read_is_refused(
    starts: list[int], ids: list[int], weights: list[float], row: int, because: str
) -> None:
    with pytest.raises(TableError, match=because) as caught:
        table(starts, ids, weights)

    assert caught.value.row == row


def test_arrays_of_another_kind_are_refused() -> None:
    with pytest.raises(TableError, match="int32"):
        Table(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), 5)  # type: ignore[arg-type]
