"""Closing a year of the books: after its months, asked by one cashier and done by a second person, never undone."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.treasury import books, periods
from overstap.treasury.actions.periods import ONLY_CASHIER, ONLY_SECOND, lock_everything, refuse_wrong_books
from overstap.treasury.models import BookYear, Reallocation, ReversalRequest
from overstap.treasury.periods import Month
from overstap.treasury.queries.years import YearReport, open_months, year_fingerprint, year_lines, year_report

SECOND_PERSON = Refusal(
    "boekjaar.tweede_persoon",
    N_("U vroeg zelf om dit jaar te sluiten. Iemand anders bevestigt het."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een collega om het jaar te sluiten."),
)
NOT_OVER = Refusal(
    "boekjaar.loopt_nog",
    N_("Dit jaar is nog niet voorbij."),
    remedy=N_("Wacht tot het jaar om is en alle maanden gesloten zijn."),
)
NOTHING_BOOKED = Refusal("boekjaar.leeg", N_("In dit jaar is er niets om te sluiten."))
NOT_ASKED = Refusal(
    "boekjaar.gevraagd",
    N_("Niemand vroeg om dit jaar te sluiten."),
    remedy=N_("Vraag eerst om het jaar te sluiten. Een collega bevestigt het."),
)
CLOSED = Refusal("boekjaar.gesloten", N_("Dit jaar is gesloten. Een gesloten jaar gaat niet meer open."))
MONTHS = N_("Nog niet elke maand van dit jaar is gesloten. De eerste die open is: %(month)s-%(year)s.")
UNDECIDED = N_(
    "Over budgetten van dit jaar wacht nog een besluit: %(moves)s herverdelingen, %(undone)s tegenboekingen."
)


@books.one_transaction
def ask_to_close_year(*, actor: Actor, year: int, now: datetime) -> YearReport | Refusal:
    """Ask that a year is closed (jaar sluiten vragen); a second person does it with `close_year`.

    Refuses `periode.rol`, `boekjaar.leeg`, `boekjaar.loopt_nog`, `boekjaar.maanden` (a month is open),
    `boekjaar.volgorde` (an earlier year is open), `boekjaar.besluiten` (a decision about its budgets waits) and
    `boekjaar.gesloten`. Asking twice asks once.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ONLY_CASHIER
    lock_everything()
    known = BookYear.objects.filter(year=year).first()
    if known is not None:
        return CLOSED if known.closed_at else year_report(actor, year=year, now=now)
    refused = _may_close(year, now)
    if refused is not None:
        return refused
    row = BookYear.objects.create(year=year, asked_at=now, asked_by_id=actor.user_id)
    _record(actor, "jaar_sluiten_vragen", row, now)
    return year_report(actor, year=year, now=now)


@books.one_transaction
def close_year(*, actor: Actor, year: int, now: datetime) -> YearReport | Refusal:
    """Close a year for good, as a second person (jaar sluiten): what its budgets carry on and what is left is kept.

    From then on no decision changes a budget of that year; what was promised is still paid from it. Refuses what
    `ask_to_close_year` refuses, `boekjaar.gevraagd` (nobody asked), `boekjaar.tweede_persoon` and `periode.fouten`
    (the books are not right). Closing twice closes once. Raises NotFoundError for a year without books.
    """
    if not actor.has(Role.CASHIER, Role.CASHIER_APPROVER) or actor.user_id is None:
        return ONLY_SECOND
    lock_everything()
    row = BookYear.objects.select_for_update().filter(year=year).first()
    if row is None:
        if _first_year() is None or year < (_first_year() or year):
            raise NotFoundError(f"no year {year}")
        return NOT_ASKED
    if row.asked_by_id == actor.user_id:
        return SECOND_PERSON
    if row.closed_at is not None:
        return year_report(actor, year=year, now=now)
    refused = _may_close(year, now) or refuse_wrong_books()
    if refused is not None:
        return refused
    lines = year_lines(year)
    row.closed_at, row.closed_by_id = now, actor.user_id
    row.open_cents = sum(one.open_cents for one in lines)
    row.free_cents = sum(one.position.free for one in lines)
    row.fingerprint = year_fingerprint(year, lines)
    row.save(update_fields=("closed_at", "closed_by", "open_cents", "free_cents", "fingerprint"))
    _record(actor, "jaar_sluiten", row, now)
    return year_report(actor, year=year, now=now)


def _first_year() -> int | None:
    first = periods.first_month()
    return first.year if first else None


def _may_close(year: int, now: datetime) -> Refusal | None:
    first = _first_year()
    if first is None or year < first:
        return NOTHING_BOOKED
    if now < Month(year + 1, 1).starts_at:
        return NOT_OVER
    waiting = open_months(year)
    if waiting:
        month = timezone.localtime(waiting[0].starts_at)
        details = (("month", f"{month:%m}"), ("year", f"{month:%Y}"))
        return Refusal("boekjaar.maanden", MONTHS, remedy=N_("Sluit eerst die maand."), details=details)
    closed = set(BookYear.objects.filter(closed_at__isnull=False).values_list("year", flat=True))
    earlier = next((one for one in range(first, year) if one not in closed), None)
    if earlier is not None:
        told = (("year", str(earlier)),)
        return Refusal(
            "boekjaar.volgorde", N_("Sluit eerst het jaar %(year)s. Jaren sluiten op volgorde."), details=told
        )
    return _undecided(year)


def _undecided(year: int) -> Refusal | None:
    moves = Reallocation.objects.filter(state=Reallocation.State.PROPOSED, from_budget__year=year).count()
    asked = ReversalRequest.objects.filter(state=ReversalRequest.State.ASKED, entry__commitment__isnull=True)
    undone = asked.filter(entry__budget__year=year).count()
    if not moves and not undone:
        return None
    told = (("moves", str(moves)), ("undone", str(undone)))
    return Refusal("boekjaar.besluiten", UNDECIDED, remedy=N_("Laat eerst daarover beslissen."), details=told)


def _record(actor: Actor, verb: str, row: BookYear, now: datetime) -> None:
    details = {"loopt_door_cent": row.open_cents, "over_cent": row.free_cents, "kenmerk": row.fingerprint}
    audit.record(actor=actor, verb=verb, object_kind="boekjaar", object_id=str(row), now=now, details=details)
