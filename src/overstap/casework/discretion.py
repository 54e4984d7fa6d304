"""What is told of a file to who only looks for where a person is helped: no union by its name, no content (R-102)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from overstap.casework.cards import party_ref
from overstap.casework.steps import (
    AFTER_REFUSAL,
    AFTER_SILENCE,
    AFTER_WITHDRAWAL,
    ANSWER_HANDOVER,
    CHECK_CRITERIA,
    CHOOSE_PARTY,
    FIRST_CONTACT,
)
from overstap.casework.values import PartyRef
from overstap.core.decision import N_
from overstap.core.parties import FIRST_RESPONSIBLE_KINDS

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.casework.values import CaseHeader, CaseRow, NextStep
    from overstap.core.actor import Actor
    from overstap.parties.models import Party

UNNAMED = 0
"""The id of a party that is not told; no row has it."""

SOCIAL_PARTNER = N_("een sociale partner")
TEAM_PARTNER = N_("een partij van het team")
STEP_IN_FILE = N_("Volgende stap in het dossier")

ABOUT_HELPING_ON = frozenset({
    CHECK_CRITERIA, CHOOSE_PARTY, ANSWER_HANDOVER, FIRST_CONTACT, AFTER_REFUSAL, AFTER_SILENCE, AFTER_WITHDRAWAL
})  # fmt: skip
"""The steps that say who has to call whom; any other step, and all that was typed, tells about the content."""


def party_told(party: Party, actor: Actor) -> PartyRef:
    """Show a party to someone with whom the file was not shared.

    Unions and employers' organisations share one name: which union helps someone may tell of a membership, and the
    common name tells no more than the routing, which sends everyone with a job there (R-070).
    """
    if party.pk == actor.party_id or party.kind not in FIRST_RESPONSIBLE_KINDS["sociale_partners"]:
        return party_ref(party)
    return PartyRef(UNNAMED, SOCIAL_PARTNER)


def discreet_header(header: CaseHeader, case: Case, actor: Actor) -> CaseHeader:
    """The header for someone with whom the file was not shared."""
    responsible = party_told(case.first_responsible, actor)
    named = responsible.id != UNNAMED
    return replace(
        header,
        first_responsible=responsible,
        contact_party=party_told(case.contact_party, actor) if case.contact_party else None,
        referrer=party_told(case.referrer, actor) if case.referrer else None,
        owner=header.owner if named else "",
        owner_id=header.owner_id if named else None,
        cover=header.cover if named else "",
        next_step=_step_told(header.next_step, case, actor),
    )


def discreet_row(row: CaseRow, case: Case, actor: Actor) -> CaseRow:
    """The line in a list for someone with whom the file was not shared."""
    responsible = party_told(case.first_responsible, actor)
    named = responsible.id != UNNAMED
    return replace(
        row,
        first_responsible=responsible,
        owner=row.owner if named else "",
        owner_id=row.owner_id if named else None,
        next_step=_step_told(row.next_step, case, actor),
        advice=None,
        factors_for=0,
    )


def _step_told(step: NextStep | None, case: Case, actor: Actor) -> NextStep | None:
    if step is None:
        return None
    involved = {party.pk: party for party in (case.first_responsible, case.contact_party) if party}
    who = PartyRef(UNNAMED, "" if step.by_person else TEAM_PARTNER)
    if step.party_id == actor.party_id:
        who = PartyRef(UNNAMED, step.who)
    elif step.party_id in involved:
        who = party_told(involved[step.party_id], actor)
    what = step.what if step.what in ABOUT_HELPING_ON else STEP_IN_FILE
    return replace(step, what=what, who=who.name, party_id=who.id or None)
