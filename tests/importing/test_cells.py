"""Reading cells and proposing columns: what people write is understood, what they cannot have meant is not."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from overstap.core.decision import Refusal
from overstap.core.likeness import Features, Likeness, alike, fold, likeness
from overstap.importing.checking import Checker, General
from overstap.importing.fields import SONAR_HEADINGS, fields
from overstap.importing.mapping import is_sonar, propose
from overstap.importing.parsing import (
    CellError,
    read_citizen_number,
    read_date,
    read_fact,
    read_name,
    read_phone,
)
from overstap.importing.reading import SheetKind, read_table

TODAY = dt.date(2021, 2, 15)
CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@pytest.mark.parametrize(
    "text", ["14-03-1985", "14/3/1985", "14.03.85", "1985-03-14", "14 mrt 1985", "14 maart 1985", "19850314", "31120"]
)
def test_a_day_is_read_in_the_ways_in_which_people_write_it(text: str) -> None:
    assert read_date(text, TODAY) == dt.date(1985, 3, 14)


@given(
    st.dates(dt.date(1910, 1, 1), dt.date(2021, 2, 14)), st.sampled_from(("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"))
)
def test_every_day_that_is_written_is_read_back(day: dt.date, form: str) -> None:
    assert read_date(day.strftime(form), TODAY) == day


@given(st.integers(0, 999_999_999))
def test_a_citizen_number_is_read_exactly_when_it_passes_the_test_of_eleven(number: int) -> None:
    text = str(number)
    whole = text.zfill(9)

    if bsn.is_valid(whole):
        assert read_citizen_number(text) == whole
    else:
        with pytest.raises(CellError):
            read_citizen_number(text)


@pytest.mark.parametrize("text", ["1,23457E+08", "1.23457E+08", "ABC", "12345678901", "१२३४५६७८९"])
def test_a_number_that_a_spreadsheet_changed_is_no_citizen_number(text: str) -> None:
    with pytest.raises(CellError):
        read_citizen_number(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("612345678", "0612345678"),
        ("0031612345678", "+31612345678"),
        ("06-12345678", "06-12345678"),
        ("+31 6 12345678", "+31 6 12345678"),
    ],
)
def test_a_telephone_number_gets_back_the_zero_that_was_dropped(text: str, read: str) -> None:
    assert read_phone(text) == read


def test_names_are_parted_with_their_particle() -> None:
    assert read_name("Dijk, Piet van").last == "van Dijk"
    assert read_name("Piet van Dijk").last == "van Dijk"
    assert read_name("Dijk, Anna Maria").first == "Anna Maria"


def test_words_of_other_systems_are_understood_and_others_are_not() -> None:
    assert read_fact("huidige_status", "In loondienst", TODAY) == "in_dienst"
    assert read_fact("hoogste_opleiding", "MBO niveau 4", TODAY) == "mbo_4"
    with pytest.raises(CellError):
        read_fact("hoogste_opleiding", "MBO", TODAY)


def test_accents_particles_and_slips_of_typing_do_not_part_people() -> None:
    def someone(first: str, last: str, born: dt.date = dt.date(1980, 5, 3)) -> Features:
        return Features.of(first_name=first, last_name=last, birth_date=born)

    known = someone("José", "van der Meulen")

    assert likeness(known, someone("Jose", "Meulen")) == (Likeness.NAME,)
    assert likeness(known, someone("José", "van der Muelen")) == (Likeness.NEARLY,)
    assert likeness(known, someone("J.", "van der Meulen")) == (Likeness.NEARLY,)
    assert likeness(known, someone("José", "van der Meulen", dt.date(1980, 3, 5))) == (Likeness.NEARLY,)
    assert likeness(known, someone("Anna", "Smit")) == ()
    assert likeness(known, someone("José", "van der Meulen", dt.date(1981, 5, 3))) == ()


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_names_goes_both_ways(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) == alike(fold(other), fold(one))


def test_the_sonar_dashboard_is_known_by_its_headings_and_its_columns_stand_ready() -> None:
    headings = [*SONAR_HEADINGS, *(f"Onbekend {number}" for number in range(35 - len(SONAR_HEADINGS)))]
    line = ["" for _ in headings]
    table = read_table(f"{';'.join(headings)}\n{';'.join(['x', *line[1:]])}x\n".encode(), SheetKind.CSV)

    assert not isinstance(table, Refusal)
    assert is_sonar(table.headings)
    found = {
        table.headings[column]: one.field for column, one in propose(table, today=TODAY, citizen_numbers=True).items()
    }
    assert found["BSN"] == "bsn"
    assert found["Toestemming Ja/Nee"] == "toestemming"
    assert found["Bemiddelingsberoep"] == "doelberoep"
    assert found["Opleidingsniveau"] == "hoogste_opleiding"
    assert "bsn" not in {one.field for one in propose(table, today=TODAY, citizen_numbers=False).values()}


def test_a_column_without_a_heading_is_known_by_what_stands_in_it() -> None:
    rows = "\n".join(f"mens{number}@voorbeeld.example;1980-05-{number:02d}" for number in range(1, 9))
    table = read_table(f"Kolom A;Kolom B\n{rows}\n".encode(), SheetKind.CSV)

    assert not isinstance(table, Refusal)
    found = propose(table, today=TODAY, citizen_numbers=False)
    assert {column: one.field for column, one in found.items()} == {0: "email", 1: "geboortedatum"}


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=2, max_size=8), st.sampled_from(";,\t"))
def test_whatever_stands_in_a_file_is_read_proposed_and_checked_without_a_crash(
    rows: list[list[str]], delimiter: str
) -> None:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    table = read_table(held.getvalue().encode(), SheetKind.CSV)

    if isinstance(table, Refusal):
        assert table.rule.startswith("inlezen.")
        return
    found = propose(table, today=TODAY, citizen_numbers=True)
    names = [one.field for one in found.values()]
    assert len(names) == len(set(names))
    assert set(names) <= set(fields())
    mapping = dict(zip(range(len(table.headings)), fields(), strict=False))
    checker = Checker(
        mapping=mapping, general=General(), municipalities=("Tilburg",), citizen_numbers=True, today=TODAY
    )
    for number, cells in table.rows:
        checked = checker.check(number, cells)
        assert (checked.person is None) or not any(one.stops for one in checked.problems)
