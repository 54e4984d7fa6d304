"""Two registrations that may be one person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_
from overstap.people.models.participant import Participant


class MergeState(models.TextChoices):
    """How far two registrations are looked at (stand van het voorstel)."""

    PROPOSED = "voorgesteld", N_("Wacht op de eerste blik")
    SEEN = "gezien", N_("Wacht op de tweede blik")
    MERGED = "samengevoegd", N_("Samengevoegd")
    DIFFERENT = "verschillend", N_("Twee verschillende mensen")
    UNDONE = "teruggedraaid", N_("Samenvoegen teruggedraaid")


OPEN_STATES = (MergeState.PROPOSED, MergeState.SEEN)


class MergeProposal(models.Model):
    """Two registrations that may be one person (mogelijk dubbel): proposed by the house, decided by two people.

    `keep` is the registration that stays. `moved` holds the keys of the rows that went along with a merge, so that it
    can be undone until `undo_until`; a person who was merged keeps their own row, key and trail.
    """

    first = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="merge_proposals")
    second = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="later_merge_proposals")
    grounds = models.JSONField(default=list)
    state = models.CharField(max_length=14, choices=MergeState, default=MergeState.PROPOSED)
    keep = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    seen_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)
    undo_until = models.DateField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-proposed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("first", "second"), condition=Q(state__in=OPEN_STATES), name="one_open_proposal_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="merge_pair_in_order",
                violation_error_message=N_("Een voorstel gaat over twee verschillende aanmeldingen."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("samengevoegd", "teruggedraaid"))
                | (
                    Q(keep__isnull=False, seen_by__isnull=False, decided_by__isnull=False) & ~Q(seen_by=F("decided_by"))
                ),
                name="merge_looked_at_by_two",
                violation_error_message=N_("Samenvoegen doen twee mensen: de tweede kijkt opnieuw."),
            ),
        )
        indexes = (models.Index(fields=("state", "proposed_at"), name="merge_state"),)

    def __str__(self) -> str:
        """Name no one."""
        return f"voorstel {self.pk}: {self.state}"
