"""What an installation starts from and the few things that hold for all of it."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from overstap.audit.actions import record
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.parties import loading
from overstap.parties.loading import Loaded
from overstap.parties.models import Installation
from overstap.parties.shaping import installation_card
from overstap.parties.values import InstallationCard

KEEPERS = (Role.STEERING_GROUP, Role.FRAMEWORK_KEEPER)
NAME_LENGTH = 80


def load_reference(*, now: datetime) -> Loaded:
    """Bring regions, municipalities and national parties up to the files that the program carries; safe to repeat.

    Raises BrokenReferenceError, with every fault and its row, before anything is written.
    """
    reference = loading.read()
    with transaction.atomic():
        loaded = loading.write(reference)
        if loaded.made or loaded.changed:
            details = {"gemaakt": loaded.made, "bijgewerkt": loaded.changed}
            record(
                actor=SYSTEM, verb="load_reference", object_kind="installation", object_id=1, now=now, details=details
            )
    return loaded


def set_team_name(*, actor: Actor, team_name: str, now: datetime) -> InstallationCard | Refusal:
    """Give the teams of this installation another name on every screen."""
    if not (actor.is_system or actor.has(*KEEPERS)):
        return Refusal(
            rule="parties.not-keeper",
            because=N_("U kunt de naam van het team niet veranderen."),
            remedy=N_("Vraag de landelijke stuurgroep om de naam te veranderen."),
        )
    name = team_name.strip()
    if not 1 <= len(name) <= NAME_LENGTH:
        return Refusal(
            rule="parties.team-name",
            because=N_("De naam van het team is leeg of te lang."),
            remedy=N_("Kies een naam van ten hoogste %(length)s tekens."),
            details=(("length", str(NAME_LENGTH)),),
        )
    with transaction.atomic():
        row, _ = Installation.objects.select_for_update().get_or_create(id=1)
        before, row.team_name = row.team_name, name
        row.save()
        details = {"van": before, "naar": name}
        record(actor=actor, verb="set_team_name", object_kind="installation", object_id=1, now=now, details=details)
    return installation_card(row)


def _is_demo() -> bool:
    """Whether the database holds a demo already; only loading one makes it so."""
    return Installation.objects.filter(id=1, demo_date__isnull=False).exists()


def move_demo_date(*, actor: Actor, to: date, now: datetime) -> InstallationCard | Refusal:
    """Let a demo play another day; refused everywhere else, because there the day is what it is."""
    if not settings.DEMO or not (actor.is_system or _is_demo()):
        return Refusal(
            rule="parties.no-demo",
            because=N_("De datum verzetten kan alleen in een demo."),
            remedy=N_("Werk verder met de datum van vandaag."),
        )
    with transaction.atomic():
        row, _ = Installation.objects.select_for_update().get_or_create(id=1)
        row.demo_date = to
        row.save()
        details = {"naar": to.isoformat()}
        record(actor=actor, verb="move_demo_date", object_kind="installation", object_id=1, now=now, details=details)
    return installation_card(row)
