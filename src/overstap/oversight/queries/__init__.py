"""Questions to oversight: counts and money, never a person."""

from overstap.oversight.queries.boards import national_board, region_board
from overstap.oversight.queries.lists import reports_handed_in, signals, waiting
from overstap.oversight.queries.proving import Wrong, prove_everything
from overstap.oversight.queries.reports import (
    effect_by_instrument,
    meetings,
    report_page,
    reports_due,
    signal_page,
)
from overstap.oversight.values import (
    EffectRow,
    FiguresCard,
    MoneyRow,
    NationalBoard,
    RegionBoard,
    RegionRow,
    ReportPage,
    ReportRow,
    SignalCard,
    Waiting,
)

__all__ = [
    "EffectRow",
    "FiguresCard",
    "MoneyRow",
    "NationalBoard",
    "RegionBoard",
    "RegionRow",
    "ReportPage",
    "ReportRow",
    "SignalCard",
    "Waiting",
    "Wrong",
    "effect_by_instrument",
    "meetings",
    "national_board",
    "prove_everything",
    "region_board",
    "report_page",
    "reports_due",
    "reports_handed_in",
    "signal_page",
    "signals",
    "waiting",
]
