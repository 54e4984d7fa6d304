"""What the schemes may ask about an item: filled in from the arrangement where it can, asked where it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from overstap.arrangements.composition import Composition
from overstap.arrangements.drafts import ItemDraft
from overstap.parties.models import PartyKind
from overstap.rules import Catalogue, Fact, FactValue, FactValueError, Instrument, Kind, Known, Origin, number_of
from overstap.rules.values import Plain

ARRANGEMENT = "arrangement"
"""Where a value comes from that this context fills in itself."""

SETTLED_LATER = frozenset({"partijen_afgestemd", "voorliggende_hulp_vastgelegd"})
"""Facts that are still open while one composes; at the start every one of them has to be settled."""

FIELDS = {
    "bedrag": "cost_cents",
    "prijs_opleiding": "cost_cents",
    "cofinanciering_procent": "cofinancing_cents",
    "reden_geen_cofinanciering": "cofinancing_reason",
    "startdatum": "starts_on",
    "einddatum": "ends_on",
    "cursus_vastgelegd": "title",
    "aanbieder_vastgelegd": "provider",
    "reden_vastgelegd": "motivation",
    "reden_overslaan": "passed_over_because",
}
"""Facts that follow from a field of the item, by the name of that field: they are no questions of their own."""

PRIOR_FACT = "voorliggend_"
BUYERS = (PartyKind.UNION, PartyKind.EMPLOYERS, PartyKind.UWV, PartyKind.MUNICIPALITY)
OTHER_BUYER = "andere_partij"


@dataclass(frozen=True, slots=True)
class Composer:
    """Who composes (samensteller): for the first responsible party or not, and what kind of party it is."""

    responsible: bool
    party_kind: str


def facts_of_item(
    composition: Composition,
    draft: ItemDraft,
    instrument: Instrument,
    *,
    composer: Composer,
    used_of_ceilings: Mapping[str, int],
    catalogue: Catalogue,
) -> dict[str, FactValue]:
    """Give everything known about an item and its person, for the schemes to weigh.

    The file of the person first, over it the answers about the item, over those what the arrangement itself tells.
    An answer that does not fit its fact is left out, so that it is asked again.
    """
    facts = dict(composition.case_facts)
    for item in composition.live:
        facts.update(answered(_about_person(item.facts, catalogue), catalogue))
    facts.update(answered(draft.answers, catalogue))
    own: dict[str, Plain] = dict(_from_arrangement(composition, responsible=composer.responsible))
    own |= _from_draft(draft, instrument, composer.party_kind)
    own |= {f"{code}_gebruikt": cents for code, cents in used_of_ceilings.items()}
    facts.update({name: Known(value, ARRANGEMENT) for name, value in own.items() if _fits(catalogue, name, value)})
    return facts


def _fits(catalogue: Catalogue, name: str, value: Plain) -> bool:
    fact = catalogue.facts.get(name)
    return fact is not None and read_answer(fact, value) is not None


def answered(answers: Mapping[str, Any], catalogue: Catalogue) -> dict[str, FactValue]:
    """Read the answers kept with an item as facts; one that does not fit its fact is left out."""
    found = {name: read_answer(catalogue.facts[name], raw) for name, raw in answers.items() if name in catalogue.facts}
    return {name: Known(value, "onderdeel") for name, value in found.items() if value is not None}


def _about_person(answers: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Keep of the answers given with another item those that hold for the person, so that they are asked once."""
    facts = catalogue.facts
    return {name: raw for name, raw in answers.items() if name in facts and Origin.ITEM not in facts[name].origin}


def read_answer(fact: Fact, raw: Any) -> Plain | None:
    """Read an answer as it was stored; None when it does not fit the fact."""
    value = raw
    if fact.type.kind is Kind.DATE and isinstance(raw, str):
        try:
            value = date.fromisoformat(raw)
        except ValueError:
            return None
    try:
        number_of(fact, value)
    except FactValueError:
        return None
    return value  # type: ignore[no-any-return]


def _from_arrangement(composition: Composition, *, responsible: bool) -> dict[str, bool | int]:
    facts: dict[str, bool | int] = {
        "onderdeel_van_arrangement": True,
        "door_eerstverantwoordelijke": responsible,
        "via_mobiliteitsteam": True,
    }
    if composition.prior_recorded:
        facts["voorliggende_hulp_vastgelegd"] = True
    if composition.coordinated:
        facts["partijen_afgestemd"] = composition.coordinated
    for group, available in composition.answers.items():
        # A group that has something for this person need not have this very help: that is asked with the item.
        if not available:
            facts[PRIOR_FACT + group] = False
    return facts


def _from_draft(draft: ItemDraft, instrument: Instrument, party_kind: str) -> dict[str, Plain]:
    facts: dict[str, Plain] = {
        "staat_op_menukaart": True,
        "inkoper": party_kind if party_kind in BUYERS else OTHER_BUYER,
    }
    if instrument.stream:
        facts["gekozen_geldstroom"] = instrument.stream
    if draft.starts_on:
        facts["startdatum"] = draft.starts_on
    if draft.ends_on:
        facts["einddatum"] = draft.ends_on
    written = {
        "cursus_vastgelegd": draft.title,
        "aanbieder_vastgelegd": draft.provider,
        "reden_vastgelegd": draft.motivation,
    }
    facts |= {fact: bool(text) for fact, text in written.items() if text or draft.final}
    return facts | _from_money(draft)


def _from_money(draft: ItemDraft) -> dict[str, Plain]:
    if not draft.cost_cents:
        return {}
    facts: dict[str, Plain] = {"prijs_opleiding": draft.cost_cents}
    others = draft.cofinancing_cents + draft.shared_cents
    if others or draft.cofinancing_reason or draft.final:
        facts |= {
            "bedrag": draft.charge_cents,
            "cofinanciering_procent": min(100, others * 100 // draft.cost_cents),
            "reden_geen_cofinanciering": bool(draft.cofinancing_reason),
        }
    return facts


def asked_with_item(fact: Fact) -> bool:
    """Tell whether a missing fact is asked in the form of the item; the rest belongs in the file of the person."""
    return Origin.PERSON not in fact.origin or Origin.ITEM in fact.origin


def is_yes_or_no(fact: Fact) -> bool:
    """Tell whether a fact is a question for the person that is answered with yes or no."""
    return fact.type.kind is Kind.BOOLEAN and Origin.PERSON in fact.origin
