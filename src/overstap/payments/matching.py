"""Which payment a line of the bank is: by its reference and the exact amount; one cent of difference is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from overstap.payments.camt import BookedLine
from overstap.payments.models import LineState, RunLine, RunState, StatementLineState


@dataclass(frozen=True, slots=True)
class Found:
    """What a line of the bank turned out to be (uitkomst): the payments it is of, or why nobody knows it."""

    state: StatementLineState
    said: str = ""
    lines: tuple[RunLine, ...] = ()
    expected_cents: int | None = None


class Matcher:
    """Finds the payments behind the lines of one statement, with the payments of the account locked."""

    def __init__(self, iban: str, lines: Iterable[BookedLine]) -> None:
        """Read every payment that the lines may be of, in a few statements."""
        asked = list(lines)
        rows = RunLine.objects.select_for_update(of=("self",)).select_related("run").defer("run__file")
        ours = rows.filter(run__state=RunState.RELEASED, debtor__iban_print__of=iban)
        named = ours.filter(end_to_end__in={one.end_to_end for one in asked if one.end_to_end})
        messages = {one.message_id for one in asked} | {one.batch_id.rpartition("-")[0] for one in asked}
        batches = ours.filter(run__message_id__in=messages - {""})
        self._named = {row.end_to_end: row for row in named.order_by("id")}
        self._blocks: dict[str, list[RunLine]] = {}
        for row in batches.order_by("id"):
            # A payment that is also named by itself is one and the same here.
            self._blocks.setdefault(row.run.message_id or "", []).append(self._named.get(row.end_to_end, row))

    def find(self, line: BookedLine) -> Found:
        """What this line is; the caller writes down what it finds before it asks for the next."""
        if line.is_return and line.amount_cents > 0:
            return self._returned(line)
        if line.amount_cents > 0:
            return Found(StatementLineState.OPEN, "bijschrijving")
        named = self._named.get(line.end_to_end)
        if line.is_return:
            return Found(StatementLineState.OPEN, "onbekend")
        if named is not None:
            return _sent([named], line.amount_cents)
        block = self._block(line)
        return _sent(block, line.amount_cents) if block else Found(StatementLineState.OPEN, "onbekend")

    def _block(self, line: BookedLine) -> Sequence[RunLine]:
        """The payments that went out as one booking: one block of a file."""
        if line.end_to_end:
            return ()
        message = line.message_id or line.batch_id.rpartition("-")[0]
        return self._blocks.get(message, ())

    def _returned(self, line: BookedLine) -> Found:
        named = self._named.get(line.end_to_end)
        if named is None:
            return Found(StatementLineState.OPEN, "terug_onbekend")
        if named.state not in {LineState.SENT, LineState.CONFIRMED}:
            return Found(StatementLineState.OPEN, "terug_dubbel", (named,))
        if named.amount_cents != line.amount_cents:
            return Found(StatementLineState.OPEN, "terug_bedrag", (named,), named.amount_cents)
        return Found(StatementLineState.RETURNED, lines=(named,))


def _sent(rows: Sequence[RunLine], cents: int) -> Found:
    """Payments that waited for the bank, and one booking of exactly what they come to together."""
    waiting = tuple(row for row in rows if row.state == LineState.SENT)
    if not waiting:
        return Found(StatementLineState.OPEN, "dubbel", tuple(rows[:1]))
    expected = sum(row.amount_cents for row in rows)
    if len(waiting) < len(rows) or expected != -cents:
        return Found(StatementLineState.OPEN, "bedrag", tuple(rows), -expected)
    return Found(StatementLineState.MATCHED, lines=waiting)
