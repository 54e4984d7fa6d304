"""The logo that a region brings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.core.decision import N_


class RegionLogo(models.Model):
    """The logo of the desk of a region (logo); the newest counts, and one without content takes it away.

    `content` was made anew from the points of what was brought (`own.pictures`); `told` is what a screen reader says.
    """

    region = models.ForeignKey("parties.Region", on_delete=models.PROTECT, related_name="logos")
    content = models.BinaryField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    told = models.CharField(max_length=120, blank=True)
    because = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        app_label = "parties"
        ordering = ("-set_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(digest="") | ~Q(told=""),
                name="logo_has_words",
                violation_error_message=N_("Een logo heeft woorden voor wie het niet ziet."),
            ),
        )

    def __str__(self) -> str:
        """Say what it shows."""
        return self.told
