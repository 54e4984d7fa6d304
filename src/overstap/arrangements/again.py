"""Judging an item again, as it is or as it would become: what is asked of it, and who pays what before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from overstap.arrangements.cards import stored_answers, stored_ground
from overstap.arrangements.composition import Composition
from overstap.arrangements.drafts import ItemDraft, trimmed
from overstap.arrangements.item_facts import Composer
from overstap.arrangements.judging import Judgement, find_instrument, judge
from overstap.arrangements.models import ArrangementItem, ItemKind, ItemShare
from overstap.arrangements.weighing import ORDER_OF_FUNDS, receipt_of
from overstap.casework.policy import local_day
from overstap.core.decision import N_, Refusal
from overstap.treasury.queries import commitments_by_keys

OWN, FEE = "eigen", "vergoeding"
"""The payers beside those of a part: the stream of the instrument itself, and that of the fee for the employer."""


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What an item says from now on (nieuwe afspraken): days, and amounts in cents.

    What is None stays as it is: `shares` is what money pays that goes first, by stream, `subsidies` are the streams
    that are asked for the part that their own scheme works out. `answers` go over those that were given before.
    """

    starts_on: date | None
    ends_on: date | None
    cost_cents: int
    cofinancing_cents: int
    cofinancing_reason: str | None = None
    passed_over_because: str | None = None
    shares: Mapping[str, int] | None = None
    subsidies: tuple[str, ...] | None = None
    answers: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Split:
    """Who pays what of an item (verdeling), in cents: its own stream, other streams, the fee beside it."""

    own: int
    shares: Mapping[str, int]
    fee: int

    def as_kept(self) -> dict[str, Any]:
        """Write it as it is kept with a change."""
        return {"eigen": self.own, "delen": dict(self.shares), "vergoeding": self.fee}


def draft_of(item: ArrangementItem) -> ItemDraft:
    """Give what was filled in for an item, to judge it again."""
    return ItemDraft(
        instrument=item.instrument,
        title=item.title,
        providing_party_id=item.providing_party_id,
        provider=item.provider,
        employer=item.employer,
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        cost_cents=item.cost_cents,
        cofinancing_cents=item.cofinancing_cents,
        cofinancing_reason=item.cofinancing_reason,
        shares={share.stream: share.cents for share in item.parts if share.scheme == ORDER_OF_FUNDS},
        subsidies=tuple(share.stream for share in item.parts if share.scheme != ORDER_OF_FUNDS),
        motivation=item.motivation,
        passed_over_because=item.passed_over_because,
        answers=item.facts,
        final=True,
    )


def draft_with(item: ArrangementItem, terms: NewTerms) -> ItemDraft:
    """Give an item as it would be filled in with new terms."""
    now = draft_of(item)
    return trimmed(
        replace(
            now,
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            cost_cents=terms.cost_cents,
            cofinancing_cents=terms.cofinancing_cents,
            cofinancing_reason=_or(terms.cofinancing_reason, now.cofinancing_reason),
            passed_over_because=_or(terms.passed_over_because, now.passed_over_because),
            shares={stream: cents for stream, cents in _or(terms.shares, now.shares).items() if cents},
            subsidies=_or(terms.subsidies, now.subsidies),
            answers={**now.answers, **stored_answers(terms.answers)},
        )
    )


def _or(given: Any, stays: Any) -> Any:
    return stays if given is None else given


def split_of(item: ArrangementItem) -> Split:
    """Give who pays an item as it stands; help that is already there costs the team nothing."""
    if item.kind == ItemKind.PRIOR:
        return Split(0, {}, 0)
    own = item.cost_cents - item.cofinancing_cents - item.shared_cents if item.stream else 0
    return Split(own, {share.stream: share.cents for share in item.parts}, item.fee_cents)


def judged_again(composition: Composition, item: ArrangementItem, draft: ItemDraft) -> Judgement | Refusal | None:
    """Ask the schemes whether an item may be so, in the version of the day on which it was chosen; also when unsure.

    Gives None for help that is already there, about which no scheme speaks, and a refusal for an instrument that is
    not on the menu of this person any more; what the schemes say stands in the judgement.
    """
    if item.kind == ItemKind.PRIOR:
        return None
    then = replace(composition, on=local_day(item.added_at), changing=item.pk)
    instrument = find_instrument(then, item.instrument)
    if isinstance(instrument, Refusal):
        return instrument
    own = commitments_by_keys([item.commitment_key]).get(item.commitment_key) if item.commitment_key else None
    counted = own.amount_cents - own.released_cents if own is not None else 0
    return judge(Composer(responsible=True, party_kind=item.bought_by), then, draft, instrument, own_cents=counted)


def refusal_in(item: ArrangementItem, judged: Judgement | Refusal | None) -> Refusal | None:
    """Give why an item may not be so, when it may not."""
    if judged is None or isinstance(judged, Refusal):
        return judged
    return judged.refusal or (None if judged.weighing.settled else still_open(item))


def put(item: ArrangementItem, draft: ItemDraft, judged: Judgement | None) -> None:
    """Let an item say what a draft says, with the parts and the fee that go with it; saves nothing."""
    item.starts_on, item.ends_on = draft.starts_on, draft.ends_on
    item.cost_cents, item.cofinancing_cents = draft.cost_cents, draft.cofinancing_cents
    item.cofinancing_reason, item.passed_over_because = draft.cofinancing_reason, draft.passed_over_because
    item.facts = stored_answers(draft.answers)
    if judged is None:
        return
    weighing = judged.weighing
    item.receipt = item.start_receipt = receipt_of(weighing.main)
    item.grounds = [stored_ground(line) for line in weighing.grounds]
    item.reviews_due = [day.isoformat() for day in weighing.reviews_until(draft.ends_on)]
    held = {share.stream: share.commitment_key for share in item.parts}
    item.parts_meant = parts_of_cost(item, judged)
    item.shared_cents = sum(share.cents for share in item.parts_meant)
    for share in item.parts_meant:
        share.commitment_key = held.get(share.stream)
    put_fee(item, judged)


def put_fee(item: ArrangementItem, judged: Judgement) -> None:
    """Let an item say what the employer can get beside it; nothing when there is no fee."""
    fee = judged.fee
    item.fee_cents, item.fee_stream = (fee.cents, fee.stream) if fee else (0, "")
    item.fee_scheme, item.fee_scheme_version = (fee.scheme, fee.version) if fee else ("", None)
    item.fee_receipt = fee.receipt if fee else {}


def parts_of_cost(item: ArrangementItem, judged: Judgement) -> list[ItemShare]:
    """Give what other streams pay of an item, with what that stands on; saves nothing."""
    return [
        ItemShare(
            item=item,
            stream=part.stream,
            cents=part.cents,
            scheme=part.basis.scheme_id if part.basis else "",
            scheme_version=part.basis.version if part.basis else None,
            receipt=receipt_of(part.basis),
        )
        for part in judged.funding.parts
    ]


def still_open(item: ArrangementItem) -> Refusal:
    """The refusal for an item of which a condition is not known yet."""
    return Refusal(
        rule="onderdeel.nog_open",
        because=N_("Van “%(title)s” staat nog niet vast dat het aan alle voorwaarden voldoet."),
        source=N_("Bijlage 1, Voorwaarden ontschot budget"),
        remedy=N_("Kijk bij het onderdeel welke voorwaarde nog open staat."),
        details=(("title", item.title),),
    )
