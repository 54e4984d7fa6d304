"""Which single change of one fact turns an answer."""

import datetime as dt
import random
from pathlib import Path

import pytest

from overstap.rules import (
    NOT_APPLICABLE,
    REFUSED,
    Catalogue,
    FactValue,
    Known,
    Outcome,
    assess,
    load_catalogue,
    plain_of,
)
from overstap.rules.class_tables import class_table
from overstap.rules.evaluation import evaluate
from overstap.rules.model import Changes
from overstap.rules.what_if import Turn, what_if
from tests.rules.written import FACTS, SOURCE, load, problems_of, scheme

DAY = dt.date(2021, 2, 1)
REAL = load_catalogue()
TODAY = dt.date(2021, 2, 15)
SCHEMES = [version.id for version in REAL.schemes(TODAY) if version.fact_ids]
REFUSED_BY_AGE: dict[str, FactValue] = {
    "leeftijd": Known(30),
    "banenafspraak": Known(False),
    "uitkering_dagen": Known(30),
    "inzet": Known(True),
    "proefplaats_gebruikt": Known(0),
}


def told(turns: tuple[Turn, ...]) -> dict[str, str]:
    return {turn.fact.id: turn.text.nl for turn in turns}


def test_a_refusal_tells_what_would_make_it_a_yes(catalogue: Catalogue) -> None:
    found = what_if(catalogue, "proefplaats", REFUSED_BY_AGE, DAY)

    assert found.outcome is Outcome.NEE
    assert told(found.turns) == {
        "leeftijd": "Als het antwoord op “Hoe oud bent u?” onder 27 jaar zou zijn, dan zou de uitkomst ja zijn.",
        "banenafspraak": (
            "Als het antwoord op “Hoort u bij de banenafspraak?” ja zou zijn, dan zou de uitkomst ja zijn."
        ),
    }
    assert (
        found.turns[0].text.en == "If the answer to “How old are you?” were under 27 years, the outcome would be yes."
    )
    assert found.turns[0].ranges == ((14, 26),)
    assert all(turn.known for turn in found.turns)


def test_a_yes_tells_what_would_make_it_a_no(catalogue: Catalogue) -> None:
    found = what_if(catalogue, "proefplaats", {**REFUSED_BY_AGE, "leeftijd": Known(20)}, DAY)

    assert found.outcome is Outcome.JA
    assert found.towards(Outcome.JA) == ()
    assert told(found.turns) == {
        "leeftijd": "Als het antwoord op “Hoe oud bent u?” 27 jaar of meer zou zijn, dan zou de uitkomst nee zijn.",
        "uitkering_dagen": (
            "Als het antwoord op “Hoeveel dagen uitkering?” 91 dagen of meer zou zijn, dan zou de uitkomst nee zijn."
        ),
        "inzet": "Als het antwoord op “Is er genoeg inzet?” nee zou zijn, dan zou de uitkomst nee zijn.",
        "proefplaats_gebruikt": (
            "Als het antwoord op “Hoeveel is al gebruikt?” € 1.000,00 of meer zou zijn, dan zou de uitkomst nee zijn."
        ),
    }


def test_two_faults_at_once_are_not_mended_by_one_change(catalogue: Catalogue) -> None:
    assert what_if(catalogue, "proefplaats", {**REFUSED_BY_AGE, "inzet": Known(False)}, DAY).turns == ()


def test_what_is_not_asked_is_told_as_an_answer(catalogue: Catalogue) -> None:
    case = {name: value for name, value in REFUSED_BY_AGE.items() if name != "leeftijd"}
    found = what_if(catalogue, "proefplaats", case, DAY)

    assert found.outcome is Outcome.ONBEKEND
    assert [fact.id for fact in found.keeps_open] == ["leeftijd"]
    assert [(turn.fact.id, turn.outcome, turn.known) for turn in found.turns][:2] == [
        ("leeftijd", Outcome.JA, False),
        ("leeftijd", Outcome.NEE, False),
    ]
    assert found.turns[0].text.nl == "Als het antwoord op “Hoe oud bent u?” onder 27 jaar is, dan is de uitkomst ja."


def test_two_open_facts_keep_it_open_together(catalogue: Catalogue) -> None:
    case = {name: value for name, value in REFUSED_BY_AGE.items() if name not in ("leeftijd", "inzet")}

    assert what_if(catalogue, "proefplaats", case, DAY).keeps_open == ()


def test_a_refused_fact_is_left_alone(catalogue: Catalogue) -> None:
    found = what_if(catalogue, "proefplaats", {**REFUSED_BY_AGE, "leeftijd": REFUSED}, DAY)

    assert "leeftijd" not in told(found.turns)
    assert found.keeps_open == ()


def test_not_applicable_can_be_what_turns_it(folder: Path) -> None:
    catalogue = load(folder, {"proef/2020-12-01.yaml": scheme("not has(uitkering_dagen) or uitkering_dagen > 90")})
    turn = what_if(catalogue, "proef", {"uitkering_dagen": Known(4)}, DAY).turns[0]

    assert turn.absent
    assert turn.ranges == ((91, 700),)
    assert "91 dagen of meer of niet van toepassing zou zijn" in turn.text.nl
    assert "91 days or more or not applicable, the outcome" in turn.text.en


def test_values_of_an_enumeration_are_named_or_left_out(folder: Path) -> None:
    catalogue = load(folder, {"proef/2020-12-01.yaml": scheme("taal in (A1, B1)")})
    to_no = what_if(catalogue, "proef", {"taal": Known("A1")}, DAY).turns[0]
    to_yes = what_if(catalogue, "proef", {"taal": Known("B2")}, DAY).turns[0]

    assert "‘goed’ zou zijn" in to_no.text.nl  # noqa: RUF001
    assert "iets anders dan ‘goed’ zou zijn" in to_yes.text.nl  # noqa: RUF001
    assert "were anything but ‘good’" in to_yes.text.en  # noqa: RUF001


def test_an_amount_that_is_calculated_with_turns_at_the_exact_cent(folder: Path) -> None:
    amount = f"  bedrag: {{type: money, values: [{{from: 2020-12-01, value: 30.00}}], source: {SOURCE}}}"
    text = scheme("proefplaats_gebruikt + weken * bedrag <= 40 * bedrag", parameters=amount)
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    found = what_if(catalogue, "proef", {"proefplaats_gebruikt": Known(40_000), "weken": Known(20)}, DAY)

    assert [(turn.fact.id, turn.ranges) for turn in found.turns] == [
        ("proefplaats_gebruikt", ((60_001, 500_000),)),
        ("weken", ((27, 52),)),
    ]


def test_an_answer_that_stays_open_leaves_the_limit_of_a_no_exact(folder: Path) -> None:
    limit = f"  grens: {{type: money, values: [{{from: 2020-12-01, value: 1000.00}}], source: {SOURCE}}}"
    used = FACTS + FACTS[FACTS.index("  - id: proefplaats_gebruikt") :].replace("proefplaats_gebruikt", "bedrag")
    text = scheme("proefplaats_gebruikt + bedrag <= grens", parameters=limit)
    catalogue = load(folder, {"proef/2020-12-01.yaml": text, "facts/persoon.yaml": used})

    assert [(turn.fact.id, turn.ranges) for turn in what_if(catalogue, "proef", {}, DAY).turns] == [
        ("proefplaats_gebruikt", ((100_001, 500_000),)),
        ("bedrag", ((100_001, 500_000),)),
    ]


def test_a_fact_says_who_can_change_it(folder: Path) -> None:
    facts = FACTS.replace("    unit: years\n", "    unit: years\n    changes: time\n")
    facts = facts.replace(
        "    type: boolean\n    origin: [judgement]", "    type: boolean\n    changes: person\n    origin: [judgement]"
    )
    catalogue = load(folder, {"facts/persoon.yaml": facts})
    by_age = what_if(catalogue, "proefplaats", REFUSED_BY_AGE, DAY).turns
    by_effort = what_if(
        catalogue, "proefplaats", {**REFUSED_BY_AGE, "leeftijd": Known(20), "inzet": Known(False)}, DAY
    ).turns

    growing = what_if(catalogue, "proefplaats", {**REFUSED_BY_AGE, "leeftijd": Known(20)}, DAY).turns

    assert [turn.fact.changes for turn in by_age] == [Changes.TIME, Changes.UNKNOWN]
    assert by_age[0].text.nl.endswith("onder 27 jaar zou zijn, dan zou de uitkomst ja zijn. Dit kan niet veranderen.")
    assert growing[0].text.nl.endswith("nee zijn. Dit verandert vanzelf met de tijd.")
    assert by_effort[0].text.nl.endswith("zijn. Dit kunt u zelf veranderen.")
    assert by_effort[0].text.en.endswith("You can change this yourself.")


def test_another_word_for_who_changes_a_fact_is_refused(folder: Path) -> None:
    facts = FACTS.replace("    unit: years\n", "    unit: years\n    changes: soms\n")

    assert "soms" in problems_of(folder, {"facts/persoon.yaml": facts})[0].message


def test_on_a_day_without_a_version_no_fact_turns_it(catalogue: Catalogue) -> None:
    found = what_if(catalogue, "proefplaats", {}, dt.date(2019, 1, 1))

    assert (found.outcome, found.turns, found.keeps_open) == (Outcome.NEE, (), ())


def drawn(luck: random.Random, scheme_id: str, share: float) -> dict[str, FactValue]:
    version = REAL.scheme(scheme_id, TODAY)
    table = class_table(evaluate(version, REAL.facts, {}, TODAY))
    case: dict[str, FactValue] = {}
    for name in version.fact_ids:
        fact, setting = REAL.facts[name], luck.choice(table.of(name))
        if luck.random() < share:
            number = luck.choice([setting.value[0], luck.randint(fact.low, fact.high)])
            case[name] = NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))
    return case


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_change_does_what_it_says_and_its_neighbours_do_not(scheme_id: str) -> None:
    luck = random.Random(scheme_id)
    for share in (1, 1, 0.8):
        case = drawn(luck, scheme_id, share)
        for turn in what_if(REAL, scheme_id, case, TODAY).turns:
            fact = turn.fact
            inside = {number for one in turn.ranges for number in one}
            outside = {number for low, high in turn.ranges for number in (low - 1, high + 1)}

            def with_number(number: int, turn: Turn = turn, case: dict[str, FactValue] = case) -> Outcome:
                changed = {**case, turn.fact.id: Known(plain_of(turn.fact.type, number))}
                return assess(REAL, scheme_id, changed, TODAY).outcome

            assert {with_number(number) for number in inside} <= {turn.outcome}
            assert turn.outcome not in {with_number(one) for one in outside if fact.low <= one <= fact.high}
            if turn.absent:
                assert assess(REAL, scheme_id, {**case, fact.id: NOT_APPLICABLE}, TODAY).outcome is turn.outcome
