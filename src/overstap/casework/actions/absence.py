"""Being away, and handing work to colleagues."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q

from overstap.audit import actions as audit
from overstap.casework.access import access_case, lock_case, parts_of
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.colleagues import adviser_places
from overstap.casework.models import Absence
from overstap.casework.policy import local_day
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from overstap.casework.models import Case

MOST_FILES = 500
OBJECT = "waarneming"

NO_COLLEAGUE = Refusal(
    rule="waarneming.collega",
    because=N_("Deze collega werkt niet als begeleider bij uw organisatie in deze regio."),
    remedy=N_("Kies een collega uit de lijst."),
)


def set_absence(
    *, actor: Actor, user_id: int, cover_id: int, from_on: dt.date, until_on: dt.date, now: dt.datetime
) -> int | Refusal:
    """Say that an adviser is away from day to day and who does their work; gives the id of the absence.

    An adviser says so for themselves, a coordinator for anyone of the own party.
    """
    with deed(actor=actor, verb="waarneming_regelen", now=now):
        if actor.party_id is None or actor.user_id is None or not actor.has(Role.ADVISER, Role.COORDINATOR):
            raise NotFoundError(user_id)
        if user_id != actor.user_id and not actor.has(Role.COORDINATOR):
            return NOT_RESPONSIBLE
        # Who are involved queue here, so that two absences never cross.
        both = get_user_model().objects.select_for_update().filter(pk__in=(user_id, cover_id))
        list(both.order_by("pk").values_list("pk", flat=True))
        wanted = Absence(user_id=user_id, cover_id=cover_id, from_on=from_on, until_on=until_on)
        refusal = _check_days(from_on, until_on, local_day(now)) or _check_people(actor, wanted)
        if refusal is not None:
            return refusal
        row = wanted
        row.party_id, row.made_by_id, row.made_at = actor.party_id, actor.user_id, now
        row.save(force_insert=True)
        _log(actor, "waarneming_regelen", row, now)
        return row.pk


def end_absence(*, actor: Actor, absence_id: int, now: dt.datetime) -> Refusal | None:
    """Note that someone is back; from today on their work is their own again."""
    with deed(actor=actor, verb="waarneming_stoppen", now=now):
        rows = Absence.objects.select_for_update().filter(pk=absence_id, party_id=actor.party_id or 0)
        row = rows.order_by("pk").first()
        if row is None:
            raise NotFoundError(absence_id)
        if row.user_id != actor.user_id and not actor.has(Role.COORDINATOR):
            return NOT_RESPONSIBLE
        if row.ended_on is None:
            row.ended_on = max(row.from_on, local_day(now))
            row.save(update_fields=["ended_on"])
            _log(actor, "waarneming_stoppen", row, now)
        return None


def give_files(*, actor: Actor, case_ids: Sequence[int], to_user_id: int, now: dt.datetime) -> int | Refusal:
    """Put many files in the hands of a colleague, all or none; gives how many.

    Also files of someone who left. Raises NotFoundError when one of them is not for the actor to see.
    """
    with deed(actor=actor, verb="dossier_toewijzen", now=now):
        ids = sorted(set(case_ids))
        if not ids or len(ids) > MOST_FILES:
            return Refusal(
                rule="toewijzen.aantal",
                because=N_("Kies minstens één dossier en hoogstens %(meest)s."),
                details=(("meest", str(MOST_FILES)),),
            )
        for case_id in ids:
            lock_case(case_id)
        cases = [access_case(actor, case_id, now=now) for case_id in ids]
        refusal = next(filter(None, (_check_file(actor, case, to_user_id, now) for case in cases)), None)
        if refusal is not None:
            return refusal
        for case in cases:
            told = {"van": case.owner_id, "aan": to_user_id}
            case.owner_id = to_user_id
            case.save(update_fields=["owner"])
            log(actor=actor, verb="dossier_toewijzen", case=case, now=now, details=told)
        return len(ids)


def _check_file(actor: Actor, case: Case, to_user_id: int, now: dt.datetime) -> Refusal | None:
    if case.closed_at is not None:
        return CLOSED
    if Part.RESPONSIBLE not in parts_of(actor, case):
        return NOT_RESPONSIBLE
    places = adviser_places(case.first_responsible_id, {case.region.code}, local_day(now))
    return None if places.filter(user_id=to_user_id).exists() else NO_COLLEAGUE


def _check_days(from_on: dt.date, until_on: dt.date, today: dt.date) -> Refusal | None:
    if until_on < from_on or until_on < today:
        return Refusal(
            rule="waarneming.dagen",
            because=N_("De laatste dag ligt voor de eerste dag, of is al voorbij."),
            remedy=N_("Kijk de dagen na."),
        )
    return None


def _check_people(actor: Actor, wanted: Absence) -> Refusal | None:
    user_id, cover_id, from_on = wanted.user_id, wanted.cover_id, wanted.from_on
    places = adviser_places(actor.party_id or 0, actor.region_codes, from_on).filter(user_id__in=(user_id, cover_id))
    known = set(places.order_by("user_id").values_list("user_id", flat=True))
    if user_id == cover_id or not {user_id, cover_id} <= known:
        return NO_COLLEAGUE
    overlapping = Absence.objects.filter(from_on__lte=wanted.until_on, until_on__gte=from_on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=from_on)
    )
    if overlapping.filter(user_id=user_id).exists():
        return Refusal(
            rule="waarneming.overlap",
            because=N_("Voor deze dagen is al een waarneming geregeld."),
            remedy=N_("Stop eerst de andere waarneming, of kies andere dagen."),
        )
    if overlapping.filter(user_id=cover_id).exists() or overlapping.filter(cover_id=user_id).exists():
        return Refusal(
            rule="waarneming.zelf_weg",
            because=N_("Wie waarneemt, is in deze dagen zelf weg, of wie weg is neemt zelf waar."),
            remedy=N_("Kies een andere collega of andere dagen."),
        )
    return None


def _log(actor: Actor, verb: str, row: Absence, now: dt.datetime) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.pk,
        now=now,
        details={"wie": row.user_id, "waarnemer": row.cover_id, "tot": row.until_on.isoformat()},
    )
