"""The file itself, who is responsible for it and what happens next."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.parties.models import Party, Region
from overstap.people.models import Participant


class CaseState(models.TextChoices):
    """How far the guidance is (stand van het dossier)."""

    REGISTERED = "aangemeld", "Aangemeld"
    INTAKE = "intake", "Intake"
    ASSESSED = "beoordeeld", "Beoordeeld"
    GUIDED = "begeleiding", "In begeleiding"
    ELSEWHERE = "eigen_dienstverlening", "Geholpen door eigen dienstverlening"
    PLACED = "geplaatst", "Aan het werk"
    CLOSED = "afgesloten", "Afgesloten"


class Entrance(models.TextChoices):
    """Through which of the three entrances someone comes (ingang, R-094)."""

    THREATENED = "ontslag", "Met ontslag bedreigd"
    UNEMPLOYMENT = "ww", "Instroom WW"
    MUNICIPAL = "gemeente", "Instroom gemeente"


class CaseSequence(models.Model):
    """The last number given out in a year (nummerreeks); its row is locked while a number is taken."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Name year and number."""
        return f"{self.year}: {self.last}"


class Case(models.Model):
    """Everything for one participant (dossier): one first responsible party at any moment (R-057); it travels.

    `step_due_on` is the day of its next step, which every open file has: lists are sorted by it.
    `contact_party` takes the initiative for the intake (R-093), `owner` is the adviser who has it in hand and
    `referrer` is who brought the person in, kept apart from who is responsible (R-077). Next actions, answers,
    decisions and hand-overs hang below it.
    """

    number = models.CharField(max_length=16, unique=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="cases")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cases")
    entrance = models.CharField(max_length=10, choices=Entrance)
    state = models.CharField(max_length=22, choices=CaseState, default=CaseState.REGISTERED)
    first_responsible = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsible_for")
    contact_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="first_contact_for", null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases", null=True)
    referrer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="referred", null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=200, blank=True)
    step_due_on = models.DateField(null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-opened_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("participant",),
                condition=Q(closed_at__isnull=True),
                name="one_open_case_per_person",
                violation_error_message="Deze persoon heeft al een open dossier.",
            ),
            models.CheckConstraint(
                condition=Q(state="afgesloten", closed_at__isnull=False)
                | (~Q(state="afgesloten") & Q(closed_at__isnull=True)),
                name="closed_case_has_date",
                violation_error_message="Een afgesloten dossier heeft een einddatum, een open dossier niet.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(step_due_on__isnull=False),
                name="open_case_has_due_step",
                violation_error_message="Een open dossier heeft altijd een volgende stap met een datum.",
            ),
        )
        indexes = (
            models.Index(fields=("first_responsible", "state"), name="case_responsible"),
            models.Index(
                fields=("first_responsible", "step_due_on", "id"),
                condition=Q(closed_at__isnull=True),
                name="case_due_of_party",
            ),
            # For who works in many regions: the first page in the order of the day needs no sorting of all their files.
            models.Index(fields=("step_due_on", "id"), condition=Q(closed_at__isnull=True), name="case_due_open"),
            models.Index(
                fields=("region", "step_due_on", "id"), condition=Q(closed_at__isnull=True), name="case_due_in_region"
            ),
            models.Index(fields=("region", "opened_at"), name="case_region"),
        )

    def __str__(self) -> str:
        """Show the number, never the name."""
        return self.number


class ResponsibilityPeriod(models.Model):
    """Which party was first responsible during which period, and why (eerste verantwoordelijkheid, R-077, R-078)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="responsibilities")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsibilities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    because = models.TextField()
    source = models.TextField(blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("from_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(until_at__isnull=True),
                name="one_responsible_party",
                violation_error_message="Een dossier heeft op elk moment één eerstverantwoordelijke partij.",
            ),
        )

    def __str__(self) -> str:
        """Name the party."""
        return f"{self.party} vanaf {self.from_at:%d-%m-%Y}"


class NextAction(models.Model):
    """What has to happen next, by whom, before when (volgende stap): an open file has exactly one open row.

    `term` is the term of the scheme of terms that gave the day; empty when a person chose the day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=200)
    owner_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="next_actions", null=True)
    by_person = models.BooleanField(default=False)
    due_on = models.DateField()
    term = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(done_at__isnull=True),
                name="one_next_action",
                violation_error_message="Een dossier heeft één volgende stap.",
            ),
            models.CheckConstraint(
                condition=Q(by_person=True, owner_party__isnull=True) | Q(by_person=False, owner_party__isnull=False),
                name="next_action_has_one_owner",
                violation_error_message="Een volgende stap is van één partij, of van de deelnemer.",
            ),
        )

    def __str__(self) -> str:
        """Say what."""
        return self.what


class OwnService(models.Model):
    """What a party gave from its own services, before the team (stap eigen dienstverlening, R-095)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_services")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="own_services")
    what = models.CharField(max_length=200)
    started_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("started_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(what=""),
                name="own_service_described",
                violation_error_message="Beschrijf welke hulp er al is gegeven.",
            ),
        )

    def __str__(self) -> str:
        """Say what."""
        return self.what
