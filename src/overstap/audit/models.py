"""The audit trail."""

from __future__ import annotations

from django.db import models

from overstap.core.decision import N_


class Mode(models.TextChoices):
    """Whether a deed looked or changed (aard van de handeling)."""

    READ = "lezen", N_("Gelezen")
    WRITE = "schrijven", N_("Gewijzigd")
    DENIED = "geweigerd", N_("Geweigerd")


class AuditLine(models.Model):
    """One deed by one actor (spoorregel): who, for which organisation, what, on which object, about whom, why, when.

    Keeps a kind and an id instead of foreign keys, so that it outlives what it speaks of and knows no other context.
    `subject_id` is the participant whose data were touched (at most one per line); `by_subject` tells that this
    person did it themselves.
    """

    at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    subject_id = models.BigIntegerField(null=True)
    by_subject = models.BooleanField(default=False)
    actor_user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    party_id = models.BigIntegerField(null=True)
    party_name = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        """Order and look-ups."""

        ordering = ("at", "id")
        indexes = (
            models.Index(fields=("subject_id", "at"), name="audit_subject"),
            models.Index(fields=("object_kind", "object_id", "at"), name="audit_object"),
        )

    def __str__(self) -> str:
        """Name the deed."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.object_kind} {self.object_id}"
