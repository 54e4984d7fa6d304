"""Whether another party should become first responsible, because the situation of the person changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.assessing import assess_facts
from overstap.casework.facts import facts_for_rules
from overstap.casework.policy import ROUTING, local_day
from overstap.casework.values import PartyRef, Proposal
from overstap.core.consent import Item
from overstap.core.parties import FIRST_RESPONSIBLE_KINDS
from overstap.parties import queries as parties

if TYPE_CHECKING:
    from overstap.casework.models import Case

CHANGE_OF_STATUS = "statuswijziging"
SITUATION_ITEMS = frozenset({Item.INTAKE})


def propose(case: Case, *, now: dt.datetime) -> Proposal | None:
    """Give a proposal when the routing of today names another kind of party than the one responsible (R-078, R-082).

    A person confirms it by offering the file; the arrangement does not change (R-124). None while all is as it should
    be, while the routing is open, or when no party of that kind works in the region.
    """
    if case.closed_at is not None:
        return None
    today = local_day(now)
    facts = facts_for_rules(case, on=today, items=SITUATION_ITEMS)
    routing = assess_facts(ROUTING, facts, region_code=case.region.code, on=today)
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
    )
