"""Regions, parties, accounts and the seats that people hold."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import F, Q

from overstap.core.actor import Role
from overstap.core.decision import N_
from overstap.core.parties import SINGLE_SEATS
from overstap.parties.own.models import RegionLogo as RegionLogo  # noqa: PLC0414 - the table belongs to this context


def _ends_after_start() -> Q:
    """The last day of a period is not before its first."""
    return Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from"))


class UserManager(BaseUserManager["User"]):
    """Makes accounts with a normalised e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """Make an account; without a password it can only be entered with a code by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_or_create_account(self, email: str, name: str, language: str = "nl") -> tuple[User, bool]:
        """Find the account with an address or make it without a password; two at once cannot both make it."""
        blank = {"name": name, "language": language, "password": make_password(None)}
        return self.get_or_create(email=email.strip().lower(), defaults=blank)


class User(AbstractBaseUser):
    """An account (account): someone who can log in, professional or participant."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="nl", choices=(("nl", "Nederlands"), ("en", "English")))

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        """Show the name, never the address."""
        return self.name


class RollOutState(models.TextChoices):
    """How far a region is (stand van de regio)."""

    PLANNED = "gepland", N_("Gepland")
    SETTING_UP = "opbouw", N_("In opbouw")
    OPERATIONAL = "operationeel", N_("Operationeel")
    CLOSED = "afgesloten", N_("Afgesloten")


class Region(models.Model):
    """A labour-market region (arbeidsmarktregio); there are exactly 35 (R-065), opened in five phases (R-380)."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=60, unique=True)
    phase = models.PositiveSmallIntegerField()
    planned_from = models.DateField()
    planned_until = models.DateField()
    state = models.CharField(max_length=12, choices=RollOutState, default=RollOutState.PLANNED)
    agreement_on = models.DateField(null=True)
    live_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    evaluation_report = models.CharField(max_length=200, blank=True)
    centre_municipality = models.CharField(max_length=60, blank=True)
    centre_verified = models.BooleanField(default=False)

    class Meta:
        """Order and invariants."""

        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="operationeel") | (Q(agreement_on__isnull=False) & Q(live_on__isnull=False)),
                name="region_live_needs_agreement",
                violation_error_message=N_("Een regio gaat pas open als er een samenwerkingsafspraak is."),
            ),
            models.CheckConstraint(
                condition=~Q(state="afgesloten") | (Q(closed_on__isnull=False) & ~Q(evaluation_report="")),
                name="region_closed_needs_evaluation",
                violation_error_message=N_("Een regio sluit pas af met een evaluatierapport."),
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Municipality(models.Model):
    """A municipality in a region during a period (gemeente): residence decides the region (R-080), on a date.

    `valid_until` is the last day, as in every period of this context; empty means that no end is known.
    """

    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("name", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("name", "valid_from"), name="municipality_once_per_start"),
            models.CheckConstraint(condition=_ends_after_start(), name="municipality_ends_after_start"),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Desk(models.Model):
    """The desk of a region, in a building and on line (loket, R-100)."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="desk")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    email = models.EmailField()
    opening_hours = models.CharField(max_length=200)
    digital_from = models.DateField(null=True)
    physical_from = models.DateField(null=True)

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class PartyKind(models.TextChoices):
    """What sort of organisation (soort partij, R-020..R-048)."""

    UNION = "vakbond", N_("Vakbond")
    EMPLOYERS = "werkgeversorganisatie", N_("Werkgeversorganisatie")
    UWV = "uwv", N_("UWV")
    MUNICIPALITY = "gemeente", N_("Gemeente")
    MUNICIPAL_NETWORK = "gemeentelijk_verband", N_("Landelijk verband van gemeenten")
    EDUCATION = "onderwijsinstelling", N_("Onderwijsinstelling")
    SBB = "sbb", N_("SBB")
    MINISTRY = "ministerie", N_("Ministerie")
    SOCIAL_COMPANY = "sociaal_ontwikkelbedrijf", N_("Sociaal ontwikkelbedrijf")
    EMPLOYER = "werkgever", N_("Werkgever")
    SUPPORT = "dienstverlener", N_("Dienstverlener")
    DESK_PARTNER = "partnerloket", N_("Partnerloket (leerwerkloket, zelfstandigenloket, werkgeversservicepunt)")
    PRIVATE = "privaat", N_("Private partner")
    SECTOR_FUND = "sectorfonds", N_("O&O-fonds of sectorfonds")
    RESEARCH = "onderzoeksbureau", N_("Onderzoeksbureau")


class DeclarationRole(models.TextChoices):
    """What a party did with the declaration of intent (rol bij de intentieverklaring, R-031)."""

    SIGNATORY = "ondertekenaar", N_("Ondertekenaar")
    SUPPORTER = "ondersteuner", N_("Ondersteuner")
    NONE = "geen", N_("Geen")


class Party(models.Model):
    """An organisation that takes part (partij). Equal and recognisable under its own name (R-045).

    `municipality` is filled for the party of one municipality and ties it to the place of residence of a person.
    """

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=PartyKind)
    declaration_role = models.CharField(max_length=14, choices=DeclarationRole, default=DeclarationRole.NONE)
    national = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    municipality = models.CharField(max_length=60, blank=True)
    kvk_number = models.CharField(max_length=8, blank=True)
    recognised_training_company = models.BooleanField(default=False)
    duo_recognised = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

    class Meta:
        """Order."""

        ordering = ("name",)
        verbose_name_plural = "parties"
        constraints = (
            models.UniqueConstraint(
                fields=("municipality",), condition=~Q(municipality=""), name="one_party_per_municipality"
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class PartyInRegion(models.Model):
    """A party that works in a region during a period (partij in een regio).

    `first_contact` marks the union that takes up threatened employees who name no union of their own: unions
    divide their capacity over the regions themselves (R-047).
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="regions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="parties")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    first_contact = models.BooleanField(default=False)

    class Meta:
        """Order and invariants."""

        ordering = ("party__name",)
        constraints = (
            models.UniqueConstraint(fields=("party", "region", "valid_from"), name="party_once_in_region"),
            models.UniqueConstraint(
                fields=("region",),
                condition=Q(first_contact=True, valid_until__isnull=True),
                name="one_first_contact_union",
            ),
            models.CheckConstraint(condition=_ends_after_start(), name="party_in_region_ends_after_start"),
        )

    def __str__(self) -> str:
        """Name both."""
        return f"{self.party} in {self.region}"


PROFESSIONAL_ROLES = [(role.value, role.value) for role in Role if role is not Role.PERSON]


class Membership(models.Model):
    """A role at a party, in one region or (without region) in all regions of that party (werkplek, R-047)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=PROFESSIONAL_ROLES)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships", null=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("user__name", "role")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "party", "role", "region"),
                condition=Q(region__isnull=False, valid_until__isnull=True),
                name="membership_once_in_region",
            ),
            # Two constraints, because not every database can treat two empty regions as equal.
            models.UniqueConstraint(
                fields=("user", "party", "role"),
                condition=Q(region__isnull=True, valid_until__isnull=True),
                name="membership_once_everywhere",
            ),
            models.CheckConstraint(condition=_ends_after_start(), name="membership_ends_after_start"),
        )

    def __str__(self) -> str:
        """Name user, role and party."""
        return f"{self.user} ({self.role}, {self.party})"


class Seat(models.TextChoices):
    """A seat in a region that a person fills (zetel, R-035, R-036, R-037, R-042)."""

    COORDINATOR = "coordinator", N_("Operationeel coördinator")
    QUARTERMASTER = "kwartiermaker", N_("Kwartiermaker")
    ALDERMAN = "wethouder", N_("Wethouder centrumgemeente")
    EMPLOYERS = "werkgevers", N_("Vertegenwoordiger werkgeversorganisaties")
    UNIONS = "vakbonden", N_("Vertegenwoordiger vakbonden")
    UWV_MANAGER = "regiomanager_uwv", N_("Regiomanager UWV")
    EDUCATION = "onderwijs", N_("Vertegenwoordiger onderwijs")
    SBB = "sbb", N_("SBB")
    BANENAFSPRAAK_EXPERT = "deskundige_banenafspraak", N_("Deskundige banenafspraak")


class SeatHolder(models.Model):
    """Who fills a seat in a region during a period (zetelhouder)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=30, choices=Seat)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="seats")
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Order and invariants."""

        ordering = ("region", "seat")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "seat"),
                condition=Q(seat__in=sorted(SINGLE_SEATS), valid_until__isnull=True),
                name="one_current_holder",
                violation_error_message=N_("Deze zetel heeft op elk moment één zetelhouder."),
            ),
            models.CheckConstraint(condition=_ends_after_start(), name="seat_ends_after_start"),
        )

    def __str__(self) -> str:
        """Name seat and holder."""
        return f"{self.get_seat_display()}: {self.name}"


class RegionalFunction(models.TextChoices):
    """The eight functions of a team (functie van het mobiliteitsteam, R-350..R-357)."""

    BROKERAGE = "makelaar", N_("Makelaarsfunctie")
    CAREER = "loopbaanbegeleiding", N_("Loopbaanbegeleiding")
    MATCHING = "bemiddeling", N_("Bemiddeling en matching")
    ARRANGEMENTS = "arrangementen", N_("Aanbieden van (leer-werk)arrangementen")
    SERVICES = "schakel_diensten", N_("Schakel naar regionale dienstverlening")
    SCHOOLS = "schakel_onderwijs", N_("Schakel naar scholen, leerwerkloket en SBB")
    SECTORS = "schakel_sectoren", N_("Schakel naar sectoren")
    LABOUR_EXPERT = "arbeidsdeskundige", N_("Doorverwijzen naar arbeidsdeskundige")


class FunctionOwner(models.Model):
    """Which party fills a function in a region (functiehouder, R-046)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="functions")
    function = models.CharField(max_length=24, choices=RegionalFunction)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="functions")

    class Meta:
        """Order and invariants."""

        ordering = ("region", "function")
        constraints = (models.UniqueConstraint(fields=("region", "function"), name="function_once_per_region"),)

    def __str__(self) -> str:
        """Name function and party."""
        return f"{self.get_function_display()}: {self.party}"


class Installation(models.Model):
    """The one row of settings of this installation (inrichting): the team's name and the date that a demo plays."""

    team_name = models.CharField(max_length=80, default="Regionaal Mobiliteitsteam")
    demo_date = models.DateField(null=True)

    class Meta:
        """Invariants."""

        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_installation"),)

    def __str__(self) -> str:
        """Show the team's name."""
        return self.team_name


class OwnSetting(models.Model):
    """An own word or colour from a day on (eigen instelling); without region of the installation, empty is standard."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="own_settings", null=True)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=2, blank=True)
    value = models.TextField(blank=True)
    valid_from = models.DateField()
    because = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Order and look-ups."""

        ordering = ("-valid_from", "-id")
        indexes = (models.Index(fields=("region", "name", "valid_from"), name="own_setting_lookup"),)

    def __str__(self) -> str:
        """Show the name."""
        return self.name
