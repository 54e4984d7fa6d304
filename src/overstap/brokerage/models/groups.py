"""Groups of people who lose their work and where they are coupled to. No person stands here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.brokerage import CouplingState, SurplusState
from overstap.core.decision import N_
from overstap.demand.models import Employer, Site, Vacancy


class Surplus(models.Model):
    """People of one occupation whom an employer can no longer keep (overschot, R-358): how many, where, from when."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="surpluses")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="surpluses")
    occupation_uri = models.CharField(max_length=250)
    occupation_name = models.CharField(max_length=400)
    people = models.PositiveIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    social_plan = models.CharField(max_length=1000, blank=True)
    social_plan_url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in SurplusState])
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    reported_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("from_on", "id")
        constraints = (
            models.CheckConstraint(condition=Q(people__gte=1), name="surplus_of_somebody"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="surplus_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        """Name the occupation and the employer."""
        return f"{self.people} x {self.occupation_name} ({self.employer})"


class Coupling(models.Model):
    """So many people of a surplus to a vacancy (koppeling, R-358): it moves nobody, it keeps places.

    `manual` was made or changed by a broker and stays when all is calculated again. `nearness` is the score of the two
    occupations in thousandths, `km` how far the work lies; None when a place is unknown. `placed` counts who started.
    """

    surplus = models.ForeignKey(Surplus, on_delete=models.PROTECT, related_name="couplings")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="couplings")
    people = models.PositiveIntegerField()
    placed = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in CouplingState])
    manual = models.BooleanField(default=False)
    nearness = models.PositiveSmallIntegerField()
    km = models.PositiveSmallIntegerField(null=True)
    weights = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("surplus", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("surplus", "vacancy"),
                condition=Q(state__in=("voorgesteld", "afgesproken")),
                name="coupling_stands_once",
                violation_error_message=N_("Dit overschot is al aan deze vacature gekoppeld."),
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, placed__lte=F("people")), name="coupling_places_no_more_than_it_holds"
            ),
        )

    def __str__(self) -> str:
        """Name both sides."""
        return f"{self.surplus} → {self.vacancy}"
