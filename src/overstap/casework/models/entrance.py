"""Coming in without an account: interrupted registrations, letters with a code, and how often someone tried."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.people.models import Participant
from overstap.sealing import SealedTextField


class RegistrationDraft(models.Model):
    """A registration that was interrupted (bewaarde aanmelding), kept sealed and only for a few days.

    Who has the code takes it up again; nobody else can read it, and of the code only a fingerprint is kept. Sending it,
    or letting it lie, wipes it.
    """

    content = SealedTextField(context="casework.registrationdraft.content")
    code_print = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        """Order and look-ups."""

        ordering = ("id",)
        indexes = (models.Index(fields=("valid_until",), name="draft_expires"),)

    def __str__(self) -> str:
        """Name nothing of the content."""
        return f"aanmelding {self.pk}"


class AccessCode(models.Model):
    """A way in for a person without e-mail (toegangscode): a code on paper, together with the birth date.

    Of the code only a keyed hash is kept. `attempts` counts wrong birth dates; after too many the code never works
    again. A new letter ends the one before (`ended_at`), and with it what was opened with it.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="access_codes")
    code_print = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    valid_until = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    first_used_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("participant",), condition=Q(ended_at__isnull=True), name="one_access_code_per_person"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("made_at")),
                name="access_code_ends_after_start",
                violation_error_message=N_("Een toegangscode is geldig tot na het moment waarop hij is gemaakt."),
            ),
        )

    def __str__(self) -> str:
        """Name nobody, and never the code."""
        return f"toegangscode {self.pk}"


class PublicTry(models.Model):
    """How often something was tried without an account in one stretch of time (telling van pogingen).

    `who` is the fingerprint of an address, which is itself not kept, or empty for everybody together.
    """

    kind = models.CharField(max_length=30)
    who = models.CharField(max_length=64, blank=True)
    stretch = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """Order and invariants."""

        ordering = ("stretch", "id")
        constraints = (models.UniqueConstraint(fields=("kind", "who", "stretch"), name="tries_counted_once"),)

    def __str__(self) -> str:
        """Name the kind and the count."""
        return f"{self.kind}: {self.count}"
