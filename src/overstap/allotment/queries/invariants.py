"""What must be true of the windows at every moment, counted again from the applications alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Max, Min, Q, Sum

from overstap.allotment.models import Application, ApplicationState, Way, Window
from overstap.allotment.values import Problem, standing_of
from overstap.audit.queries import keys_without_line
from overstap.core.allotment import ACTIVE, HOLDING
from overstap.treasury import queries as treasury
from overstap.treasury.queries.proving import one_picture


def check_invariants() -> tuple[Problem, ...]:
    """Check every promise of the windows; an empty answer means that they are right.

    The totals of a window equal its applications; ranks run from one without a gap; no ceiling is passed; nobody who
    came later has a place while an earlier one still waits; nobody has two; every grant of a stream is one commitment
    that holds no more than it does; everything that got a rank is in the audit trail.
    """
    with one_picture():
        problems = [*_lost(), *_trail()]
        for row in Window.objects.order_by("id"):
            for check in (_totals, _ranks, _queue, _applicants, _commitments):
                problems += check(row)
    return tuple(problems)


def _lost() -> Iterator[Problem]:
    known = set(Window.objects.order_by().values_list("id", flat=True))
    for row in Application.objects.exclude(window_id__in=known).order_by("id"):
        yield Problem("an application has a window", f"application {row.key}", str(row.window_id))


def _trail() -> Iterator[Problem]:
    ranked = Application.objects.filter(rank__isnull=False).order_by().values_list("key", flat=True)
    for key in keys_without_line(ranked, object_kind="aanvraag", verbs=("aanvragen",)):
        yield Problem("every application is in the audit trail", f"application {key}", "no line")


def _totals(row: Window) -> Iterator[Problem]:
    where = f"window {row.code}"
    found = Application.objects.filter(window=row).aggregate(
        ranked=Count("id", filter=Q(rank__isnull=False)),
        registered=Count("id", filter=Q(state__in=HOLDING)),
        waiting=Count("id", filter=Q(state=ApplicationState.WAITING)),
        held=Sum("granted", default=0),
    )
    for name, counted in found.items():
        if counted != getattr(row, name):
            yield Problem(f"window: {name}", where, f"{getattr(row, name)}, by the applications {counted}")
    if not standing_of(row).holds:
        yield Problem("no ceiling passed", where, str(standing_of(row)))
    loose = Application.objects.filter(window=row, granted__gt=0).exclude(state__in=HOLDING).order_by("id")
    for one in loose:
        yield Problem("only who has a place holds something", f"application {one.key}", f"{one} {one.granted}")


def _ranks(row: Window) -> Iterator[Problem]:
    ranks = Application.objects.filter(window=row, rank__isnull=False)
    found = ranks.aggregate(low=Min("rank"), high=Max("rank"), count=Count("rank", distinct=True))
    if found["count"] and (found["low"], found["high"]) != (1, found["count"]):
        yield Problem(
            "ranks without gaps", f"window {row.code}", f"{found['low']} to {found['high']}: {found['count']}"
        )


def _queue(row: Window) -> Iterator[Problem]:
    """Where there is a list, who has a place came before everybody who waits."""
    if row.way != Way.IN_ORDER or not row.has_list:
        return
    rows = Application.objects.filter(window=row)
    waits = rows.filter(state=ApplicationState.WAITING).aggregate(first=Min("rank"))["first"]
    last = rows.filter(state__in=HOLDING).aggregate(last=Max("rank"))["last"]
    if waits is not None and last is not None and last > waits:
        yield Problem("nobody jumps the queue", f"window {row.code}", f"{last} has a place, {waits} waits")


def _applicants(row: Window) -> Iterator[Problem]:
    active = Application.objects.filter(window=row, state__in=ACTIVE).order_by()
    for applicant_key, count in active.values_list("applicant_key").annotate(count=Count("id")).filter(count__gt=1):
        yield Problem("one application for an applicant", f"window {row.code} {applicant_key}", f"{count}")


def _commitments(row: Window) -> Iterator[Problem]:
    """Of a stream, each place is one commitment, that never holds more than the place does.

    It may hold less for a while: what the cashier gave back is noticed when it is offered to the next.
    """
    if not row.stream:
        return
    bound = treasury.bound_in(row.stream, row.region_code, row.year or 0)
    rows = Application.objects.filter(window=row, state__in=HOLDING).order_by("id")
    for key, granted in rows.values_list("key", "granted").iterator():
        if key not in bound or bound[key] > granted:
            yield Problem("a grant is one commitment", f"application {key}", f"{granted}, committed {bound.get(key)}")
