"""What every action of casework does around its own work: one transaction, and a line of what was done or refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Model

from overstap.audit import actions as audit
from overstap.casework.colleagues import covers
from overstap.casework.models import Case
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

OBJECT = "dossier"


deed = audit.one_deed
"""One transaction; when the door stays shut, a line about the attempt after rolling back (R-125)."""


def log(
    *,
    actor: Actor,
    verb: str,
    case: Case,
    now: dt.datetime,
    purpose: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit line of a deed on a file, in the transaction of the deed.

    Who works in place of a colleague who is away is written down as such.
    """
    told = dict(details or {})
    if covers(actor, case, local_day(now)):
        told["waarneming_voor"] = case.owner_id
    audit.record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=purpose,
        now=now,
        details=told,
    )


def too_long(row: Model) -> Refusal | None:
    """Say that a typed text does not fit in the row that is about to be kept."""
    for field in row._meta.concrete_fields:  # noqa: SLF001 - the documented interface of Django
        if isinstance(field, CharField) and field.max_length is not None:
            text = getattr(row, field.attname) or ""
            if len(text) > field.max_length:
                return Refusal(
                    rule="tekst.te_lang",
                    because=N_("Deze tekst is te lang: %(begin)s… Hier passen %(meest)s tekens."),
                    remedy=N_("Maak de tekst korter."),
                    details=(("begin", text[:20]), ("meest", str(field.max_length))),
                )
    return None
