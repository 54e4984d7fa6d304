"""The peer in the field: the same rule in OpenFisca-Core. Prints JSON: seconds of CPU, counts, and cases per second."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from peer_rule import B2, EDUCATIONS, NO_WORK_HISTORY, NOT_LEFT, SHRINKING, WEIGHTS, read

ROUNDS, SINGLE_ROUNDS, SINGLE_CASES, MONTH = 5, 15, 400, "2021-02"
Person = build_entity(key="person", plural="persons", label="A person", is_person=True)


class Advice(Enum):
    """What the intake advises."""

    onwaarschijnlijk = "less likely"
    mogelijk = "possible"
    waarschijnlijk = "likely"


class Region(Enum):
    """Where someone lives."""

    locals().update({f"r{number}": f"r{number}" for number in range(36)})


def fact(key: str, kind: type) -> type[Variable]:
    """Make the variable of a fact."""
    return type(
        key, (Variable,), {"value_type": kind, "entity": Person, "definition_period": DateUnit.MONTH, "label": key}
    )


def ground(key: str, formula: object) -> type[Variable]:
    """Make the variable of one ground."""
    settings = {"value_type": bool, "entity": Person, "definition_period": DateUnit.MONTH, "label": key}
    return type(key, (Variable,), {**settings, "formula": formula})


FACTS = {
    "wil_ondersteuning": bool,
    "verwachte_werkloosheidsduur": int,
    "sector_laatste_werk": int,
    "school_verlaten": int,
    "opleiding_weinig_kans": bool,
    "hoogste_opleiding": int,
    "jaren_laatste_functie": int,
    "taalniveau_mondeling": int,
    "leeftijd": int,
    "doelgroep_banenafspraak": bool,
}


def _long(person, period, parameters):
    return person("verwachte_werkloosheidsduur", period) >= parameters(period).lange_duur_vanaf


def _shrinking(person, period, parameters):
    return SHRINKING[person("sector_laatste_werk", period)]


def _education(person, period, parameters):
    unlucky = (
        (person("sector_laatste_werk", period) == NO_WORK_HISTORY)
        * (person("school_verlaten", period) != NOT_LEFT)
        * person("opleiding_weinig_kans", period)
    )
    return (person("hoogste_opleiding", period) < EDUCATIONS) + unlucky


def _one_sided(person, period, parameters):
    return person("jaren_laatste_functie", period) >= parameters(period).eenzijdig_vanaf


def _language(person, period, parameters):
    return person("taalniveau_mondeling", period) < B2


def _age(person, period, parameters):
    age, limits = person("leeftijd", period), parameters(period)
    return (age < limits.jong_onder) + (age > limits.oud_boven)


GROUNDS = {
    "f_behoefte": lambda person, period, parameters: person("wil_ondersteuning", period),
    "f_duur": _long,
    "f_sector": _shrinking,
    "f_opleiding": _education,
    "f_eenzijdig": _one_sided,
    "f_taal": _language,
    "f_leeftijd": _age,
}


def _points(person, period, parameters):
    weights = parameters(period).gewicht
    return sum(weights[name] * person(f"f_{name}", period) for name in WEIGHTS)


def _regional_points(person, period, parameters):
    weights, region = parameters(period).regionaal, person("regio", period)
    return sum(weights[name][region] * person(f"f_{name}", period) for name in WEIGHTS)


def _criteria(person, period, parameters):
    named = [person(f"f_{name}", period) for name in WEIGHTS]
    return (named[0] + named[1]) * 1 + sum(one * 1 for one in named[2:])


def _advice(points: str):
    def formula(person, period, parameters):
        limits = parameters(period)
        enough = person("criteria", period) >= limits.minstens_criteria
        score = person(points, period)
        return np.select(
            [
                person("doelgroep_banenafspraak", period) + enough * (score >= limits.waarschijnlijk_vanaf),
                enough * (score >= limits.mogelijk_vanaf),
            ],
            [Advice.waarschijnlijk, Advice.mogelijk],
            Advice.onwaarschijnlijk,
        )

    return formula


def number(key: str, formula: object) -> type[Variable]:
    """Make the variable of a number."""
    settings = {"value_type": int, "entity": Person, "definition_period": DateUnit.MONTH, "label": key}
    return type(key, (Variable,), {**settings, "formula": formula})


def answer(key: str, formula: object) -> type[Variable]:
    """Make the variable of the advice."""
    settings = {
        "value_type": Enum,
        "possible_values": Advice,
        "default_value": Advice.onwaarschijnlijk,
        "entity": Person,
        "definition_period": DateUnit.MONTH,
        "label": key,
    }
    return type(key, (Variable,), {**settings, "formula": formula})


def value(amount: int) -> dict[str, object]:
    """Give a parameter that holds from the start of the scheme."""
    return {"values": {"2020-12-01": {"value": amount}}}


def system() -> TaxBenefitSystem:
    """Build the system with the rule in it."""
    found = TaxBenefitSystem([Person])
    limits = {"lange_duur_vanaf": 6, "eenzijdig_vanaf": 10, "jong_onder": 27, "oud_boven": 55}
    limits |= {"mogelijk_vanaf": 2, "waarschijnlijk_vanaf": 3, "minstens_criteria": 2}
    data: dict[str, object] = {name: value(amount) for name, amount in limits.items()}
    data["gewicht"] = {name: value(1) for name in WEIGHTS}
    data["regionaal"] = {
        name: {f"r{region}": value(1 + (place + region) % 3) for region in range(36)}
        for place, name in enumerate(WEIGHTS)
    }
    found.parameters = ParameterNode("", data=data)
    for key, kind in FACTS.items():
        found.add_variable(fact(key, kind))
    region = {"value_type": Enum, "possible_values": Region, "default_value": Region.r0, "entity": Person}
    found.add_variable(type("regio", (Variable,), {**region, "definition_period": DateUnit.MONTH, "label": "regio"}))
    for key, formula in GROUNDS.items():
        found.add_variable(ground(key, formula))
    found.add_variable(number("punten", _points))
    found.add_variable(number("punten_regio", _regional_points))
    found.add_variable(number("criteria", _criteria))
    found.add_variable(answer("advies", _advice("punten")))
    found.add_variable(answer("advies_regio", _advice("punten_regio")))
    return found


def simulate(built: TaxBenefitSystem, facts: dict[str, np.ndarray], wanted: str, *, trace: bool = False) -> np.ndarray:
    """Run one simulation over a population."""
    simulation = SimulationBuilder().build_default_simulation(built, count=len(facts["leeftijd"]))
    simulation.trace = trace
    for name in FACTS:
        simulation.set_input(name, MONTH, facts[name])
    if wanted.endswith("_regio"):
        simulation.set_input("regio", MONTH, facts["regio"])
    found = simulation.calculate(wanted, MONTH)
    simulation.calculate("f_taal", MONTH)
    return found


def best(built: TaxBenefitSystem, facts: dict[str, np.ndarray], wanted: str) -> tuple[float, list[int]]:
    """Give the least CPU time of a few rounds, and how often each advice."""
    seconds, found = [], None
    for _ in range(ROUNDS):
        start = time.process_time()
        found = simulate(built, facts, wanted)
        seconds.append(time.process_time() - start)
    return min(seconds), np.bincount(np.asarray(found), minlength=3).tolist()


def main(path: Path) -> None:
    """Time the rule on the population in a file, at once and case by case."""
    built, facts = system(), read(path)
    plain, counts = best(built, facts, "advies")
    regional, by_region = best(built, facts, "advies_regio")
    cases = [{name: column[row : row + 1] for name, column in facts.items()} for row in range(SINGLE_CASES)]
    single = []
    for _ in range(SINGLE_ROUNDS):
        start = time.process_time()
        for case in cases:
            simulate(built, case, "advies", trace=True)
        single.append((time.process_time() - start) / SINGLE_CASES)
    print(json.dumps({"plain": plain, "regional": regional, "single": min(single), "counts": [counts, by_region]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
