"""Taking a file in hand and saying what comes next."""

from __future__ import annotations

import datetime as dt

from overstap.casework.access import access_case, parts_of
from overstap.casework.actions.deeds import deed, log, too_long
from overstap.casework.models import NextAction, OwnService
from overstap.casework.policy import local_day
from overstap.casework.steps import set_step
from overstap.casework.values import NextStep
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.parties.models import Party

CLOSED = Refusal(
    rule="dossier.gesloten",
    because=N_("Dit dossier is afgesloten. U kunt er niets meer in veranderen."),
    remedy=N_("Wil de deelnemer weer hulp? Meld de deelnemer dan opnieuw aan."),
)

NOT_RESPONSIBLE = Refusal(
    rule="dossier.niet_van_u",
    because=N_("Alleen een begeleider van de eerstverantwoordelijke partij kan dit doen."),
    source="Werkdocument, Categorieën werkzoekenden",
    remedy=N_("Vraag het aan de eerstverantwoordelijke partij."),
)


def take_case(*, actor: Actor, case_id: int, now: dt.datetime, replaces: int | None = None) -> int | Refusal:
    """Take a file in hand as adviser of the first responsible party; gives the id of the new owner.

    `replaces` is the account that the actor saw as owner: who takes a file that meanwhile has another owner is refused,
    so that two advisers never both think that they have it.
    """
    with deed(actor=actor, verb="oppakken", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if Part.RESPONSIBLE not in parts_of(actor, case) or actor.user_id is None or not actor.has(Role.ADVISER):
            return NOT_RESPONSIBLE
        if case.owner_id not in {replaces, actor.user_id}:
            return Refusal(
                rule="dossier.al_opgepakt",
                because=N_("%(naam)s heeft dit dossier al opgepakt."),
                remedy=N_("Overleg met uw collega. Daarna kunt u het dossier overnemen."),
                details=(("naam", case.owner.name if case.owner else ""),),
            )
        case.owner_id = actor.user_id
        case.save(update_fields=["owner"])
        log(actor=actor, verb="oppakken", case=case, now=now)
        return actor.user_id


def set_next_action(
    *,
    actor: Actor,
    case_id: int,
    what: str,
    due_on: dt.date,
    now: dt.datetime,
    owner_party_id: int | None = None,
    by_person: bool = False,
) -> NextStep | Refusal:
    """Replace the one next step of a file: what, by which party or by the person, before which day."""
    with deed(actor=actor, verb="volgende_stap", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT}:
            return NOT_RESPONSIBLE
        party = None if by_person or owner_party_id is None else Party.objects.filter(pk=owner_party_id).first()
        refusal = _check_step(
            what=what, due_on=due_on, party=party, by_person=by_person, today=local_day(now)
        ) or too_long(NextAction(what=what.strip()))
        if refusal is not None:
            return refusal
        step = set_step(case, what.strip(), party=party, due_on=due_on, now=now)
        log(actor=actor, verb="volgende_stap", case=case, now=now, details={"voor": due_on.isoformat()})
        return step


def _check_step(*, what: str, due_on: dt.date, party: Party | None, by_person: bool, today: dt.date) -> Refusal | None:
    if not what.strip():
        return Refusal(rule="stap.leeg", because=N_("Beschrijf wat er moet gebeuren."))
    if due_on < today:
        return Refusal(
            rule="stap.verleden",
            because=N_("De datum van de volgende stap is al voorbij."),
            remedy=N_("Kies vandaag of een latere dag."),
        )
    if party is None and not by_person:
        return Refusal(rule="stap.niemand", because=N_("Kies wie de volgende stap zet: een partij of de deelnemer."))
    return None


def record_own_service(
    *, actor: Actor, case_id: int, party_id: int, what: str, started_on: dt.date, now: dt.datetime
) -> int | Refusal:
    """Record what a party gave from its own services before the team helps (R-095); gives the id of the record."""
    with deed(actor=actor, verb="eigen_dienstverlening", now=now):
        case = access_case(actor, case_id, now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        if not parts_of(actor, case) & {Part.RESPONSIBLE, Part.CONTACT} or actor.user_id is None:
            return NOT_RESPONSIBLE
        party = Party.objects.filter(pk=party_id).first()
        if party is None:
            return Refusal(rule="eigen_dienst.partij", because=N_("Kies de partij die de hulp gaf."))
        row = OwnService(case=case, party=party, what=what.strip(), started_on=started_on, recorded_at=now)
        row.recorded_by_id = actor.user_id
        refusal = _check_own_service(row, local_day(now)) or too_long(row)
        if refusal is not None:
            return refusal
        row.save(force_insert=True)
        log(actor=actor, verb="eigen_dienstverlening", case=case, now=now, details={"partij": row.party.name})
        return row.pk


def _check_own_service(row: OwnService, today: dt.date) -> Refusal | None:
    if not row.what:
        return Refusal(rule="eigen_dienst.leeg", because=N_("Beschrijf welke hulp er al is gegeven."))
    if row.started_on > today:
        return Refusal(
            rule="eigen_dienst.toekomst",
            because=N_("De startdatum ligt in de toekomst. Deze stap gaat over hulp die al is begonnen."),
        )
    return None
