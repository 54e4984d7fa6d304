"""Questions that were changed or added here: on top of the dictionary, and never so that they mean less."""

from pathlib import Path

import pytest

from overstap.rules.drafting import read_draft
from overstap.rules.editing.splitting import split
from overstap.rules.fact_changes import FactsOnTop, facts_on_top
from overstap.rules.fact_consequences import harm_done
from overstap.rules.model import Fact, Sensitivity, Text
from overstap.rules.problems import Problem, SchemeFilesError
from overstap.rules.reader import Reader
from overstap.rules.yaml_nodes import read_text
from tests.rules.written import FACTS, PLACEMENT, load

SHARING = """\
  - id: taal_schrift
    label: {nl: Schrijven, en: Writing}
    question: {nl: "Hoe goed schrijft u Nederlands?", en: "How well do you write Dutch?"}
    type: enum
    values_of: taal
    origin: [person]
"""


def on_top(folder: Path, text: str, dictionary: str = FACTS) -> dict[str, Fact]:
    problems: list[Problem] = []
    found = facts_on_top(load(folder, {"facts/persoon.yaml": dictionary}).facts, [("boven.yaml", text)], problems)
    if problems:
        raise SchemeFilesError(problems)
    return found


def test_texts_change_and_the_rest_stays(tmp_path: Path) -> None:
    found = on_top(
        tmp_path,
        'facts: [{id: leeftijd, question: {nl: "Uw leeftijd?", en: "Your age?"}, help: {nl: a, en: b}, '
        "sensitivity: gevoelig, origin: [case]}]",
    )["leeftijd"]

    assert (found.question, found.help) == (Text("Uw leeftijd?", "Your age?"), Text("a", "b"))
    assert (found.low, found.high, found.label.nl, found.sensitivity) == (14, 100, "Leeftijd", Sensitivity.GEVOELIG)


def test_a_new_value_comes_behind_the_others_and_is_shared(tmp_path: Path) -> None:
    text = "facts: [{id: taal, values: [{id: C1, label: {nl: vloeiend, en: fluent}}, {id: A1, label: {nl: a, en: b}}]}]"

    found = on_top(tmp_path, text, FACTS + SHARING)

    assert found["taal"].type.values == ("A1", "B1", "B2", "C1")
    assert found["taal"].choices[0].label.nl == "a"
    assert (found["taal_schrift"].type, found["taal_schrift"].high) == (found["taal"].type, 3)


def test_a_new_question_is_a_whole_one(tmp_path: Path) -> None:
    whole = (
        "{id: uren, label: {nl: Uren, en: Hours}, question: {nl: Hoeveel?, en: How many?}, type: integer, unit: hours, "
    )

    found = on_top(tmp_path, f"facts: [{whole}domain: {{min: 0, max: 40}}, origin: [person]}}]")

    assert (found["uren"].type.unit, found["uren"].high) == ("hours", 40)
    with pytest.raises(SchemeFilesError, match="'origin' is missing"):
        on_top(tmp_path, f"facts: [{whole}domain: {{min: 0, max: 40}}}}]")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("id: leeftijd, type: boolean", "'leeftijd' is a number of years already; that stays so."),
        ("id: leeftijd, unit: months", "The unit of 'leeftijd' stays what it is."),
        ("id: leeftijd, domain: {min: 16, max: 100}", "The bounds of 'leeftijd' can only become wider."),
        ("id: leeftijd, may_be_not_applicable: true", "Whether 'leeftijd' may be not applicable stays what it is."),
        ("id: leeftijd, values: []", "Only an enumeration has 'values'."),
        ("id: leeftijd, origin: []", "Say who can supply the fact."),
        ("id: leeftijd}, {id: leeftijd", "The fact 'leeftijd' stands here twice."),
        ("id: taal, values: [{id: C1, label: {nl: a, en: b}}, {id: C1, label: {nl: a, en: b}}]", "stands here twice"),
        ("id: banenafspraak, domain: {min: 0, max: 1}", "This type has a domain of itself."),
    ],
)
def test_a_question_cannot_become_another_one(tmp_path: Path, entry: str, told: str) -> None:
    with pytest.raises(SchemeFilesError, match=told):
        on_top(tmp_path, f"facts: [{{{entry}}}]")


def test_bounds_of_a_question_that_nobody_asks_may_widen(tmp_path: Path) -> None:
    assert on_top(tmp_path, "facts: [{id: einde, domain: {min: 2018-01-01, max: 2024-12-31}}]")["einde"].low < 737425


def test_a_draft_tells_that_bounds_in_use_stay(tmp_path: Path) -> None:
    catalogue = load(tmp_path)

    used = read_draft("facts: [{id: leeftijd, domain: {min: 10, max: 100}}]", catalogue)
    unused = read_draft("facts: [{id: einde, domain: {min: 2018-01-01, max: 2024-12-31}}]", catalogue)

    assert "because published schemes ask it: proefplaats." in used.problems[0].message
    assert unused.problems == ()
    assert unused.version is None
    assert [change.after.id for change in unused.facts] == ["einde"]


def test_a_scheme_asks_the_new_question_of_its_own_draft(tmp_path: Path) -> None:
    new = (
        "facts:\n- {id: rijbewijs, label: {nl: Rijbewijs, en: Licence}, question: {nl: Hebt u het?, en: Do you?}, "
        "type: boolean, origin: [person]}\n"
    )
    text = PLACEMENT.replace("expression: banenafspraak or jong", "expression: banenafspraak or jong or rijbewijs")
    text = text.replace("2020-12-01, until: 2022-12-31", "2023-01-01, until: null").replace("2021-02-01", "2023-02-01")
    text = text.replace("banenafspraak: false, uitk", "banenafspraak: false, rijbewijs: false, uitk")
    text = text.replace("{from: 2020-12-01, value: 27}, {from: 2022-01-01, value: 30}", "{from: 2022-01-01, value: 27}")
    catalogue = load(tmp_path)

    reading = read_draft(text + new, catalogue)

    assert reading.problems == ()
    assert reading.version is not None
    assert "rijbewijs" in reading.version.fact_ids
    assert split(text + new)[0] == text
    assert "rijbewijs" in split(text + new)[1]
    assert "'rijbewijs' is not known here." in {one.message for one in read_draft(text, catalogue).problems}


def test_a_new_value_that_breaks_a_version_in_force_is_found(tmp_path: Path) -> None:
    wide = "facts: [{id: taal, values: [{id: C1, label: {nl: vloeiend, en: fluent}}]}]"
    text = PLACEMENT.replace("taal < B2", "taal in (A1, B1, B2)").replace("inzet: true, taal: A1,", "inzet: true,")
    catalogue = load(tmp_path, {"proefplaats/2020-12-01.yaml": text})
    changes = FactsOnTop(catalogue.facts).read(Reader("x", [], {}), read_text(wide, "x"))

    fine = harm_done(catalogue, changes, lambda _: PLACEMENT.encode())
    broken = harm_done(catalogue, changes, lambda _: text.replace("taal in", "tool in").encode())
    failing = harm_done(catalogue, changes, lambda _: text.encode())

    assert fine == ()
    assert "'tool'" in broken[0].problems[0].message
    assert failing[0].cases == ("jong en gemotiveerd",)


def test_a_change_of_words_harms_nobody(tmp_path: Path) -> None:
    catalogue = load(tmp_path)
    text = "facts: [{id: taal, label: {nl: a, en: b}}]"
    changes = FactsOnTop(catalogue.facts).read(Reader("x", [], {}), read_text(text, "x"))

    assert harm_done(catalogue, changes, lambda _: b"onleesbaar: [") == ()
    assert not changes[0].means_more
