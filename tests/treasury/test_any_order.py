"""Any commands in any order against a small model, and defects planted in the code that the checks have to find."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from overstap.core import ledger
from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Moved, Position
from overstap.treasury import actions, books, queries
from overstap.treasury.models import Account, Commitment, Entry, Payment, PersonCeiling
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

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
    @rule(data=st.data(), steps=st.lists(st.sampled_from(["claim", "approve", "pay", "reject", "recover"]), max_size=4))
    def money_goes_out(self, data: st.DataObject, steps: list[str]) -> None:
        """Several steps of claims in one rule, or the search would seldom come to a payment."""
        self.claim(data, 10)
        for step in steps:
            if step == "claim":
                self.claim(data, data.draw(AMOUNTS))
            elif self.claims:
                {"approve": self.approve, "reject": self.reject, "pay": self.pay, "recover": self.recover}[step](data)

    def claim(self, data: st.DataObject, amount: int) -> None:
        of, key = self.pick(data, self.held, "bound"), uuid.uuid4()
        one = self.held[of]
        answer = actions.submit_claim(
            actor=self.adviser, key=key, commitment_key=of, amount_cents=amount, evidence="Factuur", now=self.now
        )
        possible = one["state"] == "bound" and amount <= one["amount"] - one["claimed"] - one["released"]

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
        self.now += dt.timedelta(days=days)
        if not sweep:
            return
        overdue = [one for one in self.held.values() if self.has_run_out(one)]

        assert actions.expire_reservations(now=self.now) == len(overdue)

        for one in overdue:
            one["state"] = "gone"

    @precondition(lambda self: any(self.has_run_out(one) for one in self.held.values()))
    @rule()
    def commit_too_late(self) -> None:
        late = [key for key, one in self.held.items() if self.has_run_out(one)]

        assert isinstance(actions.commit(actor=ADVISER, keys=late, now=self.now), Refusal)

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


ORDINARY = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
# For a planted defect: the same search every time, so that a defect that is found is always found.
SEARCH = settings(ORDINARY, max_examples=100, derandomize=True, phases=[Phase.generate], print_blob=False)


def test_any_commands_in_any_order_keep_every_promise() -> None:
    run_state_machine_as_test(Treasury, settings=ORDINARY)


def wrong_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """A payment gives the commitment its money back instead of taking it."""
    right = ledger.move

    def move(kind: ledger.EntryKind, debit: ledger.Account, credit: ledger.Account, amount: int) -> Moved | Refusal:
        moved = right(kind, debit, credit, amount)
        if kind is ledger.EntryKind.PAY and isinstance(moved, Moved):
            return Moved(replace(debit, credits_posted=debit.credits_posted + amount), moved.credit)
        return moved

    monkeypatch.setattr(ledger, "move", move)


def one_sided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the debited account gets its new total."""
    save = books.Books._save

    def half(row: Account, value: ledger.Account, at: dt.datetime) -> None:
        if row.kind != "verplicht":
            save(row, value, at)

    monkeypatch.setattr(books.Books, "_save", staticmethod(half))


def ceiling_off_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """One cent over the ceiling of a person is let through."""
    right = ledger.use_ceiling
    monkeypatch.setattr(
        "overstap.treasury.ceilings.use_ceiling",
        lambda *, used, limit, amount: right(used=used, limit=limit + 1, amount=amount),
    )


def never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lapsed reservation keeps counting for the person."""
    monkeypatch.setattr("overstap.treasury.ceilings.Ceilings.give_back", lambda *_: None)


def lost_expiry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reservation that ran out can still be bound."""
    monkeypatch.setattr("overstap.treasury.actions.commitments._has_run_out", lambda *_: False)


def half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal half way leaves what was done before it."""
    monkeypatch.setattr(books, "undo", lambda: None)


def lost_idempotency(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was done is done again under a key of its own."""
    post = books.Books.post

    def again(self: books.Books, kind: ledger.EntryKind, budget_id: int, amount: int, **rest: Any) -> Entry | Refusal:
        posted = post(self, kind, budget_id, amount, **rest)
        if kind is ledger.EntryKind.PAY and not isinstance(posted, Refusal):
            post(self, kind, budget_id, amount, **(rest | {"key": f"{rest['key']}:nogmaals"}))
        return posted

    monkeypatch.setattr(books.Books, "post", again)


DEFECTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    wrong_sign, one_sided, ceiling_off_by_one, never_given_back, lost_expiry, half_done, lost_idempotency,
]  # fmt: skip


@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)

    with pytest.raises((AssertionError, IntegrityError)):
        run_state_machine_as_test(Treasury, settings=SEARCH)


def books_with_everything() -> make.CommitmentCard:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=300_00, ceiling=CeilingUse("maatwerkbudget", 1000_00))
    claim = make.approved(commitment, amount_cents=100_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))
    make.reserved(amount_cents=50_00)
    return commitment


def forget_the_payment() -> None:
    Payment.objects.all().delete()


def test_right_books_have_no_problems() -> None:
    books_with_everything()

    assert queries.check_invariants() == ()


@pytest.mark.parametrize(
    ("spoil", "invariant_"),
    [
        (lambda: Account.objects.filter(kind="betaald").update(credits_posted_cents=99_99), "totals = entries"),
        (lambda: Account.objects.filter(kind="betaald").update(credits_posted_cents=99_99), "debits = credits"),
        (lambda: Account.objects.filter(kind="kader").delete(), "accounts"),
        (lambda: Entry.objects.filter(kind="betalen").update(amount_cents=999_00), "no ceiling passed"),
        (lambda: Entry.objects.filter(kind="verplichten").update(amount_cents=1), "a reservation ends once"),
        (lambda: Commitment.objects.filter(state="verplicht").update(state="vrijgegeven"), "commitment: state"),
        (lambda: Commitment.objects.filter(state="verplicht").update(paid_cents=1), "commitment: paid"),
        (lambda: Commitment.objects.filter(state="verplicht").update(released_cents=1), "commitment: released"),
        (lambda: Commitment.objects.filter(state="verplicht").update(claimed_cents=150_00), "commitment: claimed"),
        (lambda: Commitment.objects.filter(state="verplicht").update(amount_cents=299_99), "commitment: reserved"),
        (lambda: PersonCeiling.objects.update(used_cents=1), "ceiling per person"),
        (lambda: PersonCeiling.objects.all().delete(), "ceiling per person"),
        (forget_the_payment, "what is paid has a payment"),
        (forget_the_payment, "a paid claim has a payment"),
    ],
)
def test_every_kind_of_damage_is_named(spoil: Callable[[], object], invariant_: str) -> None:
    books_with_everything()

    spoil()

    assert invariant_ in {problem.invariant for problem in queries.check_invariants()}
