"""A fact that is cut in many small pieces keeps them all, also the last."""

import datetime as dt
from pathlib import Path

from overstap.rules import Known, Outcome, assess
from tests.rules.written import SOURCE, load, scheme

DAY = dt.date(2021, 2, 1)
LIMIT = f"  grens: {{type: integer, unit: years, values: [{{from: 2020-12-01, value: 97}}], source: {SOURCE}}}"


def members(start: int) -> str:
    return ", ".join(str(age) for age in range(start, 96, 8))


def test_the_last_class_of_a_fact_with_many_cuts_is_not_forgotten(folder: Path) -> None:
    text = f"leeftijd in ({members(15)}) and inzet or leeftijd in ({members(19)}) and taal < B2"
    text = scheme(f"{text} or leeftijd > grens and banenafspraak", parameters=LIMIT)
    catalogue = load(folder, {"proef/2020-12-01.yaml": text})
    case = {"inzet": Known(False), "taal": Known("B2"), "banenafspraak": Known(True)}
    found = assess(catalogue, "proef", case, DAY)

    assert found.outcome is Outcome.ONBEKEND
    assert found.missing == ("leeftijd",)
    assert assess(catalogue, "proef", {**case, "leeftijd": Known(98)}, DAY).outcome is Outcome.JA
