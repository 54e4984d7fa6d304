"""What the one who applied, and those who keep the money, may know of applications."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from overstap.allotment.access import access_application, visible_applications
from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, ApplicationState, Window
from overstap.allotment.queries.windows import opening_of
from overstap.allotment.values import ApplicationCard, Mark, ReceiptCard, WindowPage, receipt_card, window_card
from overstap.audit import queries as audit
from overstap.core.actor import Actor
from overstap.core.allotment import State
from overstap.core.decision import NotFoundError
from overstap.treasury.values import MONEY_ROLES

_SHOWN = 200


def receipt(key: UUID) -> ApplicationCard | None:
    """An application by the key on its receipt: who has the key, applied; no name and no history."""
    row = Application.objects.select_related("window").filter(key=key).first()
    return _card(row, None) if row else None


def application(actor: Actor, key: UUID, now: datetime) -> ApplicationCard:
    """An application with its place in the queue and its history. Raises NotFoundError for who may not see it."""
    row = access_application(actor, key)
    return _card(row, now, history=_history(row))


def applications_of(actor: Actor, now: datetime, *, limit: int = _SHOWN) -> tuple[ApplicationCard, ...]:
    """What this actor, or the own party, applied for, the newest first; nothing for who has no account."""
    if actor.has(*MONEY_ROLES) and actor.party_id is None:
        return ()
    rows = visible_applications(actor).order_by("-id")
    if actor.party_id is not None:
        rows = rows.filter(party_id=actor.party_id)
    return tuple(_card(row, now) for row in rows[:limit])


def window_page(actor: Actor, code: str, now: datetime, *, state: str = "", limit: int = _SHOWN) -> WindowPage:
    """A window with its applications in order, for those who keep the money. Raises NotFoundError for all others."""
    row = Window.objects.filter(code=code).first()
    if row is None or not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no window {code}")
    rows = Application.objects.select_related("window").filter(window=row)
    if state:
        rows = rows.filter(state=state)
    counts = {
        State(name): Application.objects.filter(window=row, state=name).count() for name in ApplicationState.values
    }
    return WindowPage(
        window=window_card(row, opening_of(row, database_now(now))),
        counts=tuple((name, count) for name, count in counts.items() if count),
        applications=_cards(rows.order_by("id")[:limit], row, now),
        decisions=tuple(
            Mark(one.decided_at, one.source, one.decided_by) for one in row.decisions.order_by("-decided_at", "-id")
        ),
    )


def receipts(keys: Iterable[UUID]) -> dict[UUID, ReceiptCard]:
    """The receipts with these keys; unknown keys are left out."""
    rows = Application.objects.select_related("window").filter(key__in=list(keys)).order_by("id")
    return {row.key: receipt_card(row, row.window.code) for row in rows}


def place_in_queue(row: Application) -> int | None:
    """Where an application stands on the waiting list; one is next, None when it does not wait."""
    if row.state != ApplicationState.WAITING:
        return None
    before = Application.objects.filter(window_id=row.window_id, state=ApplicationState.WAITING, rank__lt=row.rank)
    return before.count() + 1


def _cards(rows: Iterable[Application], window: Window, now: datetime) -> tuple[ApplicationCard, ...]:
    """Cards of one window; the places are counted on from the first that waits."""
    places: dict[int, int] = {}
    found = list(rows)
    waiting = [row for row in found if row.state == ApplicationState.WAITING]
    if waiting:
        first = place_in_queue(min(waiting, key=lambda row: row.rank or 0)) or 1
        ordered = sorted(waiting, key=lambda row: row.rank or 0)
        places = {row.pk: place for place, row in enumerate(ordered, start=first)}
    card = window_card(window, opening_of(window, database_now(now)))
    return tuple(_filled(row, card, places.get(row.pk), row.applicant_name, ()) for row in found)


def _card(row: Application, now: datetime | None, *, history: tuple[Mark, ...] = ()) -> ApplicationCard:
    moment = database_now(now) if now is not None else row.received_at
    card = window_card(row.window, opening_of(row.window, moment))
    return _filled(row, card, place_in_queue(row), row.applicant_name if now is not None else "", history)
