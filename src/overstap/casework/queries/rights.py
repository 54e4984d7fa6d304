"""What passes on, what is objected to, what should be corrected, and which terms stand still."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from overstap.audit import actions as audit
from overstap.casework.access import (
    FINDING_ROLES,
    GUIDING_ROLES,
    access_objection,
    access_passing,
    correction_parts,
    objection_parts,
    open_case,
    visible_cases,
)
from overstap.casework.cards import passing_card, residence_card
from overstap.casework.discretion import party_told
from overstap.casework.models import (
    Case,
    ClockStop,
    Correction,
    CorrectionState,
    NextAction,
    Objection,
    ObjectionState,
    Passing,
    PassingKind,
    PassingState,
    Residence,
)
from overstap.casework.objection_cards import correction_card, objection_card, stop_card
from overstap.casework.policy import catalogue, item_of
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overstap.casework.values import ClockStopCard, CorrectionCard, ObjectionCard, PassingCard, ResidenceCard
    from overstap.core.actor import Actor

LONGEST = 200
OPEN_OBJECTIONS = (ObjectionState.FILED, ObjectionState.TAKEN)


@dataclass(frozen=True, slots=True)
class RightsPage:
    """What someone can still do about a file, and what came of it (rechten); `stop` is why the next step waits."""

    objections: tuple[ObjectionCard, ...]
    corrections: tuple[CorrectionCard, ...]
    passings: tuple[PassingCard, ...]
    residences: tuple[ResidenceCard, ...]
    stop: ClockStopCard | None
    term: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the regions of a reader (wat wacht): files that move in and out, objections, corrections."""

    moving_in: tuple[PassingCard, ...]
    moving_out: tuple[PassingCard, ...]
    objections: tuple[ObjectionCard, ...]
    corrections: tuple[CorrectionCard, ...]


def rights_page(actor: Actor, case_id: int, now: dt.datetime) -> RightsPage:
    """Give what can be done about a file, for who opened it: the page of the file writes the line of the read.

    Raises NotFoundError for who may see nothing of it, or only found it.
    """
    case, sight = open_case(actor, case_id, now=now)
    if sight.unshared:
        raise NotFoundError(case_id)
    action = NextAction.objects.filter(case=case, done_at__isnull=True).first()
    stop = ClockStop.objects.filter(action=action, until_on__isnull=True).first() if action else None
    told = Item.ADVICE in sight.standing
    return RightsPage(
        objections=_objections_of(actor, case, sight.standing, now) if told else (),
        corrections=_corrections_of(actor, case, sight.standing, now),
        passings=tuple(passing_card(row, case, sight.items, actor, now=now) for row in _passings().filter(case=case)),
        residences=tuple(
            residence_card(row)
            for row in Residence.objects.filter(case=case).select_related("region").order_by("from_on", "id")
            if row.until_on is None or row.until_on >= row.from_on
        ),
        stop=stop_card(stop) if stop else None,
        term=action.term if action else "",
    )


def waiting(actor: Actor, now: dt.datetime) -> Waiting:
    """Give what waits in the regions of the actor: moves for desks and advisers, objections for who may read them.

    Nobody's name is told who did not share the file with the actor's party.
    """
    if not actor.serves_people or actor.party_id is None:
        return Waiting((), (), (), ())
    moves = _moves(actor, now)
    inward = tuple(card for card in moves if card.to_region_code in actor.region_codes)
    outward = tuple(card for card in moves if card.from_region_code in actor.region_codes)
    guides = actor.has(*GUIDING_ROLES)
    return Waiting(
        inward, outward, _objections(actor, now) if guides else (), _corrections(actor, now) if guides else ()
    )


def passing(actor: Actor, passing_id: int, now: dt.datetime) -> PassingCard:
    """Give one file that passes on, to the person and to both sides; the read is logged."""
    row, case, parts = access_passing(actor, passing_id, now=now)
    items = frozenset({Item.CONTACT}) if parts else open_case(actor, case.pk, now=now)[1].items
    audit.record_read(
        actor=actor,
        verb="overgang_openen",
        object_kind="dossier",
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=Purpose.HANDOVER,
        now=now,
    )
    return passing_card(row, case, items, actor, now=now)


def objection(actor: Actor, objection_id: int, now: dt.datetime) -> ObjectionCard:
    """Give one objection, to the person and to who may see the advice. Raises NotFoundError for everyone else."""
    row, case, sight = access_objection(actor, objection_id, now=now)
    return objection_card(row, case, sight.items, now=now, parts=objection_parts(actor, case, row))


def _passings() -> QuerySet[Passing]:
    return Passing.objects.select_related(
        "case", "case__participant", "from_party", "to_party", "from_region", "to_region"
    ).order_by("-proposed_at", "-id")


def _moves(actor: Actor, now: dt.datetime) -> tuple[PassingCard, ...]:
    if not actor.has(*FINDING_ROLES, *GUIDING_ROLES):
        return ()
    shared = Consent.objects.filter(
        in_force(now), participant_id=OuterRef("case__participant_id"), party_id=actor.party_id or 0, item=Item.CONTACT
    )
    rows = (
        _passings()
        .filter(kind=PassingKind.MOVE, state=PassingState.PROPOSED)
        .filter(Q(to_region__code__in=actor.region_codes) | Q(from_region__code__in=actor.region_codes))
        .annotate(shared=Exists(shared))
        .order_by("from_on", "id")[:LONGEST]
    )
    cards = []
    for row in rows:
        named = bool(getattr(row, "shared", False))
        card = passing_card(row, row.case, frozenset({Item.CONTACT}) if named else frozenset(), actor, now=now)
        if not named:
            card = replace(
                card,
                from_party=party_told(row.from_party, actor),
                to_party=party_told(row.to_party, actor),
                because_nl="",
                because_en="",
            )
        cards.append(card)
    return tuple(cards)


def _objections_of(actor: Actor, case: Case, items: frozenset[Item], now: dt.datetime) -> tuple[ObjectionCard, ...]:
    rows = _objection_rows().filter(case=case)
    return tuple(objection_card(row, case, items, now=now, parts=objection_parts(actor, case, row)) for row in rows)


def _objection_rows() -> QuerySet[Objection]:
    return Objection.objects.select_related(
        "case",
        "case__region",
        "handler",
        "handling_party",
        "decision__decided_by",
        "decision__assessment",
        "new_decision__decided_by",
        "new_decision__assessment",
    ).order_by("-filed_at", "-id")


def _seen(actor: Actor, item: Item, now: dt.datetime) -> QuerySet[Case]:
    permitted = Consent.objects.filter(in_force(now), party_id=actor.party_id or 0, item=item, purpose=Purpose.GUIDANCE)
    return visible_cases(actor, now=now).filter(participant_id__in=permitted.values("participant_id"))


def _objections(actor: Actor, now: dt.datetime) -> tuple[ObjectionCard, ...]:
    rows = _objection_rows().filter(state__in=OPEN_OBJECTIONS, case__in=_seen(actor, Item.ADVICE, now))
    return tuple(
        objection_card(row, row.case, frozenset(), now=now, parts=objection_parts(actor, row.case, row))
        for row in rows.order_by("due_on", "id")[:LONGEST]
    )


def _corrections(actor: Actor, now: dt.datetime) -> tuple[CorrectionCard, ...]:
    rows = Correction.objects.filter(
        state=CorrectionState.ASKED,
        case__first_responsible_id=actor.party_id,
        case__in=_seen(actor, Item.INTAKE, now),
    ).select_related("case", "case__region", "old")
    return tuple(
        correction_card(row, row.case, now=now, parts=correction_parts(actor, row.case))
        for row in rows.order_by("due_on", "id")[:LONGEST]
        if _ordinary(row.fact_id)
    )


def _corrections_of(actor: Actor, case: Case, items: frozenset[Item], now: dt.datetime) -> tuple[CorrectionCard, ...]:
    rows = Correction.objects.filter(case=case).select_related("old").order_by("-asked_at", "-id")
    parts = correction_parts(actor, case)
    facts = catalogue().facts
    return tuple(
        correction_card(row, case, now=now, parts=parts)
        for row in rows
        if (item_of(facts[row.fact_id]) if row.fact_id in facts else Item.INTAKE) in items
    )


def _ordinary(fact_id: str) -> bool:
    """A list over many files shows no answer about health or debts; the file itself does, to who may see it."""
    fact = catalogue().facts.get(fact_id)
    return fact is None or item_of(fact) is Item.INTAKE
