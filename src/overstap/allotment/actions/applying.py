"""Applying: one append to the inbox; the number is the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from overstap.allotment.clock import database_now
from overstap.allotment.inbox import Entering, write_down
from overstap.allotment.models import Application, Unit, Window
from overstap.allotment.refusals import NOT_OPEN, NOTHING_ASKED, OTHER_CONTENTS, WRONG_APPLICANT
from overstap.allotment.values import ReceiptCard, receipt_card
from overstap.background import doorbell
from overstap.core.actor import Actor
from overstap.core.allotment import Opening, opening_at
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.money import euros
from overstap.treasury.values import proof_of

_ATTEMPTS = 2


def apply(
    *,
    actor: Actor,
    key: UUID,
    window: str,
    applicant_key: UUID,
    applicant_kind: str,
    amount: int,
    now: datetime,
    applicant_name: str = "",
    receipt: str | Mapping[str, Any] | None = None,
) -> ReceiptCard | Refusal:
    """Write an application down (aanvragen): the receipt with the number is the answer, the decision follows in order.

    `amount` counts the unit of the window: cents or places. `applicant_key` is the pseudonym of the one for whom is
    applied; `applicant_name` is for organisations, never for a person. Of `receipt`, the assessment, only what proves
    it is kept. The same command twice gives the same receipt. One statement, no lock to wait for; the line of the trail
    is written by the settler, together with the rank.
    Refuses `loket.bedrag`, `loket.aangekondigd` (R-228), `loket.nog_niet_open`, `loket.gesloten` (by the clock of the
    database, R-226), `loket.aanvrager` and `opdracht.sleutel`. Raises NotFoundError for a window that is not there.
    """
    if amount <= 0:
        return NOTHING_ASKED
    proof = proof_of(receipt) if receipt is not None else {}
    one = Entering(key, window, applicant_key, applicant_kind, applicant_name, amount, proof, actor, now)
    for _ in range(_ATTEMPTS):
        written = write_down(one)
        if written is not None:
            _ring()
            return ReceiptCard(key=key, number=written[0], window=window, amount=amount, received_at=written[1])
        answer = _why_not(one, now)
        if answer is not None:
            return answer
    return NOT_OPEN[Opening.PLANNED]


def _ring() -> None:
    if connection.in_atomic_block:
        transaction.on_commit(partial(doorbell.ring, doorbell.INBOX), robust=True)
    else:
        # To ask for the commit here would open a connection, and who wrote together with others needs none.
        doorbell.ring(doorbell.INBOX)


def _why_not(one: Entering, now: datetime) -> ReceiptCard | Refusal | None:
    """Why nothing was written; None when by now nothing stands in the way: the window opened in between."""
    earlier = Application.objects.select_related("window").filter(key=one.key).first()
    if earlier is not None:
        asked = (one.window, one.applicant_key, one.applicant_kind, one.amount)
        made = (earlier.window.code, earlier.applicant_key, earlier.applicant_kind, earlier.amount)
        return receipt_card(earlier, one.window) if asked == made else OTHER_CONTENTS
    row = Window.objects.filter(code=one.window).first()
    if row is None:
        raise NotFoundError(f"no window {one.window}")
    opening = Opening.CLOSED if row.shared_at else opening_at(database_now(now), row.opens_at, row.closes_at)
    if opening is not Opening.OPEN:
        return NOT_OPEN[opening]
    if row.applicants and f",{one.applicant_kind}," not in row.applicants:
        return WRONG_APPLICANT
    if row.most_per_application is not None and one.amount > row.most_per_application:
        return _too_much(row)
    return None


def _too_much(row: Window) -> Refusal:
    most = row.most_per_application or 0
    return Refusal(
        "loket.bedrag",
        N_("U kunt per aanvraag ten hoogste %(most)s vragen."),
        source=row.source,
        remedy=N_("Vraag minder."),
        details=(("most", euros(most) if row.unit == Unit.EUROS else str(most)),),
    )
