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
    person did it themselves. `activity` is the processing in the register, with its version; `trace_id`, `span_id` and
    `parent_span_id` are those of W3C Trace Context, and `took_ms` is how long the deed was under way.
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
    activity = models.CharField(max_length=80, blank=True, default="")
    trace_id = models.CharField(max_length=32, blank=True, default="")
    span_id = models.CharField(max_length=16, blank=True, default="")
    parent_span_id = models.CharField(max_length=16, blank=True, default="")
    took_ms = models.PositiveIntegerField(default=0)

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


class ChainLink(models.Model):
    """The seal of one line (schakel): its place in the chain and the hash over it and everything before it.

    The name of the actor and the details of the line are in the hash by a salted commitment only. Without the salt
    nobody can tell or try what they were, so that they can be destroyed while the chain still proves everything else.
    """

    place = models.PositiveBigIntegerField(unique=True)
    line_id = models.BigIntegerField(unique=True)
    name_salt = models.BinaryField(null=True)
    name_commitment = models.BinaryField()
    details_salt = models.BinaryField(null=True)
    details_commitment = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        """Order."""

        ordering = ("place",)

    def __str__(self) -> str:
        """Name the place and the line."""
        return f"{self.place}: {self.line_id}"


class ChainHead(models.Model):
    """Where the chain stands (kop van de keten): one row, locked by who seals."""

    place = models.PositiveBigIntegerField(default=0)
    digest = models.BinaryField(default=bytes)
    highest_line = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name the place."""
        return f"{self.place}"


class ChainRoot(models.Model):
    """The chain at the end of a day, signed (wortel); a copy is kept outside the database."""

    day = models.DateField(unique=True)
    place = models.PositiveBigIntegerField()
    highest_line = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("day",)

    def __str__(self) -> str:
        """Name the day."""
        return f"{self.day}: {self.place}"


class Redaction(models.Model):
    """A line of which the name or the details were destroyed (zwartgemaakte regel), and in which destruction.

    The destruction itself is a later line, whose details hold the hash over all its redacted lines: who blackens a
    line without such a deed is found.
    """

    line_id = models.BigIntegerField(unique=True)
    destruction = models.CharField(max_length=36)
    name_too = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        """Order and look-ups."""

        ordering = ("line_id",)
        indexes = (models.Index(fields=("destruction",), name="redaction_destruction"),)

    def __str__(self) -> str:
        """Name the line."""
        return f"{self.line_id}"
