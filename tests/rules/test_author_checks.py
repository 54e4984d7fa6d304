"""What an author most likely did not mean is told at its place: nobody reaches it, or nothing uses it."""

from pathlib import Path

import pytest

from overstap.rules.problems import Problem
from tests.rules.written import PLACEMENT, SAYS, SOURCE, problems_of

FILE = "proefplaats/2020-12-01.yaml"
LET = "  jong: leeftijd < jong_onder\n"
OUTPUT = "    expression: taal < B2\n"


def told(folder: Path, *pairs: tuple[str, str]) -> list[Problem]:
    text = PLACEMENT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return problems_of(folder, {FILE: text})


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def condition(name: str, expression: str) -> str:
    return f"  - id: {name}\n    expression: {expression}\n    source: {SOURCE}\n    says: {SAYS}\n"


def test_a_condition_that_those_before_it_settle_is_told(folder: Path) -> None:
    extra = condition("weer", "leeftijd < 40 or banenafspraak") + "outputs:\n"
    problem = only(told(folder, ("outputs:\n", extra)))

    assert "'weer' never decides" in problem.message
    assert PLACEMENT.replace("outputs:\n", extra, 1).splitlines()[problem.line - 1].strip().startswith("expression:")


def test_a_condition_that_can_decide_for_somebody_is_fine(folder: Path) -> None:
    assert told(folder, ("outputs:\n", condition("weer", "leeftijd < 29 or banenafspraak") + "outputs:\n")) == []


def test_a_first_condition_that_always_holds_is_told(folder: Path) -> None:
    problem = only(told(folder, ("expression: banenafspraak or jong", "expression: jong or not jong or banenafspraak")))

    assert problem.message == "The condition 'doelgroep' always holds, so it decides nothing."


def test_a_condition_whose_parts_exclude_each_other_is_told(folder: Path) -> None:
    problems = told(folder, ("outputs:\n", condition("weer", "taal < B1 and taal == B2") + "outputs:\n"))

    assert "The condition 'weer' never holds, whatever is answered." in [problem.message for problem in problems]


def test_a_scheme_that_is_never_yes_is_told(folder: Path) -> None:
    problems = told(folder, ("outputs:\n", condition("weer", "leeftijd > 40 and not banenafspraak") + "outputs:\n"))

    assert "Nobody meets all conditions at once." in [problem.message for problem in problems]


def test_a_branch_that_is_never_taken_is_told(folder: Path) -> None:
    chain = "true if taal < B1 else false if taal == A1 else true"
    problem = only(told(folder, (OUTPUT, f"    expression: {chain}\n")))

    assert problem.message == "The branch 'false' is never taken: 'taal == A1' never holds there."


def test_a_rest_that_nobody_falls_into_is_told(folder: Path) -> None:
    chain = "true if taal < B2 else false if taal == B2 else true"
    problem = only(told(folder, (OUTPUT, f"    expression: {chain}\n")))

    assert problem.message == "The branch 'true' is never taken: 'taal == B2' never fails there."


def test_a_branch_on_the_date_is_reached_when_the_scheme_holds_that_day(folder: Path) -> None:
    date = f"  keerpunt: {{type: date, values: [{{from: 2020-12-01, value: 2021-07-01}}], source: {SOURCE}}}\nlet:\n"
    late = date.replace("2021-07-01", "2023-07-01")
    turn = (OUTPUT, "    expression: true if peildatum >= keerpunt else taal < B2\n")

    assert told(folder, ("let:\n", date), turn) == []
    assert "'peildatum >= keerpunt' never holds" in only(told(folder, ("let:\n", late), turn)).message


def test_a_branch_that_a_region_can_open_is_fine(folder: Path) -> None:
    assert told(folder, (OUTPUT, "    expression: true if hoogstens > 60 else taal < B2\n")) == []


@pytest.mark.parametrize(("rows", "wrong"), [("18, 27", ""), ("20, 120", "120"), ("10, 12", "10")])
def test_a_row_that_is_never_looked_up_is_told(folder: Path, rows: str, wrong: str) -> None:
    first, second = rows.split(", ")
    value = f"[{{from: {first}, value: 10.00}}, {{from: {second}, value: 20.00}}]"
    table = (
        "  tarief:\n    type: table\n    of: money\n    by: {type: integer, unit: years}\n"
        f"    values: [{{from: 2020-12-01, value: {value}}}]\n    source: {SOURCE}\nlet:\n"
    )
    use = ("min(weken, hoogstens) * per_week", "weken * bracket(max(20, leeftijd), tarief)")
    kept = ("  per_week:\n", "  per_week:\n    only_shown: true\n")
    problems = told(folder, ("let:\n", table), use, kept, ("  hoogstens:\n", "  hoogstens:\n    only_shown: true\n"))
    rowless = [one for one in problems if "row" in one.message]

    assert bool(rowless) is bool(wrong), "\n".join(map(str, problems))
    assert all(f"The row from {wrong} of 'tarief' is never reached" in one.message for one in rowless[:1])


def test_a_parameter_that_nothing_uses_is_told_at_its_name(folder: Path) -> None:
    extra = f"  over: {{type: money, values: [{{from: 2020-12-01, value: 1.00}}], source: {SOURCE}}}\nlet:\n"
    problem = only(told(folder, ("let:\n", extra)))

    assert "Nothing uses the parameter 'over'" in problem.message
    assert PLACEMENT.replace("let:\n", extra, 1).splitlines()[problem.line - 1].startswith("  over:")
    assert told(folder, ("let:\n", extra.replace("{type: money", "{only_shown: true, type: money"))) == []


def test_a_parameter_that_a_text_names_is_used(folder: Path) -> None:
    extra = f"  over: {{type: money, values: [{{from: 2020-12-01, value: 1.00}}], source: {SOURCE}}}\nlet:\n"
    named = ("nl: U probeert werk uit.", 'nl: "U krijgt {over}."')

    assert told(folder, ("let:\n", extra), named) == []


def test_only_shown_beside_a_use_is_told(folder: Path) -> None:
    problem = only(told(folder, ("  per_week:\n", "  per_week:\n    only_shown: true\n")))

    assert "'per_week' is only shown, yet something here uses it" in problem.message


def test_a_named_expression_that_nothing_uses_is_told(folder: Path) -> None:
    problem = only(told(folder, (LET, LET + "  oud: leeftijd > 60\n")))

    assert "Nothing uses the named expression 'oud'" in problem.message


def test_a_judgement_that_no_expression_uses_is_told(folder: Path) -> None:
    fact = (
        "  - id: anders\n    label: {nl: Anders, en: Other}\n    question: {nl: Anders?, en: Other?}\n"
        "    type: boolean\n    origin: [judgement]\n"
    )
    changed = PLACEMENT.replace("cases:\n", "judgements: [inzet, anders]\ncases:\n", 1)
    problem = only(problems_of(folder, {FILE: changed, "facts/meer.yaml": f"facts:\n{fact}"}))

    assert "The judgement 'anders' is used by no expression." in problem.message


SOURCES = """\
sources:
  - id: werkdocument
    title: {nl: Werkdocument, en: Working document}
    kind: werkdocument
    date: 2020-11-30
    valid: {from: 2020-11-30, until: %s}
"""


@pytest.mark.parametrize(("until", "wrong"), [("2020-11-30", True), ("2020-12-01", False), ("null", False)])
def test_a_source_withdrawn_before_the_version_starts_is_told(folder: Path, until: str, wrong: bool) -> None:
    problems = problems_of(folder, {"sources.yaml": SOURCES % until})

    assert bool(problems) is wrong
    assert all("'werkdocument' was withdrawn after 2020-11-30" in problem.message for problem in problems)


def test_a_source_that_comes_into_force_after_the_version_ended_is_told(folder: Path) -> None:
    late = (SOURCES % "null").replace("from: 2020-11-30", "from: 2023-01-01")

    problems = problems_of(folder, {"sources.yaml": late})

    assert problems
    assert all("holds only from 2023-01-01" in problem.message for problem in problems)
