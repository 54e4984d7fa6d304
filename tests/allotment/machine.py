"""A machine that gives a window any commands in any order, with a small model of what must come of them."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from overstap.allotment import actions, queries
from overstap.allotment.models import Application, Window
from overstap.core.decision import Refusal
from overstap.treasury import queries as books
from tests.factories import allotment as make
from tests.factories import treasury as money

HOLDS = ("toegekend", "aangeboden")
TERM = dt.timedelta(days=14)


class Model:
    """The window in ten lines: one row per application, in order of arrival."""

    def __init__(self, ceiling: int, budget: int, *, has_list: bool) -> None:
        self.ceiling, self.budget, self.has_list = ceiling, budget, has_list
        self.rows: list[dict[str, Any]] = []

    def fits(self, amount: int) -> bool:
        held = sum(row["amount"] for row in self.rows if row["state"] in HOLDS)
        return held + amount <= min(self.ceiling, self.budget)

    def settle(self) -> None:
        for row in (row for row in self.rows if row["state"] == "ontvangen"):
            before = [one for one in self.rows if one["state"] in (*HOLDS, "wachtlijst")]
            someone_waits = self.has_list and any(one["state"] == "wachtlijst" for one in before)
            if row["who"] in {one["who"] for one in before}:
                row["state"] = "afgewezen"
            elif self.fits(row["amount"]) and not someone_waits:
                row["state"] = "toegekend"
            else:
                row["state"] = "wachtlijst" if self.has_list else "afgewezen"

    def offer(self, now: dt.datetime) -> None:
        for row in (row for row in self.rows if row["state"] == "wachtlijst"):
            if not self.fits(row["amount"]):
                return
            row["state"], row["until"] = "aangeboden", now + TERM


class Loket(RuleBasedStateMachine):
    """One window, with or without a waiting list, with or without a budget under it."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = make.NOW
        self.model = Model(0, 0, has_list=True)
        self.window = Window()

    def teardown(self) -> None:
        # The books are checked whole, which takes a while: once per run.
        problems = books.check_invariants() if self.window.stream else ()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        assert problems == ()

    @initialize(ceiling=st.sampled_from([3, 5]), budget=st.sampled_from([None, 2, 9]), has_list=st.booleans())
    def open(self, ceiling: int, budget: int | None, has_list: bool) -> None:
        place: dict[str, Any] = {}
        if budget is not None:
            money.budget(budget)
            place = {"unit": "euro", "stream": money.STREAM, "region_code": money.REGION, "year": money.YEAR}
        self.window = make.window(funded_ceiling=ceiling, has_list=has_list, answer_days=TERM.days, **place)
        self.model = Model(ceiling, 99 if budget is None else budget, has_list=has_list)

    @rule(amount=st.sampled_from([1, 2]), who=st.integers(1, 9))
    def apply(self, amount: int, who: int) -> None:
        row = {"key": uuid.uuid4(), "who": uuid.UUID(int=who), "amount": amount, "state": "ontvangen"}
        self.send(row)
        self.model.rows.append(row)

    @rule(amounts=st.lists(st.sampled_from([1, 2]), min_size=3, max_size=5))
    def a_crowd_applies(self, amounts: list[int]) -> None:
        for amount in amounts:
            self.apply(amount, len(self.model.rows) + 10)
        self.settle(500)

    @precondition(lambda self: self.model.rows)
    @rule(data=st.data())
    def someone_applies_twice(self, data: st.DataObject) -> None:
        other = data.draw(st.sampled_from(self.model.rows))
        row = {"key": uuid.uuid4(), "who": other["who"], "amount": 1, "state": "ontvangen"}
        self.send(row)
        self.model.rows.append(row)
        self.settle(500)

    @precondition(lambda self: self.model.rows)
    @rule(data=st.data())
    def apply_again(self, data: st.DataObject) -> None:
        self.send(data.draw(st.sampled_from(self.model.rows)))

    def send(self, row: dict[str, Any]) -> None:
        make.applied(self.window, key=row["key"], applicant_key=row["who"], amount=row["amount"], now=self.now)

    @rule(limit=st.sampled_from([1, 2, 500]))
    def settle(self, limit: int) -> None:
        while actions.settle(now=self.now, limit=limit).decided:
            pass
        self.model.settle()

    @precondition(lambda self: self.model.rows)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self.model.rows))
        if row["state"] == "ontvangen":
            self.model.settle()
        answer = actions.withdraw_application(actor=make.CASHIER, key=row["key"], now=self.now)
        expected = row["state"] in (*HOLDS, "wachtlijst", "ingetrokken")
        assert isinstance(answer, Refusal) is not expected
        if expected and row["state"] != "ingetrokken":
            row["state"] = "ingetrokken"
            self.model.offer(self.now)

    @precondition(lambda self: any(row["state"] == "aangeboden" for row in self.model.rows))
    @rule(data=st.data(), accept=st.booleans())
    def answer(self, data: st.DataObject, accept: bool) -> None:
        row = data.draw(st.sampled_from([row for row in self.model.rows if row["state"] == "aangeboden"]))
        answer = actions.answer_offer(actor=make.CASHIER, key=row["key"], accept=accept, now=self.now)
        in_time = self.now < row["until"]
        assert isinstance(answer, Refusal) is not in_time
        if in_time:
            row["state"] = "toegekend" if accept else "bedankt"
            if not accept:
                self.model.offer(self.now)

    @rule(days=st.sampled_from([1, 7, 13]))
    def let_time_pass(self, days: int) -> None:
        self.now += dt.timedelta(days=days)
        actions.let_offers_lapse(now=self.now)
        lapsed = [row for row in self.model.rows if row["state"] == "aangeboden" and row["until"] <= self.now]
        for row in lapsed:
            row["state"] = "verlopen"
        if lapsed:
            self.model.offer(self.now)

    @rule(more=st.integers(-2, 2))
    def change_ceiling(self, more: int) -> None:
        ceiling = self.model.ceiling + more
        held = sum(row["amount"] for row in self.model.rows if row["state"] in HOLDS)
        answer = actions.change_ceiling(
            actor=make.KEEPER, key=uuid.uuid4(), window=self.window.code, funded_ceiling=ceiling, source="Besluit",
            now=self.now,
        )  # fmt: skip
        assert isinstance(answer, Refusal) is (ceiling < held)
        if ceiling >= held:
            self.model.ceiling = ceiling
            self.model.offer(self.now)

    @invariant()
    def everything_is_as_in_the_model(self) -> None:
        found = dict(Application.objects.filter(window_id=self.window.pk).order_by("id").values_list("key", "state"))
        assert found == {row["key"]: row["state"] for row in self.model.rows}

    @invariant()
    def every_promise_holds(self) -> None:
        assert queries.check_invariants() == ()
