"""Every mistake in every file is told at once, with its place and what to do."""

import re
from pathlib import Path

import pytest

from overstap.rules import Problem, SchemeFilesError, load_catalogue
from overstap.rules.loader import FolderLoader
from tests.rules.written import FACTS, PLACEMENT, SOURCES, problems_of, write

FILE = "proefplaats/2020-12-01.yaml"
LET = "  jong: leeftijd < jong_onder"


def placement(*changes: tuple[str, str]) -> dict[str, str]:
    """The scheme file with pieces of text replaced, each exactly once."""
    text = PLACEMENT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {FILE: text}


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def test_the_small_catalogue_has_no_problems(folder: Path) -> None:
    assert problems_of(folder, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "message", "advice"),
    [
        ("owner: werkgroep", "ouner: werkgroep", "'ouner' is no key here", "Did you mean 'owner'?"),
        (LET, "  jong: leeftyd < jong_onder", "'leeftyd' is not known here", "Did you mean 'leeftijd'?"),
        (LET, "  jong: leeftijd < hoogstens", "these do not mix", "same type and unit"),
        (LET, "  jong: leeftijd < 27.5", "no whole number", "an amount or date is a parameter"),
        (
            "{document: werkdocument, place: par. 1}",
            "{document: werkdocumnt, place: par. 1}",
            "no source document",
            "Did you mean 'werkdocument'?",
        ),
        ("{document: werkdocument, place: par. 1}", "{document: werkdocument}", "'place' is missing", "Add 'place:'"),
        ("{nl: Proefplaats, en: Trial placement}", "{nl: Proefplaats}", "'en' is missing", "Add 'en:'"),
        ("{nl: Proefplaats, en: Trial placement}", "Proefplaats", "one language only", "{nl: ..., en: ...}"),
        ('no: {nl: Nee., en: "No."}, ', "", "'no' is missing", "Add 'no:'"),
        ("beneficiary: persoon", "beneficiary: person", "'person' is not accepted", "Did you mean 'persoon'?"),
        ("kinds: [ELIG, AMOUNT]", "kinds: [ELIG, MONEY]", "'MONEY' is not accepted", "Choose from"),
        ("requirements: [R-110]", "requirements: [110]", "no requirement id", "R-110"),
        (
            "valid: {from: 2020-12-01, until: 2022-12-31}",
            "valid: {from: 2020-12-01, until: 2020-11-30}",
            "ends before it starts",
            "",
        ),
        ("until: 2022-12-31}", "until: 31-12-2022}", "no date", "2021-02-01"),
        ("value: 30.00", "value: 30.5", "no amount in euros", "two decimals"),
        ("value: 30.00", "value: 3e1", "no amount in euros", "two decimals"),
        ("value: 27}", "value: 027}", "no whole number", "leading zero"),
        (
            "[{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}]",
            "[{from: 2021-01-01, value: 27}]",
            "has no value from 2020-12-01 until 2020-12-31",
            "every day",
        ),
        (
            "{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}",
            "{from: 2020-12-01, until: 2021-06-30, value: 27}, {from: 2022-01-01, value: 30}",
            "has no value from 2021-07-01 until 2021-12-31",
            "every day",
        ),
        (
            "{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}",
            "{from: 2020-12-01, until: 2022-06-30, value: 27}, {from: 2022-01-01, value: 30}",
            "overlaps the next",
            "day before",
        ),
        (
            "{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}",
            "{from: 2022-01-01, value: 27}, {from: 2020-12-01, value: 30}",
            "not in order of date",
            "earliest first",
        ),
        (
            "{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}",
            "{from: 2020-12-01, until: 2021-12-31, value: 27}",
            "has no value from 2022-01-01 on",
            "every day",
        ),
        ("    unit: years\n", "    unit: year\n", "'year' is not accepted", "Did you mean 'years'?"),
        ("expression: inzet", "expression: weken", "a number of weeks, but true or false", ""),
        (
            "not has(uitkering_dagen) or uitkering_dagen <= 90",
            "uitkering_dagen <= 90",
            "may be not applicable",
            "has(uitkering_dagen)",
        ),
        (
            "expression: banenafspraak or jong",
            "expression: banenafspraak or leeftijd >= 14",
            "always holds",
            "decides nothing",
        ),
        (
            "expression: banenafspraak or jong",
            "expression: banenafspraak and leeftijd > 100",
            "never holds",
            "whatever is answered",
        ),
        ("{jong_onder} of hoort", "{jong_onde} of hoort", "Nothing fills '{jong_onde}'", "Did you mean 'jong_onder'?"),
        ("{jong_onder} of hoort", "{jong_onder of hoort", "not closed", "{{"),
        ("id: uitkering\n", "id: doelgroep\n", "'doelgroep' stands here twice", "its own id"),
        ("id: uitkering\n", "id: Uitkering!\n", "cannot be an id", "lower case"),
        ("weight: 2", "weight: gewicht", "no parameter 'gewicht'", ""),
        ("amount: plafond_bedrag", "amount: jong_onder", "The ceiling needs a fact", ""),
        ("per: person,", "per: persoon,", "not accepted", "Did you mean 'person'?"),
        ("expect: {outcome: nee", "expect: {outcome: onbekend", "no refusing case", "outcome: nee"),
        ("expect: {outcome: ja", "expect: {outcome: yes", "'yes' is not accepted", "Choose from: ja"),
        ("given: {leeftijd: 26,", "given: {leeftyd: 26,", "no fact 'leeftyd'", "Did you mean 'leeftijd'?"),
        ("given: {leeftijd: 26,", "given: {leeftijd: 101,", "outside the domain", ""),
        ("given: {leeftijd: 26,", "given: {leeftijd: n.v.t.,", "always applies", "Leave it out"),
        ("taal: A1,", "taal: A0,", "not one of the values", ""),
        ("inzet: true,", "inzet: 1,", "true or false", ""),
        ("amount: 300.00", "amount: 300,00", "no key here", ""),
        (
            "missing: []}\n    requirements",
            "missing: [leeftyd]}\n    requirements",
            "no fact 'leeftyd'",
            "Did you mean",
        ),
        ("refused_by: [doelgroep]", "refused_by: [doelgroup]", "no condition 'doelgroup'", "Did you mean 'doelgroep'?"),
        ("outputs: {taalles: true}", "outputs: {taalless: true}", "no output 'taalless'", "Did you mean 'taalles'?"),
        ("id: proefplaats\n", "id: proefplek\n", "the folder 'proefplaats'", "be the same"),
    ],
)
def test_a_mistake_in_a_scheme_is_told_in_place(folder: Path, old: str, new: str, message: str, advice: str) -> None:
    changed = placement((old, new))
    problems = problems_of(folder, changed)
    matching = [one for one in problems if message in one.message]

    assert matching, "\n".join(map(str, problems))
    problem = matching[0]
    assert problem.file == FILE
    assert problem.line >= 1
    assert problem.column >= 1
    assert advice in f"{problem.message} {problem.advice}"


def test_the_line_and_column_point_into_the_expression(folder: Path) -> None:
    changed = placement((LET, "  jong: banenafspraak or leeftyd < jong_onder"))
    problem = only([one for one in problems_of(folder, changed) if "leeftyd" in one.message])
    line = changed[FILE].splitlines()[problem.line - 1]

    assert line[problem.column - 1 :].startswith("leeftyd < jong_onder")


def test_the_line_is_right_in_a_text_block_and_after_a_quote(folder: Path) -> None:
    block = placement(("expression: banenafspraak or jong", "expression: |\n      banenafspraak\n      or leeftyd < 3"))
    quoted = placement(("expression: banenafspraak or jong", 'expression: "jong or leeftyd < 3"'))
    in_block = only([one for one in problems_of(folder, block) if "leeftyd" in one.message])
    in_quotes = only([one for one in problems_of(folder, quoted) if "leeftyd" in one.message])

    assert in_block.line == line_of(block[FILE], "leeftyd")
    assert quoted[FILE].splitlines()[in_quotes.line - 1][in_quotes.column - 1 :].startswith("leeftyd")


def test_one_mistake_is_told_once_and_not_again_where_it_is_used(folder: Path) -> None:
    problem = only(problems_of(folder, placement((LET, "  jong: leeftijd < weken"))))

    assert "do not mix" in problem.message


def test_all_files_are_told_of_together(folder: Path) -> None:
    problems = problems_of(
        folder,
        {
            "sources.yaml": SOURCES.replace("kind:", "soort:"),
            "facts/persoon.yaml": FACTS.replace("unit: weeks", "unit: week"),
            **placement(("owner:", "eigenaar:"), ("channel:", "kanaal:")),
        },
    )

    assert {one.file for one in problems} == {"sources.yaml", "facts/persoon.yaml", FILE}
    assert len([one for one in problems if one.file == FILE]) >= 4
    assert problems == sorted(problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    domain: {min: 14, max: 100}\n", "", "The domain is missing"),
        ("{min: 14, max: 100}", "{min: 14, max: 14}", "fewer than two values"),
        ("{min: 14, max: 100}", "{min: 14, max: 99999999999999999999}", "no whole number"),
        ("id: leeftijd", "id: peildatum", "a meaning of its own"),
        ("id: weken", "id: leeftijd", "stands in the dictionary twice"),
        ("id: weken", "id: in", "a word of the language"),
        ("origin: [person]", "origin: [persoon]", "'persoon' is not accepted"),
        ("origin: [person]", "origin: []", "who can supply the fact"),
        ("type: enum", "type: boolean", "Only an enumeration has 'values'"),
        ("{id: B1,", "{id: A1,", "The value 'A1' stands here twice"),
        ("type: boolean\n", "type: boolean\n    domain: {min: 0, max: 1}\n", "a domain of itself"),
        ('    question: {nl: "Hoe oud bent u?", en: "How old are you?"}\n', "", "'question' is missing"),
        ("sensitivity: bijzonder", "sensitivity: heel", "'heel' is not accepted"),
        ("    unit: weeks\n", "    unit: weeks\n    values_of: taal\n", "Only an enumeration has 'values_of'"),
    ],
)
def test_a_mistake_in_the_dictionary_is_told(folder: Path, old: str, new: str, message: str) -> None:
    assert old in FACTS
    problems = problems_of(folder, {"facts/persoon.yaml": FACTS.replace(old, new, 1)})

    assert any(message in one.message and one.file == "facts/persoon.yaml" for one in problems), problems


def test_versions_may_not_overlap(folder: Path) -> None:
    second = PLACEMENT.replace("from: 2020-12-01, until: 2022-12-31", "from: 2022-12-31, until: null")
    problems = problems_of(folder, {"proefplaats/2022-12-31.yaml": second})

    assert any("while the one of 2020-12-01 still holds" in one.message for one in problems)


def test_the_name_of_a_file_is_its_first_day(folder: Path) -> None:
    write(folder)
    (folder / FILE).rename(folder / "proefplaats" / "2020-12-02.yaml")
    with pytest.raises(
        SchemeFilesError, match=re.escape("valid.from is 2020-12-01 but the file is called 2020-12-02.yaml")
    ):
        FolderLoader(folder).load()


def test_a_relation_names_an_existing_scheme(folder: Path) -> None:
    changed = placement(("let:", "relations: {excludes: [proefplaatz]}\nlet:"))
    problem = only(problems_of(folder, changed))

    assert "'excludes' names 'proefplaatz'" in problem.message


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("share(per_week, weken, weken)", "can be zero or less"),
        ("rounded(per_week, gratis, down)", "step of rounded is less than 1"),
        ("bracket(leeftijd, tarief)", "lower than the first row"),
        ("per_week * weken * 999999999999 * 999999", "too large"),
        ("share(per_week * 999999999, weken * 999999999, 999999999999)", "too large"),
    ],
)
def test_what_could_go_wrong_for_somebody_is_found_beforehand(folder: Path, expression: str, message: str) -> None:
    source = "{document: werkdocument, place: par. 1}"
    more = (
        f"  gratis: {{type: money, values: [{{from: 2020-12-01, value: 0.00}}], source: {source}}}\n"
        "  tarief:\n    type: table\n    of: money\n    by: {type: integer, unit: years}\n"
        f"    values: [{{from: 2020-12-01, value: [{{from: 18, value: 10.00}}]}}]\n    source: {source}\nlet:\n"
    )
    changed = placement(("let:\n", more), ("min(weken, hoogstens) * per_week", expression))
    problems = problems_of(folder, changed)

    assert any(message in one.message for one in problems), "\n".join(map(str, problems))


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemeFilesError, match="There is no such folder"):
        load_catalogue(tmp_path / "nergens")


def test_a_folder_can_be_named_in_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(folder)))

    assert set(load_catalogue().versions) == {"proefplaats"}
    assert load_catalogue() is load_catalogue()
