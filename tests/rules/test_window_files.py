"""Windows as files: what a window has comes from its scheme, days are Dutch days, and every mistake is told."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from overstap.rules.load_windows import WindowRule, load_windows
from overstap.rules.problems import Problem, SchemeFilesError
from tests.rules.written import write

HERE = ZoneInfo("Europe/Amsterdam")
PLACE = "loketten/proef/2020-12-01.yaml"
SOURCE = "{document: werkdocument, place: par. 1}"
FILE = f"""\
kind: loket
id: proef
name: {{nl: Proef, en: Trial}}
valid: {{from: 2020-12-01}}
scheme: proefplaats
version: 2020-12-01
unit: euro
way: volgorde
applicants: [werkgever]
opens: 2021-03-01
last_day: 2021-03-28
funded: plafond_bedrag
most_per_application: per_week
answer_days: 7
source: {SOURCE}
"""


def read(folder: Path, text: str = FILE, place: str = PLACE) -> tuple[WindowRule, ...]:
    return load_windows(write(folder, {place: text}))


def problems(folder: Path, *changes: tuple[str, str], place: str = PLACE) -> list[Problem]:
    text = FILE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    try:
        read(folder, text, place)
    except SchemeFilesError as error:
        return error.problems
    return []


def test_a_window_takes_its_amounts_from_the_scheme_and_its_moments_from_dutch_days(tmp_path: Path) -> None:
    (rule,) = read(tmp_path)

    assert (rule.funded, rule.most_per_application, rule.registrations) == (1_000_00, 30_00, None)
    assert rule.opens_at == dt.datetime(2021, 3, 1, tzinfo=HERE)
    # The last day is the one on which the clock goes forward.
    assert rule.closes_at == dt.datetime(2021, 3, 29, tzinfo=HERE)
    assert (rule.waiting_list, rule.applicants, rule.answer_days) == (True, ("werkgever",), 7)


def test_a_window_can_open_and_close_at_an_hour(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, FILE + 'opens_time: "09:00"\ncloses_time: "17:00"\n')

    assert rule.opens_at == dt.datetime(2021, 3, 1, 9, tzinfo=HERE)
    assert rule.closes_at == dt.datetime(2021, 3, 28, 17, tzinfo=HERE)


def test_a_window_without_a_day_is_announced_and_may_name_an_amount_that_no_scheme_has(tmp_path: Path) -> None:
    text = FILE.replace("opens: 2021-03-01\nlast_day: 2021-03-28\n", "")
    (rule,) = read(tmp_path, text.replace("funded: plafond_bedrag", "funded: {value: 12.50}"))

    assert (rule.opens_at, rule.closes_at, rule.funded) == (None, None, 12_50)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("funded: plafond_bedrag", "funded: plafond", "no parameter 'plafond' of this kind"),
        ("funded: plafond_bedrag", "funded: hoogstens", "no parameter 'hoogstens' of this kind"),
        ("version: 2020-12-01", "version: 2020-12-02", "no version of 2020-12-02"),
        ("scheme: proefplaats", "scheme: proefplek", "no version of"),
        ("way: volgorde", "way: loting", "'loting' is not accepted here"),
        ("unit: euro", "unit: plaatsen", "of this kind"),
        ("opens: 2021-03-01", "opens: 2021-03-41", "is no date"),
        ("answer_days: 7", "answer_days: zeven", "no whole number"),
        ("answer_days: 7\n", "", "'answer_days' is missing"),
        ("kind: loket", "kind: loket\nplafond: 3", "'plafond' is no key here"),
        ("document: werkdocument", "document: krant", "krant"),
        ("last_day: 2021-03-28", 'last_day: 2021-03-28\ncloses_time: "25:00"', "is no time"),
        ("id: proef", "id: ander", "do not say what the file holds"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, before: str, after: str, told: str) -> None:
    found = problems(tmp_path, (before, after))

    assert any(told in str(problem) for problem in found), found
    assert {problem.file for problem in found} == {PLACE}


def test_two_versions_of_a_window_do_not_hold_on_the_same_day(tmp_path: Path) -> None:
    later = FILE.replace("valid: {from: 2020-12-01}", "valid: {from: 2021-02-01}")
    write(tmp_path, {"loketten/proef/2021-02-01.yaml": later})

    assert [problem.message for problem in problems(tmp_path)] == ["The version of 2020-12-01 still holds."]


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemeFilesError):
        read(tmp_path, "a: [")
