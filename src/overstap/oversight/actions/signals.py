"""Bottlenecks that a region raises and the steering group decides on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from overstap.audit import actions as audit
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import SIGNAL_MOVES, advance
from overstap.oversight.access import access_signal, is_own_region, signal_parts
from overstap.oversight.cards import signal_card
from overstap.oversight.models import Signal
from overstap.oversight.planning import meeting_after
from overstap.parties.models import Region

if TYPE_CHECKING:
    from overstap.core.actor import Actor
    from overstap.oversight.values import SignalCard

LONGEST_SUBJECT = 160
LONGEST_OWNER = 120


def raise_signal(
    *, actor: Actor, region_code: str, subject: str, explanation: str, owner: str, now: dt.datetime
) -> SignalCard | Refusal:
    """Raise a bottleneck (R-386): it goes on the agenda of the next two-weekly meeting (R-382), with an owner.

    Raises NotFoundError for who does not coordinate the region.
    """
    if not is_own_region(actor, region_code) or actor.user_id is None:
        raise NotFoundError(region_code)
    refusal = _check(subject.strip(), explanation.strip(), owner.strip())
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = Signal.objects.create(
            region=Region.objects.get(code=region_code),
            subject=subject.strip(),
            explanation=explanation.strip(),
            owner=owner.strip(),
            raised_at=now,
            raised_by_id=actor.user_id,
            agenda_on=meeting_after(timezone.localdate(now)),
        )
        _log(actor, "knelpunt_melden", row, now)
        return signal_card(row, actor)


def decide_signal(
    *, actor: Actor, signal_id: int, move: str, decision: str, owner: str = "", now: dt.datetime
) -> SignalCard | Refusal:
    """Note what the steering group did: `bespreken` puts it on the next agenda again, `besluiten` ends it (R-386).

    `owner` names who takes it on; empty leaves it as it is. A decision is never empty.
    """
    with transaction.atomic():
        row = access_signal(actor, signal_id, for_update=True)
        if move not in {one.name for one in SIGNAL_MOVES.table}:
            return Refusal(rule="knelpunt.stap", because=N_("Kies: besproken of besloten."))
        moved = advance(SIGNAL_MOVES, row.state, move, parts=signal_parts(actor))
        if isinstance(moved, Refusal):
            return moved
        if not decision.strip():
            return Refusal(
                rule="knelpunt.besluit",
                because=N_("Schrijf op wat er is besproken of besloten."),
                remedy=N_("Eén of twee zinnen is genoeg."),
            )
        row.state, row.decision = moved, decision.strip()
        row.owner = owner.strip()[:LONGEST_OWNER] or row.owner
        if move == "bespreken":
            row.agenda_on = meeting_after(timezone.localdate(now))
        row.save(update_fields=["state", "decision", "owner", "agenda_on"])
        _log(actor, move, row, now)
        return signal_card(row, actor)


def _check(subject: str, explanation: str, owner: str) -> Refusal | None:
    if not (subject and explanation and owner):
        return Refusal(
            rule="knelpunt.volledig",
            because=N_("Vul in wat het knelpunt is, wat er gebeurt en wie het oppakt."),
            remedy=N_("Vul de lege velden in."),
        )
    if len(subject) > LONGEST_SUBJECT or len(owner) > LONGEST_OWNER:
        return Refusal(
            rule="knelpunt.te_lang",
            because=N_("Het onderwerp of de naam is te lang."),
            remedy=N_("Zet het verhaal in de toelichting."),
        )
    return None


def _log(actor: Actor, verb: str, row: Signal, now: dt.datetime) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        object_kind="knelpunt",
        object_id=row.pk,
        now=now,
        details={"regio": row.region.code, "stand": row.state},
    )
