"""Starting an arrangement: everything is committed in one transaction, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from overstap.arrangements.access import access_arrangement
from overstap.arrangements.actions.deeds import CLOSED, deed, log, move, next_step, undo
from overstap.arrangements.actions.money import lock_budgets, reserve_for
from overstap.arrangements.again import draft_of, still_open
from overstap.arrangements.cards import arrangement_card, keys_of, money_of, stored_ground
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.item_facts import Composer
from overstap.arrangements.judging import find_instrument, judge
from overstap.arrangements.models import ArrangementItem, ItemKind, ItemStage
from overstap.arrangements.terms import Term
from overstap.arrangements.values import ArrangementCard, Money
from overstap.arrangements.weighing import receipt_of
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.arrangement import NotReady, may_activate
from overstap.core.decision import N_, Refusal
from overstap.treasury import actions as treasury
from overstap.treasury.queries import commitments_by_keys
from overstap.treasury.values import CommitmentCard

PROGRESS = N_("Voortgang bespreken met de deelnemer")


def activate(*, actor: Actor, arrangement_id: int, now: datetime) -> ArrangementCard | Refusal:
    """Start an arrangement (activeren): all money is bound in one transaction, or the refusal names all that lacks.

    Needs a target, the six prior checks, the person's agreement and another party that agreed with this content
    (R-055, R-120, R-122, R-135). Every scheme has to say yes now that everything is known. A reservation that ran out
    on the way is made again when the money is still there; if not, nothing starts.
    """
    with deed(actor=actor, verb="activeren", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "activeren")
        if refusal is not None:
            return refusal
        if arrangement.case.closed_at is not None:
            return CLOSED
        composition = compose(arrangement.case, arrangement, sight=sight, now=now, all_facts=True)
        refusal = may_activate(composition.readiness) or commit_chosen(actor, composition, now=now)
        if refusal is not None:
            return undo(refusal)
        arrangement.activated_at = now
        arrangement.save(update_fields=["state", "activated_at"])
        party = arrangement.case.first_responsible
        next_step(arrangement.case, PROGRESS, term=Term.PROGRESS, party=party, now=now)
        log(actor=actor, verb="activeren", arrangement=arrangement, now=now)
        return arrangement_card(arrangement)


def commit_chosen(actor: Actor, composition: Composition, *, now: datetime) -> Refusal | None:
    """Commit every item that is chosen and not committed yet; the caller undoes everything when this refuses."""
    chosen = [item for item in composition.items if item.stage == ItemStage.CHOSEN]
    if not chosen:
        return NOTHING_CHOSEN
    commitments = commitments_by_keys(keys_of(chosen))
    lock_budgets(composition.case, chosen, now)
    unsettled = [lack for lack in (_weigh_again(composition, item, commitments) for item in chosen) if lack is not None]
    if unsettled:
        return _not_ready(unsettled)
    ran_out = [
        item for item in chosen if any(money_of(commitments.get(key), now) is Money.EXPIRED for key in keys_of([item]))
    ]
    refusal = reserve_for(actor, composition.case, ran_out, now=now)
    if refusal is not None:
        return _not_ready([refusal])
    bound = treasury.commit(actor=actor, keys=keys_of(chosen), now=now)
    if isinstance(bound, Refusal):
        return bound
    for item in chosen:
        item.stage = ItemStage.COMMITTED
        item.save()
    return None


def _weigh_again(
    composition: Composition, item: ArrangementItem, commitments: Mapping[UUID, CommitmentCard]
) -> Refusal | None:
    """Ask the schemes again, in the version of the day on which the item was chosen, now that nothing is open."""
    if item.kind == ItemKind.PRIOR or item.handover_id is not None:
        return None
    then = replace(composition, on=local_day(item.added_at))
    instrument = find_instrument(then, item.instrument)
    if isinstance(instrument, Refusal):
        return instrument
    own = commitments.get(item.commitment_key) if item.commitment_key else None
    counted = own.amount_cents if own is not None and own.state == "gereserveerd" else 0
    composer = Composer(responsible=True, party_kind=item.bought_by)
    judgement = judge(composer, then, draft_of(item), instrument, own_cents=counted)
    if judgement.refusal is not None:
        return judgement.refusal
    if not judgement.weighing.settled:
        return still_open(item)
    if judgement.funding.draft.shared_cents != item.shared_cents:
        return _other_parts(item)
    item.start_receipt = receipt_of(judgement.weighing.main)
    item.grounds = [stored_ground(line) for line in judgement.weighing.grounds]
    return None


def _other_parts(item: ArrangementItem) -> Refusal:
    """The refusal for an item of which another stream would now pay another part."""
    return Refusal(
        rule="onderdeel.delen_veranderd",
        because=N_("Bij “%(title)s” betaalt een ander nu een ander deel dan toen u het koos."),
        remedy=N_("Haal het onderdeel eruit en kies het opnieuw."),
        details=(("title", item.title),),
    )


NOTHING_CHOSEN = Refusal(
    rule="arrangement.niets_nieuws",
    because=N_("Er is niets nieuws om akkoord op te geven."),
    remedy=N_("Kies eerst een onderdeel."),
)


def _not_ready(lacks: list[Refusal]) -> NotReady:
    return NotReady(
        rule="arrangement.activeren",
        because=N_("Dit arrangement kan nog niet starten. Er ontbreekt nog iets."),
        remedy=N_("Los eerst elk punt van de lijst op."),
        lacks=tuple(lacks),
    )
