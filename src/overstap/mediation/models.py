"""What is kept of matching: wishes, what was shown to whom and why, what people said of it, and who was proposed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from overstap.casework.models import Case
from overstap.core.decision import N_
from overstap.demand.models import Vacancy
from overstap.mediation.kinds import Because, ProposalState, WishKind
from overstap.parties.models import Party, Region


class SearchWish(models.Model):
    """What somebody does not want in work, or says that they cannot (zoekwens), confirmed by them; it can end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="search_wishes")
    kind = models.CharField(max_length=14, choices=WishKind)
    value = models.CharField(max_length=250)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("kind", "value", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "kind", "value"),
                condition=Q(ended_at__isnull=True),
                name="one_open_wish",
                violation_error_message=N_("Deze wens staat er al."),
            ),
        )

    def __str__(self) -> str:
        """Name the kind, not what was said."""
        return self.get_kind_display()


class Feedback(models.Model):
    """What somebody said of a vacancy (terugkoppeling): it fits, or it does not, because; the last word counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="match_feedback")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="match_feedback")
    fits = models.BooleanField()
    because = models.CharField(max_length=12, choices=Because, blank=True)
    text = models.CharField(max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-given_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "vacancy"), condition=Q(ended_at__isnull=True), name="one_open_feedback"
            ),
            models.CheckConstraint(
                condition=Q(fits=True) | ~Q(because=""),
                name="feedback_says_why",
                violation_error_message=N_("Kies waarom dit werk niet past."),
            ),
        )

    def __str__(self) -> str:
        """Name the vacancy."""
        return str(self.vacancy)


class Proposal(models.Model):
    """Somebody who is proposed for a vacancy (voorstel): the person says yes before an employer sees them (R-408)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="proposals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.ASKED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField()
    with_contact = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-proposed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "vacancy"),
                condition=Q(state__in=("gevraagd", "akkoord")),
                name="one_open_proposal",
                violation_error_message=N_("Deze persoon is al voorgesteld voor deze vacature."),
            ),
            models.CheckConstraint(
                condition=Q(state="gevraagd", answered_at__isnull=True)
                | Q(state="ingetrokken")
                | Q(state__in=("akkoord", "nee"), answered_at__isnull=False),
                name="proposal_answered",
            ),
        )

    def __str__(self) -> str:
        """Name the vacancy."""
        return str(self.vacancy)


class MatchRun(models.Model):
    """One calculation of all lists of a region on a day (doorrekening), with the versions that it stands on."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="match_runs")
    day = models.DateField()
    taxonomy = models.CharField(max_length=64)
    weights = models.CharField(max_length=32)
    people = models.PositiveIntegerField()
    openings = models.PositiveIntegerField()
    matches = models.PositiveIntegerField()
    finished_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("-day", "region")
        constraints = (models.UniqueConstraint(fields=("region", "day"), name="one_run_per_region_and_day"),)

    def __str__(self) -> str:
        """Name region and day."""
        return f"{self.region} {self.day}"


class RunMatch(models.Model):
    """A place on a list of a calculation (plaats op een lijst), before anybody saw it."""

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="run_matches")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="run_matches")
    position = models.PositiveSmallIntegerField()
    score = models.FloatField()

    class Meta:
        """Order and invariants."""

        ordering = ("run", "case", "position")
        constraints = (models.UniqueConstraint(fields=("run", "case", "vacancy"), name="once_on_a_run_list"),)

    def __str__(self) -> str:
        """Name the place."""
        return str(self.position)


class OpeningPrice(models.Model):
    """What a place more on the lists of a vacancy would be worth (drukte); above zero when too many would see it."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="prices")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="prices")
    price = models.FloatField()

    class Meta:
        """Order and invariants."""

        ordering = ("run", "vacancy")
        constraints = (models.UniqueConstraint(fields=("run", "vacancy"), name="one_price_per_run"),)

    def __str__(self) -> str:
        """Name the vacancy."""
        return str(self.vacancy)


class ShownList(models.Model):
    """A list that somebody looked at (getoonde lijst): of vacancies for a person, or of people for a vacancy.

    `taxonomy`, `weights` and `prices` are the versions with which it was made, `conditions` what was loosened and what
    fell out. The same list for the same viewer is kept once a day: `digest`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shown_lists", null=True)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="shown_lists", null=True)
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", null=True)
    by_person = models.BooleanField()
    shown_at = models.DateTimeField()
    shown_on = models.DateField()
    taxonomy = models.CharField(max_length=64)
    weights = models.CharField(max_length=32)
    prices = models.CharField(max_length=32, blank=True)
    conditions = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        """Order and invariants."""

        ordering = ("-shown_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("shown_on", "digest"), name="shown_list_once_a_day"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, vacancy__isnull=False) | Q(case__isnull=False, vacancy__isnull=True),
                name="shown_list_of_one",
            ),
        )

    def __str__(self) -> str:
        """Name the day."""
        return f"{self.shown_on}"


class ShownMatch(models.Model):
    """A place on a list that was shown (getoonde match), with the score that stood there."""

    shown = models.ForeignKey(ShownList, on_delete=models.CASCADE, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shown_matches")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="shown_matches")
    position = models.PositiveSmallIntegerField()
    score = models.FloatField()
    total = models.FloatField()

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("shown", "position")
        constraints = (
            models.UniqueConstraint(fields=("shown", "position"), name="one_match_per_position"),
            models.CheckConstraint(condition=Q(total__lte=F("score")), name="total_never_above_score"),
        )

    def __str__(self) -> str:
        """Name the place."""
        return str(self.position)
