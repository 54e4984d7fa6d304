"""Closing a period: asked by one cashier, done by a second person, and never undone."""

from __future__ import annotations

from datetime import datetime

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.ledger import CASHIER_SOURCE
from overstap.treasury import books, periods
from overstap.treasury.models import Budget, FundingStream, Period, PeriodStanding
from overstap.treasury.periods import Month, Standing
from overstap.treasury.queries.invariants import check_invariants
from overstap.treasury.queries.periods import PeriodCard, period_card

ONLY_CASHIER = Refusal("periode.rol", N_("Alleen de kassier sluit een periode af."), source=CASHIER_SOURCE)
ONLY_SECOND = Refusal(
    "periode.rol", N_("Alleen een kassier of een goedkeurder van de kassier sluit een periode af."), CASHIER_SOURCE
)
SECOND_PERSON = Refusal(
    "periode.tweede_persoon",
    N_("U vroeg zelf om deze periode te sluiten. Iemand anders bevestigt het."),
    source=CASHIER_SOURCE,
    remedy=N_("Vraag een collega om de periode te sluiten."),
)
NOT_OVER = Refusal(
    "periode.loopt_nog",
    N_("Deze periode is nog niet voorbij."),
    remedy=N_("Wacht tot de maand om is. Daarna kan er niets meer in worden geboekt."),
)
NOTHING_BOOKED = Refusal("periode.leeg", N_("In deze periode is er nog niets om te sluiten."))
NOT_ASKED = Refusal(
    "periode.gevraagd",
    N_("Niemand vroeg om deze periode te sluiten."),
    remedy=N_("Vraag eerst om de periode te sluiten. Een collega bevestigt het."),
)
CLOSED = Refusal(
    "periode.gesloten",
    N_("Deze periode is gesloten. Een gesloten periode gaat niet meer open."),
    remedy=N_("Herstel een fout met een tegenboeking in de periode die nu open is."),
)


@books.one_transaction
def ask_to_close(*, actor: Actor, year: int, month: int, now: datetime) -> PeriodCard | Refusal:
    """Ask that a month is closed (afsluiting vragen); a second person does it with `close_period`.

    Refuses `periode.rol`, `periode.leeg`, `periode.loopt_nog`, `periode.volgorde` (an earlier month is still open) and
    `periode.gesloten`. Asking twice asks once.
    """
    if not actor.has(Role.CASHIER) or actor.user_id is None:
        return ONLY_CASHIER
    lock_everything()
    known = _find(year, month)
    if known is not None:
        return CLOSED if known.closed_at else period_card(known)
    wanted = Month(year, month)
    refused = _is_next(wanted, now)
    if refused is not None:
        return refused
    row = Period.objects.create(
        year=year,
        month=month,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        asked_at=now,
        asked_by_id=actor.user_id,
    )
    _record(actor, "afsluiting_vragen", row, now)
    return period_card(row)


def _is_next(wanted: Month, now: datetime) -> Refusal | None:
    first, last = periods.first_month(), periods.last_closed()
    turn = Month(last.year, last.month).next() if last else first
    if turn is None or first is None or wanted < first:
        return NOTHING_BOOKED
    if wanted > turn:
        return Refusal(
            "periode.volgorde",
            N_("Sluit eerst de periode %(month)s-%(year)s. Perioden sluiten op volgorde."),
            details=(("month", f"{turn.number:02}"), ("year", str(turn.year))),
        )
    if wanted < turn:
        return CLOSED
    return NOT_OVER if now < wanted.ends_at else None


@books.one_transaction
def close_period(*, actor: Actor, year: int, month: int, now: datetime) -> PeriodCard | Refusal:
    """Close a month for good, as a second person (periode afsluiten): its standings and their fingerprint are kept.

    From then on no entry is dated in it. Refuses `periode.rol`, `periode.gevraagd` (nobody asked),
    `periode.tweede_persoon`, `periode.loopt_nog`, `periode.volgorde` and `periode.fouten` (the books are not right; it
    tells the first thing that is wrong). Closing twice closes once. Raises NotFoundError for a month that is none.
    """
    if not actor.has(Role.CASHIER, Role.CASHIER_APPROVER) or actor.user_id is None:
        return ONLY_SECOND
    lock_everything()
    row = _find(year, month)
    if row is None:
        return NOT_ASKED
    if row.asked_by_id == actor.user_id:
        return SECOND_PERSON
    if row.closed_at is not None:
        return period_card(row)
    wanted = Month(year, month)
    refused = _is_next(wanted, now) or refuse_wrong_books()
    if refused is not None:
        return refused
    last = periods.last_closed()
    standings = periods.standings(wanted, periods.closed_standings(last) if last else {})
    _keep(row, standings)
    row.closed_at, row.closed_by_id = now, actor.user_id
    row.entry_count = sum(one.entry_count for one in standings)
    row.fingerprint = periods.fingerprint_of(standings)
    row.save(update_fields=("closed_at", "closed_by", "entry_count", "fingerprint"))
    _record(actor, "periode_sluiten", row, now)
    return period_card(_found(year, month))


def lock_everything() -> None:
    """Wait for everybody who books; whoever begins now waits at a stream (new budgets) or at an account (entries)."""
    list(FundingStream.objects.select_for_update().order_by("id"))
    books.locked_accounts(Budget.objects.values_list("id", flat=True))


def refuse_wrong_books() -> Refusal | None:
    """Why books that are not right are not closed; None when all is proven. The caller holds every lock."""
    problems = check_invariants()
    if not problems:
        return None
    first = problems[0]
    return Refusal(
        "periode.fouten",
        N_("De boeken kloppen niet: %(count)s punten. Het eerste: %(invariant)s, %(where)s, %(found)s."),
        remedy=N_("Laat eerst de boeken nakijken. Sluit de periode als alles klopt."),
        details=(
            ("count", str(len(problems))),
            ("invariant", first.invariant),
            ("where", first.where),
            ("found", first.found),
        ),
    )


def _keep(row: Period, standings: tuple[Standing, ...]) -> None:
    PeriodStanding.objects.bulk_create(
        PeriodStanding(
            period=row,
            budget_id=one.budget_id,
            ceiling_cents=one.position.ceiling,
            reserved_cents=one.position.reserved,
            committed_cents=one.position.committed,
            paid_cents=one.position.paid,
            entry_count=one.entry_count,
            fingerprint=one.fingerprint,
        )
        for one in standings
    )


def _find(year: int, month: int) -> Period | None:
    if not 1 <= month <= periods.LAST_MONTH:
        raise NotFoundError(f"no month {month}")
    locked = Period.objects.select_for_update(of=("self",)).select_related("asked_by", "closed_by")
    return locked.filter(year=year, month=month).first()


def _found(year: int, month: int) -> Period:
    return Period.objects.select_related("asked_by", "closed_by").get(year=year, month=month)


def _record(actor: Actor, verb: str, row: Period, now: datetime) -> None:
    details = {"boekingen": row.entry_count, "kenmerk": row.fingerprint}
    audit.record(actor=actor, verb=verb, object_kind="periode", object_id=str(row), now=now, details=details)
