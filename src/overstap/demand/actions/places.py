"""Taking places of a vacancy and giving them back: under a lock, so that no place is given twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.demand import HOUSE, VacancyState, refuse_places
from overstap.demand.models import Vacancy

OBJECT = "vacature"


def take_places(*, actor: Actor, vacancy_id: int, count: int = 1, because: str, now: datetime) -> int | Refusal:
    """Reserve places of an open vacancy, whoever they are for; gives how many are left.

    The last place makes the vacancy filled. Who may do so is for the deed that needs the places to decide; `because`
    names that deed. Raises NotFoundError for an unknown vacancy and ValueError for less than one place.
    """
    if count < 1:
        raise ValueError("at least one place is taken")
    with transaction.atomic():
        row = _locked(vacancy_id)
        if row.state != VacancyState.OPEN:
            return Refusal(
                rule="vraag.niet_open",
                because=N_("Deze vacature staat niet open."),
                source=HOUSE,
                remedy=N_("Zoek een andere vacature, of vraag de werkgever of deze weer opengaat."),
            )
        refusal = refuse_places(wanted=count, left=row.places - row.taken)
        if refusal is not None:
            return refusal
        row.taken += count
        if row.taken == row.places:
            row.state = VacancyState.FILLED
        row.save(update_fields=["taken", "state"])
        _record(actor, "plaats_nemen", row, (count, because), now)
    return row.places - row.taken


def give_back_places(*, actor: Actor, vacancy_id: int, count: int = 1, because: str, now: datetime) -> int:
    """Give places back; a vacancy that was filled opens again. Gives how many are left.

    Raises NotFoundError for an unknown vacancy and ValueError for more places than were taken.
    """
    with transaction.atomic():
        row = _locked(vacancy_id)
        if not 1 <= count <= row.taken:
            raise ValueError(f"{count} places back, {row.taken} taken")
        row.taken -= count
        if row.state == VacancyState.FILLED:
            row.state = VacancyState.OPEN
        row.save(update_fields=["taken", "state"])
        _record(actor, "plaats_teruggeven", row, (count, because), now)
    return row.places - row.taken


def _locked(vacancy_id: int) -> Vacancy:
    row = Vacancy.objects.select_for_update().filter(pk=vacancy_id).order_by("pk").first()
    if row is None:
        raise NotFoundError(vacancy_id)
    return row


def _record(actor: Actor, verb: str, row: Vacancy, told: tuple[int, str], now: datetime) -> None:
    count, because = told
    details = {"plaatsen": count, "bezet": row.taken, "om": because}
    record(actor=actor, verb=verb, object_kind=OBJECT, object_id=row.pk, now=now, details=details)
