"""The answer to an erasure: what can go now, what must stay, why, and until when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.utils import timezone

from overstap.arrangements.models import ArrangementItem
from overstap.casework.models import Case
from overstap.core.decision import N_
from overstap.privacy.keeping import keeping_of
from overstap.privacy.models import SubjectRequest
from overstap.privacy.singles import erasable_singles
from overstap.privacy.values import Outlook, OutlookLine
from overstap.rules.load_processings import keeping_on
from overstap.rules.model import Text

MONEY, TRAIL = "geld", "spoor"

REASONS = {
    "open_dossier": N_("Het dossier is nog open: zonder deze gegevens kan niemand u helpen. U kunt ook stoppen."),
    "bewaarplicht": N_("Iemand heeft dit dossier nodig, bijvoorbeeld voor een rechtszaak."),
    "termijn_onbekend": N_("De organisatie heeft nog geen bewaartermijn ingesteld."),
    "te_vroeg": N_("De wet laat ons dit nog bewaren."),
    "boeken": N_("De boeken moeten blijven kloppen. Er staat een nummer in en geen naam."),
}
"""Why something stays."""


def outlook_of(participant_id: int, party_id: int, *, now: dt.datetime) -> dict[str, list[dict[str, Any]]]:
    """What an erasure takes away now and what stays, as it is kept with the answer.

    Nothing stays when every file of the person may go: then the person goes as a whole.
    """
    staying = [
        line
        for case in Case.objects.filter(participant_id=participant_id)
        .select_related("first_responsible")
        .order_by("pk")
        if (line := _stays(case, now)) is not None
    ]
    if not staying:
        return {"weg": [], "blijft": []}
    if ArrangementItem.objects.filter(
        arrangement__case__participant_id=participant_id, commitment_key__isnull=False
    ).exists():
        staying.append({"soort": MONEY, "aantal": 1, "reden": "boeken", "tot": None})
    held = any(line["reden"] == "bewaarplicht" for line in staying)
    going = () if held else erasable_singles(participant_id, party_id, now=now)
    counts = Counter(one.record for one in going)
    return {"weg": [{"soort": kind, "aantal": amount} for kind, amount in sorted(counts.items())], "blijft": staying}


def open_outlook(row: SubjectRequest, now: dt.datetime) -> dict[str, list[dict[str, Any]]]:
    """What would go and stay if an erasure was answered now; nothing for one that was answered before."""
    return outlook_of(row.participant_id, row.party_id, now=now) if row.answered_at is None else {}


def shaped(kept: dict[str, list[dict[str, Any]]], now: dt.datetime) -> Outlook | None:
    """The kept answer as a value with names."""
    names = {one.id: one.name for one in keeping_on(timezone.localdate(now)).records}
    if not kept.get("weg") and not kept.get("blijft"):
        return None
    return Outlook(
        tuple(_line(one, names) for one in kept.get("weg", ())), tuple(_line(one, names) for one in kept["blijft"])
    )


def _line(one: dict[str, Any], names: dict[str, Text]) -> OutlookLine:
    until = dt.date.fromisoformat(one["tot"]) if one.get("tot") else None
    name = names.get(one["soort"], Text(one["soort"], one["soort"]))
    return OutlookLine(name, one["aantal"], REASONS.get(one.get("reden", ""), ""), until)


def _stays(case: Case, now: dt.datetime) -> dict[str, Any] | None:
    kept = keeping_of(case, now=now)
    reason = ""
    if kept.held:
        reason = "bewaarplicht"
    elif case.closed_at is None:
        reason = "open_dossier"
    elif kept.due_on is None:
        reason = "termijn_onbekend"
    elif kept.due_on > timezone.localdate(now):
        reason = "te_vroeg"
    until = kept.due_on.isoformat() if reason == "te_vroeg" and kept.due_on else None
    return {"soort": kept.record, "aantal": 1, "reden": reason, "tot": until} if reason else None
