"""What is stored of links."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from overstap.sealing import FingerprintField, SealedTextField


class SafeLink(models.Model):
    """An address that lets someone without an account do one thing with one object (veilige link).

    Neither the address nor the code can be read back: `token_print` and `code_print` are keyed hashes. `for_whom` says
    to whom it was sent, sealed; `called` is the name under which its use stands in the trail, and never that of a
    participant. With `by_birth_date` the code is the birth date of the one it was sent to, which nobody has to be told.
    """

    token_print = models.CharField(max_length=64, unique=True)
    code_print = models.CharField(max_length=64, blank=True)
    by_birth_date = models.BooleanField(default=False)
    deed = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    for_whom = SealedTextField(context="links.link.for_whom")
    for_whom_print = FingerprintField(of="for_whom", context="links.link.for_whom")
    called = models.CharField(max_length=200)
    party_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    first_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("made_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("made_at")),
                name="link_ends_after_start",
                violation_error_message="Een link is geldig tot na het moment waarop hij is gemaakt.",
            ),
        )
        indexes = (models.Index(fields=("object_kind", "object_id"), name="link_object"),)

    def __str__(self) -> str:
        """Say what it is for, never the address."""
        return f"{self.deed}: {self.object_kind} {self.object_id}"
