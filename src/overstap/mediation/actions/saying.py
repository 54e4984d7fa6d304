"""What people say of work: this fits, this does not because, this I can, this I do not want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.audit.actions import one_deed, record
from overstap.casework.actions.profile import add_profile_line
from overstap.casework.values.profile import ProfileLine
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.models import Vacancy
from overstap.mediation.access import CASE, open_profile
from overstap.mediation.kinds import Because, WishKind
from overstap.mediation.models import Feedback, SearchWish
from overstap.mediation.refusals import CLOSED, HAS_WISH, NO_REASON, NO_WISH, TOO_LONG
from overstap.mediation.skills import skill_space
from overstap.taxonomy.reading.starter import read_starter, skill_uri

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from overstap.casework.models import Case
    from overstap.core.actor import Actor

LONGEST = 300
YES = "ja"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a word about a vacancy (uitspraak), and which wish may follow from it.

    `wish` is asked back and only holds when the person or their adviser confirms it with `set_wish`.
    """

    feedback_id: int
    wish: tuple[str, str] | None = None


def give_feedback(
    *,
    actor: Actor,
    case_id: int,
    vacancy_id: int,
    fits: bool,
    because: str = "",
    text: str = "",
    now: dt.datetime,
) -> Said | Refusal:
    """Say that a vacancy fits, or that it does not and why; a vacancy that does not fit leaves the list.

    The last word counts. Raises NotFoundError for who may not see the profile and for an unknown vacancy.
    """
    if not fits and because not in Because.values:
        return NO_REASON
    if len(text.strip()) > LONGEST:
        return TOO_LONG
    with one_deed(actor=actor, verb="passend_werk_beoordelen", now=now):
        case = open_profile(actor, case_id, "passend_werk_beoordelen", now=now, for_update=True)
        if case.closed_at is not None:
            return CLOSED
        vacancy = Vacancy.objects.filter(pk=vacancy_id).select_related("employer").first()
        if vacancy is None:
            raise NotFoundError(vacancy_id)
        Feedback.objects.filter(case=case, vacancy=vacancy, ended_at__isnull=True).update(ended_at=now)
        row = Feedback.objects.create(
            case=case,
            vacancy=vacancy,
            fits=fits,
            because="" if fits else because,
            text=text.strip(),
            given_by_id=actor.user_id,
            given_at=now,
        )
        why = row.get_because_display() if row.because else ""
        told = {"vacature": vacancy.title, "past": fits, "reden": why}
        _record(actor, "passend_werk_beoordelen", case, now, told)
    return Said(row.pk, None if fits else _follows(because, vacancy))


def take_back_feedback(*, actor: Actor, case_id: int, vacancy_id: int, now: dt.datetime) -> None:
    """Take back what was said of a vacancy, so that it may return to the list."""
    with one_deed(actor=actor, verb="oordeel_terugnemen", now=now):
        case = open_profile(actor, case_id, "oordeel_terugnemen", now=now, for_update=True)
        rows = Feedback.objects.filter(case=case, vacancy_id=vacancy_id, ended_at__isnull=True)
        if rows.update(ended_at=now):
            _record(actor, "oordeel_terugnemen", case, now, {"vacature": vacancy_id})


def _follows(because: str, vacancy: Vacancy) -> tuple[str, str] | None:
    """Which wish may be meant by a reason; asked back, never taken for granted."""
    if because == Because.OCCUPATION:
        return (WishKind.OCCUPATION.value, vacancy.occupation_uri)
    if because == Because.EMPLOYER:
        return (WishKind.EMPLOYER.value, str(vacancy.employer.pk))
    if because == Because.TIMES and vacancy.irregular:
        return (WishKind.IRREGULAR.value, YES)
    if because == Because.HEAVY and len(vacancy.physical) == 1:
        return (WishKind.PHYSICAL.value, vacancy.physical[0])
    return None


def set_wish(*, actor: Actor, case_id: int, kind: str, value: str, now: dt.datetime) -> int | Refusal:
    """Keep what somebody does not want in work; it crosses out vacancies from now on."""
    if kind not in WishKind.values or not value.strip():
        return NO_WISH
    with one_deed(actor=actor, verb="zoekwens_vastleggen", now=now):
        case = open_profile(actor, case_id, "zoekwens_vastleggen", now=now, for_update=True)
        if SearchWish.objects.filter(case=case, kind=kind, value=value, ended_at__isnull=True).exists():
            return HAS_WISH
        row = SearchWish.objects.create(case=case, kind=kind, value=value, set_by_id=actor.user_id, set_at=now)
        _record(actor, "zoekwens_vastleggen", case, now, {"soort": row.get_kind_display()})
    return row.pk


def end_wish(*, actor: Actor, case_id: int, wish_id: int, now: dt.datetime) -> None:
    """Let go of a wish. Raises NotFoundError for a wish of somebody else."""
    with one_deed(actor=actor, verb="zoekwens_wissen", now=now):
        case = open_profile(actor, case_id, "zoekwens_wissen", now=now, for_update=True)
        row = SearchWish.objects.filter(case=case, pk=wish_id).first()
        if row is None:
            raise NotFoundError(wish_id)
        if row.ended_at is None:
            row.ended_at = now
            row.save()
            _record(actor, "zoekwens_wissen", case, now, {"soort": row.get_kind_display()})


def confirm_skill(*, actor: Actor, case_id: int, uri: str, can: bool, now: dt.datetime) -> int | Refusal:
    """Answer what we supposed: yes puts it in the profile, no keeps us from supposing it again.

    Raises NotFoundError for who may not see the profile and for an unknown competence.
    """
    number = skill_space().number(uri)
    if number is None:
        raise NotFoundError(uri)
    if not can:
        return set_wish(actor=actor, case_id=case_id, kind=WishKind.CANNOT, value=uri, now=now)
    code = next(one.code for one in read_starter().skills if skill_uri(one.code) == skill_space().names[number].uri)
    line = ProfileLine(kind="competentie", name=skill_space().names[number].nl, code=code)
    return add_profile_line(actor=actor, case_id=case_id, line=line, now=now)


def _record(actor: Actor, verb: str, case: Case, now: dt.datetime, details: Mapping[str, object]) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind=CASE,
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose="bemiddeling",
        now=now,
        details=details,
    )
