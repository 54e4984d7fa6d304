"""The answers of a file, as the rules read them and as people read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from overstap.casework.models import Case, CaseFact, Decision, FactState, OwnService
from overstap.casework.policy import catalogue, item_of
from overstap.casework.values import FactCard
from overstap.core.consent import Item
from overstap.core.decision import N_, Refusal
from overstap.rules import NOT_APPLICABLE, REFUSED, FactValueError, Known, number_of, plain_of, show

if TYPE_CHECKING:
    from overstap.rules import Fact, FactValue
    from overstap.rules.values import Plain

AGE = "leeftijd"
AGREED = "vrijwillig_akkoord"
OWN_SERVICE = "eigen_dienstverlening_ingezet"
DECISION = "besluit_intake"
DISTANCE = "afstand_oordeel"

DERIVED = frozenset({AGE, OWN_SERVICE, DECISION})
"""Facts that the file knows from elsewhere: nobody is asked for them and nobody types them."""

SHOWN_STATES = {
    FactState.NOT_APPLICABLE: ("niet van toepassing", "not applicable"),
    FactState.REFUSED: ("wil niet zeggen", "prefers not to say"),
}


def facts_for_rules(case: Case, *, on: dt.date, items: frozenset[Item] | None = None) -> dict[str, FactValue]:
    """Give everything that is known of a file to the rules, only from the parts in `items` (None: all parts)."""
    known: dict[str, FactValue] = {}
    for row in CaseFact.objects.filter(case=case, superseded_at__isnull=True).order_by("id"):
        fact = catalogue().facts.get(row.fact_id)
        if fact is None or (items is not None and item_of(fact) not in items):
            continue
        known[row.fact_id] = fact_value(fact, row)
    return known | _derived(case, on)


def _derived(case: Case, on: dt.date) -> dict[str, FactValue]:
    own = OwnService.objects.filter(case=case).exists()
    found: dict[str, FactValue] = {
        AGE: Known(age(case.participant.birth_date, on), source="geboortedatum"),
        OWN_SERVICE: Known(own, source="dossier"),
    }
    decision = Decision.objects.filter(case=case).order_by("-decided_at", "-id").first()
    if decision is not None:
        found[DECISION] = Known(decision.kind, source="besluit")
    return found


def age(birth_date: dt.date, on: dt.date) -> int:
    """Give someone's age in whole years on a day; who was born on 29 February is a year older on 1 March."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def fact_value(fact: Fact, row: CaseFact) -> FactValue:
    """Give a stored answer as the rules know it."""
    if row.state == FactState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if row.state == FactState.REFUSED:
        return REFUSED
    return Known(unstored(fact, row.value), source=row.source)


def unstored(fact: Fact, value: Any) -> Plain:
    """Give a value as Python writes it from how it is stored: a date is stored as text."""
    return dt.date.fromisoformat(value) if fact.type.kind == "date" else value


def stored(value: Plain | None) -> Any:
    """Give a value as it is stored."""
    return value.isoformat() if isinstance(value, dt.date) else value


def check_answer(fact_id: str, state: FactState, value: Plain | None) -> Refusal | None:
    """Say why an answer cannot be recorded: an unknown question, a value outside its domain, or a state it lacks."""
    fact = catalogue().facts.get(fact_id)
    if fact is None or fact_id in DERIVED or not {"person", "case", "judgement"} & set(fact.origin):
        return Refusal(rule="intake.vraag", because=N_("Deze vraag bestaat niet of wordt niet bij de intake gesteld."))
    if state == FactState.NOT_APPLICABLE and not fact.may_be_not_applicable:
        return Refusal(
            rule="intake.niet_van_toepassing",
            because=N_("Bij deze vraag kan “niet van toepassing” niet."),
            remedy=N_("Geef een antwoord of kies “wil ik niet zeggen”."),
        )
    if state != FactState.KNOWN:
        return None
    try:
        number_of(fact, value if value is not None else "")
    except FactValueError:
        return Refusal(
            rule="intake.antwoord",
            because=N_("Dit antwoord past niet bij de vraag “%(vraag)s”."),
            remedy=N_("Kies een antwoord uit de lijst of kijk het getal of de datum na."),
            details=(("vraag", fact.label.nl),),
        )
    return None


def fact_cards(case: Case, items: frozenset[Item]) -> tuple[FactCard, ...]:
    """Give the current answers of a file that stand in the given parts."""
    cards = []
    for row in CaseFact.objects.filter(case=case, superseded_at__isnull=True).order_by("recorded_at", "id"):
        fact = catalogue().facts.get(row.fact_id)
        if fact is not None and item_of(fact) in items:
            cards.append(_card(fact, row))
    return tuple(cards)


def _card(fact: Fact, row: CaseFact) -> FactCard:
    if row.state == FactState.KNOWN:
        value: Plain | None = unstored(fact, row.value)
        shown = tuple(shown_value(fact, value, language) for language in ("nl", "en"))
    else:
        value, shown = None, SHOWN_STATES[FactState(row.state)]
    return FactCard(
        fact_id=fact.id,
        label_nl=fact.label.nl,
        label_en=fact.label.en,
        shown_nl=shown[0],
        shown_en=shown[1],
        state=row.state,
        value=value,
        source=row.source,
        recorded_at=row.recorded_at,
        item=item_of(fact),
    )


def shown_value(fact: Fact, value: Plain | None, language: str) -> str:
    """Write a value for people; a value that the dictionary no longer knows is written as it stands."""
    try:
        number = number_of(fact, value if value is not None else "")
    except FactValueError:
        return str(value)
    return show(fact.type, number, language, fact.choices)


def lowest(fact: Fact) -> Plain:
    """The lowest value that a fact can have."""
    return plain_of(fact.type, fact.low)


def highest(fact: Fact) -> Plain:
    """The highest value that a fact can have."""
    return plain_of(fact.type, fact.high)
