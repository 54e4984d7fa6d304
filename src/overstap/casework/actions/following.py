"""Keeping files from being forgotten: reminders, saved views, and repairing a file without a next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from overstap.casework.access import ForeignCaseError, lock_case
from overstap.casework.actions.deeds import deed, log
from overstap.casework.checks import needs_repair
from overstap.casework.models import Case, NextAction, Reminder, SavedView
from overstap.casework.policy import Use, local_day, number, scheme_for
from overstap.casework.safe_links import link_with_notice
from overstap.casework.steps import end_step, resume_step
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient

BEFOREHAND, BETWEEN = "herinnering_vooraf", "herinnering_tussentijd"
LONGEST_NAME, MOST_VIEWS = 60, 30
YOU = N_("u")


def send_reminders(*, now: dt.datetime) -> int:
    """Remind people of a step that is theirs (herinneren): once per step, and not too often; gives how many.

    Safe to repeat: a step that got its reminder never gets another.
    """
    today = local_day(now)
    waiting = NextAction.objects.filter(by_person=True, done_at__isnull=True, reminder__isnull=True)
    codes = waiting.order_by("case__region__code").values_list("case__region__code", flat=True).distinct()
    sent = 0
    for code in codes:
        ahead = number(scheme_for(Use.TERMS), BEFOREHAND, region_code=code, on=today)
        apart = number(scheme_for(Use.TERMS), BETWEEN, region_code=code, on=today)
        due = waiting.filter(case__region__code=code, due_on__lte=today + dt.timedelta(days=ahead))
        for step_id, case_id in list(due.order_by("due_on", "id").values_list("id", "case_id")):
            sent += _remind(step_id, case_id, now, dt.timedelta(days=apart))
    return sent


def _remind(step_id: int, case_id: int, now: dt.datetime, apart: dt.timedelta) -> bool:
    with transaction.atomic():
        lock_case(case_id)
        row = NextAction.objects.select_related("case__participant", "case__region").get(pk=step_id)
        case = row.case
        since = Reminder.objects.filter(participant_id=case.participant_id, sent_at__gt=now - apart)
        if row.done_at is not None or case.closed_at is not None or since.exists():
            return False
        if Reminder.objects.filter(action=row).exists():
            return False
        with translation.override(case.participant.language):
            what, who = translation.gettext(row.what), translation.gettext(YOU)
        late = row.due_on < local_day(now)
        letter = post.send(
            actor=SYSTEM,
            template="herinnering" if late else "volgende_stap",
            to=Recipient(participant_id=case.participant_id),
            values={"nummer": case.number, "stap": what, "wie": who, "uiterlijk": row.due_on},
            about=("dossier", case.pk),
            now=now,
            fresh=link_with_notice(case.participant_id, actor=SYSTEM, now=now),
            once=f"herinnering {row.pk}",
        )
        letter_id = None if isinstance(letter, Refusal) else letter.id
        Reminder.objects.create(action=row, participant_id=case.participant_id, letter_id=letter_id, sent_at=now)
        log(actor=SYSTEM, verb="herinneren", case=case, now=now)
        return True


def repair_case(*, actor: Actor, case_id: int, now: dt.datetime) -> None:
    """Carry out what the nightly check proposes for a file: the step that fits its state, or the right day.

    By a coordinator of the region, who sees nothing of the file by it. Raises NotFoundError for anyone else, and when
    there is nothing to repair.
    """
    with deed(actor=actor, verb="stap_herstellen", now=now):
        lock_case(case_id)
        rows = Case.objects.select_related("region", "first_responsible", "contact_party")
        case = rows.filter(pk=case_id).first()
        if case is None:
            raise NotFoundError(case_id)
        allowed = actor.has(Role.COORDINATOR) and case.region.code in actor.region_codes
        if not (allowed or actor.is_system) or not needs_repair(case):
            raise ForeignCaseError(case_id, case.participant_id, Purpose.GUIDANCE)
        if case.closed_at is not None:
            end_step(case, now=now)
        else:
            resume_step(case, now=now)
        log(actor=actor, verb="stap_herstellen", case=case, now=now)


def save_view(
    *, actor: Actor, name: str, chosen: Mapping[str, str], is_default: bool, now: dt.datetime
) -> int | Refusal:
    """Keep a way of looking at the list under a name; the same name replaces it. Gives its id."""
    name = name.strip()
    if actor.user_id is None or actor.party_id is None:
        raise NotFoundError
    if not 0 < len(name) <= LONGEST_NAME:
        return Refusal(rule="weergave.naam", because=N_("Geef de weergave een naam van hoogstens 60 tekens."))
    with transaction.atomic():
        own = _own_views(actor)
        if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
            return Refusal(
                rule="weergave.aantal",
                because=N_("U hebt al veel weergaven bewaard."),
                remedy=N_("Wis eerst een weergave die u niet meer gebruikt."),
            )
        if is_default:
            own.filter(is_default=True).exclude(name=name).update(is_default=False)
        row = own.filter(name=name).first() or SavedView(user_id=actor.user_id, party_id=actor.party_id, name=name)
        row.chosen, row.is_default, row.saved_at = dict(chosen), is_default, now
        row.save()
        return row.pk


def delete_view(*, actor: Actor, view_id: int) -> None:
    """Forget a saved view of one's own; raises NotFoundError for any other."""
    gone, _kinds = _own_views(actor).filter(pk=view_id).delete()
    if not gone:
        raise NotFoundError(view_id)


def _own_views(actor: Actor) -> QuerySet[SavedView]:
    if actor.user_id is None or actor.party_id is None:
        raise NotFoundError
    return SavedView.objects.filter(user_id=actor.user_id, party_id=actor.party_id)
