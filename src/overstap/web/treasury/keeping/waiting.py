"""What waits for a second person: moves, reversals and months to close; for the first screen of the workplace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from overstap.core.actor import Actor, Role
from overstap.treasury import actions, queries


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of work (wat wacht)."""

    url: str
    sentence: str
    since: str


def decisions_waiting(actor: Actor, now: datetime) -> tuple[Waiting, ...]:
    """What waits for a decision that this actor may take; never what they asked themselves."""
    return tuple(line for of in (_moves(actor), _reversals(actor), _months(actor, now)) for line in of)


def _moves(actor: Actor) -> Iterator[Waiting]:
    if actions.may_set_budgets(actor) is not None:
        return
    cards = [
        card
        for card in queries.reallocations(actor)
        if card.state == "voorgesteld" and card.proposed_by_id != actor.user_id
    ]
    if cards:
        sentence = ngettext(
            "%(n)d herverdeling wacht op uw besluit", "%(n)d herverdelingen wachten op uw besluit", len(cards)
        )
        yield _line(reverse("treasury:reallocations"), sentence % {"n": len(cards)}, cards[-1].proposed_at)


def _reversals(actor: Actor) -> Iterator[Waiting]:
    keeper = actions.may_set_budgets(actor) is None
    cards = [
        card
        for card in queries.reversals_waiting(actor)
        if card.asked_by_id != actor.user_id and (keeper if card.of_framework else actor.has(Role.CASHIER_APPROVER))
    ]
    if cards:
        sentence = ngettext(
            "%(n)d tegenboeking wacht op uw besluit", "%(n)d tegenboekingen wachten op uw besluit", len(cards)
        )
        yield _line(reverse("treasury:reversals"), sentence % {"n": len(cards)}, cards[0].asked_at)


def _months(actor: Actor, now: datetime) -> Iterator[Waiting]:
    if not actor.has(Role.CASHIER, Role.CASHIER_APPROVER):
        return
    for card in queries.periods(actor, now):
        if card.state == "gevraagd" and card.asked_by_id != actor.user_id and card.asked_at is not None:
            month = date_format(timezone.localtime(card.starts_at), "F Y")
            sentence = gettext("De periode %(month)s wacht op een tweede persoon") % {"month": month}
            yield _line(reverse("treasury:period", args=(card.year, card.month)), sentence, card.asked_at)
    for year in queries.book_years(actor, now):
        if year.state == "gevraagd" and year.asked_by_id != actor.user_id and year.asked_at is not None:
            sentence = gettext("Het boekjaar %(year)s wacht op een tweede persoon") % {"year": year.year}
            yield _line(reverse("treasury:book_year", args=(year.year,)), sentence, year.asked_at)


def _line(url: str, sentence: str, since: datetime) -> Waiting:
    return Waiting(url, sentence, gettext("sinds %(date)s") % {"date": date_format(timezone.localtime(since), "j F")})
