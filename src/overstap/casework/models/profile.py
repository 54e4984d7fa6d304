"""What someone can and wants."""

from __future__ import annotations

from django.db import models

from overstap.casework.models.case import Case
from overstap.casework.models.intake import FactSource


class LabourProfile(models.Model):
    """What someone can and wants (arbeidsmarktprofiel, R-056); a draft until it names competences."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="profile")
    wishes = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    target_occupation = models.CharField(max_length=120, blank=True)
    target_sector = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the file."""
        return f"profiel {self.case}"


class ProfileEntryKind(models.TextChoices):
    """What a line of the profile is about (soort profielregel)."""

    COMPETENCE = "competentie", "Competentie"
    WORK = "werk", "Werkervaring"
    EDUCATION = "opleiding", "Opleiding"
    LANGUAGE = "taal", "Taal"


class ProfileEntry(models.Model):
    """One line of a profile with its source and date, confirmed by the person or not (profielregel)."""

    profile = models.ForeignKey(LabourProfile, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=ProfileEntryKind)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=12, choices=FactSource)
    recorded_at = models.DateTimeField()
    confirmed = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Order."""

        ordering = ("kind", "name", "id")

    def __str__(self) -> str:
        """Name the line."""
        return self.name
