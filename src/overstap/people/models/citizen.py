"""The citizen service number, sealed and apart from everything else of a person."""

from __future__ import annotations

from django.db import models

from overstap.core.decision import N_
from overstap.people.models.participant import Participant
from overstap.sealing.fields import FingerprintField, SealedTextField
from overstap.sealing.seals import Secret

CONTEXT = "people.citizennumber.number"


class CitizenNumber(models.Model):
    """The citizen service number of a person (burgerservicenummer), if an organisation with a legal ground gave it.

    In a table of its own, sealed: no list, search or export of persons can bring it along. `print` finds a second
    registration of the same person and keeps a number with one person.
    """

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="citizen_number")
    number = SealedTextField[Secret | str, Secret](context=CONTEXT)
    print = FingerprintField(of="number", context=CONTEXT)
    recorded_at = models.DateTimeField()
    recorded_for = models.CharField(max_length=120, help_text="The organisation that gave it.")

    class Meta:
        """Invariants."""

        constraints = (
            models.UniqueConstraint(
                fields=("print",),
                name="citizen_number_of_one_person",
                violation_error_message=N_("Dit burgerservicenummer hoort al bij iemand anders."),
            ),
        )

    def __str__(self) -> str:
        """Tell nothing."""
        return "burgerservicenummer"
