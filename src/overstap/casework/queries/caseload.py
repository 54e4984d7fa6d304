"""The list of files of a professional: filters with a count each, an order, pages; a fixed number of questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q

from overstap.casework.access import FINDING_ROLES, GUIDING_ROLES, visible_cases
from overstap.casework.colleagues import adviser_places, covered_by, left, regions_of
from overstap.casework.discretion import discreet_row
from overstap.casework.models import Absence, Case, CaseState, Handover, HandoverState, NextAction, SavedView
from overstap.casework.policy import Use, local_day, number, scheme_for
from overstap.casework.queries.lists import joined, log_list, shape, steps_of
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.likeness import nearly_named
from overstap.core.paging import pages_of
from overstap.core.sounding import asked_keys

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from overstap.casework.values import CaseRow, NextStep
    from overstap.core.actor import Actor

PAGE_SIZE = 50
LONGEST_EXPORT = 5000
LONGEST_LIST = 200
NEAR_AMONG = 5000
"""Among how many files names are compared letter by letter; above that among the files in one's own hands."""

WEEK = dt.timedelta(days=7)

CHOSEN = "gekozen"
MINE, NOBODY, COVERED, LEFT = "mij", "niemand", "waarneming", "vertrokken"
LATE, TODAY, THIS_WEEK = "te_laat", "vandaag", "week"
STALLED, SILENT_PERSON, HANDOVER_WAITS = "stilstaand", "deelnemer_stil", "overdracht_wacht"
ORDERS = {
    "datum": ("step_due_on", "id"),
    "naam": ("participant__last_name", "participant__first_name", "id"),
    "geopend": ("-opened_at", "-id"),
    "stand": ("state", "step_due_on", "id"),
}


@dataclass(frozen=True, slots=True)
class CaseloadChoice:
    """How a reader looks at the list (weergave): empty means everything; `owner` may be the number of an account."""

    text: str = ""
    state: str = ""
    due: str = ""
    region_code: str = ""
    party_id: int | None = None
    owner: str = ""
    silence: str = ""
    order: str = "datum"
    page: int = 1


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """One page of the list (bladzijde): the rows, how many there are, and how many each filter would show.

    `near` tells that nobody has the name that was asked for, and that these names look like it.
    """

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    covering: dict[int, str]
    near: bool = False


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file whose step waits for its adviser (wat nu moet); `covered_for` names a colleague who is away."""

    id: int
    number: str
    name: str
    covered_for: str
    step: NextStep


@dataclass(frozen=True, slots=True)
class SavedViewCard:
    """A way of looking that someone kept (bewaarde weergave)."""

    id: int
    name: str
    chosen: dict[str, str]
    is_default: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone of the own party who can have files in hand (collega)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AbsenceCard:
    """Who is away from day to day, and who covers (waarneming)."""

    id: int
    user_id: int
    name: str
    cover: str
    from_on: dt.date
    until_on: dt.date
    mine: bool


@dataclass(frozen=True, slots=True)
class Worries:
    """What someone has to look at in a region (zorgen): late for long, and work of who left; numbers, few names."""

    late: tuple[CaseRow, ...]
    left: tuple[CaseRow, ...]
    days: int


def caseload_page(actor: Actor, now: dt.datetime, choice: CaseloadChoice) -> CaseloadPage:
    """Give one page of the files that the actor's party guides or helps; each person on it gets a line in the trail.

    Always the same number of questions to the database. In the order of the day, of files that are due on one day the
    one with the most factors for extra help stands first on its page (R-104).
    """
    if not actor.has(*GUIDING_ROLES):
        return CaseloadPage((), 0, 1, 1, {}, {})
    covering = covered_by(actor, local_day(now))
    base = visible_cases(actor, now=now)
    known = _conditions(actor, now, covering)
    order = ORDERS.get(choice.order, ORDERS["datum"])
    if choice.text:
        counts = _counts(base, Q(), known)
        ids, near = _sought(base, choice, known, now, counts["alle"])
        total, near = len(ids), near and bool(ids)
        page, pages, start = pages_of(total, choice.page, PAGE_SIZE)
        chosen, start = base.filter(pk__in=ids[start : start + PAGE_SIZE]), 0
    else:
        wanted, near = _wanted(choice, known, now), False
        counts = _counts(base, wanted & Q(state=choice.state) if choice.state else wanted, known)
        chosen = _chosen(base, choice, wanted)
        total = chosen.count() if choice.state == CaseState.CLOSED else counts[CHOSEN]
        page, pages, start = pages_of(total, choice.page, PAGE_SIZE)
    found = shape(joined(chosen.order_by(*order)), actor, now, start=start, length=PAGE_SIZE)
    log_list(actor, "caseload", [row.participant_id for row in found.cases], now)
    rows = sorted(found.rows, key=_urgency) if order == ORDERS["datum"] else found.rows
    del counts[CHOSEN]
    return CaseloadPage(tuple(rows), total, page, pages, counts, covering, near=near)


def _sought(
    base: QuerySet[Case], choice: CaseloadChoice, known: dict[str, Q], now: dt.datetime, open_files: int
) -> tuple[list[int], bool]:
    """The files of a choice by name or number, in its order; when there is none, those with a name nearly like it."""
    order = ORDERS.get(choice.order, ORDERS["datum"])
    exact = _chosen(base, choice, _wanted(choice, known, now)).order_by(*order)
    ids = list(exact.values_list("pk", flat=True))
    if ids:
        return ids, False
    rest = replace(choice, text="")
    among = known[MINE] if open_files > NEAR_AMONG else Q()
    return _nearly(_chosen(base, rest, _wanted(rest, known, now) & among).order_by(*order), choice.text), True


def due_for_me(actor: Actor, now: dt.datetime, *, most: int) -> tuple[DueFile, ...]:
    """Give the files in the actor's own hands, or covered, with a step of today or earlier that is not the person's.

    The most urgent first, at most `most`; each person gets a line in the trail.
    """
    if not actor.has(*GUIDING_ROLES):
        return ()
    covering = covered_by(actor, local_day(now))
    by_person = NextAction.objects.filter(case_id=OuterRef("pk"), done_at__isnull=True, by_person=True)
    rows = visible_cases(actor, now=now).filter(owner_id__in=[actor.user_id, *covering], closed_at__isnull=True)
    rows = rows.filter(~Exists(by_person), step_due_on__lte=local_day(now))
    found = list(rows.select_related("participant").order_by("step_due_on", "id")[:most])
    steps = steps_of([row.pk for row in found], now)
    log_list(actor, "caseload", [row.participant_id for row in found], now)
    return tuple(
        DueFile(row.pk, row.number, row.participant.full_name, covering.get(row.owner_id or 0, ""), steps[row.pk])
        for row in found
        if row.pk in steps
    )


def my_files(actor: Actor, now: dt.datetime) -> dict[int, str]:
    """Give the numbers of the open files that this actor has in hand or covers, by id; no names."""
    owners = [actor.user_id, *covered_by(actor, local_day(now))]
    rows = visible_cases(actor, now=now).filter(owner_id__in=owners, closed_at__isnull=True)
    return dict(rows.order_by("id").values_list("id", "number")) if actor.user_id is not None else {}


def caseload_rows(actor: Actor, now: dt.datetime, choice: CaseloadChoice) -> tuple[CaseRow, ...]:
    """Give all files of a choice, for an export; each person gets a line in the trail."""
    if not actor.has(*GUIDING_ROLES):
        return ()
    wanted = _wanted(choice, _conditions(actor, now, covered_by(actor, local_day(now))), now)
    chosen = _chosen(visible_cases(actor, now=now), choice, wanted)
    ordered = chosen.order_by(*ORDERS.get(choice.order, ORDERS["datum"]))
    found = shape(joined(ordered), actor, now, start=0, length=LONGEST_EXPORT)
    log_list(actor, "caseload_uitvoeren", [row.participant_id for row in found.cases], now)
    return found.rows


def saved_views(actor: Actor) -> tuple[SavedViewCard, ...]:
    """Give the views that the actor kept at this party, by name."""
    if actor.user_id is None or actor.party_id is None:
        return ()
    rows = SavedView.objects.filter(user_id=actor.user_id, party_id=actor.party_id).order_by("name", "id")
    return tuple(SavedViewCard(row.pk, row.name, dict(row.chosen), row.is_default) for row in rows)


def colleagues(actor: Actor, now: dt.datetime) -> tuple[Colleague, ...]:
    """Give the advisers of the actor's party in the actor's regions, by name."""
    if actor.party_id is None or not actor.has(*GUIDING_ROLES):
        return ()
    rows = adviser_places(actor.party_id, actor.region_codes, local_day(now)).order_by("user__name", "user_id")
    return tuple(dict.fromkeys(Colleague(user_id, name) for user_id, name in rows.values_list("user_id", "user__name")))


def absences(actor: Actor, now: dt.datetime) -> tuple[AbsenceCard, ...]:
    """Give who of the actor's party is away, now or later."""
    if actor.party_id is None or not actor.has(*GUIDING_ROLES):
        return ()
    rows = Absence.objects.filter(party_id=actor.party_id, until_on__gte=local_day(now))
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=local_day(now))).select_related("user", "cover")
    return tuple(
        AbsenceCard(
            row.pk, row.user_id, row.user.name, row.cover.name, row.from_on, row.until_on, row.user_id == actor.user_id
        )
        for row in rows.order_by("from_on", "id")
    )


def worries(actor: Actor, now: dt.datetime) -> Worries:
    """Give desk and coordinator the files that nobody moves: late for long in the region, and work of who left.

    Of a file that is not shared with the reader's party it tells a number and whom to call, no name and no content.
    """
    today = local_day(now)
    days = number(scheme_for(Use.TERMS), "stilte_coordinator", region_code="", on=today)
    if not actor.has(*FINDING_ROLES) or not actor.serves_people:
        return Worries((), (), days)
    here = Case.objects.filter(region_id__in=regions_of(actor), closed_at__isnull=True)
    late = here.filter(step_due_on__lt=today - dt.timedelta(days=days)).order_by("step_due_on", "id")
    gone = here.filter(left(today)).order_by("step_due_on", "id")
    return Worries(_told(late, actor, now), _told(gone, actor, now), days)


def _told(rows: QuerySet[Case], actor: Actor, now: dt.datetime) -> tuple[CaseRow, ...]:
    shared = Consent.objects.filter(
        in_force(now), participant_id=OuterRef("participant_id"), party_id=actor.party_id or 0
    )
    found = shape(joined(rows).annotate(shared=Exists(shared)), actor, now, start=0, length=LONGEST_LIST)
    log_list(actor, "zorgenlijst", [case.participant_id for case in found.cases if _is_shared(case)], now)
    return tuple(
        row if _is_shared(case) else replace(discreet_row(row, case, actor), name="")
        for case, row in zip(found.cases, found.rows, strict=True)
    )


def _is_shared(case: Case) -> bool:
    return bool(getattr(case, "shared", False))


def _urgency(row: CaseRow) -> tuple[dt.date, int, int]:
    return (row.next_step.due_on if row.next_step else dt.date.max, -row.factors_for, row.id)


def _with_step(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Name the open next step of each file, of which there is one at most, to ask about."""
    return rows.alias(step=FilteredRelation("actions", condition=Q(actions__done_at__isnull=True)))


def _chosen(base: QuerySet[Case], choice: CaseloadChoice, wanted: Q) -> QuerySet[Case]:
    rows = base.filter(state=choice.state) if choice.state else base.filter(closed_at__isnull=True)
    return (_with_step(rows) if choice.silence else rows).filter(wanted)


def _wanted(choice: CaseloadChoice, known: dict[str, Q], now: dt.datetime) -> Q:
    """What a choice asks of a file, besides its state."""
    wanted = Q()
    for name in (choice.due, choice.silence, choice.owner):
        wanted &= known.get(name, Q())
    if choice.owner == LEFT:
        wanted &= left(local_day(now))
    elif choice.owner.isdecimal():
        wanted &= Q(owner_id=int(choice.owner))
    if choice.region_code:
        wanted &= Q(region__code=choice.region_code)
    if choice.party_id is not None:
        wanted &= Q(first_responsible_id=choice.party_id)
    return wanted & _named(choice.text)


def _named(text: str) -> Q:
    """Every word stands in the number or the name, or the name sounds like it: Janssen finds Jansen."""
    written = Q()
    for word in text.split():
        written &= (
            Q(number__icontains=word)
            | Q(participant__first_name__icontains=word)
            | Q(participant__last_name__icontains=word)
        )
    heard = Q()
    for key in asked_keys(text):
        heard &= Q(participant__name_key__contains=key)
    return written | heard if heard else written


def _nearly(rows: QuerySet[Case], text: str) -> list[int]:
    """Of some files those of people whose name is nearly what was typed: a letter more, less, other or swapped."""
    names = rows.values_list("pk", "participant__first_name", "participant__last_name")
    return [pk for pk, first, last in names[:NEAR_AMONG] if nearly_named(text, f"{first} {last}")]


def _conditions(actor: Actor, now: dt.datetime, covering: dict[int, str]) -> dict[str, Q]:
    """What each filter asks, by its name; every one is also counted. `step` is what `_with_step` names."""
    today = local_day(now)
    terms = scheme_for(Use.TERMS)
    stalled = now - dt.timedelta(days=number(terms, "stilstand_dossier", region_code="", on=today))
    silent = today - dt.timedelta(days=number(terms, "stilte_deelnemer", region_code="", on=today))
    # As a set that is made once: asked file by file it is looked up for every file that is counted.
    offers = Handover.objects.filter(state=HandoverState.OFFERED)
    return {
        MINE: Q(owner_id=actor.user_id) | Q(owner_id__in=sorted(covering)),
        NOBODY: Q(owner__isnull=True),
        COVERED: Q(owner_id__in=sorted(covering)),
        LATE: Q(step_due_on__lt=today),
        TODAY: Q(step_due_on__lte=today),
        THIS_WEEK: Q(step_due_on__lte=today + WEEK),
        STALLED: Q(step__created_at__lt=stalled),
        SILENT_PERSON: Q(step__by_person=True, step__due_on__lt=silent),
        HANDOVER_WAITS: Q(pk__in=offers.values("case_id")),
    }


def _counts(base: QuerySet[Case], wanted: Q, known: dict[str, Q]) -> dict[str, int]:
    """How many open files each filter would show, and how many the choice does, in one question."""
    asked = {name: Count("pk", filter=condition) for name, condition in known.items()}
    states = {
        f"stand_{state.value}": Count("pk", filter=Q(state=state)) for state in CaseState if state != CaseState.CLOSED
    }
    chosen = Count("pk", filter=wanted) if wanted else Count("pk")
    return _with_step(base.filter(closed_at__isnull=True)).aggregate(
        alle=Count("pk"), **{CHOSEN: chosen}, **asked, **states
    )
