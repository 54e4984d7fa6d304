"""Who pays an item: money that goes first, what schemes pay of it, and the rest from the stream of the instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.weighing import ORDER_OF_FUNDS, Weigher
from overstap.core.decision import N_, Refusal
from overstap.core.funding import SOURCE_ORDER, EarlierFund, check_split, skips_with_reason
from overstap.rules import Assessment, FactValue, Instrument, Known, Outcome
from overstap.rules.load_funding import SharedCost, Stream

GOES_FIRST = "eerst_"
"""Begins the name of what the order of funds says about one stream: is there such money, and does it go first?"""

REASON_GIVEN = "reden_overslaan"

WRONG_STREAM = Refusal(
    rule="onderdeel.geldstroom",
    because=N_("Deze geldstroom gaat niet voor bij dit hulpmiddel. Dan kan die ook niet meebetalen."),
    source=SOURCE_ORDER,
    remedy=N_("Haal het bedrag weg, of kies een hulpmiddel dat bij deze geldstroom hoort."),
)


NOT_THERE = Refusal(
    rule="onderdeel.geld_is_er_niet",
    because=N_("U vult een bedrag in voor geld dat er voor deze deelnemer niet is."),
    source=SOURCE_ORDER,
    remedy=N_("Haal het bedrag weg, of verander het antwoord op de vraag of dit geld er is."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one stream beside its own pays of an item, in cents, and on what that stands."""

    stream: str
    cents: int
    basis: Assessment | None


@dataclass(frozen=True, slots=True)
class Funding:
    """How the cost of an item is split.

    `funds` are the streams that may go first, in order; `parts` what others pay; `subsidies` the assessments of the
    schemes that work out a part themselves. `draft` is what was filled in, with those parts in it.
    """

    draft: ItemDraft
    funds: tuple[EarlierFund, ...]
    parts: tuple[Part, ...]
    subsidies: tuple[Assessment, ...]
    refusal: Refusal | None

    @property
    def reason_fact(self) -> dict[str, FactValue]:
        """Whether is written down why money that goes first is not used; nothing while that is still being filled in.

        Money that pays along is not skipped, so that it needs no reason.
        """
        reason = self.draft.passed_over_because
        covered = any(fund.goes_first and fund.cents for fund in self.funds)
        if reason or (covered and skips_with_reason(self.funds, reason=reason)):
            return {REASON_GIVEN: Known(value=True, source="arrangement")}
        return {REASON_GIVEN: Known(value=False, source="arrangement")} if self.draft.final else {}


def earlier_streams(weigher: Weigher, instrument: Instrument) -> tuple[Stream, ...]:
    """The streams that go before that of an instrument, in order (R-254); a stream outside the order has none."""
    streams = weigher.catalogue.streams(weigher.on)
    own = next((stream.order for stream in streams if stream.id == instrument.stream), 0)
    return tuple(sorted((one for one in streams if 0 < one.order < own), key=lambda stream: stream.order))


def sharing_streams(weigher: Weigher, instrument: Instrument) -> tuple[Stream, ...]:
    """The streams that pay a part of an instrument as their own scheme works out, while that scheme holds (R-234)."""
    return tuple(
        stream
        for stream in weigher.catalogue.streams(weigher.on)
        if stream.shares is not None
        and stream.shares.needs in instrument.needs
        and any(version.valid_on(weigher.on) for version in weigher.catalogue.versions[stream.shares.scheme])
    )


def split_cost(weigher: Weigher, instrument: Instrument, draft: ItemDraft, facts: Mapping[str, FactValue]) -> Funding:
    """Work out who pays what of an item as it is filled in; nothing is reserved."""
    order = weigher.assess_one(ORDER_OF_FUNDS, facts) if instrument.stream else None
    earlier = earlier_streams(weigher, instrument)
    sharing = {stream.id: stream.shares for stream in sharing_streams(weigher, instrument) if stream.shares}
    asked = {stream: _assess(weigher, sharing[stream], draft, facts) for stream in draft.subsidies if stream in sharing}
    given = {stream: cents for stream, cents in draft.shares.items() if cents}
    counted = {stream: _settled_amount(found) for stream, found in asked.items()}
    parts = tuple(Part(stream, cents, asked.get(stream, order)) for stream, cents in (given | counted).items() if cents)
    funds = tuple(EarlierFund(one.id, _goes_first(order, one.id), given.get(one.id, 0)) for one in earlier)
    return Funding(
        draft=replace(draft, shares={part.stream: part.cents for part in parts}),
        funds=funds,
        parts=parts,
        subsidies=tuple(found for found in asked.values() if found is not None),
        refusal=_wrong(draft, funds, sharing, order)
        or check_split(draft.cost_cents, draft.cofinancing_cents, [part.cents for part in parts]),
    )


def _assess(
    weigher: Weigher, shares: SharedCost, draft: ItemDraft, facts: Mapping[str, FactValue]
) -> Assessment | None:
    own = {
        shares.cost: Known(draft.cost_cents, "arrangement"),
        shares.own_part: Known(draft.cofinancing_cents, "arrangement"),
    }
    return weigher.assess_one(shares.scheme, {**facts, **own})


def _settled_amount(found: Assessment | None) -> int:
    if found is None or found.outcome is not Outcome.JA or found.amount is None or not found.amount.settled:
        return 0
    return found.amount.lo


def _wrong(
    draft: ItemDraft, funds: tuple[EarlierFund, ...], sharing: Mapping[str, SharedCost], order: Assessment | None
) -> Refusal | None:
    """Refuse money that does not go before this item, and money of which was said that it is not there."""
    named = {stream for stream, cents in draft.shares.items() if cents}
    if named - {fund.stream for fund in funds} or set(draft.subsidies) - set(sharing):
        return WRONG_STREAM
    absent = (fund for fund in funds if fund.cents and fund.goes_first is False)
    return NOT_THERE if any(_asks_for(order, fund) for fund in absent) else None


def _asks_for(order: Assessment | None, fund: EarlierFund) -> bool:
    return order is not None and GOES_FIRST + fund.stream in order.outputs


def _goes_first(order: Assessment | None, stream: str) -> bool | None:
    """What the order of funds says of a stream; one that it does not ask for apart never stands in the way."""
    if order is None or GOES_FIRST + stream not in order.outputs:
        return False
    found = order.outputs[GOES_FIRST + stream].value
    return found if isinstance(found, bool) else None
