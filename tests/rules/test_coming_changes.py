"""From which day a scheme opens or closes by itself."""

import datetime as dt
import random
from pathlib import Path

import pytest

from overstap.rules import NOT_APPLICABLE, Catalogue, FactValue, Known, Outcome, assess, load_catalogue, plain_of
from overstap.rules.class_tables import class_table
from overstap.rules.coming_changes import Cause, ComingChange, coming_changes
from overstap.rules.evaluation import evaluate
from tests.rules.written import SOURCE, load, scheme

DAY = dt.date(2021, 2, 1)
FAR = dt.date(2024, 12, 31)
REAL = load_catalogue()
TODAY = dt.date(2021, 2, 15)
DATED = [version for version in REAL.schemes(TODAY) if any(leaf.op == "today" for leaf in version.program.leaves)]
CASE: dict[str, FactValue] = {
    "leeftijd": Known(28),
    "banenafspraak": Known(False),
    "uitkering_dagen": Known(30),
    "inzet": Known(True),
    "proefplaats_gebruikt": Known(0),
}


def short(found: tuple[ComingChange, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.on.isoformat(), one.before.value, one.after.value, one.cause.value) for one in found]


def test_a_dated_parameter_opens_a_scheme_and_its_end_closes_it(catalogue: Catalogue) -> None:
    found = coming_changes(catalogue, "proefplaats", CASE, DAY, FAR)

    assert short(found) == [("2022-01-01", "nee", "ja", "regels"), ("2023-01-01", "ja", "nee", "stopt")]
    assert found[0].text() == (
        "Proefplaats: vanaf 1 januari 2022 is het antwoord ja in plaats van nee. Dan gelden nieuwe regels."
    )
    assert found[1].text("en") == (
        "Trial placement: from 1 January 2023 the answer is no instead of yes. The scheme has ended then."
    )


def test_the_horizon_is_kept_to_the_day(catalogue: Catalogue) -> None:
    before = coming_changes(catalogue, "proefplaats", CASE, DAY, dt.date(2021, 12, 31))
    on_it = coming_changes(catalogue, "proefplaats", CASE, DAY, dt.date(2022, 1, 1))

    assert before == ()
    assert len(on_it) == 1


def test_a_scheme_that_has_not_begun_opens_by_itself(catalogue: Catalogue) -> None:
    found = coming_changes(catalogue, "proefplaats", {**CASE, "leeftijd": Known(20)}, dt.date(2020, 6, 1), DAY)

    assert short(found) == [("2020-12-01", "nee", "ja", "begint")]


def test_the_date_of_the_assessment_is_followed_to_the_day(folder: Path) -> None:
    days = f"  dagen: {{type: integer, unit: days, values: [{{from: 2020-12-01, value: 90}}], source: {SOURCE}}}"
    text = scheme("0 <= days_between(peildatum, einde) <= dagen", parameters=days)
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    end = dt.date(2021, 9, 30)
    found = coming_changes(catalogue, "proef", {"einde": Known(end)}, DAY, FAR)

    assert [(one.on, one.after, one.cause) for one in found] == [
        (end - dt.timedelta(days=90), Outcome.JA, Cause.DATE),
        (end + dt.timedelta(days=1), Outcome.NEE, Cause.DATE),
    ]
    assert "Dat komt door de datum." in found[0].text()


def test_an_open_fact_leaves_the_answer_open_until_the_date_decides(folder: Path) -> None:
    text = scheme("days_between(peildatum, einde) >= 0")
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    found = coming_changes(catalogue, "proef", {}, DAY, FAR)

    assert short(found) == [("2024-01-01", "onbekend", "nee", "datum")]


def test_what_a_region_has_set_stays_set(catalogue: Catalogue) -> None:
    found = coming_changes(catalogue, "proefplaats", CASE, DAY, FAR, overrides={"hoogstens": 8})

    assert short(found)[0] == ("2022-01-01", "nee", "ja", "regels")


@pytest.mark.parametrize("version", DATED, ids=lambda one: one.id)
def test_it_agrees_with_asking_every_day(version: object) -> None:
    version = REAL.scheme(version.id, TODAY)  # type: ignore[attr-defined]
    luck = random.Random(version.id)
    table = class_table(evaluate(version, REAL.facts, {}, TODAY))
    until = TODAY + dt.timedelta(days=700)
    for share in (1, 1, 0.8):
        case: dict[str, FactValue] = {}
        for name in version.fact_ids:
            fact, setting = REAL.facts[name], luck.choice(table.of(name))
            near = luck.randint(max(fact.low, TODAY.toordinal() - 300), TODAY.toordinal() + 600)
            number = near if fact.low <= near <= fact.high else luck.choice([setting.value[0], fact.low, fact.high])
            if luck.random() < share:
                case[name] = NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))
        days = [TODAY + dt.timedelta(days=passed) for passed in range((until - TODAY).days + 1)]
        outcomes = [assess(REAL, version.id, case, day).outcome for day in days]
        steps = [(day, now) for day, was, now in zip(days[1:], outcomes, outcomes[1:], strict=False) if was is not now]

        assert [(one.on, one.after) for one in coming_changes(REAL, version.id, case, TODAY, until)] == steps
