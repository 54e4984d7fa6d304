"""A machine that gives the treasury any commands in any order, with a small model of what must come of them."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Commitment
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

ADVISER = Actor(user_id=None, name="Begeleider", roles=frozenset({Role.ADVISER}))
PEOPLE = [uuid.UUID(int=number) for number in (1, 2)]
PLACES = [(make.STREAM, make.REGION), (make.STREAM, make.OTHER_REGION), ("bemensing", make.REGION)]
LIMIT = 100
# Few amounts, that often come to exactly a ceiling or one cent over it.
AMOUNTS = st.sampled_from([50, 51, 10, 40])
BUDGETS = st.sampled_from([150, 200, 100, 0])


class Treasury(RuleBasedStateMachine):
    """The treasury and its model: per place a budget, per order what it holds, per claim how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = make.NOW
        self.keeper, self.cashier = make.keeper(), make.someone(Role.CASHIER)
        self.approver, self.adviser = make.someone(Role.CASHIER_APPROVER), make.someone(Role.ADVISER)
        self.budgets = dict.fromkeys(PLACES, 0)
        self.orders: dict[uuid.UUID, dict[str, Any]] = {}
        self.held: dict[uuid.UUID, dict[str, Any]] = {}
        self.claims: dict[uuid.UUID, dict[str, Any]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def pick(self, data: st.DataObject, things: dict[uuid.UUID, dict[str, Any]], *likely: str) -> uuid.UUID:
        """One of the things, mostly one in a likely state."""
        keys = [key for key, one in things.items() if one["state"] in likely]
        return data.draw(st.sampled_from(4 * keys + list(things)))

    def used(self, **where: object) -> int:
        """What is taken of a budget or of the ceiling of a person."""
        ((name, value),) = where.items()
        ones = [one for one in self.held.values() if one[name] == value and one["state"] != "gone"]
        return sum(one["amount"] - one["released"] for one in ones)

    def has_run_out(self, one: dict[str, Any]) -> bool:
        return one["state"] == "reserved" and one["until"] <= self.now

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        """Begin with books in use: one commitment, of which a part is paid."""
        for place in PLACES:
            self.set_budget(place, 150)
        self.reserve(PLACES[0], PEOPLE[0], 50, 1)
        (first,) = self.held
        make.given(actions.commit(actor=ADVISER, keys=[first], now=self.now))
        self.held[first]["state"] = "bound"
        self.claim(data, 10)
        self.approve(data)
        self.pay(data)

    @rule(place=st.sampled_from(PLACES), amount=BUDGETS)
    def set_budget(self, place: tuple[str, str], amount: int) -> None:
        answer = actions.set_budget(
            actor=self.keeper, stream=place[0], region_code=place[1], year=make.YEAR, amount_cents=amount,
            source="Besluit", key=uuid.uuid4(), now=self.now,
        )  # fmt: skip

        assert isinstance(answer, Refusal) == (amount < self.used(place=place))

        if not isinstance(answer, Refusal):
            self.budgets[place] = amount

    @rule(place=st.sampled_from(PLACES), person=st.sampled_from(PEOPLE), amount=AMOUNTS, days=st.integers(1, 2))
    def reserve(self, place: tuple[str, str], person: uuid.UUID, amount: int, days: int) -> None:
        order = make.order(
            stream=place[0], region_code=place[1], person_key=person, amount_cents=amount,
            ceiling=CeilingUse("maatwerkbudget", LIMIT), expires_at=self.now + dt.timedelta(days=days),
        )  # fmt: skip
        answer = actions.reserve(**(order | {"now": self.now}))
        in_the_way = [
            one for one in self.held.values()
            if self.has_run_out(one) and (one["place"] == place or one["person"] == person)
        ]  # fmt: skip
        for one in in_the_way:
            one["state"] = "gone"
        fits = self.used(place=place) + amount <= self.budgets[place] and self.used(person=person) + amount <= LIMIT

        assert isinstance(answer, Refusal) == (not fits)

        for one in [] if fits else in_the_way:
            one["state"] = "reserved"
        if fits:
            self.orders[order["key"]] = order
            self.held[order["key"]] = {
                "place": place, "person": person, "amount": amount, "released": 0, "claimed": 0, "paid": 0,
                "state": "reserved", "until": order["expires_at"],
            }  # fmt: skip

    @rule(place=st.sampled_from(PLACES), person=st.sampled_from(PEOPLE), over=st.sampled_from([1, 0]))
    def reserve_up_to_the_edge(self, place: tuple[str, str], person: uuid.UUID, over: int) -> None:
        """What is left for this person, or one cent more."""
        left = LIMIT - self.used(person=person) + over
        if left > 0:
            self.reserve(place, person, left, 1)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def reserve_again(self, data: st.DataObject) -> None:
        key = self.pick(data, self.held)

        answer = actions.reserve(**(self.orders[key] | {"now": self.now}))

        assert not isinstance(answer, Refusal)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), many=st.integers(1, 3))
    def commit(self, data: st.DataObject, many: int) -> None:
        keys = [self.pick(data, self.held, "reserved") for _ in range(many)]
        ones = [self.held[key] for key in keys]
        answer = actions.commit(actor=ADVISER, keys=keys, now=self.now)
        possible = all(one["state"] != "gone" and not self.has_run_out(one) for one in ones)

        assert isinstance(answer, Refusal) == (not possible)

        for one in ones if possible else []:
            one["state"] = "bound"

    @precondition(lambda self: self.held)
    @rule(data=st.data(), many=st.integers(1, 2))
    def void(self, data: st.DataObject, many: int) -> None:
        keys = [self.pick(data, self.held, "reserved") for _ in range(many)]
        ones = [self.held[key] for key in keys]
        answer = actions.void(actor=ADVISER, keys=keys, because="Toch niet", now=self.now)
        possible = all(one["state"] != "bound" for one in ones)

        assert isinstance(answer, Refusal) == (not possible)

        for one in ones if possible else []:
            one["state"] = "gone"

    @precondition(lambda self: self.held)
    @rule(data=st.data(), amount=st.none() | AMOUNTS)
    def release(self, data: st.DataObject, amount: int | None) -> None:
        key = self.pick(data, self.held, "bound")
        one = self.held[key]
        answer = actions.release(
            actor=ADVISER, key=key, amount_cents=amount, command=uuid.uuid4() if amount else None,
            because="Minder nodig", now=self.now,
        )  # fmt: skip
        rest = one["amount"] - one["claimed"] - one["released"]
        possible = one["state"] == "bound" and (amount is None or amount <= rest)

        assert isinstance(answer, Refusal) == (not possible)

        if possible:
            one["released"] += rest if amount is None else amount

    @precondition(lambda self: any(one["state"] == "bound" for one in self.held.values()))
    @rule(
        data=st.data(),
        steps=st.lists(st.sampled_from(["claim", "approve", "pay", "reject", "recover", "bring_back"]), max_size=4),
    )
    def money_goes_out(self, data: st.DataObject, steps: list[str]) -> None:
        """Several steps of claims in one rule, or the search would seldom come to a payment."""
        self.claim(data, 10)
        for step in steps:
            if step == "claim":
                self.claim(data, data.draw(AMOUNTS))
            elif self.claims:
                getattr(self, step)(data)

    def claim(self, data: st.DataObject, amount: int) -> None:
        of, key = self.pick(data, self.held, "bound"), uuid.uuid4()
        one = self.held[of]
        answer = actions.submit_claim(
            actor=self.adviser, key=key, commitment_key=of, amount_cents=amount, evidence="Factuur", now=self.now
        )
        possible = one["state"] == "bound" and amount <= one["amount"] - one["claimed"] - one["released"]
        began = Commitment.objects.filter(key=of).values_list("committed_at", flat=True).first()
        possible = possible and began is not None and timezone.localdate(began) <= timezone.localdate(self.now)

        assert isinstance(answer, Refusal) == (not possible)

        if possible:
            one["claimed"] += amount
            self.claims[key] = {"of": one, "amount": amount, "state": "ingediend"}

    def approve(self, data: st.DataObject) -> None:
        key = self.pick(data, self.claims, "ingediend")
        claim = self.claims[key]
        answer = actions.approve_claim(actor=self.approver, claim_key=key, now=self.now)

        assert isinstance(answer, Refusal) == (claim["state"] not in {"ingediend", "goedgekeurd"})

        if claim["state"] == "ingediend":
            claim["state"] = "goedgekeurd"

    def reject(self, data: st.DataObject) -> None:
        key = self.pick(data, self.claims, "ingediend")
        claim = self.claims[key]
        answer = actions.reject_claim(actor=self.approver, claim_key=key, because="Nee", now=self.now)

        assert isinstance(answer, Refusal) == (claim["state"] not in {"ingediend", "afgewezen"})

        if claim["state"] == "ingediend":
            claim["state"] = "afgewezen"
            claim["of"]["claimed"] -= claim["amount"]

    def pay(self, data: st.DataObject) -> None:
        key = self.pick(data, self.claims, "goedgekeurd")
        claim = self.claims[key]
        answer = actions.pay_claim(actor=self.cashier, claim_key=key, now=self.now)

        assert isinstance(answer, Refusal) == (claim["state"] not in {"goedgekeurd", "betaald", "terug"})

        if claim["state"] == "goedgekeurd":
            claim["state"] = "betaald"
            claim["of"]["paid"] += claim["amount"]

    def bring_back(self, data: st.DataObject) -> None:
        """The bank sends a payment back: still owed, and it may be paid again."""
        key = self.pick(data, self.claims, "betaald")
        claim = self.claims[key]
        answer = actions.return_payments(actor=self.cashier, returns=[actions.BankReturn(key, "AC04")], now=self.now)

        assert isinstance(answer, Refusal) == (claim["state"] != "betaald")

        if claim["state"] == "betaald":
            claim["state"] = "goedgekeurd"
            claim["of"]["paid"] -= claim["amount"]

    def recover(self, data: st.DataObject) -> None:
        key = self.pick(data, self.claims, "betaald")
        claim = self.claims[key]
        answer = actions.recover_payment(actor=self.cashier, claim_key=key, because="Kwam terug", now=self.now)

        assert isinstance(answer, Refusal) == (claim["state"] not in {"betaald", "terug"})

        if claim["state"] == "betaald":
            claim["state"] = "terug"
            claim["of"]["paid"] -= claim["amount"]
            claim["of"]["claimed"] -= claim["amount"]
            claim["of"]["released"] += claim["amount"]

    @rule(days=st.sampled_from([1, 2, -1]), sweep=st.sampled_from([False, False, True]))
    def wait(self, days: int, *, sweep: bool) -> None:
        """Time passes, or a clock is set back; who comes too late is refused."""
        self.now += dt.timedelta(days=days)
        overdue = {key: one for key, one in self.held.items() if self.has_run_out(one)}
        if overdue:
            assert isinstance(actions.commit(actor=ADVISER, keys=list(overdue), now=self.now), Refusal)
        if sweep:
            assert actions.expire_reservations(now=self.now) == len(overdue)

            for one in overdue.values():
                one["state"] = "gone"

    @invariant()
    def the_books_are_right_and_say_what_the_model_says(self) -> None:
        assert queries.check_invariants() == ()

        for place in PLACES:
            ones = [one for one in self.held.values() if one["place"] == place]
            model = Position(
                ceiling=self.budgets[place],
                reserved=sum(one["amount"] for one in ones if one["state"] == "reserved"),
                committed=sum(one["amount"] - one["paid"] - one["released"] for one in ones if one["state"] == "bound"),
                paid=sum(one["paid"] for one in ones),
            )

            assert queries.position(stream=place[0], region_code=place[1], year=make.YEAR) == model

    @invariant()
    def the_entries_alone_say_the_same(self) -> None:
        later = make.NOW + dt.timedelta(days=1000)
        kept = queries.positions(region_code=None, year=make.YEAR)
        counted = [row for stream in queries.utilisation(region_code=None, as_of=later) for row in stream.budgets]

        assert {row.budget_id: row.position for row in kept if row.position != Position()} == {
            row.budget_id: row.position for row in counted if row.position != Position()
        }
