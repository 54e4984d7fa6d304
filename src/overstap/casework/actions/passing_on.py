"""What changes in a file when it passes on to another party or region, and who is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.actions.deeds import log
from overstap.casework.consents import end_permissions, permit, still_shared, take_back
from overstap.casework.models import (
    Handover,
    Passing,
    PassingKind,
    PassingState,
    Residence,
    ResponsibilityPeriod,
)
from overstap.casework.policy import Term, due, local_day
from overstap.casework.steps import FIRST_CONTACT, set_step
from overstap.casework.telling import tell_desk, tell_person
from overstap.core.consent import Purpose
from overstap.people import actions as people

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.core.actor import Actor

MOVE_SOURCE = "Werkdocument, Categorieën werkzoekenden: ondersteuning in de regio van de woonplaats"


def carry_out(row: Passing, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Let a file go along with a move, in the transaction of the caller, who holds the lock of the file.

    Responsibility, region, residence, permissions and the next step change together. Offers of the file that were still
    open end; help that runs, the arrangement and its commitments stay (R-123, R-124).
    """
    before = {case.first_responsible_id, case.contact_party_id} - {row.to_party_id, None}
    changes = row.to_party_id != case.first_responsible_id or row.to_region_id != case.region_id
    _live_elsewhere(row, case, actor, now)
    close_passing(row, PassingState.DONE, actor=actor, now=now)
    if changes:
        lapse_status(case, actor=actor, now=now)
        take_back(Handover.objects.all(), case, actor=actor, now=now)
        _hold_responsible(row, case, now)
        case.region, case.first_responsible, case.contact_party = row.to_region, row.to_party, row.to_party
        case.owner_id = actor.user_id if actor.party_id == row.to_party_id else None
        case.save(update_fields=["region", "first_responsible", "contact_party", "owner"])
        _share(row, case, before, actor, now)
        set_step(case, FIRST_CONTACT, party=row.to_party, term=Term.FIRST_CONTACT, now=now)
        tell_of_move(row, case, actor=actor, now=now)
    log(
        actor=actor,
        verb="overgang_uitvoeren",
        case=case,
        now=now,
        details={"van": row.from_region.name, "naar": row.to_region.name, "eerstverantwoordelijke": row.to_party.name},
    )


def close_passing(row: Passing, state: PassingState, *, actor: Actor, now: dt.datetime) -> None:
    """Settle a proposal."""
    row.state, row.settled_at, row.settled_by_id = state, now, actor.user_id
    row.save(update_fields=["state", "settled_at", "settled_by"])


def lapse_status(case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """End the open proposal because of a change of situation: it is not needed any more."""
    for row in Passing.objects.filter(case=case, kind=PassingKind.STATUS, state=PassingState.PROPOSED):
        close_passing(row, PassingState.LAPSED, actor=actor, now=now)


def tell_of_move(row: Passing, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Tell the person and both desks of a move: who helps from when, and before which day they hear something."""
    done = row.state == PassingState.DONE
    first_talk = due(Term.FIRST_CONTACT, region_code=row.to_region.code, on=max(row.from_on, local_day(now)))
    values: dict[str, str | dt.date | int] = {"uiterlijk": first_talk}
    if done:
        values |= {
            "regio_oud": row.from_region.name,
            "regio_nieuw": row.to_region.name,
            "organisatie": row.to_party.name,
        }
    else:
        values |= {"partij": row.to_party.name, "regio": row.to_region.name, "vanaf": row.from_on}
    template = "verhuizing_andere_regio" if done else "verhuizing_gemeld"
    once = f"{template} {row.pk}"
    tell_person(case, template, values, actor=actor, now=now, once=once)
    told: dict[str, str | dt.date | int] = {
        "van": row.from_region.name,
        "naar": row.to_region.name,
        "vanaf": row.from_on,
    }
    to_desk = "verhuizing_overgenomen_loket" if done else "verhuizing_gemeld_loket"
    for region in {row.from_region.pk: row.from_region, row.to_region.pk: row.to_region}.values():
        tell_desk(region.code, case, to_desk, told, actor=actor, now=now, once=once)


def residence_of(case: Case) -> Residence:
    """Give where the person lives now; of a file without a history it begins on the day it was opened."""
    running = Residence.objects.filter(case=case, until_on__isnull=True).first()
    return running or Residence.objects.create(
        case=case,
        municipality=case.participant.municipality,
        region=case.region,
        from_on=local_day(case.opened_at),
        recorded_at=case.opened_at,
    )


def _live_elsewhere(row: Passing, case: Case, actor: Actor, now: dt.datetime) -> None:
    running = residence_of(case)
    running.until_on = row.from_on - dt.timedelta(days=1)
    running.save(update_fields=["until_on"])
    Residence.objects.create(
        case=case, municipality=row.municipality, region=row.to_region, from_on=row.from_on, recorded_at=now
    )
    people.move_house(actor=actor, participant_id=case.participant_id, municipality=row.municipality, now=now)
    case.participant.municipality = row.municipality


def _hold_responsible(row: Passing, case: Case, now: dt.datetime) -> None:
    if row.to_party_id == case.first_responsible_id:
        return
    ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True).update(until_at=now)
    ResponsibilityPeriod.objects.create(
        case=case, party=row.to_party, from_at=now, because=row.because_nl, source=row.source
    )


def _share(row: Passing, case: Case, before: set[int | None], actor: Actor, now: dt.datetime) -> None:
    shared = still_shared(case, row.to_party_id, row.items, Purpose.HANDOVER, now=now)
    if row.to_party_id == row.from_party_id:
        shared &= still_shared(case, row.to_party_id, row.items, Purpose.GUIDANCE, now=now)
    permit(case, row.to_party_id, shared, Purpose.GUIDANCE, actor=actor, through=row.agreed_through, now=now)
    end_permissions(case, row.to_party_id, {Purpose.HANDOVER}, actor=actor, now=now)
    for party_id in sorted(one for one in before if one is not None):
        end_permissions(case, party_id, {Purpose.GUIDANCE}, actor=actor, now=now)
