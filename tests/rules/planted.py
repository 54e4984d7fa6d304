"""Planting one fault at a time in a scheme: another comparison, swapped branches, min for max."""

from collections.abc import Iterator
from dataclasses import replace

from overstap.rules import Catalogue, SchemeVersion
from overstap.rules.assessment import expressions
from overstap.rules.check_cases import check_case
from overstap.rules.program import Step

FAULTS: dict[str, tuple[str, ...]] = {
    "less": ("less_equal", "greater"),
    "less_equal": ("less", "greater"),
    "greater": ("greater_equal", "less"),
    "greater_equal": ("greater", "less"),
    "equal": ("not_equal",),
    "not_equal": ("equal",),
    "both": ("either",),
    "either": ("both",),
    "smallest": ("largest",),
    "largest": ("smallest",),
    "add": ("subtract",),
    "subtract": ("add",),
}


def faulty_steps(step: Step) -> Iterator[Step]:
    """Give the wrong forms of a step."""
    if step.op == "choose":
        yield replace(step, args=(step.args[0], step.args[2], step.args[1]))
    if len(step.args) > 1:
        yield from (replace(step, op=op) for op in FAULTS.get(step.op, ()))


def faulty_versions(version: SchemeVersion) -> Iterator[tuple[str, SchemeVersion]]:
    """Give the scheme with each fault, and words for the fault.

    That all conditions have to hold is left alone: a condition that fails settles the outcome a second time.
    """
    texts = {version.program.slot(node): node.text for root in expressions(version).values() for node in root.walk()}
    outcome = version.program.slot(version.outcome)
    for index, step in enumerate(version.program.steps):
        for wrong in faulty_steps(step) if step.slot != outcome else ():
            steps = [*version.program.steps]
            steps[index] = wrong
            program = replace(version.program, steps=steps)
            yield f"{version.id}: {texts.get(step.slot)} as {wrong.op}", replace(version, program=program)


def undetected(catalogue: Catalogue, version: SchemeVersion) -> tuple[list[str], int]:
    """Give the faults that no case of the scheme finds, and how many were planted."""
    missed, planted = [], 0
    for words, wrong in faulty_versions(version):
        planted += 1
        broken = Catalogue(catalogue.sources, catalogue.facts, {version.id: (wrong,)})
        cases = (case for case in version.cases if version.valid_on(case.on))
        if not any(check_case(broken, version.id, case) for case in cases):
            missed.append(words)
    return missed, planted
