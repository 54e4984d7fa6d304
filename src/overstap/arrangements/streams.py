"""The funding streams as the adviser sees them while composing: name, and what is left where the cashier keeps it."""

from __future__ import annotations

from overstap.arrangements.values import StreamMoney, Words
from overstap.core.ledger import Position
from overstap.treasury.models import FundingStream
from overstap.treasury.queries import positions


def stream_names() -> dict[str, Words]:
    """Give the name of every stream."""
    rows = FundingStream.objects.order_by("rank", "code")
    return {row.code: Words(row.name_nl, row.name_en) for row in rows}


def has_ledger(stream: str) -> bool:
    """Tell whether the cashier keeps the ledger of a stream; of other streams only the name is known here."""
    return FundingStream.objects.filter(code=stream, has_ledger=True).exists()


def streams_of(region_code: str, year: int) -> dict[str, StreamMoney]:
    """Give every stream, and how its budget for a region and a year stands when the cashier keeps it.

    A stream of the cashier without a budget there has nothing: all its amounts are zero.
    """
    found = {row.stream.code: row.position for row in positions(region_code=region_code, year=year)}
    result = {}
    for row in FundingStream.objects.order_by("rank", "code"):
        name = Words(row.name_nl, row.name_en)
        if not row.has_ledger:
            result[row.code] = StreamMoney(id=row.code, name=name)
            continue
        position = found.get(row.code, Position())
        result[row.code] = StreamMoney(
            id=row.code,
            name=name,
            ceiling_cents=position.ceiling,
            reserved_cents=position.reserved,
            committed_cents=position.committed,
            paid_cents=position.paid,
            free_cents=position.free,
        )
    return result
