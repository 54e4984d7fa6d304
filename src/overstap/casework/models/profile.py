"""What someone can and wants, every fact of it with its source and date."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models.case import Case


class ProfileSource(models.TextChoices):
    """Who or what a fact of a profile comes from (herkomst van een profielgegeven)."""

    PERSON = "persoon", "De persoon zelf"
    PROFESSIONAL = "begeleider", "De begeleider"
    DOCUMENT = "document", "Een document"
    PARTY = "partij", "Een andere partij"
    REGISTER = "register", "Een register"
    BROUGHT = "meegebracht", "Meegebracht uit een ander dossier"


class LabourProfile(models.Model):
    """What someone can and wants (arbeidsmarktprofiel, R-056); a draft until it names competences.

    These are the values of now; where each comes from, and what was said before, stands in its statements. What was
    chosen from a list of occupations stands beside what was typed, with the list and the version in which it was.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="profile")
    wishes = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    available_from = models.DateField(null=True)
    travel_by = models.CharField(max_length=60, blank=True)
    target_occupation = models.CharField(max_length=120, blank=True)
    occupation_uri = models.CharField(max_length=250, blank=True)
    occupation_edition = models.CharField(max_length=64, blank=True)
    occupation_name = models.CharField(max_length=400, blank=True)
    target_sector = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the file."""
        return f"profiel {self.case}"


class ProfileAspect(models.TextChoices):
    """What a statement of a profile is about (onderwerp)."""

    WISHES = "wensen", "Wensen"
    LIMITS = "grenzen", "Grenzen"
    HOURS = "uren", "Uren per week"
    TRAVEL_MINUTES = "reistijd", "Reistijd"
    AVAILABLE = "beschikbaar", "Beschikbaar vanaf"
    TRAVEL_BY = "vervoer", "Vervoer"
    OCCUPATION = "beroep", "Beroep"
    SECTOR = "sector", "Sector"


class ProfileStatement(models.Model):
    """What was said about one aspect of a profile, by whom and when (uitspraak); an older one stays as history."""

    profile = models.ForeignKey(LabourProfile, on_delete=models.PROTECT, related_name="statements")
    aspect = models.CharField(max_length=12, choices=ProfileAspect)
    value = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=ProfileSource)
    source_note = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("recorded_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("profile", "aspect"),
                condition=Q(superseded_at__isnull=True),
                name="one_current_statement",
                violation_error_message="Van elk onderwerp van een profiel geldt er één.",
            ),
        )

    def __str__(self) -> str:
        """Name the aspect, not what was said."""
        return self.get_aspect_display()


class ProfileEntryKind(models.TextChoices):
    """What a line of the profile is about (soort profielregel)."""

    COMPETENCE = "competentie", "Competentie"
    WORK = "werk", "Werkervaring"
    EDUCATION = "opleiding", "Opleiding"
    LANGUAGE = "taal", "Taal"
    LICENCE = "bewijs", "Rijbewijs of certificaat"


class LanguageLevel(models.TextChoices):
    """How well someone uses a language (taalniveau): the six levels of the Common European Framework."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class ProfileEntry(models.Model):
    """One line of a profile with its source and date (profielregel), confirmed by the person or not.

    `name` is the competence, the occupation, the education, the language or the licence. A month is kept as its first
    day. `code` is that of our own list, empty for what was typed freely; beside it the concept and its edition. Who
    changes a line makes a new one that `replaces` it; the old line stays as removed. `checked_*` say what a
    professional saw with their own eyes.
    """

    profile = models.ForeignKey(LabourProfile, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=ProfileEntryKind)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80, blank=True)
    concept_uri = models.CharField(max_length=250, blank=True)
    concept_edition = models.CharField(max_length=64, blank=True)
    employer = models.CharField(max_length=160, blank=True)
    from_month = models.DateField(null=True)
    until_month = models.DateField(null=True)
    tasks = models.TextField(blank=True)
    field = models.CharField(max_length=120, blank=True)
    diploma = models.BooleanField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    valid_until = models.DateField(null=True)
    listening = models.CharField(max_length=2, choices=LanguageLevel, blank=True)
    reading = models.CharField(max_length=2, choices=LanguageLevel, blank=True)
    speaking = models.CharField(max_length=2, choices=LanguageLevel, blank=True)
    writing = models.CharField(max_length=2, choices=LanguageLevel, blank=True)
    source = models.CharField(max_length=12, choices=ProfileSource)
    source_note = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    checked = models.CharField(max_length=160, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    checked_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("kind", "name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(from_month__isnull=True)
                | Q(until_month__isnull=True)
                | Q(until_month__gte=F("from_month")),
                name="profile_entry_months_in_order",
                violation_error_message="Een baan eindigt niet voordat die begint.",
            ),
        )

    def __str__(self) -> str:
        """Name the line."""
        return self.name
