"""Windows: taken over from the schemes, and decided on by the framework keeper, each time with the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from overstap.allotment import policy
from overstap.allotment.clock import database_now
from overstap.allotment.models import Window, WindowDecision
from overstap.allotment.queries.windows import opening_of
from overstap.allotment.refusals import (
    ALREADY_OPEN,
    CEILING_TOO_LOW,
    NO_SOURCE,
    ONLY_FRAMEWORK_KEEPER,
    OTHER_CONTENTS,
    TWICE,
    WRONG_DATES,
    WRONG_WINDOW,
)
from overstap.allotment.turns import Turn, locked_window, offer_to_head
from overstap.allotment.values import WindowCard, standing_of, window_card
from overstap.audit import actions as audit
from overstap.core.actor import Actor
from overstap.core.allotment import Opening, Unit, Way
from overstap.core.decision import Refusal
from overstap.treasury import actions as treasury

_DECIDED = ("opens_at", "closes_at", "registration_ceiling", "funded_ceiling")


def load_windows(*, now: datetime) -> int:
    """Bring the windows in line with the schemes of that day; gives how many there are. Safe to repeat.

    What the framework keeper decided stays as it was decided, and no ceiling comes under what is in use.
    """
    rules = policy.known_windows(now.date())
    for rule in rules:
        with transaction.atomic():
            _take_over(rule)
    return len(rules)


def _take_over(rule: policy.WindowRule) -> None:
    fields = policy.as_fields(rule)
    row = Window.objects.select_for_update(no_key=True).filter(code=rule.id).first()
    if row is None:
        Window.objects.create(code=rule.id, **fields)
        return
    if row.decisions.exists() or row.ranked:
        fields = {name: value for name, value in fields.items() if name not in _DECIDED}
    if row.ranked:
        fields = {name: fields[name] for name in ("name_nl", "name_en", "source")}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=tuple(fields))


@dataclass(frozen=True, slots=True)
class Terms:
    """What an extra window gives and how (voorwaarden van een loket): amounts in its unit, cents or places."""

    unit: Unit
    way: Way
    funded_ceiling: int
    registration_ceiling: int | None = None
    has_list: bool = True
    applicants: tuple[str, ...] = ()
    most_per_application: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def open_window(
    *, actor: Actor, key: UUID, code: str, like: str, name_nl: str, name_en: str, terms: Terms, source: str,
    stream: str = "", region_code: str = "", year: int | None = None, now: datetime,
) -> WindowCard | Refusal:  # fmt: skip
    """Decide on an extra window, of a region or of the country (extra loket).

    It belongs to the scheme of the window `like` and gives as long a term to answer. Refuses `loket.rol` (not the
    framework keeper, R-251), `loket.bron`, `loket.datums`, `loket.bestaat`, `loket.voorwaarden` (terms that do not go
    together) and `opdracht.sleutel`. Raises NotFoundError when there is no window `like`.
    """
    refused = _may_decide(actor, source)
    if refused is not None:
        return refused
    with transaction.atomic():
        example = locked_window(like)
        earlier = WindowDecision.objects.select_related("window").filter(key=key).first()
        if earlier is not None:
            return _card(earlier.window, now) if earlier.window.code == code else OTHER_CONTENTS
        row = Window(
            code=code, name_nl=name_nl, name_en=name_en, scheme=example.scheme, scheme_version=example.scheme_version,
            source=source.strip(), unit=terms.unit.value, way=terms.way.value, has_list=terms.has_list,
            applicants=f",{','.join(terms.applicants)}," if terms.applicants else "", opens_at=terms.opens_at,
            closes_at=terms.closes_at, registration_ceiling=terms.registration_ceiling,
            funded_ceiling=terms.funded_ceiling, most_per_application=terms.most_per_application,
            answer_days=example.answer_days, stream=stream, region_code=region_code, year=year,
        )  # fmt: skip
        refused = _fits_together(row)
        if refused is not None:
            return refused
        row.save(force_insert=True)
        _write_down(row, actor=actor, key=key, source=source, changes={"loket": code}, now=now)
    return _card(row, now)


def _fits_together(row: Window) -> Refusal | None:
    """Look at what the database would refuse, in words for who decides."""
    if Window.objects.filter(code=row.code).exists():
        return TWICE
    if row.closes_at is not None and (row.opens_at is None or row.closes_at <= row.opens_at):
        return WRONG_DATES
    apart = row.registration_ceiling is not None
    if apart and (row.unit != Unit.PLACES.value or row.way != Way.IN_ORDER.value):
        return WRONG_WINDOW
    if row.stream and (row.unit != Unit.EUROS.value or row.year is None):
        return WRONG_WINDOW
    return WRONG_WINDOW if row.funded_ceiling < 0 or not row.code else None


def plan_window(
    *, actor: Actor, key: UUID, window: str, opens_at: datetime, closes_at: datetime | None, source: str, now: datetime
) -> WindowCard | Refusal:
    """Decide when a window opens and closes (loket openstellen, R-228), with the source.

    Refuses `loket.rol`, `loket.bron`, `loket.datums`, `loket.al_open` (it has opened: only its closing can still move,
    while it is open) and `opdracht.sleutel`. Raises NotFoundError.
    """
    refused = _may_decide(actor, source)
    if refused is not None:
        return refused
    if closes_at is not None and closes_at <= opens_at:
        return WRONG_DATES
    with transaction.atomic():
        row = locked_window(window)
        changes: dict[str, object] = {"opent": opens_at.isoformat(), "sluit": closes_at and closes_at.isoformat()}
        earlier = _decided_before(row, key, changes)
        if earlier is not None:
            return _card(row, now) if earlier else OTHER_CONTENTS
        opening = opening_of(row, database_now(now))
        if opening is Opening.CLOSED or (opening is Opening.OPEN and opens_at != row.opens_at):
            return ALREADY_OPEN
        row.opens_at, row.closes_at = opens_at, closes_at
        row.save(update_fields=("opens_at", "closes_at"))
        _write_down(row, actor=actor, key=key, source=source, changes=changes, now=now)
    return _card(row, now)


def change_ceiling(
    *,
    actor: Actor,
    key: UUID,
    window: str,
    funded_ceiling: int,
    registration_ceiling: int | None = None,
    source: str,
    now: datetime,
) -> WindowCard | Refusal:
    """Decide how much a window has from now on (plafond wijzigen); what comes free goes to the waiting list, in order.

    Refuses `loket.rol`, `loket.bron`, `loket.te_laag` (under what was given already, or a ceiling for registrations
    that comes or goes) and `opdracht.sleutel`. Raises NotFoundError.
    """
    refused = _may_decide(actor, source)
    if refused is not None:
        return refused
    with transaction.atomic():
        row = locked_window(window)
        changes: dict[str, object] = {"plafond": funded_ceiling, "registraties": registration_ceiling}
        earlier = _decided_before(row, key, changes)
        if earlier is not None:
            return _card(row, now) if earlier else OTHER_CONTENTS
        if (row.registration_ceiling is None) != (registration_ceiling is None):
            return CEILING_TOO_LOW
        row.funded_ceiling, row.registration_ceiling = funded_ceiling, registration_ceiling
        if not standing_of(row).holds:
            return CEILING_TOO_LOW
        row.save(update_fields=("funded_ceiling", "registration_ceiling"))
        _write_down(row, actor=actor, key=key, source=source, changes=changes, now=now)
        turn = Turn(row, database_now(now))
        offer_to_head(turn)
        turn.save()
    return _card(row, now)


def _may_decide(actor: Actor, source: str) -> Refusal | None:
    if treasury.may_set_budgets(actor) is not None:
        return ONLY_FRAMEWORK_KEEPER
    return None if source.strip() else NO_SOURCE


def _decided_before(row: Window, key: UUID, changes: dict[str, object]) -> bool | None:
    """Tell whether this command was given before: with these contents, with others, or (None) not at all."""
    earlier = WindowDecision.objects.filter(key=key).first()
    return None if earlier is None else (earlier.window_id, earlier.changes) == (row.pk, changes)


def _write_down(
    row: Window, *, actor: Actor, key: UUID, source: str, changes: dict[str, object], now: datetime
) -> None:
    WindowDecision.objects.create(
        key=key, window=row, changes=changes, source=source.strip(), decided_at=now, decided_by=actor.name
    )
    audit.record(
        actor=actor, verb="over_loket_besluiten", object_kind="loket", object_id=row.code, now=now, details=changes
    )


def _card(row: Window, now: datetime) -> WindowCard:
    return window_card(row, opening_of(row, database_now(now)))
