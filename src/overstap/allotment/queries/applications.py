"""What the one who applied, and those who keep the money, may know of applications."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from uuid import UUID

from django.db.models import Count, F

from overstap.allotment.access import access_application
from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, ApplicationState, Window
from overstap.allotment.queries.windows import opening_of
from overstap.allotment.values import (
    ApplicationCard,
    Mark,
    ReceiptCard,
    WindowCard,
    WindowPage,
    receipt_card,
    window_card,
)
from overstap.audit import queries as audit
from overstap.core.actor import Actor
from overstap.core.allotment import State
from overstap.core.decision import NotFoundError
from overstap.core.paging import pages_of
from overstap.treasury.values import MONEY_ROLES

_SHOWN = 200


def receipt(key: UUID, now: datetime) -> ApplicationCard | None:
    """An application by the key on its receipt: who has the key, applied; without a name, and no history."""
    row = Application.objects.select_related("window").filter(key=key).first()
    if row is None:
        return None
    card = window_card(row.window, opening_of(row.window, database_now(now)))
    return _filled(row, card, place_in_queue(row), "")


def application(actor: Actor, key: UUID, now: datetime) -> ApplicationCard:
    """An application with its place in the queue and its history. Raises NotFoundError for who may not see it."""
    row = access_application(actor, key)
    card = window_card(row.window, opening_of(row.window, database_now(now)))
    return _filled(row, card, place_in_queue(row), row.applicant_name, _history(row))


def window_page(
    actor: Actor,
    code: str,
    now: datetime,
    *,
    state: str = "",
    only: int | None = None,
    page: int = 1,
    size: int = _SHOWN,
) -> WindowPage:
    """A window with a page of its applications in order, for those who keep the money.

    `only` asks for the application with one number. A page that is not there becomes the nearest one that is. Raises
    NotFoundError for who does not keep the money.
    """
    row = Window.objects.filter(code=code).first()
    if row is None or not actor.has(*MONEY_ROLES):
        raise NotFoundError(f"no window {code}")
    rows = Application.objects.select_related("window").filter(window=row)
    if state:
        rows = rows.filter(state=state)
    if only is not None:
        rows = rows.filter(pk=only)
    total = rows.count()
    number, _, first = pages_of(total, page, size)
    counts = dict(Application.objects.filter(window=row).order_by().values_list("state").annotate(Count("id")))
    return WindowPage(
        window=window_card(row, opening_of(row, database_now(now))),
        counts=tuple((name, counts[name]) for name in State if name in counts),
        applications=_cards(rows.order_by(F("rank").asc(nulls_last=True), "id")[first : first + size], row, now),
        decisions=tuple(
            Mark(one.decided_at, one.source, one.decided_by) for one in row.decisions.order_by("-decided_at", "-id")
        ),
        total=total,
        number=number,
    )


def receipts(keys: Iterable[UUID]) -> dict[UUID, ReceiptCard]:
    """The receipts with these keys; unknown keys are left out."""
    rows = Application.objects.select_related("window").filter(key__in=list(keys)).order_by("id")
    return {row.key: receipt_card(row, row.window.code) for row in rows}


def states_of(keys: Iterable[UUID]) -> dict[UUID, State]:
    """How far the applications with these keys are; unknown keys are left out."""
    rows = Application.objects.filter(key__in=list(keys)).order_by("id").values_list("key", "state")
    return {key: State(state) for key, state in rows}


def offers(keys: Iterable[UUID]) -> dict[UUID, datetime]:
    """Which of these applications have an offer, and before when it has to be answered."""
    rows = Application.objects.filter(key__in=list(keys), state=ApplicationState.OFFERED).order_by("id")
    return {key: before for key, before in rows.values_list("key", "answer_before") if before is not None}


def place_in_queue(row: Application) -> int | None:
    """Where an application stands on the waiting list; one is next, None when it does not wait."""
    if row.state != ApplicationState.WAITING:
        return None
    before = Application.objects.filter(window_id=row.window_id, state=ApplicationState.WAITING, rank__lt=row.rank)
    return before.count() + 1


def _cards(rows: Iterable[Application], window: Window, now: datetime) -> tuple[ApplicationCard, ...]:
    """Cards of one window, in order of rank; the places are counted on from the first that waits."""
    found = list(rows)
    first = next((place_in_queue(row) for row in found if row.state == ApplicationState.WAITING), None)
    places = count(first or 1)
    card = window_card(window, opening_of(window, database_now(now)))
    return tuple(
        _filled(row, card, next(places) if row.state == ApplicationState.WAITING else None, row.applicant_name)
        for row in found
    )


def _filled(
    row: Application, window: WindowCard, place: int | None, name: str, history: tuple[Mark, ...] = ()
) -> ApplicationCard:
    return ApplicationCard(
        key=row.key,
        number=row.pk,
        window=window,
        applicant_kind=row.applicant_kind,
        applicant_name=name,
        amount=row.amount,
        granted=row.granted,
        state=State(row.state),
        rank=row.rank,
        place=place,
        reason=row.reason,
        same_as=row.same_as,
        received_at=row.received_at,
        decided_at=row.decided_at,
        answer_before=row.answer_before,
        history=history,
    )


def _history(row: Application) -> tuple[Mark, ...]:
    """What happened, oldest first; an application that has no rank yet has come in and nothing more."""
    deeds = audit.timeline("aanvraag", row.key)
    if not deeds:
        return (Mark(row.received_at, "aanvragen", row.actor_name),)
    return tuple(Mark(deed.at, deed.verb, deed.name) for deed in reversed(deeds))
