"""One way to say how long an answer takes."""

from overstap.core.answering import average_days


def test_the_average_is_in_whole_days_and_half_a_day_counts_up() -> None:
    assert (average_days([1, 2], 2), average_days([0, 0, 1], 3), average_days([4, 5, 6], 3)) == (2, 0, 5)


def test_too_few_answers_say_too_much_about_one_person() -> None:
    assert (average_days([1, 2, 3, 4], 5), average_days([], 0)) == (None, None)
