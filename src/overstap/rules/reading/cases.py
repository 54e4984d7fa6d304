"""The examples of a scheme in words: what is given and what has to come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from overstap.core.money import euros
from overstap.rules.catalogue import Catalogue
from overstap.rules.fact_values import number_of
from overstap.rules.model import Expectation, SchemeVersion, Text
from overstap.rules.reading.sentences import capital
from overstap.rules.reading.speaker import Speaker, human
from overstap.rules.values import FactValue, Known, Outcome
from overstap.rules.wording import OUTCOMES, STATES

_AMOUNT = Text("bedrag {0}", "amount {0}")
_BETWEEN = Text("{0} tot en met {1}", "{0} to {1}")
_MISSING = Text("nog nodig: {0}", "still needed: {0}")
_REFUSED_BY = Text("niet voldaan: {0}", "not met: {0}")
_OUTSIDE = Text("de regeling geldt die dag niet", "the scheme is not in force that day")
_REGION = Text("de regio koos {0}", "the region chose {0}")
_SHORT = 4
_OPEN = Text("nog niet bekend", "not known yet")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One example in words (voorbeeld); `changed` is what differs from the first one, where that is shorter."""

    name: str
    on: date
    given: tuple[str, ...]
    expected: tuple[str, ...]
    worked: bool
    requirements: tuple[str, ...]
    changed: tuple[str, ...] = ()
    like_first: bool = False


def case_rows(version: SchemeVersion, catalogue: Catalogue, language: str = "nl") -> list[CaseRow]:
    """Give the examples of a version in words."""
    speaker = Speaker(version, catalogue, language)
    rows: list[CaseRow] = []
    first: dict[str, str] = {}
    for case in version.cases:
        given = {speaker.fact(name): _state(speaker, name, value) for name, value in case.given.items()}
        for name, value in case.overrides.items():
            shown = speaker.listed(speaker.values(version.parameters[name].type, value))
            given[speaker.say(_REGION, speaker.named(name))] = shown
        first = first or given
        asked = STATES[""].get(language)
        changed = {name: shown for name, shown in given.items() if first.get(name) != shown}
        changed |= {name: asked for name in first if name not in given}
        like = bool(rows) and bool(changed) and len(given) > _SHORT and len(changed) * 2 < len(given)
        expected = _expected(speaker, case.expect)
        lines, fewer = ([f"{name}: {shown}" for name, shown in one.items()] for one in (given, changed))
        row = CaseRow(case.name, case.on, tuple(lines), expected, case.worked_example, case.requirements)
        rows.append(replace(row, changed=tuple(fewer), like_first=like))
    return rows


def _state(speaker: Speaker, name: str, value: FactValue) -> str:
    if not isinstance(value, Known):
        return STATES[value.value].get(speaker.language)
    fact = speaker.catalogue.facts[name]
    return speaker.value(fact.type, number_of(fact, value.value)).strip("“”")


def _expected(speaker: Speaker, expect: Expectation) -> tuple[str, ...]:
    language = speaker.language
    found = [OUTCOMES[expect.outcome].get(language)]
    if expect.amount is not None and (expect.outcome is not Outcome.NEE or expect.amount != (0, 0)):
        low, high = (euros(cents, language) for cents in expect.amount)
        found.append(speaker.say(_AMOUNT, low if low == high else speaker.say(_BETWEEN, low, high)))
    for name, number in expect.outputs.items():
        output = speaker.version.outputs[name]
        label = output.label.get(language) if output.label else capital(human(name))
        shown = _OPEN.get(language) if number is None else speaker.value(output.type, number).strip("“”")
        found.append(f"{label}: {shown}")
    if expect.missing:
        found.append(speaker.say(_MISSING, speaker.listed([speaker.fact(name) for name in sorted(expect.missing)])))
    if expect.refused_by:
        found.append(speaker.say(_REFUSED_BY, speaker.listed([human(name) for name in sorted(expect.refused_by)])))
    if expect.outside_validity:
        found.append(_OUTSIDE.get(language))
    return tuple(found)
