"""The same machine with the commands of two people: money that moves, mistakes that are undone, months that close."""

import datetime as dt
import uuid
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, periods, queries
from overstap.treasury.actions import Place
from overstap.treasury.models import Entry, Period
from overstap.treasury.periods import Month
from tests.factories import treasury as make
from tests.treasury.machine import AMOUNTS, LIMIT, PLACES, Treasury


class Ledgers(Treasury):
    """The treasury with its decisions: closed months keep their report, a move keeps the total."""

    def __init__(self) -> None:
        super().__init__()
        self.second_keeper, self.second_cashier = make.keeper(), make.someone(Role.CASHIER)
        self.reports: dict[Month, Any] = {}

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        """Begin as the machine below does, and then: undo and redo, move, close, and set the clock back."""
        super().start(data)
        self.undo_payment(data)
        self.pay(data)
        self.release(data, 10)
        self.undo_release(data)
        self.release(data, 10)
        self.move(PLACES, 10)
        self.close(early=False)
        self.now -= dt.timedelta(days=1)

    # --- Money that moves --------------------------------------------------------------------------------

    @rule(pair=st.permutations(PLACES), amount=AMOUNTS)
    def move(self, pair: list[tuple[str, str]], amount: int) -> None:
        giver, taker = pair[:2]
        total = sum(self.budgets.values())
        asked = actions.propose_reallocation(
            actor=self.cashier, key=uuid.uuid4(), giver=Place(*giver), taker=Place(*taker), year=make.YEAR,
            amount_cents=amount, because="Over", now=self.now,
        )  # fmt: skip
        possible = amount <= self.budgets[giver] - self.used(place=giver)

        assert isinstance(asked, Refusal) == (not possible)

        if isinstance(asked, Refusal):
            return
        refused = actions.decide_reallocation(actor=self.cashier, key=asked.key, source="Zelf", now=self.now)
        assert isinstance(refused, Refusal)
        make.given(actions.decide_reallocation(actor=self.keeper, key=asked.key, source="Besluit", now=self.now))
        self.budgets[giver] -= amount
        self.budgets[taker] += amount

        assert sum(self.budgets.values()) == total

    # --- Mistakes ----------------------------------------------------------------------------------------

    def reverse(self, entry: Entry, *, possible: bool) -> None:
        """Ask and carry out a reversal; it happens exactly when the model says that it can."""
        of_framework = entry.kind in {"toewijzen", "intrekken"}
        asking, deciding = (self.keeper, self.second_keeper) if of_framework else (self.cashier, self.approver)
        asked = actions.ask_reversal(
            actor=asking, key=uuid.uuid4(), entry_id=entry.id, because="Fout", now=self.now
        )  # fmt: skip
        if isinstance(asked, Refusal):
            assert not possible, asked

            return
        answer = actions.reverse_entry(actor=deciding, key=asked.key, now=self.now)

        assert isinstance(answer, Refusal) == (not possible), answer

        if isinstance(answer, Refusal):
            make.given(actions.reject_reversal(actor=deciding, key=asked.key, because="Kan niet", now=self.now))

    def fits(self, one: dict[str, Any], amount: int) -> bool:
        """Tell whether there is room in the budget and for the person for money that comes back."""
        in_budget = self.used(place=one["place"]) + amount <= self.budgets[one["place"]]
        return in_budget and self.used(person=one["person"]) + amount <= LIMIT

    @staticmethod
    def last(kind: str, **of: Any) -> Entry | None:
        """The last entry of a kind that stands: no reversal, and not undone."""
        standing = Entry.objects.filter(kind=kind, reverses__isnull=True, reversed_by__isnull=True, **of)
        return standing.order_by("-id").first()

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def undo_commitment(self, data: st.DataObject) -> None:
        key = self.pick(data, self.held, "bound")
        one, entry = self.held[key], self.last("verplichten", commitment__key=key)
        if entry is None:
            return
        possible = one["claimed"] == 0 and one["released"] == 0
        self.reverse(entry, possible=possible)
        if possible:
            one["released"] = one["amount"]

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def undo_release(self, data: st.DataObject) -> None:
        key = self.pick(data, self.held, "bound")
        one, entry = self.held[key], self.last("vrijgeven", commitment__key=key)
        if entry is None:
            return
        possible = self.fits(one, entry.amount_cents)
        self.reverse(entry, possible=possible)
        if possible:
            one["released"] -= entry.amount_cents

    @precondition(lambda self: any(claim["state"] in {"betaald", "terug"} for claim in self.claims.values()))
    @rule(data=st.data())
    def undo_payment(self, data: st.DataObject) -> None:
        """A payment goes back to approved; one that was recovered first waits for that to be undone."""
        key = self.pick(data, self.claims, "betaald", "terug")
        claim = self.claims[key]
        entry = self.last("betalen", payment__claim__key=key)
        if entry is None:
            return
        self.reverse(entry, possible=claim["state"] == "betaald")
        if claim["state"] == "betaald":
            claim["state"] = "goedgekeurd"
            claim["of"]["paid"] -= claim["amount"]

    @precondition(lambda self: any(claim["state"] == "terug" for claim in self.claims.values()))
    @rule(data=st.data())
    def undo_recovery(self, data: st.DataObject) -> None:
        key = self.pick(data, self.claims, "terug")
        claim = self.claims[key]
        entry = self.last("terugvorderen", idempotency_key__startswith=f"terugvorderen:{key}")
        if entry is None:
            return
        possible = self.fits(claim["of"], claim["amount"])
        self.reverse(entry, possible=possible)
        if possible:
            claim["state"] = "betaald"
            claim["of"]["paid"] += claim["amount"]
            claim["of"]["claimed"] += claim["amount"]
            claim["of"]["released"] -= claim["amount"]

    @rule(place=st.sampled_from(PLACES))
    def undo_decision(self, place: tuple[str, str]) -> None:
        """The last decision about a budget; one side of a move is not undone alone."""
        where = {"budget__stream__code": place[0], "budget__region_code": place[1]}
        found = [entry for kind in ("toewijzen", "intrekken") if (entry := self.last(kind, **where)) is not None]
        if not found:
            return
        entry = max(found, key=lambda one: one.id)
        change = -entry.amount_cents if entry.kind == "toewijzen" else entry.amount_cents
        moved = entry.idempotency_key.startswith("herverdelen:")
        possible = not moved and self.budgets[place] + change >= self.used(place=place)
        self.reverse(entry, possible=possible)
        if possible:
            self.budgets[place] += change

    # --- Months that close -------------------------------------------------------------------------------

    @rule(early=st.booleans())
    def close(self, *, early: bool) -> None:
        """Close the month whose turn it is; before it is over that is refused."""
        last, first = periods.last_closed(), periods.first_month()
        assert first is not None
        turn = Month(last.year, last.month).next() if last else first
        asked = {"year": turn.year, "month": turn.number}
        if early:
            answer = actions.ask_to_close(actor=self.cashier, now=self.now, **asked)

            known = Period.objects.filter(**asked).exists()
            assert isinstance(answer, Refusal) == (self.now < turn.ends_at and not known)

            return
        self.now = max(self.now, turn.ends_at)
        make.given(actions.ask_to_close(actor=self.cashier, now=self.now, **asked))
        assert isinstance(actions.close_period(actor=self.cashier, now=self.now, **asked), Refusal)
        make.given(actions.close_period(actor=self.second_cashier, now=self.now, **asked))
        self.reports[turn] = self.report(turn)

    def report(self, month: Month) -> Any:
        return queries.period_report(self.keeper, year=month.year, month=month.number, now=self.now)

    @precondition(lambda self: self.reports)
    @invariant()
    def a_closed_month_tells_the_same_for_ever(self) -> None:
        month = max(self.reports)
        report = self.report(month)

        assert report.proven
        assert report.lines == self.reports[month].lines
