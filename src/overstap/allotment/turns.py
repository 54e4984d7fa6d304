"""One turn with a window: its row is locked, its totals follow what happens, and all is written at the end.

Lock order: the window, then whatever the treasury locks. Who holds the window is alone with its applications that were
ranked; those in the inbox are still nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from overstap.allotment.letters import ask_letters
from overstap.allotment.models import Application, ApplicationState, Window, WindowLetterKind
from overstap.allotment.values import standing_of
from overstap.audit import actions as audit
from overstap.core.actor import SYSTEM, Actor
from overstap.core.allotment import Way
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.treasury import actions as treasury
from overstap.treasury.actions import Order, Series

INSTRUMENT = "LOKET"
OFFERED = N_("Vrijgekomen en aangeboden aan de wachtlijst")
_HEADS = 100


class Turn:
    """A window that is locked until the transaction ends (beurt)."""

    def __init__(self, window: Window, now: datetime) -> None:
        self.window, self.now = window, now
        self.standing = standing_of(window)
        self.ranked = window.ranked
        self._series: Series | Refusal | None = None

    @property
    def way(self) -> Way:
        """How this window is divided."""
        return Way(self.window.way)

    def open_series(self, rows: Iterable[Application]) -> Refusal | None:
        """Lock the budget of the window, when it has one, for what these applications may get.

        Gives the refusal `budget.ontbreekt` when the budget is not there yet; nothing fits then.
        """
        if self.window.stream and self.window.year is not None:
            self._series = treasury.open_series(
                stream=self.window.stream,
                region_code=self.window.region_code,
                year=self.window.year,
                keys=[row.key for row in rows],
                now=self.now,
            )
        return self._series if isinstance(self._series, Refusal) else None

    @property
    def units_left(self) -> int:
        """How much can still be given: what the window has left and, with a budget, no more than is free in it."""
        left = self.standing.funded_ceiling - self.standing.held
        return min(left, self._series.free) if isinstance(self._series, Series) else left

    def bind(self, row: Application, amount: int) -> Refusal | None:
        """Count what an application gets towards the budget; None when it fits or no budget is kept here."""
        if self._series is None:
            return None
        if isinstance(self._series, Refusal):
            return self._series
        return self._series.take(self._order(row, amount))

    def _order(self, row: Application, amount: int) -> Order:
        return Order(
            key=row.key,
            person_key=row.applicant_key,
            item_key=row.key,
            instrument=INSTRUMENT,
            scheme=self.window.scheme,
            scheme_version=self.window.scheme_version,
            receipt={"scheme": self.window.scheme, "loket": self.window.code, "nummer": row.pk, **row.receipt},
            recipient=row.applicant_name or f"{self.window.code} {row.pk}",
            amount_cents=amount,
        )

    def write_series(self, actor: Actor, because: str, *, bind: bool, expires_at: datetime | None = None) -> None:
        """Write what was counted towards the budget."""
        if isinstance(self._series, Series):
            self._series.write(actor=actor, because=because, bind=bind, now=self.now, expires_at=expires_at)

    def give(self, row: Application, amount: int, state: ApplicationState) -> None:
        """Let an application have a place; with a ceiling for registrations it holds nothing of the money yet."""
        self.standing = self.standing.with_grant(amount)
        row.granted = 0 if self.standing.registration_ceiling is not None else amount
        row.state, row.decided_at = state, self.now

    def take_back(self, row: Application, state: ApplicationState) -> None:
        """Let an application give its place back."""
        self.standing = self.standing.without_grant(row.granted)
        row.granted, row.state, row.answer_before, row.decided_at = 0, state, None, self.now

    def hold_less(self, row: Application, left: int) -> None:
        """Let an application hold less of the money than it did."""
        self.standing = self.standing.with_held(left - row.granted)
        row.granted, row.decided_at = left, self.now

    def term(self) -> datetime:
        """Until when an offer of now can be answered."""
        return self.now + timedelta(days=self.window.answer_days)

    def save(self) -> None:
        """Write the totals."""
        row, standing = self.window, self.standing
        row.held, row.registered, row.waiting = standing.held, standing.registered, standing.waiting
        row.ranked, row.settled_at = self.ranked, self.now
        row.save(update_fields=("held", "registered", "waiting", "ranked", "settled_at"))

    def record(self, actor: Actor, verb: str, row: Application) -> None:
        """Leave a line of the trail about one application."""
        details = {"loket": self.window.code, "nummer": row.pk, "plaats": row.rank, "toegekend": row.granted}
        audit.record(actor=actor, verb=verb, object_kind="aanvraag", object_id=row.key, now=self.now, details=details)


def locked_window(code: str) -> Window:
    """Lock a window by its code; waits for whoever has it. Raises NotFoundError."""
    # FOR NO KEY UPDATE: nothing that refers to the row has to wait.
    found = Window.objects.select_for_update(no_key=True).filter(code=code).first()
    if found is None:
        raise NotFoundError(f"no window {code}")
    return found


def window_to_settle(code: str | None = None) -> Window | None:
    """Lock the window that waits longest for a settler and has an inbox; None when there is none, or it has one."""
    inbox = Application.objects.filter(window=OuterRef("pk"), rank__isnull=True).order_by()
    rows = Window.objects.select_for_update(skip_locked=True, no_key=True).filter(Exists(inbox))
    if code is not None:
        rows = rows.filter(code=code)
    return rows.order_by(F("settled_at").asc(nulls_first=True), "id").first()


def inbox_of(window: Window) -> QuerySet[Application]:
    """What has no rank yet, in the order in which the numbers were given."""
    return Application.objects.filter(window=window, rank__isnull=True).order_by("id")


def offer_to_head(turn: Turn) -> int:
    """Offer what is free to the head of the waiting list, in order, until the next does not fit; gives how many.

    With a term to answer; for a stream the money is set aside until then. Nobody is passed: when the head does not fit,
    those behind it wait with it.
    """
    offered = 0
    heads = Application.objects.filter(window=turn.window, state=ApplicationState.WAITING).order_by("rank")
    while turn.standing.waiting:
        rows = list(heads[:_HEADS])
        taken = _offer(turn, rows)
        offered += taken
        if taken < len(rows) or not rows:
            break
    return offered


def _offer(turn: Turn, rows: list[Application]) -> int:
    turn.open_series(rows)
    taken: list[Application] = []
    for row in rows:
        if not turn.standing.fits(row.amount) or turn.bind(row, row.amount) is not None:
            break
        turn.give(row, row.amount, ApplicationState.OFFERED)
        turn.standing = turn.standing.with_waiting(-1)
        row.answer_before = turn.term()
        taken.append(row)
    turn.write_series(SYSTEM, OFFERED, bind=False, expires_at=turn.term())
    Application.objects.bulk_update(taken, ("granted", "state", "decided_at", "answer_before"))
    for row in taken:
        turn.record(SYSTEM, "plaats_aanbieden", row)
    ask_letters([row.key for row in taken], WindowLetterKind.OFFER, turn.now)
    return len(taken)
