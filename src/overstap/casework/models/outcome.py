"""How it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from overstap.casework.models.case import Case


class Outcome(models.Model):
    """How it ended (uitkomst, R-004, R-005): new work or not, directly or after how many days."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="outcome")
    old_contract_until = models.DateField(null=True)
    new_contract_from = models.DateField()
    employer = models.CharField(max_length=120)
    occupation = models.CharField(max_length=120)
    hours_per_week = models.PositiveSmallIntegerField()
    contract = models.CharField(
        max_length=20, choices=(("vast", "Vast"), ("tijdelijk", "Tijdelijk"), ("zelfstandig", "Zelfstandig"))
    )
    benefit_between = models.BooleanField()
    direct = models.BooleanField()
    days_between = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Invariants."""

        constraints = (
            models.CheckConstraint(
                condition=Q(direct=False) | Q(benefit_between=False, days_between=0),
                name="direct_means_no_gap",
                violation_error_message="Direct van werk naar werk kan niet met een uitkering of dagen ertussen.",
            ),
        )

    def __str__(self) -> str:
        """Say direct or how long."""
        return "direct" if self.direct else f"na {self.days_between} dagen"
