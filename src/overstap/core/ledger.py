"""The kernel of the treasury: accounts as values, and the eleven movements that may change them.

Double entry in two phases: every movement debits one account and credits another of the same ledger; a reservation is
pending on both until it is committed or voided. Nothing here knows a database or a clock; whoever keeps the accounts
locks them, asks `move` for the new totals, and writes those totals together with the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from overstap.core.decision import N_, Refusal
from overstap.core.money import euros


class AccountKind(StrEnum):
    """What an account of a ledger holds (soort rekening)."""

    FRAMEWORK = "kader"
    BUDGET = "budget"
    COMMITTED = "verplicht"
    PAID = "betaald"


class EntryKind(StrEnum):
    """What an entry does (soort boeking)."""

    ALLOT = "toewijzen"
    WITHDRAW = "intrekken"
    RESERVE = "reserveren"
    COMMIT = "verplichten"
    VOID = "reservering_vervalt"
    PAY = "betalen"
    RELEASE = "vrijgeven"
    RECOVER = "terugvorderen"
    RETURN = "teruggekomen"
    RECOMMIT = "opnieuw_verplichten"
    RETAKE = "toch_betaald"


class Phase(Enum):
    """How a movement touches the totals."""

    POST = "post"
    PEND = "pend"
    POST_PENDING = "post_pending"
    VOID_PENDING = "void_pending"


@dataclass(frozen=True, slots=True)
class Movement:
    """From which account to which, and in which phase (soort beweging)."""

    debit: AccountKind
    credit: AccountKind
    phase: Phase


MOVEMENTS: dict[EntryKind, Movement] = {
    EntryKind.ALLOT: Movement(AccountKind.FRAMEWORK, AccountKind.BUDGET, Phase.POST),
    EntryKind.WITHDRAW: Movement(AccountKind.BUDGET, AccountKind.FRAMEWORK, Phase.POST),
    EntryKind.RESERVE: Movement(AccountKind.BUDGET, AccountKind.COMMITTED, Phase.PEND),
    EntryKind.COMMIT: Movement(AccountKind.BUDGET, AccountKind.COMMITTED, Phase.POST_PENDING),
    EntryKind.VOID: Movement(AccountKind.BUDGET, AccountKind.COMMITTED, Phase.VOID_PENDING),
    EntryKind.PAY: Movement(AccountKind.COMMITTED, AccountKind.PAID, Phase.POST),
    EntryKind.RELEASE: Movement(AccountKind.COMMITTED, AccountKind.BUDGET, Phase.POST),
    EntryKind.RECOVER: Movement(AccountKind.PAID, AccountKind.BUDGET, Phase.POST),
    EntryKind.RETURN: Movement(AccountKind.PAID, AccountKind.COMMITTED, Phase.POST),
    EntryKind.RECOMMIT: Movement(AccountKind.BUDGET, AccountKind.COMMITTED, Phase.POST),
    EntryKind.RETAKE: Movement(AccountKind.BUDGET, AccountKind.PAID, Phase.POST),
}

OPPOSITE: dict[EntryKind, EntryKind] = {
    EntryKind.ALLOT: EntryKind.WITHDRAW,
    EntryKind.WITHDRAW: EntryKind.ALLOT,
    EntryKind.COMMIT: EntryKind.RELEASE,
    EntryKind.PAY: EntryKind.RETURN,
    EntryKind.RETURN: EntryKind.PAY,
    EntryKind.RELEASE: EntryKind.RECOMMIT,
    EntryKind.RECOMMIT: EntryKind.RELEASE,
    EntryKind.RECOVER: EntryKind.RETAKE,
    EntryKind.RETAKE: EntryKind.RECOVER,
}
"""By which movement a mistake is undone (tegenboeking); a reservation is not reversed but voided."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account as a value (rekening): which ledger, which kind, and its four totals in whole cents."""

    ledger: int
    kind: AccountKind
    debits_pending: int = 0
    debits_posted: int = 0
    credits_pending: int = 0
    credits_posted: int = 0

    @property
    def balance(self) -> int:
        """What came in and did not go out, in cents; pending movements do not count."""
        return self.credits_posted - self.debits_posted

    @property
    def free(self) -> int:
        """What may still go out, in cents: the balance less what is reserved on it."""
        return self.balance - self.debits_pending

    @property
    def holds(self) -> bool:
        """Tell whether the promise of the ledger holds: only the framework may give more than it got."""
        totals = (self.debits_pending, self.debits_posted, self.credits_pending, self.credits_posted)
        return min(totals) >= 0 and (self.kind is AccountKind.FRAMEWORK or self.free >= 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """Both accounts after a movement."""

    debit: Account
    credit: Account


CASHIER_SOURCE = "Inzet en acties op landelijk niveau: de kassiersfunctie"
SEPARATE = N_("Geld gaat nooit van het ene budget naar het andere.")
CEILING_REACHED = N_("Het budget is op: er is nog %(left)s vrij, en u vraagt %(asked)s.")
PERSON_CEILING_REACHED = N_(
    "Het maximum per persoon is %(limit)s. Er is nog %(left)s over. U vraagt %(asked)s. "
    "Ook wat een andere partij al gaf, telt mee."
)


def move(kind: EntryKind, debit: Account, credit: Account, amount: int) -> Moved | Refusal:
    """Carry out one movement of `amount` cents, or say why not.

    Refuses `ledger.amount` (nothing or less to move), `ledger.separate` (two ledgers; R-250), `ledger.accounts` (other
    accounts than this movement is for), `ledger.pending` (less reserved than is ended), `budget.plafond` (more than is
    free in the budget; R-252) and `ledger.balance` (more than a later account holds).
    """
    movement = MOVEMENTS[kind]
    refused = _misplaced(movement, debit, credit, amount)
    if refused is not None:
        return refused
    if movement.phase in {Phase.POST_PENDING, Phase.VOID_PENDING}:
        return _end_pending(movement.phase, debit, credit, amount)
    if debit.kind is not AccountKind.FRAMEWORK and amount > debit.free:
        return _too_much(debit, amount)
    if movement.phase is Phase.PEND:
        return Moved(
            replace(debit, debits_pending=debit.debits_pending + amount),
            replace(credit, credits_pending=credit.credits_pending + amount),
        )
    return Moved(
        replace(debit, debits_posted=debit.debits_posted + amount),
        replace(credit, credits_posted=credit.credits_posted + amount),
    )


def _misplaced(movement: Movement, debit: Account, credit: Account, amount: int) -> Refusal | None:
    if amount <= 0:
        return Refusal("ledger.amount", N_("Een boeking is groter dan nul."))
    if debit.ledger != credit.ledger:
        return Refusal("ledger.separate", SEPARATE, source=CASHIER_SOURCE)
    if (debit.kind, credit.kind) != (movement.debit, movement.credit):
        return Refusal("ledger.accounts", N_("Deze boeking hoort niet tussen deze rekeningen."))
    return None


def _end_pending(phase: Phase, debit: Account, credit: Account, amount: int) -> Moved | Refusal:
    if amount > min(debit.debits_pending, credit.credits_pending):
        return Refusal("ledger.pending", N_("Er is minder gereserveerd dan u wilt vastleggen of laten vervallen."))
    posted = amount if phase is Phase.POST_PENDING else 0
    return Moved(
        replace(debit, debits_pending=debit.debits_pending - amount, debits_posted=debit.debits_posted + posted),
        replace(credit, credits_pending=credit.credits_pending - amount, credits_posted=credit.credits_posted + posted),
    )


def _too_much(debit: Account, amount: int) -> Refusal:
    if debit.kind is AccountKind.BUDGET:
        return too_much(debit.free, amount)
    details = (("left", euros(max(debit.free, 0))), ("asked", euros(amount)))
    return Refusal("ledger.balance", N_("Er staat nog %(left)s. U vraagt %(asked)s."), details=details)


def too_much(free: int, amount: int) -> Refusal:
    """The refusal for more than is free in a budget (R-252)."""
    return Refusal(
        "budget.plafond",
        CEILING_REACHED,
        source=CASHIER_SOURCE,
        remedy=N_("Vraag een lager bedrag, kies een andere geldstroom of wacht tot er geld vrijkomt."),
        details=(("left", euros(max(free, 0))), ("asked", euros(amount))),
    )


def use_ceiling(*, used: int, limit: int, amount: int) -> int | Refusal:
    """Count `amount` cents towards a ceiling per person (R-156).

    Gives what is used from then on, or refuses `persoon.plafond`.
    """
    left = max(limit - used, 0)
    if amount <= left:
        return used + amount
    return Refusal(
        "persoon.plafond",
        PERSON_CEILING_REACHED,
        source="Menukaart, cluster F: maatwerkbudget",
        remedy=N_("Vraag niet meer dan wat over is, of kies een ander onderdeel van de menukaart."),
        details=(("limit", euros(limit)), ("left", euros(left)), ("asked", euros(amount))),
    )


@dataclass(frozen=True, slots=True)
class Position:
    """How a ledger stands, in whole cents (stand van een budget): `ceiling` is the sum of the other four (R-252)."""

    ceiling: int = 0
    reserved: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def free(self) -> int:
        """What may still be reserved."""
        return self.ceiling - self.reserved - self.committed - self.paid

    def __add__(self, other: Position) -> Position:
        """Stand together, for a total over regions or years; still per stream."""
        return Position(
            self.ceiling + other.ceiling,
            self.reserved + other.reserved,
            self.committed + other.committed,
            self.paid + other.paid,
        )


_EFFECT: dict[EntryKind, Position] = {
    EntryKind.ALLOT: Position(ceiling=1),
    EntryKind.WITHDRAW: Position(ceiling=-1),
    EntryKind.RESERVE: Position(reserved=1),
    EntryKind.COMMIT: Position(reserved=-1, committed=1),
    EntryKind.VOID: Position(reserved=-1),
    EntryKind.PAY: Position(committed=-1, paid=1),
    EntryKind.RELEASE: Position(committed=-1),
    EntryKind.RECOVER: Position(paid=-1),
    EntryKind.RETURN: Position(committed=1, paid=-1),
    EntryKind.RECOMMIT: Position(committed=1),
    EntryKind.RETAKE: Position(paid=1),
}


def position_after(position: Position, kind: EntryKind, amount: int) -> Position:
    """Where a ledger stands after an entry (or after the sum of several of one kind); any past day is computed so."""
    step = _EFFECT[kind]
    return position + Position(
        step.ceiling * amount, step.reserved * amount, step.committed * amount, step.paid * amount
    )


def position_of(accounts: dict[AccountKind, Account]) -> Position:
    """Where a ledger stands, read from its running totals."""
    budget = accounts[AccountKind.BUDGET]
    return Position(
        ceiling=-accounts[AccountKind.FRAMEWORK].balance,
        reserved=budget.debits_pending,
        committed=accounts[AccountKind.COMMITTED].balance,
        paid=accounts[AccountKind.PAID].balance,
    )


def lowest_free(free: int, later: Iterable[tuple[EntryKind, int]]) -> int:
    """The least that was free at any moment of a stretch that ended with `free`; `later` are its entries, newest first.

    Whoever books on an earlier moment than the last one asks this, so that no past day passes its ceiling.
    """
    lowest = free
    for kind, amount in later:
        free -= position_after(Position(), kind, amount).free
        lowest = min(lowest, free)
    return lowest
