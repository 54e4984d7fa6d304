"""The register of processing, for everyone: on the screen, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import NotFoundError
from overstap.parties.queries import PARTY_KIND_CHOICES
from overstap.rules.load_processings import keeping_on, load_registers, register_on
from overstap.rules.processings import Activity, Register
from overstap.web.guards import reading_view
from overstap.web.privacy.opening import show
from overstap.web.request import ActingRequest

GROUNDS = {
    "toestemming": _("toestemming"),
    "overeenkomst": _("een overeenkomst"),
    "wettelijke_plicht": _("een plicht van de wet"),
    "publieke_taak": _("een taak van de overheid"),
    "gerechtvaardigd_belang": _("een gerechtvaardigd belang"),
}
KINDS = dict(PARTY_KIND_CHOICES)
COLUMNS = (
    "id",
    "versie",
    "naam",
    "doel",
    "betrokkenen",
    "gegevens",
    "bijzonder",
    "grondslagen",
    "ontvangers",
    "bewaren",
)


@reading_view(roles="public")
def start(request: ActingRequest) -> HttpResponse:
    """Every processing: what for, on which ground, by whom."""
    found = register_on(timezone.localdate(request.now))
    return show(request, "register", register=found, grounds=GROUNDS)


@reading_view(roles="public")
def one(request: ActingRequest, activity_id: str, day: str) -> HttpResponse:
    """One processing in one version: where a line of the log of data processing points to."""
    found = _version(day)
    activity = found.activity(activity_id)
    if activity is None:
        raise NotFoundError(activity_id)
    record = next(one for one in keeping_on(found.valid_from).records if one.id == activity.keeping)
    grounds = [
        (tuple(KINDS.get(kind, kind) for kind in party.kinds), GROUNDS[party.ground], party.law)
        for party in activity.parties
    ]
    return show(request, "activity", activity=activity, register=found, grounds=grounds, record=record)


@reading_view(roles="public")
def as_json(request: ActingRequest) -> HttpResponse:
    """The register for a program."""
    found = register_on(timezone.localdate(request.now))
    told = {
        "geldig_vanaf": found.valid_from.isoformat(),
        "verwerkingen": [_told(activity, found) for activity in found.activities],
    }
    answer = JsonResponse(told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="verwerkingsregister.json"'
    return answer


@reading_view(roles="public")
def as_csv(request: ActingRequest) -> HttpResponse:
    """The register for a spreadsheet."""
    found = register_on(timezone.localdate(request.now))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for activity in found.activities:
        told = _told(activity, found)
        writer.writerow({name: _flat(told[name]) for name in COLUMNS})
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verwerkingsregister.csv"'
    return answer


def _version(day: str) -> Register:
    try:
        start = date.fromisoformat(day)
    except ValueError as error:
        raise NotFoundError(day) from error
    found = next((one for one in load_registers() if one.valid_from == start), None)
    if found is None:
        raise NotFoundError(day)
    return found


def _told(activity: Activity, register: Register) -> dict[str, Any]:
    return {
        "id": activity.id,
        "versie": register.valid_from.isoformat(),
        "naam": activity.name.nl,
        "doel": activity.goal.nl,
        "betrokkenen": list(activity.subjects),
        "gegevens": list(activity.data),
        "bijzonder": [one.category for one in activity.special],
        "grondslagen": [
            {
                "partijen": list(party.kinds) or ["alle"],
                "grondslag": party.ground.value,
                "wet": [citation.text() for citation in party.law],
            }
            for party in activity.parties
        ],
        "ontvangers": activity.recipients.nl,
        "bewaren": activity.keeping,
    }


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    if isinstance(value, dict):
        return f"{_flat(value['partijen'])}: {value['grondslag']} ({_flat(value['wet'])})"
    return str(value)
