"""A signal of debts: help is offered the same day, and the person decides (R-346)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.models import CaseFact, FactState, Handover, HandoverState, NextAction
from overstap.casework.policy import DEBT_FACTS, Term
from overstap.casework.steps import OFFER_DEBT_HELP, resume_step, set_step
from overstap.casework.targets import DEBT_HELP

if TYPE_CHECKING:
    from overstap.casework.models import Case

GOING_ON = (HandoverState.OFFERED, HandoverState.ACCEPTED)


def signal_debts(case: Case, fact_id: str, *, now: dt.datetime) -> None:
    """After an answer about debts: make offering help the next step, today, unless help was asked already."""
    if fact_id in DEBT_FACTS and asks_debt_help(case) and not debt_help_asked(case):
        party = case.contact_party or case.first_responsible
        set_step(case, OFFER_DEBT_HELP, party=party, term=Term.OFFER_DEBT_HELP, now=now)


def asks_debt_help(case: Case) -> bool:
    """Tell whether the person said to want help with debts."""
    rows = CaseFact.objects.filter(case=case, fact_id__in=DEBT_FACTS, superseded_at__isnull=True)
    return any(row.state == FactState.KNOWN and row.value is True for row in rows.order_by("id"))


def debt_help_asked(case: Case) -> bool:
    """Tell whether a desk was asked to help with debts, and did not say no."""
    return Handover.objects.filter(case=case, target=DEBT_HELP, state__in=GOING_ON).exists()


def is_waiting(case: Case) -> bool:
    """Tell whether the next step of a file is to offer help with debts."""
    return NextAction.objects.filter(case=case, done_at__isnull=True, what=OFFER_DEBT_HELP).exists()


def answer_signal(row: Handover, case: Case, *, now: dt.datetime) -> None:
    """Help was offered: the file goes on with what it was at."""
    if row.target == DEBT_HELP and is_waiting(case):
        resume_step(case, now=now)
