"""Who would help this person first, and why, before anything is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from overstap.casework.assessing import assess_facts
from overstap.casework.policy import Use, scheme_for
from overstap.parties import queries as parties
from overstap.parties.values import PartyCard, RegionCard
from overstap.rules import Known
from overstap.rules.values import Absent, Plain
from overstap.web.translation import own_language


@dataclass(frozen=True, slots=True)
class RoutingProposal:
    """The region and the party that follow from residence and situation (voorstel), with the reason and its source.

    `party` is None while the situation is not clear; `missing` then names the questions that decide.
    """

    region: RegionCard
    party: PartyCard | None
    because: str
    source: str
    missing: tuple[str, ...]


def propose(
    facts: Mapping[str, Plain | Absent], municipality: str, preferred_party_id: int | None, on: dt.date
) -> RoutingProposal | None:
    """Work out the routing for these answers (R-070, R-080); None when the residence is not known yet."""
    region = parties.region_of(municipality, on)
    if region is None:
        return None
    known = {name: value if isinstance(value, Absent) else Known(value) for name, value in facts.items()}
    answer = assess_facts(scheme_for(Use.ROUTING), known, region_code=region.code, on=on)
    kind = answer.output("eerstverantwoordelijke")
    said = answer.said("eerstverantwoordelijke")
    party = None
    if kind is not None:
        party = parties.first_responsible_party(
            region.code, kind, municipality, on, preferred_party_id=preferred_party_id
        )
    return RoutingProposal(
        region=region,
        party=party,
        because=own_language({"nl": said.nl, "en": said.en}) if kind else "",
        source=said.source if kind else "",
        missing=tuple(own_language({"nl": one.label_nl, "en": one.label_en}) for one in answer.missing)
        if not kind
        else (),
    )
