"""What a party decides about keeping: a term where no source gives one, and a file that must stay."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from overstap.audit.actions import one_deed, record
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties.models import Party
from overstap.people.models import Participant
from overstap.privacy.access import account_of, party_of
from overstap.privacy.models import KeepingChoice, LegalHold
from overstap.rules.load_processings import keeping_on

MOST_MONTHS = 1200


def set_term(*, actor: Actor, record_id: str, months: int, because: str, now: dt.datetime) -> Refusal | None:
    """Set how long this party keeps a kind of record, where no source says it (termijn instellen)."""
    with one_deed(actor=actor, verb="bewaartermijn_instellen", now=now):
        party = Party.objects.select_for_update().filter(pk=party_of(actor)).first()
        if party is None:
            raise NotFoundError
        term = keeping_on(timezone.localdate(now)).term(record_id, party.kind)
        if term is None:
            raise NotFoundError(record_id)
        if term.is_known:
            return Refusal(
                "bewaartermijn.bron",
                N_("Deze termijn staat in een bron en is geen keuze."),
                source=term.source[0].document.id,
                remedy=N_("Stel alleen termijnen in die nog ontbreken."),
            )
        if not 0 < months <= MOST_MONTHS or not because.strip():
            return Refusal(
                "bewaartermijn.onvolledig",
                N_("Een termijn is langer dan nul maanden en heeft een reden."),
                remedy=N_("Vul het aantal maanden en de reden in."),
            )
        row = KeepingChoice.objects.create(
            party=party,
            record=record_id,
            months=months,
            because=because.strip(),
            set_at=now,
            set_by_id=account_of(actor),
        )
        details = {"soort": record_id, "maanden": months}
        record(
            actor=actor,
            verb="bewaartermijn_instellen",
            object_kind="bewaartermijn",
            object_id=row.pk,
            now=now,
            details=details,
        )
    return None


def hold(*, actor: Actor, participant_id: int, because: str, now: dt.datetime) -> Refusal | None:
    """Let a file stay, whatever its term says (bewaarplicht). Raises NotFoundError for a person of another party."""
    with one_deed(actor=actor, verb="bewaarplicht_instellen", now=now):
        person = _own_person(actor, participant_id)
        if not because.strip():
            return Refusal(
                "bewaarplicht.reden",
                N_("Een bewaarplicht heeft een reden."),
                remedy=N_("Schrijf op waarom dit dossier moet blijven."),
            )
        if LegalHold.objects.filter(participant=person, ended_at__isnull=True).exists():
            return Refusal("bewaarplicht.loopt", N_("Dit dossier blijft al."), remedy=N_("Ververs de pagina."))
        LegalHold.objects.create(participant=person, because=because.strip(), set_at=now, set_by_id=account_of(actor))
        _record(actor, "bewaarplicht_instellen", person, now)
    return None


def release(*, actor: Actor, participant_id: int, now: dt.datetime) -> Refusal | None:
    """End the hold of a file (bewaarplicht beëindigen)."""
    with one_deed(actor=actor, verb="bewaarplicht_beeindigen", now=now):
        person = _own_person(actor, participant_id)
        ended = LegalHold.objects.filter(participant=person, ended_at__isnull=True).update(ended_at=now)
        if not ended:
            return Refusal(
                "bewaarplicht.niet", N_("Voor dit dossier geldt geen bewaarplicht."), remedy=N_("Ververs de pagina.")
            )
        _record(actor, "bewaarplicht_beeindigen", person, now)
    return None


def _own_person(actor: Actor, participant_id: int) -> Participant:
    party_id = party_of(actor)
    here = Case.objects.filter(participant_id=participant_id, first_responsible_id=party_id).exists()
    person = Participant.objects.select_for_update().filter(pk=participant_id).first() if here else None
    if person is None:
        raise NotFoundError(participant_id)
    return person


def _record(actor: Actor, verb: str, person: Participant, now: dt.datetime) -> None:
    record(actor=actor, verb=verb, object_kind="bewaarplicht", object_id=person.pk, subject_id=person.pk, now=now)
