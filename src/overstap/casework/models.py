"""The file of one person and what happens in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from overstap.parties.models import Party, Region
from overstap.people.models import Participant


class CaseState(models.TextChoices):
    """How far the guidance is (stand van het dossier)."""

    REGISTERED = "aangemeld", "Aangemeld"
    INTAKE = "intake", "Intake"
    ASSESSED = "beoordeeld", "Beoordeeld"
    GUIDED = "begeleiding", "In begeleiding"
    ELSEWHERE = "eigen_dienstverlening", "Geholpen door eigen dienstverlening"
    PLACED = "geplaatst", "Aan het werk"
    CLOSED = "afgesloten", "Afgesloten"


class Entrance(models.TextChoices):
    """Through which of the three entrances someone comes (ingang, R-094)."""

    THREATENED = "ontslag", "Met ontslag bedreigd"
    UNEMPLOYMENT = "ww", "Instroom WW"
    MUNICIPAL = "gemeente", "Instroom gemeente"


class Case(models.Model):
    """Everything for one participant (dossier); exactly one first responsible party at any moment (R-057); it travels.

    `owner` is the adviser who has it in hand; `referrer` is who brought the person in, kept apart from who is
    responsible (R-077). Next actions, answers, decisions and hand-overs hang below it.
    """

    number = models.CharField(max_length=16, unique=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="cases")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cases")
    entrance = models.CharField(max_length=10, choices=Entrance)
    state = models.CharField(max_length=22, choices=CaseState, default=CaseState.REGISTERED)
    first_responsible = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsible_for")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases", null=True)
    referrer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="referred", null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order, invariants, look-ups."""

        ordering = ("-opened_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("participant",),
                condition=Q(closed_at__isnull=True),
                name="one_open_case_per_person",
                violation_error_message="Deze persoon heeft al een open dossier.",
            ),
            models.CheckConstraint(
                condition=Q(state="afgesloten", closed_at__isnull=False) | (~Q(state="afgesloten") & Q(closed_at__isnull=True)),
                name="closed_case_has_date",
                violation_error_message="Een afgesloten dossier heeft een einddatum, een open dossier niet.",
            ),
        )
        indexes = (models.Index(fields=("first_responsible", "state"), name="case_responsible"),)

    def __str__(self) -> str:
        """Show the number, never the name."""
        return self.number


class ResponsibilityPeriod(models.Model):
    """Which party was first responsible during which period, and why (R-077, R-078)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="responsibilities")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsibilities")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=400)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        """Order and invariants."""

        ordering = ("from_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(until_at__isnull=True), name="one_responsible_party",
                violation_error_message="Een dossier heeft op elk moment één eerstverantwoordelijke partij.",
            ),
        )

    def __str__(self) -> str:
        """Name the party."""
        return f"{self.party} vanaf {self.from_at:%d-%m-%Y}"


class FactState(models.TextChoices):
    """What is known of a fact (stand van een gegeven); an unasked fact has no row."""

    KNOWN = "bekend", "Bekend"
    NOT_APPLICABLE = "nvt", "Niet van toepassing"
    REFUSED = "geweigerd", "Wil niet zeggen"


class FactSource(models.TextChoices):
    """Who supplied a fact (herkomst)."""

    PERSON = "persoon", "De persoon zelf"
    PROFESSIONAL = "begeleider", "De begeleider"
    REGISTER = "register", "Een register"


class CaseFact(models.Model):
    """One fact about the person as the scheme files know it (gegeven): value, source, date; older ones stay (superseded).

    `value` is what the fact dictionary prescribes: integer, boolean, cents, ISO date or id of an enumeration value.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    fact_id = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=FactState)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=12, choices=FactSource)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("recorded_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "fact_id"), condition=Q(superseded_at__isnull=True), name="one_current_fact"
            ),
        )

    def __str__(self) -> str:
        """Name the fact, not its value."""
        return self.fact_id


class Assessment(models.Model):
    """The outcome of one scheme for one file on one date (beoordeling): advice with grounds and receipt, never a decision (R-111).

    `outputs` maps an output to its settled value or bounds; `grounds` is a list of {condition, bearing, nl, en, source}.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    scheme = models.CharField(max_length=60)
    scheme_version = models.DateField()
    outcome = models.CharField(max_length=10)
    outputs = models.JSONField(default=dict)
    grounds = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    receipt = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        """Name scheme and outcome."""
        return f"{self.scheme}@{self.scheme_version}: {self.outcome}"


class DecisionKind(models.TextChoices):
    """What a person decided on the advice (besluit)."""

    ADMITTED = "aanvullende_hulp", "Aanvullende hulp van het team"
    OWN_SERVICE = "eigen_dienstverlening", "Hulp uit de eigen dienstverlening"


class Decision(models.Model):
    """The decision of a professional on an advice, with motivation (besluit, R-111); deviating is allowed and recorded."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=24, choices=DecisionKind)
    deviates = models.BooleanField()
    motivation = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """Order and invariants."""

        ordering = ("-decided_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(motivation=""), name="decision_motivated",
                violation_error_message="Een besluit heeft altijd een motivering.",
            ),
        )

    def __str__(self) -> str:
        """Name the decision."""
        return self.get_kind_display()


class Diagnosis(models.Model):
    """The result of a diagnosis tool of some party, with name, version and date (diagnose, R-103, R-114)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="diagnoses")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="diagnoses")
    tool = models.CharField(max_length=120)
    tool_version = models.CharField(max_length=40)
    taken_on = models.DateField()
    result = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Order."""

        ordering = ("-taken_on", "-id")

    def __str__(self) -> str:
        """Name the tool."""
        return f"{self.tool} {self.tool_version}"


class LabourProfile(models.Model):
    """What someone can and wants (arbeidsmarktprofiel, R-056); a draft until it names competences."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="profile")
    wishes = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)
    target_occupation = models.CharField(max_length=120, blank=True)
    target_sector = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        """Name the file."""
        return f"profiel {self.case}"


class ProfileEntryKind(models.TextChoices):
    """What a line of the profile is about (soort profielregel)."""

    COMPETENCE = "competentie", "Competentie"
    WORK = "werk", "Werkervaring"
    EDUCATION = "opleiding", "Opleiding"
    LANGUAGE = "taal", "Taal"


class ProfileEntry(models.Model):
    """One line of a profile with its source and date, confirmed by the person or not (profielregel)."""

    profile = models.ForeignKey(LabourProfile, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=ProfileEntryKind)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=12, choices=FactSource)
    recorded_at = models.DateTimeField()
    confirmed = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Order."""

        ordering = ("kind", "name", "id")

    def __str__(self) -> str:
        """Name the line."""
        return self.name


class HandoverKind(models.TextChoices):
    """Whether the whole file moves or help is asked beside it (soort overdracht)."""

    CASE = "dossier", "Overdracht van het dossier"
    SERVICE = "hulp", "Warme overdracht voor hulp"


class HandoverState(models.TextChoices):
    """How far a hand-over is (stand van de overdracht)."""

    OFFERED = "aangeboden", "Aangeboden"
    ACCEPTED = "aanvaard", "Aanvaard"
    REFUSED = "geweigerd", "Geweigerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    RETURNED = "teruggekeerd", "Teruggekeerd na stilte"


class Handover(models.Model):
    """A two-sided hand-over ((warme) overdracht, R-123, R-420): offered, then accepted or refused with a reason; silence returns."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=8, choices=HandoverKind)
    instrument = models.CharField(max_length=8, blank=True)
    from_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="handovers_out")
    to_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="handovers_in")
    state = models.CharField(max_length=12, choices=HandoverState, default=HandoverState.OFFERED)
    because = models.TextField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_due = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    first_contact_on = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("-offered_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(kind="dossier", state="aangeboden"), name="one_open_case_handover",
                violation_error_message="Er loopt al een overdracht van dit dossier.",
            ),
            models.CheckConstraint(
                condition=~Q(state="geweigerd") | ~Q(answer=""), name="refusal_has_reason",
                violation_error_message="Een weigering heeft altijd een reden.",
            ),
        )

    def __str__(self) -> str:
        """Name both sides."""
        return f"{self.from_party} > {self.to_party}"


class NextAction(models.Model):
    """What has to happen next in a file, by whom, before when (volgende stap): an open file has exactly one open row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=200)
    owner_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="next_actions", null=True)
    by_person = models.BooleanField(default=False)
    due_on = models.DateField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("due_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(done_at__isnull=True), name="one_next_action",
                violation_error_message="Een dossier heeft één volgende stap.",
            ),
        )

    def __str__(self) -> str:
        """Say what."""
        return self.what


class Outcome(models.Model):
    """How it ended (uitkomst, R-004, R-005): new work or not, directly or after how many days."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="outcome")
    old_contract_until = models.DateField(null=True)
    new_contract_from = models.DateField()
    employer = models.CharField(max_length=120)
    occupation = models.CharField(max_length=120)
    hours_per_week = models.PositiveSmallIntegerField()
    contract = models.CharField(max_length=20, choices=(("vast", "Vast"), ("tijdelijk", "Tijdelijk"), ("zelfstandig", "Zelfstandig")))
    benefit_between = models.BooleanField()
    direct = models.BooleanField()
    days_between = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        """Invariants."""

        constraints = (
            models.CheckConstraint(
                condition=Q(direct=False) | Q(benefit_between=False, days_between=0), name="direct_means_no_gap",
                violation_error_message="Direct van werk naar werk kan niet met een uitkering of dagen ertussen.",
            ),
        )

    def __str__(self) -> str:
        """Say direct or how long."""
        return "direct" if self.direct else f"na {self.days_between} dagen"
