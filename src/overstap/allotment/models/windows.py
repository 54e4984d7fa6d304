"""Windows: when one can apply, how much there is, and how it is divided."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from overstap.core.decision import N_


class Unit(models.TextChoices):
    """What a window gives (eenheid van een loket)."""

    EUROS = "euro", N_("Euro")
    PLACES = "plaatsen", N_("Plaatsen")


class Way(models.TextChoices):
    """How a window is divided (wijze van verdelen)."""

    IN_ORDER = "volgorde", N_("Op volgorde van binnenkomst")
    WAITING_LIST = "wachtlijst", N_("Via een wachtlijst")
    SHARED = "naar_rato", N_("Naar rato, na sluiting")


class Window(models.Model):
    """A time in which one can apply for money or places (loket): opening, ceilings, way of dividing, and its totals.

    Amounts are in the unit: cents or places. `closes_at` is the first moment at which it is closed; without `opens_at`
    the window is only announced (R-228). `registration_ceiling` counts applications and stands apart from what is
    funded (R-220). The totals follow the applications and change under the lock on this row, which only the one who
    settles holds; who applies never waits for it. `applicants` names who may apply, each between commas; empty is
    everybody. With a `stream` every grant is a commitment in that budget.
    """

    code = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    scheme = models.CharField(max_length=60)
    scheme_version = models.DateField()
    source = models.CharField(max_length=600)
    unit = models.CharField(max_length=10, choices=Unit)
    way = models.CharField(max_length=12, choices=Way)
    has_list = models.BooleanField(default=True)
    applicants = models.CharField(max_length=200, blank=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    registration_ceiling = models.BigIntegerField(null=True)
    funded_ceiling = models.BigIntegerField()
    most_per_application = models.BigIntegerField(null=True)
    answer_days = models.PositiveSmallIntegerField()
    stream = models.CharField(max_length=40, blank=True)
    region_code = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    ranked = models.BigIntegerField(default=0)
    registered = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    waiting = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants: the ceilings are promises of the database."""

        ordering = ("opens_at", "code")
        constraints = (
            models.CheckConstraint(
                condition=Q(registration_ceiling__isnull=True) | Q(registered__lte=F("registration_ceiling")),
                name="window_registrations",
                violation_error_message="Het hoogste aantal registraties is bereikt.",
            ),
            models.CheckConstraint(
                condition=Q(held__lte=F("funded_ceiling")),
                name="window_never_over",
                violation_error_message="Het plafond van dit loket is bereikt.",
            ),
            models.CheckConstraint(
                condition=Q(held__gte=0, registered__gte=0, waiting__gte=0, ranked__gte=0, funded_ceiling__gte=0),
                name="window_not_negative",
                violation_error_message="Een totaal kan niet kleiner dan nul zijn.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=False, closes_at__gt=F("opens_at")),
                name="window_opens_before_it_closes",
                violation_error_message="Een loket sluit nadat het opengaat.",
            ),
            models.CheckConstraint(
                condition=Q(registration_ceiling__isnull=True) | Q(unit="plaatsen", way="volgorde", stream=""),
                name="window_registers_places",
                violation_error_message="Een apart maximum aan registraties hoort bij plaatsen op volgorde.",
            ),
            models.CheckConstraint(
                condition=Q(stream="") | Q(unit="euro", year__isnull=False),
                name="window_of_a_stream_counts_euros",
                violation_error_message="Een loket van een geldstroom telt euro's en hoort bij een jaar.",
            ),
        )

    def __str__(self) -> str:
        """Show the Dutch name."""
        return self.name_nl


class WindowDecision(models.Model):
    """What the framework keeper decided on a window (loketbesluit), with the source; `key` makes it count once."""

    key = models.UUIDField(unique=True)
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="decisions")
    changes = models.JSONField()
    source = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        """Order."""

        ordering = ("decided_at", "id")

    def __str__(self) -> str:
        """Name the source."""
        return self.source
