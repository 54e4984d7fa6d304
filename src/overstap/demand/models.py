"""Employers, where they work, and the work that they ask people for. No person stands in these tables but contacts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.core.demand import ContractKind, Need, RequirementKind, VacancyKind, VacancyState
from overstap.parties.models import Party, Region


class Employer(models.Model):
    """An organisation that asks people to work (werkgever, R-358, R-360); `party` is filled for who logs in."""

    name = models.CharField(max_length=120)
    kvk_number = models.CharField(max_length=8, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(null=True)
    national = models.BooleanField(default=False)
    recognised_training_company = models.BooleanField(default=False)
    recognised_checked_on = models.DateField(null=True)
    website = models.URLField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    contact_email = models.EmailField(blank=True)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="employer", null=True)
    ended_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("kvk_number",),
                condition=~Q(kvk_number=""),
                name="employer_once_per_kvk",
                violation_error_message=N_("Er is al een werkgever met dit KvK-nummer."),
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Site(models.Model):
    """A place where an employer works (vestiging); its municipality decides the region."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120, blank=True)
    municipality = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="sites")
    postcode = models.CharField(max_length=7, blank=True)
    branch_number = models.CharField(max_length=12, blank=True)
    main = models.BooleanField(default=False)

    class Meta:
        """Order and invariants."""

        ordering = ("-main", "municipality", "id")
        constraints = (
            models.UniqueConstraint(fields=("employer",), condition=Q(main=True), name="one_main_site"),
            models.UniqueConstraint(
                fields=("employer", "municipality", "name"),
                name="site_once",
                violation_error_message=N_("Deze vestiging staat er al."),
            ),
        )

    def __str__(self) -> str:
        """Name employer and place."""
        return f"{self.employer}, {self.municipality}"


class EmployerAgreement(models.Model):
    """What was agreed with a company for all of its regions (landelijke afspraak, R-081); it stands until it ends.

    The two contacts are those of the national employer service point of UWV and of the contact point for national
    employers of the municipalities, as far as known.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=120)
    content = models.TextField()
    document_url = models.URLField(max_length=500, blank=True)
    agreed_on = models.DateField()
    valid_until = models.DateField(null=True)
    contact_agency = models.CharField(max_length=200, blank=True)
    contact_municipalities = models.CharField(max_length=200, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("employer", "-agreed_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("agreed_on")),
                name="agreement_ends_after_it_was_made",
            ),
            models.UniqueConstraint(
                fields=("employer", "title", "agreed_on"),
                condition=Q(ended_at__isnull=True),
                name="agreement_once",
                violation_error_message=N_("Er staat al een afspraak met deze naam van deze dag."),
            ),
        )

    def __str__(self) -> str:
        """Name it."""
        return self.title


class VacancySource(models.TextChoices):
    """Where a vacancy came from (herkomst)."""

    TYPED = "getypt", N_("Getypt")
    CSV = "csv", N_("Uit een bestand")
    JOB_POSTING = "jobposting", N_("Van een website (JobPosting)")


class Vacancy(models.Model):
    """Work that is asked (vacature, R-359, R-360): for how many, where, how long a week, and what it takes.

    `taken` counts the places that are reserved or filled. `confirmed_at` is when somebody last said that it stands.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="vacancies")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="vacancies")
    reference = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    occupation_uri = models.CharField(max_length=250)
    occupation_edition = models.CharField(max_length=64)
    occupation_name = models.CharField(max_length=400)
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in VacancyKind])
    open_hiring = models.BooleanField(default=False)
    contract = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ContractKind])
    hours_least = models.PositiveSmallIntegerField()
    hours_most = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=1, blank=True)
    irregular = models.BooleanField(null=True)
    physical = models.JSONField(default=list)
    pay_from_cents = models.PositiveIntegerField(null=True)
    pay_until_cents = models.PositiveIntegerField(null=True)
    pay_per = models.CharField(max_length=10, blank=True)
    starts_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    apply_how = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in VacancyState])
    confirmed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=10, choices=VacancySource)
    source_url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "reference"),
                condition=~Q(reference=""),
                name="vacancy_reference_once",
                violation_error_message=N_("Deze werkgever heeft al een vacature met dit kenmerk."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")),
                name="no_more_places_than_there_are",
                violation_error_message=N_("Er zijn niet meer plaatsen te geven dan de vacature heeft."),
            ),
            models.CheckConstraint(
                condition=Q(hours_least__gte=1, hours_most__gte=F("hours_least")), name="vacancy_hours_in_order"
            ),
        )
        indexes = (models.Index(fields=("state", "site"), name="vacancy_state_site"),)

    def __str__(self) -> str:
        """Name the title and the employer."""
        return f"{self.title} ({self.employer})"


class Requirement(models.Model):
    """One thing that a vacancy asks (eis): essential or welcome."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in RequirementKind])
    need = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Need])
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=80, blank=True)
    concept_uri = models.CharField(max_length=250, blank=True)
    concept_edition = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=10, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("vacancy", "id")
        constraints = (
            models.UniqueConstraint(fields=("vacancy", "kind", "name"), name="requirement_once_per_vacancy"),
        )

    def __str__(self) -> str:
        """Name it."""
        return self.name


class Tension(models.Model):
    """How hard people are to find for an occupation in a period (spanning, R-360, R-361), as somebody published it."""

    occupation_uri = models.CharField(max_length=250)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="tensions", null=True)
    period_from = models.DateField()
    period_until = models.DateField()
    value = models.PositiveSmallIntegerField()
    indicator = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=300, blank=True)
    published_on = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("occupation_uri", "-period_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("occupation_uri", "region", "period_from", "source"),
                condition=Q(region__isnull=False),
                name="tension_once_in_region",
            ),
            models.UniqueConstraint(
                fields=("occupation_uri", "period_from", "source"),
                condition=Q(region__isnull=True),
                name="tension_once_in_country",
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="tension_from_one_to_five"),
            models.CheckConstraint(condition=Q(period_until__gte=F("period_from")), name="tension_ends_after_start"),
        )

    def __str__(self) -> str:
        """Name the occupation and the value."""
        return f"{self.occupation_uri}: {self.value}"
