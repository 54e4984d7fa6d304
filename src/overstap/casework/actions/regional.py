"""What a region decides for itself where a scheme leaves room."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from overstap.audit import actions as audit
from overstap.casework.actions.deeds import too_long
from overstap.casework.models import RegionalValue
from overstap.casework.policy import local_day, scheme
from overstap.core.actor import Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties.models import Region
from overstap.rules import NotInForceError, UnknownNameError
from overstap.rules.parameter_texts import parameter_number

if TYPE_CHECKING:
    from overstap.core.actor import Actor


def set_regional_value(
    *,
    actor: Actor,
    region_code: str,
    scheme_id: str,
    parameter: str,
    value: Any,
    valid_from: dt.date,
    because: str,
    now: dt.datetime,
) -> int | Refusal:
    """Let the coordinator set a parameter that a scheme leaves to regions, from a day on (R-046, R-079, R-106).

    Files that were assessed before keep what they were assessed with (R-011). Gives the id of the row. Raises
    NotFoundError for a region that is not the actor's.
    """
    if not actor.has(Role.COORDINATOR) or region_code not in actor.region_codes or actor.user_id is None:
        raise NotFoundError(region_code)
    with transaction.atomic():
        region = Region.objects.select_for_update().get(code=region_code)
        refusal = _check_start(valid_from, because, local_day(now)) or _check_value(
            scheme_id, parameter, value, valid_from
        )
        refusal = refusal or too_long(RegionalValue(because=because.strip()))
        if refusal is not None:
            return refusal
        row, _ = RegionalValue.objects.update_or_create(
            region=region,
            scheme=scheme_id,
            parameter=parameter,
            valid_from=valid_from,
            defaults={"value": value, "because": because.strip(), "set_at": now, "set_by_id": actor.user_id},
        )
        _log(actor, row, now)
        return row.pk


def _log(actor: Actor, row: RegionalValue, now: dt.datetime) -> None:
    audit.record(
        actor=actor,
        verb="regionale_waarde",
        object_kind="regio",
        object_id=row.region.code,
        now=now,
        details={"regeling": row.scheme, "waarde": row.parameter, "vanaf": row.valid_from.isoformat()},
    )


def _check_start(valid_from: dt.date, because: str, today: dt.date) -> Refusal | None:
    if valid_from < today:
        return Refusal(
            rule="regionale_waarde.terug",
            because=N_("Een nieuwe waarde kan niet in het verleden beginnen."),
            remedy=N_("Kies vandaag of een latere dag."),
        )
    if not because.strip():
        return Refusal(rule="regionale_waarde.waarom", because=N_("Schrijf op waarom de regio dit kiest."))
    return None


def _check_value(scheme_id: str, parameter: str, value: Any, valid_from: dt.date) -> Refusal | None:
    try:
        known = scheme(scheme_id, valid_from).parameters.get(parameter)
    except (NotInForceError, UnknownNameError):
        known = None
    if known is None or not known.regional:
        return Refusal(
            rule="regionale_waarde.niet_vrij",
            because=N_("Dit is in het hele land gelijk. Een regio kan dit niet kiezen."),
        )
    try:
        parameter_number(known.type, value)
    except ValueError:
        return Refusal(
            rule="regionale_waarde.soort", because=N_("Deze waarde past niet bij wat er gekozen kan worden.")
        )
    return None
