"""The kernel of the treasury, without a database: examples, and any order of movements against a ten-line model."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from overstap.core.decision import Refusal
from overstap.core.ledger import (
    MOVEMENTS,
    OPPOSITE,
    Account,
    AccountKind,
    EntryKind,
    Moved,
    Position,
    lowest_free,
    move,
    position_after,
    position_of,
    use_ceiling,
)

EURO = 100
amounts = st.integers(min_value=-5, max_value=120)


def ledger_with(cents: int, *, ledger: int = 1) -> dict[AccountKind, Account]:
    accounts = {kind: Account(ledger, kind) for kind in AccountKind}
    return apply(accounts, EntryKind.ALLOT, cents) if cents else accounts


def apply(accounts: dict[AccountKind, Account], kind: EntryKind, cents: int) -> dict[AccountKind, Account]:
    movement = MOVEMENTS[kind]
    moved = move(kind, accounts[movement.debit], accounts[movement.credit], cents)
    assert isinstance(moved, Moved), moved
    return accounts | {movement.debit: moved.debit, movement.credit: moved.credit}


def refused(accounts: dict[AccountKind, Account], kind: EntryKind, cents: int) -> str:
    movement = MOVEMENTS[kind]
    answer = move(kind, accounts[movement.debit], accounts[movement.credit], cents)
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-252")
def test_money_goes_from_framework_to_budget_to_commitment_to_payment() -> None:
    accounts = ledger_with(1000 * EURO)
    steps = ((EntryKind.RESERVE, 700), (EntryKind.COMMIT, 700), (EntryKind.PAY, 300), (EntryKind.RELEASE, 150))
    for kind, euros in steps:
        accounts = apply(accounts, kind, euros * EURO)

    standing = position_of(accounts)

    assert standing == Position(ceiling=1000 * EURO, reserved=0, committed=250 * EURO, paid=300 * EURO)
    assert standing.free == 450 * EURO


@pytest.mark.requirement("R-252")
def test_exactly_what_is_free_can_be_reserved_and_not_one_cent_more() -> None:
    accounts = apply(ledger_with(1000), EntryKind.RESERVE, 999)

    assert refused(accounts, EntryKind.RESERVE, 2) == "budget.plafond"
    assert position_of(apply(accounts, EntryKind.RESERVE, 1)).free == 0


def test_the_refusal_names_what_is_left_and_what_was_asked() -> None:
    accounts = ledger_with(250_00)
    answer = move(EntryKind.RESERVE, accounts[AccountKind.BUDGET], accounts[AccountKind.COMMITTED], 300_50)

    assert isinstance(answer, Refusal)
    assert "€ 250,00" in answer.sentence()
    assert "€ 300,50" in answer.sentence()
    assert answer.remedy


@pytest.mark.requirement("R-250")
@pytest.mark.parametrize("kind", EntryKind)
def test_no_movement_goes_from_one_ledger_to_another(kind: EntryKind) -> None:
    movement = MOVEMENTS[kind]
    here, there = ledger_with(1000, ledger=1), ledger_with(1000, ledger=2)

    answer = move(kind, here[movement.debit], there[movement.credit], 1)

    assert isinstance(answer, Refusal)
    assert answer.rule == "ledger.separate"


@pytest.mark.parametrize("kind", EntryKind)
def test_a_movement_happens_between_its_own_two_accounts_only(kind: EntryKind) -> None:
    accounts = ledger_with(1000)
    movement = MOVEMENTS[kind]
    others = [
        (debit, credit)
        for debit in AccountKind
        for credit in AccountKind
        if (debit, credit) != (movement.debit, movement.credit)
    ]

    answers = [move(kind, accounts[debit], accounts[credit], 1) for debit, credit in others]

    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"ledger.accounts"}
    assert not any(isinstance(answer, Moved) for answer in answers)


@pytest.mark.parametrize("cents", [0, -1])
def test_nothing_and_less_than_nothing_are_no_movement(cents: int) -> None:
    assert {refused(ledger_with(1000), kind, cents) for kind in EntryKind} == {"ledger.amount"}


def test_a_reservation_ends_for_no_more_than_was_reserved() -> None:
    accounts = apply(ledger_with(1000), EntryKind.RESERVE, 300)

    assert refused(accounts, EntryKind.COMMIT, 301) == "ledger.pending"
    assert refused(accounts, EntryKind.VOID, 301) == "ledger.pending"


def test_a_lapsed_reservation_leaves_the_accounts_as_they_were() -> None:
    before = ledger_with(1000)

    after = apply(apply(before, EntryKind.RESERVE, 300), EntryKind.VOID, 300)

    assert after == before


def test_more_than_is_committed_is_never_paid_and_more_than_is_paid_never_comes_back() -> None:
    accounts = apply(apply(ledger_with(1000), EntryKind.RESERVE, 300), EntryKind.COMMIT, 300)

    assert refused(accounts, EntryKind.PAY, 301) == "ledger.balance"
    assert refused(apply(accounts, EntryKind.PAY, 300), EntryKind.RECOVER, 301) == "ledger.balance"


def test_a_budget_cannot_be_lowered_below_what_is_in_use() -> None:
    accounts = apply(ledger_with(1000), EntryKind.RESERVE, 300)

    assert refused(accounts, EntryKind.WITHDRAW, 701) == "budget.plafond"
    assert position_of(apply(accounts, EntryKind.WITHDRAW, 700)).ceiling == 300


@pytest.mark.requirement("R-156")
def test_a_ceiling_per_person_takes_seven_hundred_and_three_hundred() -> None:
    assert use_ceiling(used=700_00, limit=1000_00, amount=300_00) == 1000_00


@pytest.mark.requirement("R-156")
def test_a_ceiling_per_person_refuses_seven_hundred_and_three_hundred_and_one_and_says_what_is_left() -> None:
    answer = use_ceiling(used=700_00, limit=1000_00, amount=301_00)

    assert isinstance(answer, Refusal)
    assert answer.rule == "persoon.plafond"
    assert "Er is nog € 300,00 over." in answer.sentence()


def test_a_lowered_ceiling_leaves_nothing_rather_than_less_than_nothing() -> None:
    answer = use_ceiling(used=700_00, limit=500_00, amount=1)

    assert isinstance(answer, Refusal)
    assert "€ 0,00" in answer.sentence()


def test_an_account_that_gave_more_than_it_got_does_not_hold_unless_it_is_the_framework() -> None:
    overdrawn = Account(1, AccountKind.BUDGET, debits_pending=60, debits_posted=50, credits_posted=100)

    assert not overdrawn.holds
    assert replace(overdrawn, kind=AccountKind.FRAMEWORK).holds
    assert replace(overdrawn, debits_pending=50).holds
    assert not Account(1, AccountKind.FRAMEWORK, debits_pending=-1).holds


@given(
    st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(1, 100))),
    st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(1, 100))),
)
def test_where_a_ledger_stands_is_the_sum_of_its_entries_in_whatever_pieces(
    first: list[tuple[EntryKind, int]], second: list[tuple[EntryKind, int]]
) -> None:
    def standing(entries: list[tuple[EntryKind, int]]) -> Position:
        found = Position()
        for kind, amount in entries:
            found = position_after(found, kind, amount)
        return found

    assert standing(first + second) == standing(first) + standing(second)


@given(st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(1, 100))))
def test_the_least_that_was_free_is_found_by_going_back(entries: list[tuple[EntryKind, int]]) -> None:
    standing, seen = Position(ceiling=1000), [1000]
    for kind, amount in entries:
        standing = position_after(standing, kind, amount)
        seen.append(standing.free)

    assert lowest_free(standing.free, reversed(entries)) == min(seen)


@given(st.sampled_from(sorted(OPPOSITE)), st.integers(1, 100))
def test_what_is_reversed_leaves_the_money_as_if_it_never_happened(kind: EntryKind, cents: int) -> None:
    once = position_after(Position(), kind, cents)
    back = position_after(once, OPPOSITE[kind], cents)

    # A commitment ends a reservation first; its reversal gives the money back instead of reserving it again.
    assert back == (Position(reserved=-cents) if kind is EntryKind.COMMIT else Position())


class AnyOrder(RuleBasedStateMachine):
    """Any movements in any order; the model keeps five plain numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.accounts = ledger_with(0)
        self.by_entries = Position()
        self.budget = self.reserved = self.committed = self.paid = 0

    @rule(kind=st.sampled_from(EntryKind), cents=amounts)
    def move(self, kind: EntryKind, cents: int) -> None:
        free = self.budget - self.reserved - self.committed - self.paid
        room = {
            EntryKind.ALLOT: cents, EntryKind.WITHDRAW: free, EntryKind.RESERVE: free, EntryKind.COMMIT: self.reserved,
            EntryKind.VOID: self.reserved, EntryKind.PAY: self.committed, EntryKind.RELEASE: self.committed,
            EntryKind.RECOVER: self.paid, EntryKind.RETURN: self.paid, EntryKind.RECOMMIT: free, EntryKind.RETAKE: free,
        }[kind]  # fmt: skip
        movement = MOVEMENTS[kind]
        moved = move(kind, self.accounts[movement.debit], self.accounts[movement.credit], cents)

        assert isinstance(moved, Moved) == (0 < cents <= room)

        if isinstance(moved, Moved):
            self.accounts = self.accounts | {movement.debit: moved.debit, movement.credit: moved.credit}
            self.by_entries = position_after(self.by_entries, kind, cents)
            self.budget += {EntryKind.ALLOT: cents, EntryKind.WITHDRAW: -cents}.get(kind, 0)
            self.reserved += {EntryKind.RESERVE: cents, EntryKind.COMMIT: -cents, EntryKind.VOID: -cents}.get(kind, 0)
            bound = {EntryKind.COMMIT, EntryKind.RETURN, EntryKind.RECOMMIT}
            self.committed += cents if kind in bound else 0
            self.committed -= cents if kind in {EntryKind.PAY, EntryKind.RELEASE} else 0
            self.paid += cents if kind in {EntryKind.PAY, EntryKind.RETAKE} else 0
            self.paid -= cents if kind in {EntryKind.RECOVER, EntryKind.RETURN} else 0

    @invariant()
    def the_totals_the_entries_and_the_model_agree(self) -> None:
        model = Position(self.budget, self.reserved, self.committed, self.paid)

        assert position_of(self.accounts) == self.by_entries == model

    @invariant()
    def debits_equal_credits(self) -> None:
        values = self.accounts.values()

        assert sum(account.balance for account in values) == 0
        assert sum(a.debits_pending - a.credits_pending for a in values) == 0

    @invariant()
    def every_account_holds(self) -> None:
        assert all(account.holds for account in self.accounts.values())
        assert position_of(self.accounts).free >= 0


TestAnyOrder = AnyOrder.TestCase
