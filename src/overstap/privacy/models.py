"""Requests of persons, terms of keeping that a party set, files that must stay, and what was destroyed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.core.privacy import REQUEST_MOVES, RIGHT_NAMES, Right
from overstap.parties.models import Party
from overstap.people.models import Participant


class SubjectRequest(models.Model):
    """What a person asked about their data, and the answer (rechtenverzoek): within a term, with a reason (R-401)."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="subject_requests")
    right = models.CharField(max_length=20, choices=[(one.value, RIGHT_NAMES[one]) for one in Right])
    asked = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_through = models.CharField(max_length=120)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=16, choices=[(one.id, one.label) for one in REQUEST_MOVES.states])
    identified_how = models.CharField(max_length=120, blank=True)
    identified_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    extended_because = models.CharField(max_length=300, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="subject_requests", null=True
    )
    ground = models.CharField(max_length=40, blank=True)
    motivation = models.TextField(blank=True)
    outlook = models.JSONField(default=dict, help_text="Of an erasure: what goes, what stays, why and until when.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "right"),
                condition=Q(answered_at__isnull=True),
                name="one_open_request_per_right",
                violation_error_message=N_("Dit verzoek loopt al."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("toegewezen", "geweigerd"))
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(motivation="")),
                name="request_answer_motivated",
                violation_error_message=N_("Een antwoord heeft altijd een uitleg."),
            ),
            models.CheckConstraint(
                condition=~Q(state="geweigerd") | ~Q(ground=""),
                name="request_refusal_has_ground",
                violation_error_message=N_("Een weigering heeft altijd een grond."),
            ),
        )
        indexes = (models.Index(fields=("party", "answered_at", "due_on"), name="request_of_party"),)

    def __str__(self) -> str:
        """Name the right."""
        return self.right


class KeepingChoice(models.Model):
    """How long a party keeps a kind of record where no source says it (eigen bewaartermijn); the newest counts."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="keeping_choices")
    record = models.CharField(max_length=40)
    months = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Order and invariants."""

        ordering = ("party", "record", "-set_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(months__gt=0) & ~Q(because=""),
                name="keeping_choice_founded",
                violation_error_message=N_("Een termijn is langer dan nul en heeft een reden."),
            ),
        )

    def __str__(self) -> str:
        """Name record and term."""
        return f"{self.record}: {self.months}"


class LegalHold(models.Model):
    """A file that stays for as long as somebody needs it, such as a court case (bewaarplicht)."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="holds")
    because = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-set_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("participant",), condition=Q(ended_at__isnull=True), name="one_hold_per_person"
            ),
        )

    def __str__(self) -> str:
        """Say why."""
        return self.because


class DestructionState(models.TextChoices):
    """How far a destruction is (stand van de vernietiging)."""

    PROPOSED = "voorgesteld", N_("Voorgesteld")
    DONE = "uitgevoerd", N_("Uitgevoerd")
    REJECTED = "afgewezen", N_("Afgewezen")


class Destruction(models.Model):
    """Files whose term has passed, or that a person wants gone, destroyed together by two people (vernietiging).

    `certificate` is the signed list of kinds and counts: it names nobody.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="destructions")
    because = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=DestructionState, default=DestructionState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="destructions")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="destruction_decisions", null=True
    )
    certificate = models.JSONField(default=dict)
    signature = models.CharField(max_length=128, blank=True)
    public_key = models.CharField(max_length=64, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="destruction_by_two",
                violation_error_message=N_("Een tweede persoon keurt de vernietiging goed."),
            ),
            models.CheckConstraint(
                condition=~Q(state="uitgevoerd") | (Q(decided_by__isnull=False) & ~Q(signature="")),
                name="destruction_certified",
                violation_error_message=N_("Een vernietiging heeft een ondertekende verklaring."),
            ),
        )

    def __str__(self) -> str:
        """Name the key."""
        return str(self.key)


class DestructionSubject(models.Model):
    """One person in a destruction (betrokkene van een vernietiging), by number: the row itself will be gone."""

    destruction = models.ForeignKey(Destruction, on_delete=models.CASCADE, related_name="subjects")
    participant_number = models.BigIntegerField()
    record = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    skipped = models.CharField(max_length=40, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("destruction", "participant_number"), name="subject_once_per_destruction"),
        )

    def __str__(self) -> str:
        """Name the kind."""
        return self.record


class DestructionRecord(models.Model):
    """One record in a destruction whose person stays (stuk van een vernietiging): kind and number, and nobody's name.

    `kind` is the kind of record of the list of terms, `label` the table, `number` the row.
    """

    destruction = models.ForeignKey(Destruction, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    number = models.BigIntegerField()
    due_on = models.DateField(null=True)
    skipped = models.CharField(max_length=40, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("kind", "id")
        constraints = (
            models.UniqueConstraint(fields=("destruction", "label", "number"), name="record_once_per_destruction"),
        )

    def __str__(self) -> str:
        """Name the kind."""
        return self.kind
