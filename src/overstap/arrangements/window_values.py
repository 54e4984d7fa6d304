"""What the file of a person says about windows: which there are for them, and how an application stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from overstap.allotment.applicants import ApplicantKind
from overstap.allotment.values import ApplicationCard, CounterCard, WindowCard
from overstap.arrangements.values import Fit, GroundLine
from overstap.core.allotment import Opening, State

if TYPE_CHECKING:
    from overstap.arrangements.models import WindowApplication

RUNNING = frozenset({State.RECEIVED, State.WAITING, State.OFFERED, State.COUNTED, State.GRANTED, State.FUNDED})
"""An application that is still worth something: a second one would only be refused."""
WITHDRAWABLE = RUNNING - {State.FUNDED}


@dataclass(frozen=True, slots=True)
class WindowOption:
    """A window for one person (loket voor een dossier): as whom one applies, whether its scheme fits, and why."""

    counter: CounterCard
    kind: ApplicantKind
    fit: Fit
    grounds: tuple[GroundLine, ...]
    applied: bool

    @property
    def window(self) -> WindowCard:
        """The window itself."""
        return self.counter.window

    @property
    def may_apply(self) -> bool:
        """Whether applying makes sense now: it is open, the scheme does not say no, and there is no application yet."""
        return self.window.opening is Opening.OPEN and self.fit is not Fit.NO and not self.applied


@dataclass(frozen=True, slots=True)
class WindowLine:
    """An application of a person as their file shows it (aanvraag in een dossier)."""

    application: ApplicationCard
    agreed_through: str
    asked_at: datetime
    asked_by: str
    answered_through: str
    answered_at: datetime | None
    answered_by: str

    @property
    def may_answer(self) -> bool:
        """Whether an offer waits for an answer."""
        return self.application.state is State.OFFERED

    @property
    def may_withdraw(self) -> bool:
        """Whether there is something to withdraw."""
        return self.application.state in WITHDRAWABLE


@dataclass(frozen=True, slots=True)
class WindowsOfCase:
    """The windows of a file (loketten bij een dossier), and what the one who looks may do: apply, and answer."""

    options: tuple[WindowOption, ...]
    lines: tuple[WindowLine, ...]
    may_apply: bool
    is_responsible: bool


def window_line(row: WindowApplication, application: ApplicationCard) -> WindowLine:
    """Make the line; `row` comes with who asked and who answered."""
    return WindowLine(
        application=application,
        agreed_through=row.agreed_through,
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        answered_through=row.answered_through,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
    )
