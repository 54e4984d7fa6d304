"""Keeping and throwing away the citizen service number of a person; who may ask for that is for the caller's door."""

from __future__ import annotations

from datetime import datetime

from stdnum.nl import bsn

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.people import refuse_citizen_numbers
from overstap.people.models import CitizenNumber

DIGITS = 9


def keep_citizen_number(*, actor: Actor, participant_id: int, number: str, now: datetime) -> Refusal | None:
    """Keep the citizen service number of a person, sealed and apart, in the transaction of the caller.

    Only for an organisation with a legal ground; the number has to pass the test of eleven and can belong to one
    person only. Neither the trail nor a refusal holds the number.
    """
    refusal = refuse_citizen_numbers(actor.party_kind)
    if refusal is not None:
        return refusal
    digits = number.replace(" ", "").replace(".", "")
    if not bsn.is_valid(digits) or len(digits) != DIGITS:
        return Refusal(
            "people.bsn",
            N_("Dit burgerservicenummer klopt niet."),
            remedy=N_("Kijk het na op een paspoort, identiteitskaart of loonstrook. Het heeft negen cijfers."),
        )
    row = CitizenNumber.objects.select_for_update().filter(participant_id=participant_id).first()
    if CitizenNumber.objects.filter(print__of=digits).exclude(participant_id=participant_id).exists():
        return Refusal(
            "people.bsn-bekend",
            N_("Dit burgerservicenummer hoort al bij een andere aanmelding."),
            remedy=N_("Kijk het nummer na. Is het dezelfde persoon? Bekijk dan de lijst met dubbele aanmeldingen."),
        )
    row = row or CitizenNumber(participant_id=participant_id)
    row.number, row.recorded_at, row.recorded_for = digits, now, actor.party_name[:120]
    row.save()
    _record(actor, "bsn_vastleggen", participant_id, now)
    return None


def forget_citizen_number(*, actor: Actor, participant_id: int, now: datetime) -> bool:
    """Throw the citizen service number of a person away, in the transaction of the caller; False when there is none."""
    gone, _ = CitizenNumber.objects.filter(participant_id=participant_id).delete()
    if gone:
        _record(actor, "bsn_wissen", participant_id, now)
    return bool(gone)


def _record(actor: Actor, verb: str, participant_id: int, now: datetime) -> None:
    record(actor=actor, verb=verb, object_kind="bsn", object_id=participant_id, subject_id=participant_id, now=now)
