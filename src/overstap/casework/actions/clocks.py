"""Terms that stand still: only for a reason that a rule allows, never longer than it says, and it is always seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from overstap.casework.access import access_objection, lock_case, objection_parts, open_case, parts_of
from overstap.casework.actions.deeds import deed, log
from overstap.casework.actions.steps import CLOSED, NOT_RESPONSIBLE
from overstap.casework.assessing import assess_facts
from overstap.casework.models import Case, ClockStop, NextAction, Objection, ObjectionKind
from overstap.casework.objection_cards import REASON_FACT, stop_card
from overstap.casework.policy import Term, Use, catalogue, local_day, scheme_for
from overstap.core.actor import SYSTEM
from overstap.core.decision import N_, Bearing, Refusal
from overstap.core.moves import Part
from overstap.rules import Known, Outcome

if TYPE_CHECKING:
    from overstap.casework.assessing import Answer
    from overstap.casework.values import ClockStopCard
    from overstap.core.actor import Actor

STEP_FACT, OTHER_STEP, AT_MOST = "opschorting_stap", "andere_stap", "hoogstens_dagen"
SOURCE = "Algemene wet bestuursrecht, artikelen 4:15 en 7:10"
RUNS = Refusal(
    rule="termijn.staat_stil",
    because=N_("Deze termijn staat al stil."),
    source=SOURCE,
    remedy=N_("Laat de termijn eerst weer lopen."),
)
NOTHING = Refusal(rule="termijn.loopt", because=N_("Deze termijn staat niet stil."), source=SOURCE)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A term that runs: of the next step, or of an objection."""

    case: Case
    term: str
    due_on: dt.date
    action: NextAction | None = None
    objection: Objection | None = None

    @property
    def stops(self) -> Q:
        """What finds the stop that is open."""
        running = Q(action=self.action) if self.action else Q(objection=self.objection)
        return Q(until_on__isnull=True) & running


def stop_clock(
    *, actor: Actor, case_id: int, reason: str, explanation: str, now: dt.datetime, objection_id: int | None = None
) -> ClockStopCard | Refusal:
    """Let the term of the next step, or of an objection, stand still from today. The scheme says whether that may.

    The day moves by as many days as it stood still; without anyone looking it runs again after the longest stop.
    """
    with deed(actor=actor, verb="termijn_stilzetten", now=now):
        found = _clock(actor, case_id, objection_id, now)
        if isinstance(found, Refusal):
            return found
        case, term = found.case, found.term
        if not explanation.strip():
            return Refusal(
                rule="termijn.uitleg",
                because=N_("Schrijf op waarom de termijn stilstaat. De deelnemer leest dit."),
                source=SOURCE,
            )
        if actor.user_id is None or ClockStop.objects.filter(found.stops).exists():
            return RUNS
        answer = may_stop(term, reason, region_code=case.region.code, on=local_day(now))
        if isinstance(answer, Refusal):
            return answer
        row = ClockStop.objects.create(
            case=case,
            action=found.action,
            objection=found.objection,
            term=term,
            reason=reason,
            explanation=explanation.strip(),
            from_on=local_day(now),
            last_on=local_day(now) + dt.timedelta(days=int(answer.output(AT_MOST) or 0)),
            due_before=found.due_on,
            stopped_at=now,
            stopped_by_id=actor.user_id,
            scheme_version=answer.version or local_day(now),
        )
        log(actor=actor, verb="termijn_stilzetten", case=case, now=now, details={"stap": term, "reden": reason})
        return stop_card(row)


def resume_clock(
    *, actor: Actor, case_id: int, now: dt.datetime, objection_id: int | None = None
) -> ClockStopCard | Refusal:
    """Let a term run again; its day moves by the days that it stood still."""
    with deed(actor=actor, verb="termijn_hervatten", now=now):
        found = _clock(actor, case_id, objection_id, now)
        if isinstance(found, Refusal):
            return found
        case, term = found.case, found.term
        row = ClockStop.objects.filter(found.stops).first()
        if row is None:
            return NOTHING
        _run_again(row, local_day(now))
        log(actor=actor, verb="termijn_hervatten", case=case, now=now, details={"stap": term})
        return stop_card(row)


def resume_late_clocks(*, now: dt.datetime) -> tuple[int, ...]:
    """Let every term run again that stood still for as long as it may; gives the stops."""
    late = ClockStop.objects.filter(until_on__isnull=True, last_on__lt=local_day(now))
    found = list(late.order_by("last_on", "id").values_list("id", "case_id"))
    return tuple(stop_id for stop_id, case_id in found if _resume_late(stop_id, case_id, now))


def may_stop(term: str, reason: str, *, region_code: str, on: dt.date) -> Answer | Refusal:
    """Ask the scheme whether a term may stand still for a reason; its own sentence is the refusal."""
    known = {choice.id for choice in catalogue().facts[STEP_FACT].choices}
    if reason not in {choice.id for choice in catalogue().facts[REASON_FACT].choices}:
        return Refusal(rule="termijn.reden", because=N_("Kies waarom de termijn stilstaat."), source=SOURCE)
    facts = {STEP_FACT: Known(term if term in known else OTHER_STEP), REASON_FACT: Known(reason)}
    answer = assess_facts(scheme_for(Use.STOPPING), facts, region_code=region_code, on=on)
    if answer.outcome == Outcome.JA:
        return answer
    no = next((one for one in answer.grounds if one.bearing == Bearing.SPEAKS_AGAINST), None)
    return Refusal(
        rule="termijn.mag_niet",
        because=no.nl if no else N_("Deze termijn mag nu niet stilstaan."),
        source=no.source if no else SOURCE,
        remedy=N_("Bel de deelnemer, of vraag een collega om de stap te zetten."),
    )


def _resume_late(stop_id: int, case_id: int, now: dt.datetime) -> bool:
    with deed(actor=SYSTEM, verb="termijn_hervatten", now=now):
        lock_case(case_id)
        row = ClockStop.objects.select_related("action", "objection", "case").get(pk=stop_id)
        if row.until_on is not None:
            return False
        _run_again(row, row.last_on)
        log(actor=SYSTEM, verb="termijn_hervatten", case=row.case, now=now, details={"stap": row.term})
        return True


def _clock(actor: Actor, case_id: int, objection_id: int | None, now: dt.datetime) -> _Clock | Refusal:
    if objection_id is not None:
        row, case, _sight = access_objection(actor, objection_id, now=now, for_update=True)
        if case.pk != case_id or Part.HANDLER not in objection_parts(actor, case, row):
            return NOT_RESPONSIBLE
        complaint = row.kind == ObjectionKind.COMPLAINT
        return _Clock(case, Term.SETTLE_COMPLAINT if complaint else Term.SETTLE_OBJECTION, row.due_on, objection=row)
    case, _sight = open_case(actor, case_id, now=now, for_update=True)
    if case.closed_at is not None:
        return CLOSED
    action = NextAction.objects.filter(case=case, done_at__isnull=True).first()
    if Part.RESPONSIBLE not in parts_of(actor, case) or action is None or action.by_person:
        return NOT_RESPONSIBLE
    return _Clock(case, action.term, action.due_on, action=action)


def _run_again(row: ClockStop, until_on: dt.date) -> None:
    """The last day that it stood still is `until_on`; a stop that ends on its own day moves nothing."""
    row.until_on = until_on
    row.save(update_fields=["until_on"])
    stood = until_on - row.from_on
    clock = row.action or row.objection
    if clock is None or not stood:
        return
    clock.due_on += stood
    clock.save(update_fields=["due_on"])
    if row.action is not None and row.action.done_at is None:
        Case.objects.filter(pk=row.case_id).update(step_due_on=row.action.due_on)
