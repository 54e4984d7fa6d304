"""The list of who waits for work without applying, and the work that people got."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models import Case
from overstap.core.decision import N_
from overstap.core.placement import EndBecause, PlacementState, Through, WorkContract
from overstap.demand.models import Employer, Vacancy


class WaitingState(models.TextChoices):
    """How far somebody on a list is (stand op de wachtlijst)."""

    WAITING = "wacht", N_("Wacht op een beurt")
    CALLED = "beurt", N_("Is aan de beurt")
    STARTS = "begint", N_("Begint met werken")
    DECLINED = "nee", N_("Zei nee")
    SILENT = "stil", N_("Gaf geen antwoord")
    LEFT = "weg", N_("Ging zelf van de lijst")


STANDING = (WaitingState.WAITING, WaitingState.CALLED, WaitingState.STARTS)


class WaitingPlace(models.Model):
    """Somebody on the waiting list of a vacancy with open hiring (wachtplaats, R-362).

    `number` counts registrations at the vacancy and alone decides the order. Nothing about the person stands here on
    which anyone could choose.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="waiting")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waiting")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=WaitingState, default=WaitingState.WAITING)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    called_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    life_coach = models.BooleanField(default=False)
    starts_on = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("vacancy", "number")
        constraints = (
            models.UniqueConstraint(fields=("vacancy", "number"), name="waiting_number_once"),
            models.UniqueConstraint(
                fields=("vacancy", "case"),
                condition=Q(state__in=("wacht", "beurt", "begint")),
                name="waiting_once_per_person",
                violation_error_message=N_("U staat al op deze lijst."),
            ),
            models.CheckConstraint(
                condition=~Q(state="beurt") | Q(called_at__isnull=False, answer_by__isnull=False),
                name="called_with_a_term",
            ),
        )
        indexes = (models.Index(fields=("state", "answer_by"), name="waiting_state_term"),)

    def __str__(self) -> str:
        """Name the place on the list."""
        return f"{self.vacancy_id}/{self.number}"


class Placement(models.Model):
    """New work that somebody agreed to (plaatsing, R-004, R-358): with whom, from when, along which way, how it ended.

    Without a vacancy the work was found elsewhere. `holds_place` tells that the placement itself took a place of the
    vacancy; a coupling and a waiting list keep their own. `direct` and `days_between` are counted at the start, from
    `old_work_until`: the last working day in the file, or the end of the placement before this one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="placements", null=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="placements", null=True)
    employer_name = models.CharField(max_length=120)
    occupation_uri = models.CharField(max_length=250)
    occupation_name = models.CharField(max_length=400)
    contract = models.CharField(max_length=11, choices=[(one.value, one.value) for one in WorkContract])
    hours_per_week = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    through = models.CharField(max_length=13, choices=[(one.value, one.value) for one in Through])
    state = models.CharField(max_length=11, choices=[(one.value, one.value) for one in PlacementState])
    holds_place = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    started_on = models.DateField(null=True)
    old_work_until = models.DateField(null=True)
    direct = models.BooleanField(null=True)
    days_between = models.PositiveIntegerField(null=True)
    aftercare_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EndBecause], blank=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "vacancy"),
                condition=Q(state__in=("afgesproken", "begonnen")),
                name="one_open_placement",
                violation_error_message=N_("Deze persoon heeft al een plaatsing bij deze vacature."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("begonnen", "gestopt"),
                    started_on__isnull=False,
                    aftercare_until__isnull=False,
                    days_between__isnull=False,
                    direct__isnull=False,
                )
                | Q(state__in=("afgesproken", "vervallen"), started_on__isnull=True),
                name="placement_started_with_its_days",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=("gestopt", "vervallen"), ended_on__isnull=False) & ~Q(ended_because=""))
                | Q(state__in=("afgesproken", "begonnen"), ended_on__isnull=True, ended_because=""),
                name="placement_ended_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(holds_place=False) | (Q(vacancy__isnull=False) & ~Q(state="vervallen")),
                name="placement_holds_a_place_of_a_vacancy",
            ),
        )
        indexes = (models.Index(fields=("state", "started_on"), name="placement_state_start"),)

    def __str__(self) -> str:
        """Name the state, never the person."""
        return f"{self.case_id}: {self.state}"
