"""The digital desk without an account: registrations that were interrupted, and how often someone tried."""

from __future__ import annotations

from django.db import models

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
