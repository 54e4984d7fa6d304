"""The windows as the file of a person shows them: which they can apply to, and what became of what they asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from overstap.allotment import queries as allotment
from overstap.arrangements.access import access_window_application, open_case_arrangement, parts_of
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.models import WindowApplication
from overstap.arrangements.weighing import Weigher
from overstap.arrangements.window_values import WindowLine, WindowOption, WindowsOfCase, window_line
from overstap.arrangements.windows import applied_at, kind_at, option_of
from overstap.audit import actions as audit
from overstap.casework.access import Sight
from overstap.casework.models import Case
from overstap.casework.policy import catalogue
from overstap.core.actor import Actor
from overstap.core.allotment import Opening
from overstap.core.decision import NotFoundError
from overstap.core.moves import Part


def windows_of_case(actor: Actor, case_id: int, *, now: datetime) -> WindowsOfCase:
    """Give the windows that this person may apply to and every application from their file, newest first (R-220).

    A window that closed shows only while its application is there. Raises NotFoundError for who may not see the
    arrangement; the look is logged.
    """
    case, sight = open_case_arrangement(actor, case_id, now=now)
    _note(actor, case, sight, now)
    composition, weigher = _weighing(case, sight, now)
    applied = applied_at(case)
    cards = [card for card in allotment.windows(now) if card.opening is not Opening.CLOSED and kind_at(card)]
    counters = [allotment.public_counter(card.code, now) for card in cards]
    found = [option_of(composition, one, weigher, applied) for one in counters if one is not None]
    responsible = Part.RESPONSIBLE in parts_of(actor, case)
    return WindowsOfCase(
        options=tuple(option for option in found if option is not None),
        lines=_lines(case, now),
        may_apply=responsible and case.closed_at is None,
        is_responsible=responsible,
    )


def window_for_case(actor: Actor, case_id: int, code: str, *, now: datetime) -> WindowOption:
    """Give one window for one person. Raises NotFoundError when it is not for them or the file is foreign."""
    case, sight = open_case_arrangement(actor, case_id, now=now)
    composition, weigher = _weighing(case, sight, now)
    counter = allotment.public_counter(code, now)
    option = option_of(composition, counter, weigher, applied_at(case)) if counter else None
    if option is None:
        raise NotFoundError(f"no window {code} for file {case_id}")
    return option


def application_of_case(actor: Actor, case_id: int, key: UUID, *, now: datetime) -> WindowLine:
    """Give one application from a file. Raises NotFoundError when file or application is foreign."""
    row, _ = access_window_application(actor, case_id, key, now=now)
    card = allotment.receipt(key, now)
    if card is None:
        raise NotFoundError(f"no application {key}")
    return window_line(row, card)


def _weighing(case: Case, sight: Sight, now: datetime) -> tuple[Composition, Weigher]:
    composition = compose(case, None, sight=sight, now=now)
    return composition, Weigher(catalogue(), region_code=composition.region_code, on=composition.on)


def _lines(case: Case, now: datetime) -> tuple[WindowLine, ...]:
    rows = WindowApplication.objects.filter(case=case).select_related("asked_by", "answered_by")
    cards = ((row, allotment.receipt(row.application_key, now)) for row in rows.order_by("-asked_at", "-id"))
    return tuple(window_line(row, card) for row, card in cards if card is not None)


def _note(actor: Actor, case: Case, sight: Sight, now: datetime) -> None:
    audit.record_read(
        actor=actor,
        verb="loketten_bekijken",
        object_kind="dossier",
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=sight.purpose.value,
        now=now,
    )
