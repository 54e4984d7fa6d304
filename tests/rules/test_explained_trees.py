"""The tree of an explanation speaks in words: labels for facts, choices one under the other, no code."""

import datetime as dt
import re
from pathlib import Path

import pytest

from overstap.rules import REFUSED, Catalogue, Depth, Known, assess, explain, load_catalogue
from tests.rules.written import SAYS, SOURCE, load, scheme

DAY = dt.date(2021, 2, 1)
REAL = load_catalogue()
TODAY = dt.date(2021, 2, 15)
CODE = re.compile(r"==|!=|<=|>=| if .* else |\bhas\(|\bcount_true\(|[{}]")
ANSWERS = f"""\
outputs:
  advies:
    type: enum
    label: {{nl: Advies, en: Advice}}
    values:
      - {{id: veel, label: {{nl: Veel hulp, en: Much help}}}}
      - {{id: wat, label: {{nl: Wat hulp, en: Some help}}}}
      - {{id: geen, label: {{nl: Geen hulp, en: No help}}}}
    expression: "veel if leeftijd > weken_oud else wat if taal == A1 else geen"
    source: {SOURCE}
"""
YEARS = f"  weken_oud: {{type: integer, unit: years, label: {{nl: Grens, en: Limit}}, values: [{{from: 2020-12-01, value: 60}}], source: {SOURCE}}}"  # noqa: E501


def tree(catalogue: Catalogue, case: dict[str, Known], language: str = "nl") -> list[str]:
    return explain(assess(catalogue, "proef", case, DAY), Depth.TREE, language).splitlines()


def test_choices_stand_one_under_the_other(folder: Path) -> None:
    text = scheme("inzet", outputs=ANSWERS, parameters=YEARS)
    lines = tree(load(folder, {"proef/2020-12-01.yaml": text}), {"leeftijd": Known(40), "taal": Known("A1")})

    assert lines[2:] == [
        "Advies: Wat hulp",
        "  * de eerste keuze die past = Wat hulp",
        "    * als: leeftijd is hoger dan grens = nee",
        "      * leeftijd = 40 jaar",
        "      * grens = 60 jaar [Werkdocument, par. 1]",
        "        dan: Veel hulp",
        "    * als: taal is 'eenvoudig' = ja",
        "      * taal = eenvoudig",
        "      * dan: Wat hulp",
        "      anders: Geen hulp",
    ]


def test_the_tree_speaks_english_too(folder: Path) -> None:
    text = scheme("inzet and not (leeftijd < 20 or taal in (A1, B1))")
    lines = tree(load(folder, {"proef/2020-12-01.yaml": text}), {"leeftijd": Known(40)}, "en")

    assert lines == [
        "[?] Unknown.",
        "  * all of the following = unknown",
        "    * effort = unknown [not asked]",
        "    * not: at least one of these = unknown",
        "      * at least one of these = unknown",
        "          age is lower than 20 years = no",
        "          * age = 40 years",
        "        * language is one of: 'simple' or 'fair' = unknown",
        "          * language = unknown [not asked]",
    ]


def test_a_long_sum_is_one_list(folder: Path) -> None:
    text = scheme("weken + weken + weken + weken > 30")
    lines = tree(load(folder, {"proef/2020-12-01.yaml": text}), {"weken": Known(8)})

    assert lines == [
        "[+] Ja.",
        "  * de som van deze is hoger dan 30 weken = ja",
        "    * de som van deze = 32 weken",
        *["      * weken = 8 weken"] * 4,
    ]


def test_dates_are_before_and_after(folder: Path) -> None:
    text = scheme("einde >= peildatum")
    lines = tree(load(folder, {"proef/2020-12-01.yaml": text}), {"einde": Known(dt.date(2021, 3, 1))})

    assert lines[1] == "  * einde contract is op of na de dag van de toets = ja"


def test_a_scheme_without_conditions_says_its_answers(folder: Path) -> None:
    text = scheme("inzet", outputs=ANSWERS, parameters=YEARS)
    start, rest = text.split("conditions:", maxsplit=1)
    text = f"{start}conditions: []\n{rest[rest.index('outputs:') :].split('  - {name: twee', maxsplit=1)[0]}"
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    known = assess(catalogue, "proef", {"leeftijd": Known(70)}, DAY)
    unknown = assess(catalogue, "proef", {}, DAY)

    assert explain(known) == "Proefplaats: Advies: Veel hulp."
    assert explain(known, language="en") == "Trial placement: Advice: Much help."
    assert explain(unknown) == "Proefplaats: Nog niet bekend."
    assert explain(unknown, Depth.CONDITIONS) == "Deze regeling stelt geen voorwaarden."


def test_many_open_points_are_counted(folder: Path) -> None:
    facts = ["inzet", "banenafspraak", "weken > 3", "leeftijd > 30", "taal > A1"]
    conditions = "".join(
        f"  - {{id: c{number}, expression: {fact}, source: {SOURCE}, says: {SAYS}}}\n"
        for number, fact in enumerate(facts)
    )
    start, end = scheme("inzet").split("conditions:\n", maxsplit=1)
    text = f"{start}conditions:\n{conditions}{end[end.index('cases:') :]}"
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    one_less = assess(catalogue, "proef", {"inzet": Known(True)}, DAY)

    assert explain(assess(catalogue, "proef", {}, DAY)) == (
        "Proefplaats: Nog niet bekend. Onbekend. Onbekend. Onbekend. Er zijn nog 2 andere vragen open."
    )
    assert explain(one_less).endswith("Onbekend. Er is nog één andere vraag open.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_tree_of_the_catalogue_shows_code(language: str) -> None:
    found = []
    for version in REAL.schemes(TODAY):
        for case in ({}, dict.fromkeys(version.fact_ids[:1], REFUSED), *(one.given for one in version.cases[:2])):
            text = explain(assess(REAL, version.id, case, TODAY), Depth.TREE, language)
            found += [f"{version.id}: {line}" for line in text.splitlines() if CODE.search(line)]

    assert found == []
