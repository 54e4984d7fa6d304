"""The participant."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.people.models.naming import NameKeyField


class Participant(models.Model):
    """The person who takes part (deelnemer), always of their own will (R-020, R-128).

    `key` is the pseudonym under which the treasury knows the person: it sees amounts, never a name (R-404).
    `municipality` is the place of residence by name; it decides the region on a date (R-080). `merged_into` is the
    registration of the same person that stays; what was written under this one stays findable under it. `name_key` is
    how the name sounds, to find it however it is spelled.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participant", null=True
    )
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=120)
    name_key = NameKeyField()
    birth_date = models.DateField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    municipality = models.CharField(max_length=60)
    language = models.CharField(max_length=2, default="nl")
    takes_part_since = models.DateTimeField()
    withdrew_at = models.DateTimeField(null=True)
    possible_duplicate = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged_from", null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("last_name", "first_name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrew_at__isnull=True) | Q(withdrew_at__gte=F("takes_part_since")),
                name="participant_withdraws_after_start",
                violation_error_message=N_("Stoppen kan niet voor het begin."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="participant_not_merged_into_self",
                violation_error_message=N_("Een aanmelding gaat niet op in zichzelf."),
            ),
        )
        indexes = (models.Index(fields=("birth_date",), name="participant_birth_date"),)

    def __str__(self) -> str:
        """Show the full name."""
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"
