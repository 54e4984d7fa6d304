"""The funding streams as the adviser sees them while composing: name, and what is left where the cashier keeps it."""

from __future__ import annotations

from overstap.arrangements.values import StreamMoney, Words
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
    """Give every stream, and how its budget for a region and a year stands where there is one."""
    found = {row.stream.code: row.position for row in positions(region_code=region_code, year=year)}
    result = {}
    for code, name in stream_names().items():
        position = found.get(code)
        if position is None:
            result[code] = StreamMoney(id=code, name=name)
            continue
        result[code] = StreamMoney(
            id=code,
            name=name,
            ceiling_cents=position.ceiling,
            reserved_cents=position.reserved,
            committed_cents=position.committed,
            paid_cents=position.paid,
            free_cents=position.free,
        )
    return result
