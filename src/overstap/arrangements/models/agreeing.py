"""What people agree to, who they are, and what they said of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.arrangements.models.arrangement import Arrangement, ArrangementItem
from overstap.sealing import SealedTextField


class VersionKind(models.TextChoices):
    """What was frozen (soort versie)."""

    ARRANGEMENT = "arrangement", "Arrangement"
    TRAINING = "leerovereenkomst", "Leerovereenkomst"


class Side(models.TextChoices):
    """On whose behalf somebody speaks (kant)."""

    PERSON = "persoon", "Deelnemer"
    TEAM = "team", "Begeleider"
    EMPLOYER = "werkgever", "Werkgever"
    PROVIDER = "aanbieder", "Aanbieder"


class Way(models.TextChoices):
    """How somebody agreed (wijze van akkoord)."""

    ON_LINE = "mijn", "Zelf, in Mijn dossier"
    BY_CODE = "link_code", "Met een veilige link en een code"
    RECORDED = "vastgelegd", "Vastgelegd door de begeleider"


class RemarkKind(models.TextChoices):
    """Whether it only tells, or asks to change something (soort reactie)."""

    REMARK = "opmerking", "Opmerking"
    PROPOSAL = "voorstel", "Voorstel om iets te veranderen"


class Version(models.Model):
    """An arrangement or a training agreement as it stood when people were asked (versie).

    `content` is what was frozen, written the same way every time, and `digest` its SHA-256: neither ever changes.
    `because` says why it differs from the version before.
    """

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="versions")
    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="versions", null=True)
    kind = models.CharField(max_length=20, choices=VersionKind)
    number = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    because = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("arrangement", "kind", "item", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("arrangement", "number"), condition=Q(kind="arrangement"), name="version_number_once"
            ),
            models.UniqueConstraint(
                fields=("item", "number"), condition=Q(kind="leerovereenkomst"), name="training_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="arrangement", item__isnull=True) | Q(kind="leerovereenkomst", item__isnull=False),
                name="version_of_its_kind",
                violation_error_message="Een leerovereenkomst hoort bij één onderdeel, een arrangement bij geen.",
            ),
        )

    def __str__(self) -> str:
        """Name kind and number."""
        return f"{self.kind} versie {self.number}"


class ItemChange(models.Model):
    """Other dates or another price of an item that is committed (wijziging van een onderdeel), part of a version.

    It is meant from the moment on which the version is proposed, and holds once the person agreed (`applied_at`): then
    the money follows in the same transaction. A version that is taken back takes its changes along. `before` is what
    the item said until then; amounts in cents. `asked` is what else was filled in about who pays, and `split` what each
    payer would pay: that is what the person agrees to. Both are empty for a change that left all of that as it was.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="changes")
    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="changes")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    cost_cents = models.BigIntegerField()
    cofinancing_cents = models.BigIntegerField()
    before = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    split = models.JSONField(default=dict)
    because = models.CharField(max_length=400)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("version", "item"), name="change_once_per_version"),
            models.CheckConstraint(
                condition=Q(cost_cents__gte=0, cofinancing_cents__gte=0),
                name="change_cost_not_negative",
                violation_error_message="Kosten zijn nul of meer.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="change_ends_after_start",
                violation_error_message="De einddatum ligt voor de startdatum.",
            ),
        )

    def __str__(self) -> str:
        """Name the item and the end."""
        return f"{self.item} tot {self.ends_on}"


class Guest(models.Model):
    """Someone without an account who reads along with one item (meelezer): the employer or who gives it.

    The person said that it may (`allowed_through`), and whether their name may be told (`with_name`). The address can
    be corrected: it is no part of what anybody agrees to.
    """

    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="guests")
    side = models.CharField(max_length=12, choices=Side)
    organisation = models.CharField(max_length=160)
    name = models.CharField(max_length=160)
    email = SealedTextField(context="arrangements.guest.email")
    # The address of the page, so that a reminder can hold it; without the code nobody gets in.
    path = SealedTextField(context="arrangements.guest.path", blank=True)
    language = models.CharField(max_length=2, default="nl")
    with_name = models.BooleanField(default=False)
    allowed_through = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("item", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("item", "side"), condition=Q(ended_at__isnull=True), name="one_guest_per_side"
            ),
            models.CheckConstraint(
                condition=Q(side__in=("werkgever", "aanbieder")),
                name="guest_is_outside",
                violation_error_message="Een meelezer is de werkgever of de aanbieder.",
            ),
            models.CheckConstraint(
                condition=~Q(allowed_through=""),
                name="guest_was_allowed",
                violation_error_message="Zonder toestemming van de deelnemer leest niemand mee.",
            ),
        )

    def __str__(self) -> str:
        """Name the organisation."""
        return f"{self.side} {self.organisation}"


class Agreement(models.Model):
    """The question to one side to agree to a version, and its answer (akkoord).

    `item` is the only part that a guest was shown, None for the person who sees all; `digest` is the SHA-256 of what
    was shown. An answer never changes; a new version asks again, unless what this side saw stayed the same.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="agreements")
    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="agreements", null=True)
    side = models.CharField(max_length=12, choices=Side)
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="agreements", null=True)
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    name = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=12, choices=Way, blank=True)
    way_told = models.CharField(max_length=120, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("version", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("version", "side"), condition=Q(item__isnull=True), name="agreement_once_per_side"
            ),
            models.UniqueConstraint(
                fields=("version", "item", "side"),
                condition=Q(item__isnull=False),
                name="agreement_once_per_item_side",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed__isnull=True, way="")
                | (Q(answered_at__isnull=False, agreed__isnull=False) & ~Q(way="") & ~Q(name="")),
                name="agreement_answer_whole",
                violation_error_message="Bij een antwoord horen naam, tijd en wijze.",
            ),
        )

    def __str__(self) -> str:
        """Name the side and the version."""
        return f"{self.side}: {self.version}"


class ItemRemark(models.Model):
    """What somebody says of the plan or of one item, and what was done with it (reactie)."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="remarks")
    item = models.ForeignKey(ArrangementItem, on_delete=models.PROTECT, related_name="remarks", null=True)
    side = models.CharField(max_length=12, choices=Side)
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="remarks", null=True)
    kind = models.CharField(max_length=12, choices=RemarkKind)
    name = models.CharField(max_length=200)
    text = models.CharField(max_length=1000)
    written_at = models.DateTimeField()
    taken_over = models.BooleanField(null=True)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(side__in=("werkgever", "aanbieder")) | Q(guest__isnull=False, item__isnull=False),
                name="remark_of_guest_about_item",
                violation_error_message="Een meelezer reageert alleen op het eigen onderdeel.",
            ),
            models.CheckConstraint(
                condition=Q(taken_over__isnull=True, answered_at__isnull=True)
                | Q(taken_over__isnull=False, answered_at__isnull=False),
                name="remark_answered_whole",
                violation_error_message="Bij een antwoord hoort of de reactie is overgenomen.",
            ),
        )

    def __str__(self) -> str:
        """Say whose it is."""
        return f"reactie van {self.name}"
