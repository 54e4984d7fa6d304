"""The list of who waits for work without applying."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.casework.models import Case
from overstap.core.decision import N_
from overstap.demand.models import Vacancy


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
