"""What readers of employers and vacancies get, and what someone fills in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SiteCard:
    """One place where an employer works (vestiging)."""

    id: int
    name: str
    municipality: str
    region_code: str
    region_name: str
    postcode: str
    branch_number: str
    main: bool


@dataclass(frozen=True, slots=True)
class EmployerCard:
    """An employer with where it works (werkgever)."""

    id: int
    name: str
    kvk_number: str
    sector: str
    size: int | None
    national: bool
    recognised_training_company: bool
    recognised_checked_on: dt.date | None
    website: str
    contact_name: str
    contact_phone: str
    contact_email: str
    party_id: int | None
    ended_on: dt.date | None
    sites: tuple[SiteCard, ...] = ()
    open_vacancies: int = 0


@dataclass(frozen=True, slots=True)
class RequirementCard:
    """One thing that a vacancy asks (eis)."""

    kind: str
    need: str
    name: str
    code: str = ""
    concept_uri: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class VacancyCard:
    """A vacancy with everything that is shown of it (vacature); `places_left` is what nobody took yet."""

    id: int
    employer_id: int
    employer_name: str
    site: SiteCard
    title: str
    description: str
    reference: str
    occupation_uri: str
    occupation_name: str
    kind: str
    open_hiring: bool
    contract: str
    hours_least: int
    hours_most: int
    places: int
    places_left: int
    level: str
    irregular: bool | None
    physical: tuple[str, ...]
    pay_from_cents: int | None
    pay_until_cents: int | None
    pay_per: str
    starts_on: dt.date | None
    closes_on: dt.date | None
    apply_how: str
    state: str
    confirmed_at: dt.datetime
    source: str
    source_url: str
    created_at: dt.datetime
    requirements: tuple[RequirementCard, ...] = ()
    to_confirm: bool = False
    goes_off_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OpenVacancy:
    """A vacancy as matching reads it (open vacature): no words, only what can be compared.

    `requirements` holds the kind, the address or else the code, nodig or handig, and the level of each.
    """

    id: int
    employer_id: int
    region_code: str
    municipality: str
    occupation_uri: str
    kind: str
    contract: str
    hours_least: int
    hours_most: int
    level: str
    irregular: bool | None
    physical: tuple[str, ...]
    starts_on: dt.date | None
    places_left: int
    confirmed_on: dt.date
    requirements: tuple[tuple[str, str, str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """A page of a list of vacancies (bladzijde van vacatures)."""

    rows: tuple[VacancyCard, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class TensionCard:
    """How hard people are to find for an occupation (spanning): with where it was published, and when.

    `value` runs from 1 (plenty of people) to 5 (hardly anyone). `region_code` is empty for the country.
    """

    occupation_uri: str
    region_code: str
    value: int
    indicator: Decimal | None
    period_from: dt.date
    period_until: dt.date
    source: str
    source_url: str
    published_on: dt.date


@dataclass(frozen=True, slots=True)
class EmployerFields:
    """An employer as someone fills it in (ingevulde werkgever)."""

    name: str
    kvk_number: str = ""
    sector: str = ""
    size: int | None = None
    national: bool = False
    recognised_training_company: bool = False
    recognised_checked_on: dt.date | None = None
    website: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""


@dataclass(frozen=True, slots=True)
class SiteFields:
    """A site as someone fills it in (ingevulde vestiging)."""

    municipality: str
    name: str = ""
    postcode: str = ""
    branch_number: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class VacancyFields:
    """A vacancy as someone fills it in (ingevulde vacature)."""

    site_id: int
    title: str
    occupation_uri: str
    description: str = ""
    reference: str = ""
    kind: str = "regulier"
    open_hiring: bool = False
    contract: str = "onbepaald"
    hours_least: int = 1
    hours_most: int = 40
    places: int = 1
    level: str = ""
    irregular: bool | None = None
    physical: tuple[str, ...] = ()
    pay_from_cents: int | None = None
    pay_until_cents: int | None = None
    pay_per: str = "uur"
    starts_on: dt.date | None = None
    closes_on: dt.date | None = None
    apply_how: str = ""
    requirements: tuple[RequirementCard, ...] = ()
    source: str = "getypt"
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Whom a company calls (aanspreekpunt), in the words of the scheme; `national` when that is not one region."""

    national: bool
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class NationalAgreementCard:
    """What was agreed with a company for all its regions (landelijke afspraak); `standing` when it holds today.

    `regions` counts where the company has a site. `may_end` for who works for the party that made it.
    """

    id: int
    employer_id: int
    employer_name: str
    title: str
    content: str
    document_url: str
    agreed_on: dt.date
    valid_until: dt.date | None
    contact_agency: str
    contact_municipalities: str
    made_by: str
    ended: bool
    standing: bool
    regions: int
    may_end: bool


@dataclass(frozen=True, slots=True)
class NationalFields:
    """A national agreement as someone fills it in (ingevulde landelijke afspraak)."""

    title: str
    content: str
    agreed_on: dt.date
    valid_until: dt.date | None = None
    document_url: str = ""
    contact_agency: str = ""
    contact_municipalities: str = ""


@dataclass(frozen=True, slots=True)
class CompanyRegion:
    """A company in one region (bedrijf in een regio): where it has sites, and how many places stand open there."""

    code: str
    name: str
    municipalities: tuple[str, ...]
    open_places: int


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """A company over all its regions (bedrijf over regio's)."""

    contact: ContactPoint
    regions: tuple[CompanyRegion, ...]
    agreements: tuple[NationalAgreementCard, ...]
