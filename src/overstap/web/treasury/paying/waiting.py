"""What waits in payments for who looks: runs to release, numbers to confirm, and what the bank left to find out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from overstap.core.actor import Actor, Role
from overstap.payments import queries
from overstap.payments.values import AccountCard
from overstap.web.treasury.keeping.waiting import Waiting


def payments_work(actor: Actor) -> tuple[Waiting, ...]:
    """What this actor may do now about payments; never a second look at what they made or proposed themselves."""
    return tuple(line for of in (_runs(actor), _numbers(actor), _bank(actor)) for line in of)


def _runs(actor: Actor) -> Iterator[Waiting]:
    if not actor.has(Role.CASHIER):
        return
    cards = [one for one in queries.runs(actor) if one.state == "opgesteld" and one.made_by_id != actor.user_id]
    if cards:
        sentence = ngettext(
            "%(n)d betaalopdracht wacht op vrijgave", "%(n)d betaalopdrachten wachten op vrijgave", len(cards)
        )
        yield _line("treasury:runs", sentence, len(cards), cards[-1].made_at)


def _numbers(actor: Actor) -> Iterator[Waiting]:
    if not actor.has(Role.CASHIER, Role.CASHIER_APPROVER):
        return
    proposed: list[AccountCard] = [one.proposed for one in queries.payees(actor) if one.proposed is not None]
    cards = [one for one in proposed if one.proposed_by_id != actor.user_id]
    if cards:
        sentence = ngettext(
            "%(n)d rekeningnummer wacht op een tweede persoon",
            "%(n)d rekeningnummers wachten op een tweede persoon",
            len(cards),
        )
        yield _line("treasury:payees", sentence, len(cards), min(one.proposed_at for one in cards))


def _bank(actor: Actor) -> Iterator[Waiting]:
    if not actor.has(Role.CASHIER):
        return
    returned = queries.returned_lines(actor)
    if returned:
        sentence = ngettext("%(n)d betaling kwam terug", "%(n)d betalingen kwamen terug", len(returned))
        yield _line("treasury:statements", sentence, len(returned), None)
    unknown = queries.lines_to_settle(actor)
    if unknown:
        sentence = ngettext(
            "%(n)d regel van een afschrift zoekt u uit", "%(n)d regels van afschriften zoekt u uit", len(unknown)
        )
        yield _line("treasury:statements", sentence, len(unknown), None)


def _line(name: str, sentence: str, count: int, since: datetime | None) -> Waiting:
    told = gettext("sinds %(date)s") % {"date": date_format(timezone.localtime(since), "j F")} if since else ""
    return Waiting(reverse(name), sentence % {"n": count}, told)
