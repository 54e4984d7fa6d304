"""What a change of an item would come to, before it is put to anybody: who pays now, and who would pay then."""

from __future__ import annotations

from dataclasses import dataclass

from overstap.arrangements.values import CeilingLeft, EarlierStream, InstrumentOffer, ItemCard, SharingStream, Words
from overstap.core.decision import Refusal


@dataclass(frozen=True, slots=True)
class PayerChange:
    """What one payer pays of an item before and after a change (wie betaalt straks), in cents.

    `stream` is empty for co-financing by others. `asked_cents` is what was paid or claimed already,
    `needs_cents` what it needs now beside what is bound, and `free_cents` what is free in its budget: None when the
    cashier does not keep it.
    """

    stream: str
    name: Words
    before_cents: int
    after_cents: int
    asked_cents: int = 0
    needs_cents: int = 0
    free_cents: int | None = None
    fee: bool = False

    @property
    def more_cents(self) -> int:
        """How much more it pays than now; less than nothing when it pays less."""
        return self.after_cents - self.before_cents

    @property
    def free_after_cents(self) -> int | None:
        """What would be left in its budget."""
        return None if self.free_cents is None else self.free_cents - self.needs_cents


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change would mean (vooraf): nothing is bound and nobody was asked.

    `offer` is None for help that is already there, about which no scheme speaks; `refusal` tells why it cannot be so.
    """

    item: ItemCard
    offer: InstrumentOffer | None
    cost_cents: int
    payers: tuple[PayerChange, ...]
    ceiling: CeilingLeft | None
    ceiling_left_after_cents: int | None
    earlier: tuple[EarlierStream, ...]
    sharing: tuple[SharingStream, ...]
    answers: dict[str, object]
    refusal: Refusal | None

    @property
    def changes(self) -> bool:
        """Whether any payer pays something else than now."""
        return any(line.more_cents for line in self.payers)
