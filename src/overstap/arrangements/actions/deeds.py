"""What every action on an arrangement does around its own work: who may, the audit line, undoing, the next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from overstap.arrangements.access import item_parts, parts_of
from overstap.arrangements.actions.versioning import withdraw_open
from overstap.arrangements.models import Arrangement, ArrangementItem
from overstap.arrangements.terms import Term, due
from overstap.audit import actions as audit
from overstap.casework.actions.deeds import deed
from overstap.casework.models import Case
from overstap.casework.steps import set_step
from overstap.core.actor import Actor
from overstap.core.arrangement import ARRANGEMENT_MOVES, ITEM_MOVES, may_compose
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part, advance
from overstap.parties.models import Party

__all__ = [
    "CLOSED",
    "NOT_RESPONSIBLE",
    "account",
    "check_composing",
    "deed",
    "known_party",
    "log",
    "move",
    "move_item",
    "next_step",
    "too_long",
    "touch",
    "undo",
]

NOT_RESPONSIBLE = Refusal(
    rule="arrangement.niet_van_u",
    because=N_("Alleen een begeleider van de eerstverantwoordelijke partij kan dit doen."),
    source=N_("Werkdocument, Arrangement inzetten"),
    remedy=N_("Vraag het aan de eerstverantwoordelijke partij."),
)

CLOSED = Refusal(
    rule="arrangement.dossier_gesloten",
    because=N_("Dit dossier is afgesloten. U kunt er niets meer aan toevoegen."),
    remedy=N_("Wil de deelnemer weer hulp? Meld de deelnemer dan opnieuw aan."),
)

R = TypeVar("R", bound=Refusal)


def undo(refusal: R) -> R:
    """Give a refusal and undo everything that this action wrote before it: all or nothing."""
    transaction.set_rollback(True)
    return refusal


def log(
    *,
    actor: Actor,
    verb: str,
    arrangement: Arrangement,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit line of a deed on an arrangement, in the transaction of the deed."""
    audit.record(
        actor=actor,
        verb=verb,
        object_kind="arrangement",
        object_id=arrangement.pk,
        subject_id=arrangement.case.participant_id,
        now=now,
        details=details,
    )


def check_composing(actor: Actor, arrangement: Arrangement) -> Refusal | None:
    """Say why this actor cannot change the content now: not responsible, a closed file, or someone decides on it."""
    if Part.RESPONSIBLE not in parts_of(actor, arrangement.case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if arrangement.case.closed_at is not None:
        return CLOSED
    return may_compose(arrangement.state)


def move(actor: Actor, arrangement: Arrangement, name: str) -> Refusal | None:
    """Bring an arrangement in the state after a move (not saved yet), or say why it cannot be made."""
    state = advance(ARRANGEMENT_MOVES, arrangement.state, name, parts=parts_of(actor, arrangement.case))
    if isinstance(state, Refusal):
        return state
    arrangement.state = state
    return None


def move_item(actor: Actor, item: ArrangementItem, name: str) -> Refusal | None:
    """Bring an item in the stage after a move (not saved yet), or say why it cannot be made."""
    parts = item_parts(actor, item, item.arrangement.case)
    stage = advance(ITEM_MOVES, item.stage, name, parts=parts)
    if isinstance(stage, Refusal):
        return stage
    item.stage = stage
    # What somebody chose as the next action belonged to the stage before; the one that follows now stands by itself.
    item.step_what, item.step_side, item.step_before, item.step_party = "", "", None, None
    item.save(update_fields=["step_what", "step_side", "step_before", "step_party"])
    return None


def touch(arrangement: Arrangement, now: datetime) -> None:
    """Note that the content changed: what others agreed with before is no longer what stands here.

    A version that still waited for the person is taken back: nobody agrees to what is no longer meant.
    """
    withdraw_open(arrangement, now)
    arrangement.changed_at = now
    arrangement.save(update_fields=["changed_at"])


def next_step(
    case: Case,
    what: str,
    *,
    party: Party | None,
    now: datetime,
    term: Term = Term.PROGRESS,
    due_on: date | None = None,
) -> None:
    """Replace the next step of the file, before a day or within a term; `party` None means that the person has it.

    A closed file gets none.
    """
    if case.closed_at is None:
        before = due_on or due(term, region_code=case.region.code, now=now)
        set_step(case, what, party=party, due_on=before, now=now)


def account(actor: Actor) -> int:
    """Give the account of someone whose name stands under a deed. Raises ValueError for the system."""
    if actor.user_id is None:
        raise ValueError("this is done by a person")
    return actor.user_id


def too_long(model: type[Model], **texts: str) -> Refusal | None:
    """Say which text does not fit in its field, by the name of that field."""
    for name, text in texts.items():
        field = model._meta.get_field(name)  # noqa: SLF001 (the documented way to ask a model about its fields)
        most = getattr(field, "max_length", None)
        if most is not None and len(text) > most:
            return Refusal(
                rule="tekst.te_lang",
                because=N_("Deze tekst is te lang: er passen %(most)s tekens in."),
                remedy=N_("Schrijf het korter op."),
                details=(("most", str(most)), ("veld", name)),
            )
    return None


def known_party(party_id: int | None) -> Party | Refusal:
    """Give the party that gives an item, or say that there is none."""
    party = Party.objects.filter(pk=party_id, ended_on__isnull=True).first() if party_id is not None else None
    if party is None:
        return Refusal(
            rule="onderdeel.partij",
            because=N_("Kies de organisatie die dit geeft of regelt."),
            remedy=N_("Kies een organisatie uit de lijst."),
        )
    return party
