"""Coordination: another party of the team looks along, with the consent of the person."""

from __future__ import annotations

from datetime import datetime

from overstap.arrangements.access import access_arrangement, parts_of
from overstap.arrangements.actions.deeds import CLOSED, NOT_RESPONSIBLE, account, deed, log, undo
from overstap.arrangements.models import Arrangement, ArrangementState, Coordination
from overstap.arrangements.terms import Term, due
from overstap.casework.policy import local_day
from overstap.consent.actions import give_consent
from overstap.consent.queries import permissions_of
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose, shared_items
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.parties.queries import parties_in_region

SOURCE = N_("Werkdocument, Arrangement inzetten; bijlage 1, voorwaarde 7")
SHARED = frozenset({Item.ARRANGEMENT})
OPEN_STATES = frozenset({
    ArrangementState.DRAFT, ArrangementState.PROPOSED, ArrangementState.AGREED, ArrangementState.ACTIVE
})  # fmt: skip


def ask_coordination(
    *,
    actor: Actor,
    arrangement_id: int,
    party_id: int,
    person_agrees: bool = False,
    how: str = "",
    now: datetime,
) -> int | Refusal:
    """Ask another party of the team to look along (afstemming vragen, R-122, R-137); gives the id of the question.

    That party sees the arrangement, for this purpose only, because the person agrees: an earlier consent will do, else
    `person_agrees` and `how` record it now. Asking a party again after the content changed opens the question anew.
    """
    with deed(actor=actor, verb="afstemming_vragen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = _may_ask(actor, arrangement, party_id, now)
        if refusal is not None:
            return refusal
        refusal = _consent(actor, arrangement, party_id, person_agrees=person_agrees, how=how, now=now)
        if refusal is not None:
            return undo(refusal)
        row, _ = Coordination.objects.update_or_create(
            arrangement=arrangement,
            party_id=party_id,
            defaults={
                "asked_at": now,
                "asked_by_id": account(actor),
                "due_on": due(Term.COORDINATE, region_code=arrangement.case.region.code, now=now),
                "answered_at": None,
                "answered_by": None,
                "agreed": None,
                "remark": "",
            },
        )
        log(actor=actor, verb="afstemming_vragen", arrangement=arrangement, now=now, details={"partij": party_id})
        return row.pk


def answer_coordination(
    *, actor: Actor, coordination_id: int, agreed: bool, remark: str = "", now: datetime
) -> int | Refusal:
    """Answer for one's own party: agreed, or not with what has to change (afstemming beantwoorden)."""
    with deed(actor=actor, verb="afstemming_beantwoorden", now=now):
        found = Coordination.objects.filter(pk=coordination_id, party_id=actor.party_id or 0).first()
        if found is None or not actor.has(Role.ADVISER, Role.COORDINATOR) or actor.user_id is None:
            raise NotFoundError(coordination_id)
        arrangement, _ = access_arrangement(actor, found.arrangement_id, now=now, for_update=True)
        row = Coordination.objects.get(pk=found.pk)
        if row.answered_at is not None:
            return Refusal(rule="afstemming.beantwoord", because=N_("Uw organisatie heeft hier al op geantwoord."))
        if not agreed and not remark.strip():
            return Refusal(
                rule="afstemming.reden",
                because=N_("Schrijf op wat er anders moet. Dan kan het arrangement worden aangepast."),
                source=SOURCE,
            )
        row.answered_at, row.answered_by_id, row.agreed, row.remark = now, actor.user_id, agreed, remark.strip()
        row.save(update_fields=["answered_at", "answered_by", "agreed", "remark"])
        details = {"partij": actor.party_name, "akkoord": agreed}
        log(actor=actor, verb="afstemming_beantwoorden", arrangement=arrangement, now=now, details=details)
        return row.pk


def _may_ask(actor: Actor, arrangement: Arrangement, party_id: int, now: datetime) -> Refusal | None:
    case = arrangement.case
    if Part.RESPONSIBLE not in parts_of(actor, case) or actor.user_id is None:
        return NOT_RESPONSIBLE
    if case.closed_at is not None or arrangement.state not in OPEN_STATES:
        return CLOSED
    if party_id == case.first_responsible_id:
        return Refusal(
            rule="afstemming.eigen_partij",
            because=N_("Afstemmen doet u met een andere organisatie dan uw eigen."),
            source=SOURCE,
        )
    if party_id not in {party.id for party in parties_in_region(case.region.code, local_day(now))}:
        return Refusal(
            rule="afstemming.partij",
            because=N_("Deze organisatie werkt niet mee in deze regio."),
            source=SOURCE,
            remedy=N_("Kies een organisatie uit de lijst."),
        )
    return None


def _consent(
    actor: Actor, arrangement: Arrangement, party_id: int, *, person_agrees: bool, how: str, now: datetime
) -> Refusal | None:
    participant_id = arrangement.case.participant_id
    permissions = permissions_of(participant_id)
    if shared_items(permissions, party_id=party_id, purpose=Purpose.COORDINATION, now=now) >= SHARED:
        return None
    if not person_agrees:
        return Refusal(
            rule="afstemming.toestemming",
            because=N_("De deelnemer heeft nog niet gezegd dat deze organisatie het arrangement mag zien."),
            source=N_("Werkdocument, Arrangement inzetten: samen bepalen wie welke gegevens nodig heeft"),
            remedy=N_("Vraag het de deelnemer en leg vast hoe die het zei."),
        )
    given = give_consent(
        actor=actor,
        participant_id=participant_id,
        party_id=party_id,
        items=SHARED,
        purpose=Purpose.COORDINATION,
        valid_until=None,
        given_through=how,
        now=now,
        through_file=True,
    )
    return given if isinstance(given, Refusal) else None
