"""Trainers, what they teach, and what parties agreed about the offer. No person stands in these tables."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from overstap.core.decision import N_
from overstap.core.training import TrainerKind, TrainingForm, TrainingSort, TrainingSource
from overstap.parties.models import Party, Region


class Trainer(models.Model):
    """An organisation that teaches (opleider); `duo_recognised` tells whether DUO lists it as recognised."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in TrainerKind])
    kvk_number = models.CharField(max_length=8, blank=True)
    duo_recognised = models.BooleanField(default=False)
    website = models.URLField(blank=True)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="trainer", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("name",),
                name="trainer_name_once",
                violation_error_message=N_("Er is al een opleider met deze naam."),
            ),
            models.UniqueConstraint(
                fields=("kvk_number",),
                condition=~Q(kvk_number=""),
                name="trainer_once_per_kvk",
                violation_error_message=N_("Er is al een opleider met dit KvK-nummer."),
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Training(models.Model):
    """What can be learned at a trainer (opleiding, R-229, R-230): how, how long, for how much, and what comes out.

    `region` is empty for what is given everywhere, such as online; `checked_on` is when somebody last looked.
    """

    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="trainings")
    name = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    form = models.CharField(max_length=12, choices=[(one.value, one.value) for one in TrainingForm])
    sort = models.CharField(max_length=12, choices=[(one.value, one.value) for one in TrainingSort])
    weeks = models.PositiveSmallIntegerField()
    hours_per_week = models.PositiveSmallIntegerField(default=0)
    price_cents = models.PositiveIntegerField()
    exempt_vat = models.BooleanField(default=False)
    outcome = models.CharField(max_length=200, blank=True)
    certificate = models.CharField(max_length=160, blank=True)
    certificate_recognised = models.BooleanField(default=False)
    third_path = models.BooleanField(default=False)
    crebo = models.CharField(max_length=10, blank=True)
    starts = models.CharField(max_length=160, blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="trainings", null=True)
    sector = models.CharField(max_length=40, blank=True)
    occupation_uri = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=10, choices=[(one.value, one.value) for one in TrainingSource])
    source_name = models.CharField(max_length=160, blank=True)
    source_date = models.DateField(null=True)
    url = models.URLField(max_length=500, blank=True)
    checked_on = models.DateField()
    ended_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("trainer", "name"),
                name="training_once_per_trainer",
                violation_error_message=N_("Deze opleider heeft al een opleiding met deze naam."),
            ),
            models.CheckConstraint(condition=Q(weeks__gte=1), name="training_takes_a_week"),
            models.CheckConstraint(
                condition=~Q(sort=TrainingSort.MODULE.value) | Q(certificate_recognised=True),
                name="module_ends_with_certificate",
            ),
        )

    def __str__(self) -> str:
        """Name training and trainer."""
        return f"{self.name}, {self.trainer}"


class Teaches(models.Model):
    """A competence that a training teaches (geleerde competentie), by its address in the list of its edition."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="teaches")
    concept_uri = models.CharField(max_length=250)
    concept_edition = models.CharField(max_length=64)
    name = models.CharField(max_length=400)

    class Meta:
        """Order and invariants."""

        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("training", "concept_uri"), name="teaches_once"),)
        indexes = (models.Index(fields=("concept_uri",), name="teaches_by_concept"),)

    def __str__(self) -> str:
        """Show the name of the competence."""
        return self.name


class TrainingAgreement(models.Model):
    """What parties agreed about the training offer (opleidingsafspraak, R-366); without a region: for the country."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="training_agreements", null=True)
    sector = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)
    parties = models.ManyToManyField(Party, related_name="training_agreements")
    agreed_on = models.DateField()
    valid_until = models.DateField()
    places = models.PositiveIntegerField(default=0)
    document_url = models.URLField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("-agreed_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("agreed_on")),
                name="training_agreement_ends_after_it_begins",
                violation_error_message=N_("De afspraak eindigt voordat hij begint."),
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name
