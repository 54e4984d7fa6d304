"""For what a person can be handed over to another desk, as the scheme of hand-overs and the menu say (R-421)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType

from overstap.casework.policy import Use, catalogue, scheme_for
from overstap.rules import NotInForceError

OUTPUT = "overdracht_naar"
NOWHERE = "geen"
DEBT_HELP = "gemeente_schulden"
"""Where a signal of debts leads (R-346)."""

USUAL_KINDS = MappingProxyType(
    {
        "gemeente_schulden": ("gemeente",),
        "gemeente_wmo": ("gemeente",),
        "gemeente_ggz": ("gemeente",),
        "gemeente_taal": ("gemeente",),
        "onderwijsinstelling": ("onderwijsinstelling",),
        "leerwerkloket": ("partnerloket",),
        "sbb": ("sbb",),
        "arbeidsdeskundige": ("uwv", "dienstverlener"),
        "sectorarrangement": ("sectorfonds",),
        "zelfstandigenloket": ("partnerloket", "gemeente"),
        "werkgeversservicepunt": ("partnerloket", "uwv"),
    }
)
"""Which kinds of party usually have such a desk: they stand first in a list; any party of the region can be chosen."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something for which people are handed over (soort hulpvraag): its name, its source, and who usually does it."""

    id: str
    nl: str
    en: str
    source: str
    instrument: str
    party_kinds: tuple[str, ...]


def targets(on: dt.date) -> tuple[Target, ...]:
    """Every target on a day, in the order of the scheme; none when it is not in force."""
    try:
        version = catalogue().scheme(scheme_for(Use.HANDOVER), on)
    except NotInForceError:
        return ()
    output = version.outputs[OUTPUT]
    source = "; ".join(one.text() for one in output.source)
    instruments = {one.target: one.id for one in catalogue().menu(on).instruments if one.target}
    return tuple(
        Target(
            choice.id,
            choice.label.nl,
            choice.label.en,
            source,
            instruments.get(choice.id, ""),
            USUAL_KINDS.get(choice.id, ()),
        )
        for choice in output.choices
        if choice.id != NOWHERE
    )


def target(target_id: str, on: dt.date) -> Target | None:
    """One target by its id; None when there is none on that day."""
    return next((one for one in targets(on) if one.id == target_id), None)
