"""Where the person lives, and how a file passes on because residence or situation changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models.case import Case
from overstap.parties.models import Party, Region


class Residence(models.Model):
    """Where the person lived while the file was open (woonplaatsperiode): it decides the region, dated (R-080).

    `until_on` is the last day; the running one has none.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="residences")
    municipality = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("from_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(until_on__isnull=True),
                name="one_residence",
                violation_error_message="Iemand woont op elk moment op één plek.",
            ),
        )

    def __str__(self) -> str:
        """Name the municipality."""
        return f"{self.municipality} vanaf {self.from_on:%d-%m-%Y}"


class PassingKind(models.TextChoices):
    """Why a file passes on (soort overgang)."""

    STATUS = "statuswijziging", "De situatie is veranderd"
    MOVE = "verhuizing", "Verhuizing"


class PassingState(models.TextChoices):
    """How far it is (stand van de overgang)."""

    PROPOSED = "voorgesteld", "Voorgesteld"
    DONE = "uitgevoerd", "Uitgevoerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    LAPSED = "vervallen", "Vervallen"


class Passing(models.Model):
    """A proposal that another party becomes first responsible from a day on (overgang, R-078, R-080, R-082).

    Kept with its reason as it was given, so that both sides and the person read the same. A change of situation passes
    through a hand-over, which the receiver may refuse; a move cannot be refused, because residence decides the region.
    `agreed_through` is how the person agreed that the receiver sees the file, empty while they did not.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="passings")
    kind = models.CharField(max_length=16, choices=PassingKind)
    from_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    to_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="passings_in")
    from_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="passings_in")
    municipality = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    because_nl = models.TextField()
    because_en = models.TextField()
    source = models.TextField(blank=True)
    items = models.JSONField(default=list)
    agreed_through = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=PassingState, default=PassingState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-proposed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "kind"),
                condition=Q(state="voorgesteld"),
                name="one_open_passing",
                violation_error_message="Er ligt al een voorstel.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="verhuizing") | ~Q(municipality=""),
                name="move_has_municipality",
                violation_error_message="Bij een verhuizing hoort de nieuwe gemeente.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="statuswijziging") | Q(from_region=F("to_region")),
                name="status_stays_in_region",
                violation_error_message="Alleen een verhuizing gaat naar een andere regio.",
            ),
        )
        indexes = (
            models.Index(fields=("to_region", "state"), name="passing_in"),
            models.Index(fields=("from_region", "state"), name="passing_out"),
        )

    def __str__(self) -> str:
        """Name both sides."""
        return f"{self.from_party} > {self.to_party}"
