"""What other dates or another price of an item would come to, for who fills it in: nothing is bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from overstap.arrangements.access import access_arrangement, access_item
from overstap.arrangements.again import (
    FEE,
    OWN,
    NewTerms,
    Split,
    draft_of,
    draft_with,
    judged_again,
    put,
    refusal_in,
    split_of,
)
from overstap.arrangements.changing_values import ChangePreview, PayerChange
from overstap.arrangements.composition import compose
from overstap.arrangements.judging import Judgement
from overstap.arrangements.models import ArrangementItem
from overstap.arrangements.queries.offer import OTHERS, earlier_of, name_of, offer_of, sharing_of
from overstap.arrangements.queries.page import item_page
from overstap.arrangements.streams import streams_of
from overstap.arrangements.values import StreamMoney
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.core.ledger import too_much, use_ceiling
from overstap.treasury.queries import commitments_by_keys
from overstap.treasury.telling import already_asked, name_stream


def preview_change(actor: Actor, item_id: int, *, terms: NewTerms | None, now: datetime) -> ChangePreview | Refusal:
    """Tell what a change of an item would mean (vooraf): who pays now and then, and what would stand in the way.

    Without `terms` it is told of the item as it stands. Refuses only what is not on the menu of this person any more;
    everything else stands in the preview. Raises NotFoundError for who may not see the item.
    """
    item, _ = access_item(actor, item_id, now=now)
    arrangement, sight = access_arrangement(actor, item.arrangement_id, now=now)
    composition = compose(arrangement.case, arrangement, sight=sight, now=now)
    item.arrangement = arrangement
    card = item_page(actor, item, now=now)
    before, cofinancing, year = split_of(item), item.cofinancing_cents, _year(item, now)
    asked = _asked(item)
    draft = draft_of(item) if terms is None else draft_with(item, terms)
    judged = judged_again(composition, item, draft)
    if isinstance(judged, Refusal):
        return judged
    put(item, draft, judged)
    streams = streams_of(composition.region_code, _year(item, now))
    others = PayerChange("", OTHERS, cofinancing, item.cofinancing_cents)
    lines = _lines(item, before, streams, asked, moved=year != _year(item, now))
    ceiling = judged.ceiling if judged else None
    own = split_of(item).own
    return ChangePreview(
        item=card,
        offer=offer_of(composition, judged, streams) if judged else None,
        cost_cents=item.cost_cents,
        payers=tuple(line for line in (others, *lines) if line.before_cents or line.after_cents),
        ceiling=ceiling,
        ceiling_left_after_cents=max(0, ceiling.left_cents - own) if ceiling else None,
        earlier=earlier_of(composition, judged.funding, streams) if judged else (),
        sharing=sharing_of(composition, judged) if judged else (),
        answers=dict(draft.answers),
        refusal=refusal_in(item, judged) or _no_room(lines, judged, own),
    )


def _year(item: ArrangementItem, now: datetime) -> int:
    return (item.starts_on or local_day(now)).year


def _asked(item: ArrangementItem) -> dict[str, int]:
    """What was paid or claimed of an item, by payer."""
    keys = {OWN: item.commitment_key, FEE: item.fee_commitment_key}
    keys |= {share.stream: share.commitment_key for share in item.parts}
    cards = commitments_by_keys(key for key in keys.values() if key is not None)
    return {payer: cards[key].claimed_cents for payer, key in keys.items() if key in cards}


def _lines(
    item: ArrangementItem,
    before: Split,
    streams: Mapping[str, StreamMoney],
    asked: Mapping[str, int],
    *,
    moved: bool,
) -> list[PayerChange]:
    after = split_of(item)
    fee_stream = item.fee_stream or next((code for code in streams if code.endswith("werkgeversvergoeding")), "")
    named = [(OWN, item.stream, before.own, after.own)]
    named += [(code, code, before.shares.get(code, 0), after.shares.get(code, 0))
              for code in {**before.shares, **after.shares}]  # fmt: skip
    named.append((FEE, fee_stream, before.fee, after.fee))
    return [
        PayerChange(
            stream=stream,
            name=name_of(streams, stream),
            before_cents=then,
            after_cents=soon,
            asked_cents=asked.get(payer, 0),
            needs_cents=soon if moved else soon - then,
            free_cents=streams[stream].free_cents if stream in streams else None,
            fee=payer == FEE,
        )
        for payer, stream, then, soon in named
        if stream
    ]


def _no_room(lines: list[PayerChange], judged: Judgement | None, own: int) -> Refusal | None:
    """Say which payer stands in the way: less than was asked of it already, or more than is free."""
    for line in lines:
        refusal = already_asked(line.name.nl, line.asked_cents, line.after_cents)
        if refusal is None and line.free_cents is not None and line.needs_cents > max(line.free_cents, 0):
            refusal = name_stream(too_much(line.free_cents, line.needs_cents), line.name.nl)
        if refusal is not None:
            return refusal
    if judged is None or judged.ceiling is None or not own:
        return None
    limit = use_ceiling(used=judged.ceiling.used_cents, limit=judged.ceiling.limit_cents, amount=own)
    return limit if isinstance(limit, Refusal) else None
