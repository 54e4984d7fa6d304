"""Loading the list that comes with the program, and choosing which version of a list is in use."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.taxonomy.models import Edition
from overstap.taxonomy.reading.starter import read_starter, rows_of
from overstap.taxonomy.writing import edition_for, take_in_use, write_rows

KEEPERS = (Role.STEERING_GROUP,)
"""A list holds for all regions together, so no region chooses its version."""


def load_starter(*, now: datetime) -> bool:
    """Bring in the list that comes with the program and take it in use; True when that was new.

    Safe to repeat. A list that changed comes beside the one that was there. Raises BrokenTaxonomyError, with every
    fault and its row, before anything is written.
    """
    starter = read_starter()
    head = starter.head
    if Edition.objects.filter(scheme=head.scheme, version=head.version, fingerprint=starter.fingerprint).exists():
        return False
    with transaction.atomic():
        edition = edition_for(head, starter.fingerprint, now)
        written = write_rows(edition, rows_of(starter))
        take_in_use(edition)
        details = {"lijst": head.scheme, "versie": head.version, "begrippen": written.concepts}
        record(
            actor=SYSTEM,
            verb="taxonomie_laden",
            object_kind="taxonomie",
            object_id=edition.pk,
            now=now,
            details=details,
        )
    return True


def use_edition(*, actor: Actor, edition_id: int, now: datetime) -> bool | Refusal:
    """Take a version of a list in use in the place of the one that was; False when it was in use already.

    What was chosen earlier keeps the version in which it was chosen.
    """
    if not (actor.is_system or actor.has(*KEEPERS)):
        return Refusal(
            rule="taxonomie.beheer",
            because=N_("U kunt niet kiezen welke lijst in gebruik is."),
            remedy=N_("Vraag dit aan de landelijke stuurgroep."),
        )
    with transaction.atomic():
        row = Edition.objects.select_for_update().filter(pk=edition_id).first()
        if row is None:
            raise NotFoundError(edition_id)
        # The one that is replaced is locked too, so that two choices at once do not cross.
        list(Edition.objects.select_for_update().filter(scheme=row.scheme).order_by("id").values_list("id"))
        if not take_in_use(row):
            return False
        details = {"lijst": row.scheme, "versie": row.version}
        record(
            actor=actor,
            verb="taxonomie_in_gebruik",
            object_kind="taxonomie",
            object_id=row.pk,
            now=now,
            details=details,
        )
    return True
