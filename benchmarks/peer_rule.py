"""The advice at the intake, written by hand for the peers: the same rule as `schemes/selectie`, with known answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

EDUCATIONS = 7
"""The ranks 0, 1, 2 and 3 to 6 are without a basic qualification or of the mbo: together all up to 6."""
NO_WORK_HISTORY, NOT_LEFT, B2 = 0, 0, 4
SHRINKING = np.zeros(19, dtype=bool)
SHRINKING[1:7] = True

LESS_LIKELY, POSSIBLE, LIKELY = 0, 1, 2
WEIGHTS = ("behoefte", "duur", "sector", "opleiding", "eenzijdig", "taal", "leeftijd")


def read(path: Path) -> dict[str, np.ndarray]:
    """Read the columns of the population as arrays; an enumeration as its ranks."""
    table = pl.read_parquet(path)
    ranks = [column.to_physical() if isinstance(column.dtype, pl.Enum) else column for column in table]
    return {column.name: column.to_numpy() for column in ranks}


def advice(
    facts: dict[str, np.ndarray], weights: dict[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the advice, whether it holds by definition, and whether language lessons are suggested."""
    need = facts["wil_ondersteuning"]
    long = facts["verwachte_werkloosheidsduur"] >= 6
    shrinking = SHRINKING[facts["sector_laatste_werk"]]
    unlucky_leaver = (
        (facts["sector_laatste_werk"] == NO_WORK_HISTORY)
        & (facts["school_verlaten"] != NOT_LEFT)
        & facts["opleiding_weinig_kans"]
    )
    education = (facts["hoogste_opleiding"] < EDUCATIONS) | unlucky_leaver
    one_sided = facts["jaren_laatste_functie"] >= 10
    language = facts["taalniveau_mondeling"] < B2
    age = (facts["leeftijd"] < 27) | (facts["leeftijd"] > 55)
    grounds = (need, long, shrinking, education, one_sided, language, age)
    if weights is None:
        points = sum(ground.astype(np.int8) for ground in grounds)
    else:
        region = facts["regio"]
        points = sum(weights[name][region] * ground for name, ground in zip(WEIGHTS, grounds, strict=True))
    criteria = sum(ground.astype(np.int8) for ground in (need | long, *grounds[2:]))
    enough = criteria >= 2
    found = np.where(enough & (points >= 2), POSSIBLE, LESS_LIKELY)
    found = np.where(facts["doelgroep_banenafspraak"] | (enough & (points >= 3)), LIKELY, found)
    return found, facts["doelgroep_banenafspraak"], language
