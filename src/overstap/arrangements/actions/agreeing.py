"""Proposing, agreeing and taking back: what the person and the team do with the whole arrangement."""

from __future__ import annotations

from datetime import datetime

from overstap.arrangements.access import access_arrangement, parts_of
from overstap.arrangements.actions.deeds import CLOSED, deed, log, move, next_step, undo
from overstap.arrangements.actions.starting import commit_chosen
from overstap.arrangements.cards import arrangement_card
from overstap.arrangements.composition import compose
from overstap.arrangements.models import Arrangement, ArrangementItem, ArrangementState, ItemStage
from overstap.arrangements.terms import Term
from overstap.arrangements.values import ArrangementCard
from overstap.core.actor import Actor
from overstap.core.arrangement import may_propose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part

AGREE = N_("Akkoord geven op het arrangement")
START = N_("Arrangement starten")
REVISE = N_("Arrangement aanpassen met de deelnemer")
ON_LINE = N_("Zelf, in Mijn dossier")
LONGEST_HOW = 120


def propose(*, actor: Actor, arrangement_id: int, now: datetime) -> ArrangementCard | Refusal:
    """Show the arrangement to the person (voorstellen); refuses with everything that the content still lacks."""
    with deed(actor=actor, verb="voorstellen", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "voorstellen") or _closed(arrangement)
        if refusal is not None:
            return refusal
        not_ready = may_propose(compose(arrangement.case, arrangement, sight=sight, now=now).readiness)
        if not_ready is not None:
            return not_ready
        arrangement.proposed_at = now
        arrangement.save(update_fields=["state", "proposed_at"])
        next_step(arrangement.case, AGREE, term=Term.AGREE, party=None, now=now)
        log(actor=actor, verb="voorstellen", arrangement=arrangement, now=now)
        return arrangement_card(arrangement)


def agree(*, actor: Actor, arrangement_id: int, how: str = "", now: datetime) -> ArrangementCard | Refusal:
    """Record that the person agrees (akkoord geven, R-120): by the person, or by a professional who says how.

    In an arrangement that already runs this is the agreement with what was added since: those items are committed at
    once, all of them or none. Refuses `arrangement.hoe` without a word on how a professional heard it.
    """
    with deed(actor=actor, verb="akkoord_geven", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        through = _how(actor, arrangement, how)
        if isinstance(through, Refusal):
            return through
        adding = arrangement.state == ArrangementState.ACTIVE
        refusal = move(actor, arrangement, "aanvullen" if adding else "akkoord_geven") or _closed(arrangement)
        if refusal is not None:
            return refusal
        arrangement.agreed_at, arrangement.agreed_by_id, arrangement.agreed_through = now, actor.user_id, through
        arrangement.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_through"])
        chosen = ArrangementItem.objects.filter(arrangement=arrangement, stage=ItemStage.CHOSEN)
        chosen.update(agreed_at=now)
        if adding:
            composition = compose(arrangement.case, arrangement, sight=sight, now=now, all_facts=True)
            refused = commit_chosen(actor, composition, now=now)
            if refused is not None:
                return undo(refused)
        else:
            next_step(arrangement.case, START, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)
        log(actor=actor, verb="akkoord_geven", arrangement=arrangement, now=now, details={"hoe": through})
        return arrangement_card(arrangement)


def take_back(*, actor: Actor, arrangement_id: int, because: str = "", now: datetime) -> ArrangementCard | Refusal:
    """Take the proposal back to change it (terugnemen), as the team or as the person; an agreement lapses."""
    with deed(actor=actor, verb="terugnemen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "terugnemen") or _closed(arrangement)
        if refusal is not None:
            return refusal
        arrangement.agreed_at, arrangement.agreed_by, arrangement.agreed_through = None, None, ""
        arrangement.proposed_at = None
        arrangement.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_through", "proposed_at"])
        ArrangementItem.objects.filter(arrangement=arrangement, stage=ItemStage.CHOSEN).update(agreed_at=None)
        next_step(arrangement.case, REVISE, term=Term.AGREE, party=arrangement.case.first_responsible, now=now)
        details = {"reden": because.strip()} if because.strip() else None
        log(actor=actor, verb="terugnemen", arrangement=arrangement, now=now, details=details)
        return arrangement_card(arrangement)


def _how(actor: Actor, arrangement: Arrangement, how: str) -> str | Refusal:
    if Part.PERSON in parts_of(actor, arrangement.case):
        return ON_LINE
    if not how.strip():
        return Refusal(
            rule="arrangement.hoe",
            because=N_("Er staat niet bij hoe de deelnemer akkoord gaf."),
            source=N_("Werkdocument, Arrangement inzetten"),
            remedy=N_("Vul in hoe de deelnemer het zei: in een gesprek, aan de telefoon of per brief."),
        )
    return how.strip()[:LONGEST_HOW]


def _closed(arrangement: Arrangement) -> Refusal | None:
    return CLOSED if arrangement.case.closed_at is not None else None
