"""How things stand for somebody: who may look for them, what they said, for what they were proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.casework.policy import local_day
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.mediation.access import agreed_anywhere, open_profile
from overstap.mediation.models import Proposal, SearchWish
from overstap.mediation.queries.lists import LOOKING, known_seeker
from overstap.mediation.queries.shaping import vacancy_line
from overstap.mediation.skills import SkillName, skill_space
from overstap.mediation.values import ProposalCard, SharingCard, WishCard
from overstap.parties.queries import parties_in_region

if TYPE_CHECKING:
    import datetime as dt

    from overstap.core.actor import Actor


def brokering_parties(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[SharingCard, ...]:
    """The parties of the region that can look for work for somebody, and which of them may (R-408)."""
    case = open_profile(actor, case_id, LOOKING, now=now)
    held = {
        row.party_id: row
        for row in Consent.objects.filter(
            in_force(now), participant_id=case.participant_id, item=Item.PROFILE, purpose=Purpose.MATCHING
        ).order_by("pk")
    }
    return tuple(
        SharingCard(
            party_id=one.id,
            party_name=one.name,
            consent_id=held[one.id].pk if one.id in held else None,
            since=held[one.id].given_at if one.id in held else None,
        )
        for one in parties_in_region(case.region.code, local_day(now))
    )


def may_be_looked_for(case_id: int, now: dt.datetime) -> bool:
    """Tell whether somebody agreed that any party looks for work for them; for contexts that make lists (R-408)."""
    return agreed_anywhere(now).filter(pk=case_id).exists()


def proposals_of(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[ProposalCard, ...]:
    """For which vacancies somebody was proposed and what they said, the newest first."""
    case = open_profile(actor, case_id, LOOKING, now=now)
    rows = Proposal.objects.filter(case=case).select_related("party", "vacancy__employer", "vacancy__site__region")
    return tuple(
        ProposalCard(
            id=row.pk,
            case_id=case.pk,
            vacancy=vacancy_line(row.vacancy),
            party_name=row.party.name,
            state=row.state,
            proposed_at=row.proposed_at,
            answered_at=row.answered_at,
            with_contact=row.with_contact,
        )
        for row in rows.order_by("-proposed_at", "-pk")
    )


def wishes_of(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[WishCard, ...]:
    """What somebody does not want or cannot, as confirmed."""
    case = open_profile(actor, case_id, LOOKING, now=now)
    rows = SearchWish.objects.filter(case=case, ended_at__isnull=True).order_by("kind", "value", "pk")
    return tuple(WishCard(row.pk, row.kind, row.get_kind_display(), row.value, row.set_at) for row in rows)


def to_confirm(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[SkillName, ...]:
    """What we suppose that somebody can, the surest first."""
    case = open_profile(actor, case_id, LOOKING, now=now)
    seeker = known_seeker(case, local_day(now))
    ordered = sorted(seeker.supposed(), key=lambda skill: (-seeker.abilities[skill].weight, skill))
    return tuple(skill_space().names[skill] for skill in ordered)
