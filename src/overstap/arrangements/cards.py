"""From rows to the values that others get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from overstap.arrangements.models import Arrangement, ArrangementItem, ItemKind
from overstap.arrangements.values import ArrangementCard, GroundLine, ItemCard, Money, PayerLine, ReviewLine, Words
from overstap.core.decision import Bearing
from overstap.core.moves import Move
from overstap.treasury.values import CommitmentCard

MONEY_OF_STATE = {
    "gereserveerd": Money.RESERVED,
    "verplicht": Money.COMMITTED,
    "vervallen": Money.EXPIRED,
    "vrijgegeven": Money.RELEASED,
}


def arrangement_card(row: Arrangement) -> ArrangementCard:
    """Make the card of an arrangement."""
    return ArrangementCard(
        id=row.pk,
        key=row.key,
        case_id=row.case_id,
        state=row.state,
        state_label=str(row.get_state_display()),
        target=row.target,
    )


def money_of(commitment: CommitmentCard | None, now: datetime) -> Money:
    """Tell how the money of an item stands; a reservation that ran out counts as expired before anyone sweeps it up."""
    if commitment is None:
        return Money.NONE
    overdue = commitment.expires_at is not None and commitment.expires_at <= now
    money = MONEY_OF_STATE[commitment.state]
    return Money.EXPIRED if money is Money.RESERVED and overdue else money


def keys_of(items: Iterable[ArrangementItem]) -> list[UUID]:
    """Give every commitment of some items."""
    of_items = (
        (item.commitment_key, item.fee_commitment_key, *(share.commitment_key for share in item.parts))
        for item in items
    )
    return [key for keys in of_items for key in keys if key is not None]


def item_card(
    row: ArrangementItem,
    *,
    commitments: Mapping[UUID, CommitmentCard],
    streams: Mapping[str, Words],
    moves: tuple[Move, ...] = (),
    reviews: tuple[ReviewLine, ...] = (),
    with_grounds: bool = True,
    now: datetime,
) -> ItemCard:
    """Make the card of an item; `row` comes with its providing party and hand-over.

    Grounds can tell about health or money: a party that only looks along gets none.
    """
    return ItemCard(
        **_what(row),
        **_money(row, commitments, streams, now),
        scheme=row.scheme,
        scheme_version=row.scheme_version,
        grounds=tuple(_ground(line) for line in row.grounds) if with_grounds else (),
        handover_id=row.handover_id,
        handover_state=str(row.handover.get_state_display()) if row.handover else "",
        agreed=row.agreed_at is not None,
        moves=moves,
        reviews=reviews,
    )


def _what(row: ArrangementItem) -> dict[str, Any]:
    return {
        "id": row.pk,
        "key": row.key,
        "prior": row.kind == ItemKind.PRIOR,
        "instrument": row.instrument,
        "title": row.title,
        "stage": row.stage,
        "stage_label": str(row.get_stage_display()),
        "providing_party_id": row.providing_party_id,
        "providing_party": row.providing_party.name,
        "provider": row.provider,
        "employer": row.employer,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "motivation": row.motivation,
        "passed_over_because": row.passed_over_because,
        "stopped_reason": row.stopped_reason,
    }


def _money(
    row: ArrangementItem, commitments: Mapping[UUID, CommitmentCard], streams: Mapping[str, Words], now: datetime
) -> dict[str, Any]:
    kept = [commitments[key] for key in keys_of([row]) if key in commitments]
    commitment = kept[0] if kept else None
    return {
        "cost_cents": row.cost_cents,
        "cofinancing_cents": row.cofinancing_cents,
        "cofinancing_reason": row.cofinancing_reason,
        "charge_cents": 0 if row.kind == ItemKind.PRIOR else row.cost_cents - row.cofinancing_cents - row.shared_cents,
        "shares": tuple(
            PayerLine(
                share.stream,
                streams.get(share.stream) or Words(share.stream, share.stream),
                share.cents,
                bound=share.commitment_key is not None,
            )
            for share in row.parts
        ),
        "stream": row.stream,
        "stream_name": streams.get(row.stream),
        "money": money_of(commitment, now),
        "expires_at": commitment.expires_at if commitment and commitment.state == "gereserveerd" else None,
        "commitment_key": row.commitment_key,
        "fee_cents": row.fee_cents,
        "fee_commitment_key": row.fee_commitment_key,
    }


def stored_ground(line: GroundLine) -> dict[str, Any]:
    """Write a ground as it is kept with an item."""
    return {
        "condition": line.condition,
        "bearing": line.bearing.value,
        "nl": line.because.nl,
        "en": line.because.en,
        "source_nl": line.source.nl,
        "source_en": line.source.en,
    }


def _ground(line: Mapping[str, Any]) -> GroundLine:
    return GroundLine(
        condition=line["condition"],
        bearing=Bearing(line["bearing"]),
        because=Words(line["nl"], line["en"]),
        source=Words(line["source_nl"], line["source_en"]),
    )


def stored_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Write the answers about an item as they are kept: a date as ISO text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in answers.items()}
