"""What must be true of the books at every moment, recomputed from the entries alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, F, Q, Sum

from overstap.core.ledger import MOVEMENTS, OPPOSITE, Account, AccountKind, EntryKind, Phase, Position, position_after
from overstap.treasury.books import as_value
from overstap.treasury.models import Account as AccountRow
from overstap.treasury.models import Budget, Claim, Commitment, Entry, Payment, PersonCeiling
from overstap.treasury.queries.framework_invariants import framework_problems
from overstap.treasury.values import Problem


def check_invariants() -> tuple[Problem, ...]:
    """Check every promise of the treasury; an empty answer means that the books are right.

    Debits equal credits per budget; totals equal the sum of the entries; no ceiling is or was passed on any day, of a
    budget or of a person; every commitment, claim and payment agrees with its entries; no command counted twice.
    """
    return tuple(
        problem
        for check in (_totals, _past_days, _pairs, _commitments, _claims, _payments, _people, framework_problems)
        for problem in check()
    )


def _totals() -> Iterator[Problem]:
    entries: dict[int, Counter[str]] = defaultdict(Counter)
    for budget_id, kind, amount in (
        Entry.objects.order_by().values_list("budget_id", "kind").annotate(Sum("amount_cents"))
    ):
        entries[budget_id][kind] = amount
    rows: dict[int, dict[AccountKind, Account]] = defaultdict(dict)
    for row in AccountRow.objects.order_by("id"):
        rows[row.budget_id][AccountKind(row.kind)] = as_value(row)
    for budget_id in Budget.objects.order_by("id").values_list("id", flat=True):
        yield from _totals_of(f"budget {budget_id}", rows[budget_id], _rebuilt(budget_id, entries[budget_id]))


def _totals_of(where: str, rows: dict[AccountKind, Account], rebuilt: dict[AccountKind, Account]) -> Iterator[Problem]:
    if set(rows) != set(AccountKind):
        yield Problem("accounts", where, f"has {sorted(rows)}")
        return
    for kind, account in rows.items():
        if account != rebuilt[kind]:
            yield Problem("totals = entries", f"{where} {kind}", f"{account} against {rebuilt[kind]}")
        for version, name in ((account, "totals"), (rebuilt[kind], "entries")):
            if not version.holds:
                yield Problem("no ceiling passed", f"{where} {kind}", f"by the {name}: {version.free} free")
    posted = sum(account.balance for account in rows.values())
    pending = sum(account.credits_pending - account.debits_pending for account in rows.values())
    if posted or pending:
        yield Problem("debits = credits", where, f"posted {posted}, pending {pending}")


def _rebuilt(budget_id: int, sums: Counter[str]) -> dict[AccountKind, Account]:
    accounts = {kind: Account(budget_id, kind) for kind in AccountKind}
    for name, amount in sums.items():
        movement = MOVEMENTS[EntryKind(name)]
        debit, credit = accounts[movement.debit], accounts[movement.credit]
        pending = {Phase.PEND: amount, Phase.POST: 0}.get(movement.phase, -amount)
        posted = amount if movement.phase in {Phase.POST, Phase.POST_PENDING} else 0
        accounts[movement.debit] = replace(
            debit, debits_pending=debit.debits_pending + pending, debits_posted=debit.debits_posted + posted
        )
        accounts[movement.credit] = replace(
            credit, credits_pending=credit.credits_pending + pending, credits_posted=credit.credits_posted + posted
        )
    return accounts


def _past_days() -> Iterator[Problem]:
    """No budget stood over its ceiling, or any part of it below zero, at any moment that is over."""
    entries = Entry.objects.order_by("budget_id", "at", "id").values_list("budget_id", "at", "kind", "amount_cents")
    for budget_id, of_budget in groupby(entries.iterator(), key=itemgetter(0)):
        standing = Position()
        for at, of_moment in groupby(of_budget, key=itemgetter(1)):
            for _, _, kind, amount in of_moment:
                standing = position_after(standing, EntryKind(kind), amount)
            if min(standing.free, standing.reserved, standing.committed, standing.paid) < 0:
                yield Problem("no ceiling passed", f"budget {budget_id}", f"on {at.isoformat()}: {standing}")


def _pairs() -> Iterator[Problem]:
    """An entry that ends a reservation ends one, of the same commitment, as high, not earlier; all in one budget."""
    ending = Entry.objects.filter(ends__isnull=False)
    wrong = ending.exclude(
        ends__kind=EntryKind.RESERVE.value,
        ends__commitment=F("commitment"),
        ends__amount_cents=F("amount_cents"),
        ends__budget=F("budget"),
        ends__at__lte=F("at"),
    )
    for entry in wrong.order_by("id"):
        yield Problem("a reservation ends once", f"entry {entry.id}", f"{entry} ends entry {entry.ends_id}")
    for entry in Entry.objects.filter(reverses__isnull=False).select_related("reverses").order_by("id"):
        if not _is_opposite(entry, entry.reverses):
            yield Problem(
                "a reversal undoes one entry", f"entry {entry.id}", f"{entry} reverses entry {entry.reverses_id}"
            )
    for entry in Entry.objects.filter(commitment__isnull=False).exclude(commitment__budget=F("budget")).order_by("id"):
        yield Problem("budgets are separate", f"entry {entry.id}", f"{entry} of a commitment in another budget")


def _is_opposite(entry: Entry, reversed_entry: Entry | None) -> bool:
    return reversed_entry is not None and (
        OPPOSITE.get(EntryKind(reversed_entry.kind)) == EntryKind(entry.kind)
        and (reversed_entry.amount_cents, reversed_entry.budget_id, reversed_entry.commitment_id)
        == (entry.amount_cents, entry.budget_id, entry.commitment_id)
        and reversed_entry.at <= entry.at
    )


@dataclass
class _History:
    """What the entries, claims and payments of one commitment come to."""

    sums: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    claimed: int = 0

    def state(self) -> str:
        """The state that the entries amount to."""
        if self.counts[EntryKind.COMMIT]:
            closed = self.given_back and self.open == 0
            return Commitment.State.RELEASED if closed else Commitment.State.COMMITTED
        return Commitment.State.VOIDED if self.counts[EntryKind.VOID] else Commitment.State.RESERVED

    @property
    def open(self) -> int:
        """What is bound and neither paid nor given back."""
        bound = self.sums[EntryKind.COMMIT] + self.sums[EntryKind.RETURN] + self.sums[EntryKind.RECOMMIT]
        return bound - self.sums[EntryKind.PAY] - self.sums[EntryKind.RELEASE]

    @property
    def paid(self) -> int:
        """What went out and did not come back."""
        out = self.sums[EntryKind.PAY] + self.sums[EntryKind.RETAKE]
        return out - self.sums[EntryKind.RECOVER] - self.sums[EntryKind.RETURN]

    @property
    def given_back(self) -> int:
        """What went back to the budget and stayed there."""
        back = self.sums[EntryKind.RELEASE] + self.sums[EntryKind.RECOVER]
        return back - self.sums[EntryKind.RECOMMIT] - self.sums[EntryKind.RETAKE]


def _commitments() -> Iterator[Problem]:
    histories: dict[int, _History] = defaultdict(_History)
    entries = Entry.objects.filter(commitment__isnull=False).order_by()
    for commitment_id, kind, amount, count in entries.values_list("commitment_id", "kind").annotate(
        Sum("amount_cents"), Count("id")
    ):
        histories[commitment_id].sums[kind] = amount
        histories[commitment_id].counts[kind] = count
    claims = Claim.objects.exclude(state=Claim.State.REJECTED).exclude(payment__recovered_cents__gt=0).order_by()
    for commitment_id, amount in claims.values_list("commitment_id").annotate(Sum("amount_cents")):
        histories[commitment_id].claimed = amount
    for row in Commitment.objects.order_by("id"):
        history = histories[row.id]
        expected = {
            "reserved": (history.sums[EntryKind.RESERVE], row.amount_cents),
            "reservations": (history.counts[EntryKind.RESERVE], 1),
            "state": (history.state(), row.state),
            "paid": (history.paid, row.paid_cents),
            "released": (history.given_back, row.released_cents),
            "claimed": (history.claimed, row.claimed_cents),
        }
        for name, (by_entries, kept) in expected.items():
            if by_entries != kept:
                yield Problem(f"commitment: {name}", f"commitment {row.key}", f"{kept}, by the entries {by_entries}")


def _claims() -> Iterator[Problem]:
    for claim in Claim.objects.filter(state=Claim.State.PAID, payment__isnull=True).order_by("id"):
        yield Problem("a paid claim has a payment", f"claim {claim.key}", "no payment")
    for claim in Claim.objects.filter(payment__isnull=False).exclude(state=Claim.State.PAID).order_by("id"):
        yield Problem("a payment follows an approved claim", f"claim {claim.key}", claim.state)


def _payments() -> Iterator[Problem]:
    right = Q(
        amount_cents=F("claim__amount_cents"),
        entry__amount_cents=F("amount_cents"),
        entry__kind=EntryKind.PAY.value,
        entry__commitment=F("claim__commitment"),
        approved_by=F("claim__decided_by"),
    )
    for payment in Payment.objects.exclude(right).order_by("id"):
        yield Problem("a payment is its claim and its entry", f"payment {payment.id}", str(payment))
    for entry in Entry.objects.filter(kind=EntryKind.PAY.value, payment__isnull=True).order_by("id"):
        yield Problem("what is paid has a payment", f"entry {entry.id}", str(entry))


def _people() -> Iterator[Problem]:
    used: Counter[tuple[object, str]] = Counter()
    counting = Commitment.objects.exclude(ceiling_code="").exclude(state=Commitment.State.VOIDED).order_by()
    for person_key, code, amount in counting.values_list("person_key", "ceiling_code").annotate(
        used=Sum(F("amount_cents") - F("released_cents"))
    ):
        used[person_key, code] = amount
    for row in PersonCeiling.objects.order_by("id"):
        by_commitments = used.pop((row.person_key, row.code), 0)
        if by_commitments != row.used_cents or row.used_cents > row.limit_cents:
            found = f"{row.used_cents} of {row.limit_cents}, by the commitments {by_commitments}"
            yield Problem("ceiling per person", f"ceiling {row.id} {row.code}", found)
    for person_key, code in used:
        yield Problem("ceiling per person", f"person {person_key} {code}", "counted nowhere")
