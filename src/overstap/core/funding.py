"""Who pays what of one cost: money that goes first pays first, and skipping it needs a reason (R-254, R-255)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.core.decision import N_, Refusal
from overstap.core.money import euros

SOURCE_ORDER = N_("Bijlage 1, Voorwaarden ontschot budget, voorwaarde 5")


@dataclass(frozen=True, slots=True)
class EarlierFund:
    """Money that may go before that of an item (geld dat voorgaat): does it, and what does it pay, in cents.

    `goes_first` is None as long as nobody knows whether there is such money for this person.
    """

    stream: str
    goes_first: bool | None
    cents: int = 0

    @property
    def skipped(self) -> bool:
        """Whether there is money here that goes first and pays nothing."""
        return self.goes_first is True and self.cents == 0


def skips_with_reason(funds: Sequence[EarlierFund], *, reason: str) -> bool | None:
    """Tell whether nothing is skipped without a reason; None while it is not known what goes first.

    A fund that pays along is not skipped, also when it pays a part: the rest is for what comes after it.
    """
    if reason.strip():
        return True
    if any(fund.skipped for fund in funds):
        return False
    return None if any(fund.goes_first is None and fund.cents == 0 for fund in funds) else True


def check_split(cost: int, cofinancing: int, shares: Sequence[int]) -> Refusal | None:
    """Refuse parts that are less than nothing, or that together are more than the cost; all in cents."""
    if min((cofinancing, *shares), default=0) < 0:
        return Refusal(
            rule="onderdeel.deel_negatief",
            because=N_("Een deel van de kosten is nul euro of meer."),
            remedy=N_("Vul een bedrag zonder min in."),
        )
    together = cofinancing + sum(shares)
    if shares and together > cost:
        return Refusal(
            rule="onderdeel.delen_te_veel",
            because=N_("Alle delen samen zijn %(together)s. Het onderdeel kost %(cost)s."),
            source=SOURCE_ORDER,
            remedy=N_("Verlaag een deel. Wie het laatst komt, betaalt wat er over is."),
            details=(("together", euros(together)), ("cost", euros(cost))),
        )
    return None
