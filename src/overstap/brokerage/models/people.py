"""Who takes part in a centre and who was invited for a coupling: links to a file, and what the person answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.brokerage.models.centres import CentreSession, MobilityCentre
from overstap.brokerage.models.groups import Coupling, Surplus
from overstap.casework.models import Case
from overstap.core.centres import InvitationState
from overstap.core.decision import N_


class CentreMember(models.Model):
    """Somebody of the company whom a centre helps (deelnemer van een centrum, R-437).

    The file is an ordinary one and stays when the centre closes. `session` is the meeting that the person chose.
    """

    centre = models.ForeignKey(MobilityCentre, on_delete=models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="centre_memberships")
    surplus = models.ForeignKey(Surplus, on_delete=models.PROTECT, related_name="members", null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField(null=True)
    session = models.ForeignKey(CentreSession, on_delete=models.PROTECT, related_name="seats", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("centre", "id")
        constraints = (models.UniqueConstraint(fields=("centre", "case"), name="member_once_per_centre"),)

    def __str__(self) -> str:
        """Name the file, never the person."""
        return f"{self.centre_id}: {self.case}"


class CouplingInvitation(models.Model):
    """Somebody who was asked whether they want the work of a coupling (uitnodiging, R-358): free to say no.

    The answer has no consequence for the file. `answer_by` is the day after which the place is for somebody else.
    """

    coupling = models.ForeignKey(Coupling, on_delete=models.PROTECT, related_name="invitations")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coupling_invitations")
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in InvitationState])
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    started_on = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("coupling", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("coupling", "case"),
                name="invited_once_per_coupling",
                violation_error_message=N_("Deze persoon is al uitgenodigd."),
            ),
            models.CheckConstraint(
                condition=Q(state="begonnen", started_on__isnull=False)
                | (~Q(state="begonnen") & Q(started_on__isnull=True)),
                name="started_has_a_day",
            ),
        )
        indexes = (models.Index(fields=("state", "answer_by"), name="invitation_state_term"),)

    def __str__(self) -> str:
        """Name the coupling and the file, never the person."""
        return f"{self.coupling_id}: {self.case}"
