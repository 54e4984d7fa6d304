"""Who should be first responsible now, by the situation and the residence of the person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.casework.assessing import assess_facts
from overstap.casework.facts import facts_for_rules
from overstap.casework.policy import Use, local_day, scheme_for
from overstap.casework.values import PartyRef, Proposal
from overstap.core.consent import Item
from overstap.core.parties import FIRST_RESPONSIBLE_KINDS
from overstap.parties import queries as parties

if TYPE_CHECKING:
    from overstap.casework.assessing import Answer
    from overstap.casework.models import Case
    from overstap.parties.values import PartyCard

CHANGE_OF_STATUS = "statuswijziging"
SITUATION_ITEMS = frozenset({Item.INTAKE})
END_OF_BENEFIT, END_OF_BENEFIT_FACT = "einde_ww", "ww_einddatum"


@dataclass(frozen=True, slots=True)
class Route:
    """Who is first responsible somewhere, and why (routering)."""

    kind: str
    party: PartyCard
    because_nl: str
    because_en: str
    source: str


def propose(case: Case, *, now: dt.datetime) -> Proposal | None:
    """Give a proposal when the routing of today names another kind of party than the one responsible (R-078, R-082).

    A person confirms it by offering the file; the arrangement does not change (R-124). None while all is as it should
    be, while the routing is open, or when no party of that kind works in the region.
    """
    if case.closed_at is not None:
        return None
    today = local_day(now)
    routing = _routing(case, case.region.code, today)
    kind = routing.output("eerstverantwoordelijke")
    if kind is None or case.first_responsible.kind in FIRST_RESPONSIBLE_KINDS[kind]:
        return None
    party = parties.first_responsible_party(case.region.code, kind, case.participant.municipality, today)
    if party is None:
        return None
    change = routing.output("reden_overgang") or ""
    said = routing.said("reden_overgang")
    if not said.nl:
        said = routing.said("eerstverantwoordelijke")
    ended = change not in {"", "geen_overgang"}
    return Proposal(
        kind=change if ended else CHANGE_OF_STATUS,
        to_party=PartyRef(party.id, party.name),
        because_nl=said.nl,
        because_en=said.en,
        source=said.source,
        from_on=_changed_on(case, change, today),
    )


def route_in(case: Case, *, region_code: str, municipality: str, on: dt.date) -> Route | None:
    """Give who is first responsible for a file in a region, by the routing of that day (R-070, R-080).

    While the routing is open, or nobody of that kind works there, it is a party of the same kind as now, else whoever
    of the three kinds works there: a person who moves is never without anyone. None when nobody does.
    """
    routing = _routing(case, region_code, on)
    said = routing.said("eerstverantwoordelijke")
    wanted = routing.output("eerstverantwoordelijke")
    present = next(
        (kind for kind, held in FIRST_RESPONSIBLE_KINDS.items() if case.first_responsible.kind in held), None
    )
    for kind in dict.fromkeys((wanted, present, *reversed(tuple(FIRST_RESPONSIBLE_KINDS)))):
        party = kind and parties.first_responsible_party(
            region_code, kind, municipality, on, preferred_party_id=case.first_responsible_id
        )
        if kind and party:
            fits = kind == wanted
            return Route(kind, party, said.nl if fits else "", said.en if fits else "", said.source if fits else "")
    return None


def _routing(case: Case, region_code: str, on: dt.date) -> Answer:
    facts = facts_for_rules(case, on=on, items=SITUATION_ITEMS)
    return assess_facts(scheme_for(Use.ROUTING), facts, region_code=region_code, on=on)


def _changed_on(case: Case, change: str, today: dt.date) -> dt.date:
    """From which day the other party is the right one: the day after the benefit ended, else the day it was told."""
    if change != END_OF_BENEFIT:
        return today
    held = case.facts.filter(fact_id=END_OF_BENEFIT_FACT, superseded_at__isnull=True, value__isnull=False).first()
    ended = held.value if held else None
    return dt.date.fromisoformat(ended) + dt.timedelta(days=1) if isinstance(ended, str) else today
