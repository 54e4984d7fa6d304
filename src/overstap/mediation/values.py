"""What readers of matching get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.mediation.conditions import LeftOut
from overstap.mediation.ranking import MatchClass
from overstap.mediation.skills import SkillName


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """A vacancy in a list (vacature op een lijst): what somebody needs to choose."""

    id: int
    title: str
    employer_id: int
    employer_name: str
    municipality: str
    region_code: str
    occupation_uri: str
    occupation_name: str
    kind: str
    contract: str
    hours_least: int
    hours_most: int
    physical: tuple[str, ...]
    irregular: bool | None
    confirmed_on: dt.date
    starts_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ToldTerm:
    """One term of a total with its words (bijdrage): `skill` is None for what is about no competence."""

    kind: str
    value: float
    skill: SkillName | None
    basis: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class GapCard:
    """What somebody has and lacks for a vacancy (gaten), essential first; an advice and no decision (R-359)."""

    case_id: int
    vacancy_id: int
    match_class: MatchClass
    confirmed: tuple[SkillName, ...]
    inferred: tuple[SkillName, ...]
    lacking_essential: tuple[SkillName, ...]
    lacking_optional: tuple[SkillName, ...]
    derived: bool


@dataclass(frozen=True, slots=True)
class SuitedVacancy:
    """A vacancy that fits somebody, with why (passende vacature). `terms` add up to `total`, in their order."""

    vacancy: VacancyLine
    gaps: GapCard
    score: float
    total: float
    terms: tuple[ToldTerm, ...]
    minutes: int | None
    crowded: bool
    shown_to_others: int
    days_old: int
    fits: bool | None
    proposed: str


@dataclass(frozen=True, slots=True)
class SuitedVacancies:
    """A list for somebody (passend werk), with what fell out and on which versions it stands."""

    case_id: int
    rows: tuple[SuitedVacancy, ...]
    left_out: tuple[LeftOut, ...]
    looked_at: int
    admitted: int
    known: int
    unconfirmed: tuple[SkillName, ...]
    taxonomy: str
    weights: str
    prices: str


@dataclass(frozen=True, slots=True)
class SuitedPerson:
    """Somebody who fits a vacancy, without a name (kandidaat); `alias` names them for this vacancy only."""

    alias: str
    gaps: GapCard
    score: float
    terms: tuple[ToldTerm, ...]
    minutes: int | None
    state: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SuitedPeople:
    """A list of candidates for a vacancy (kandidaten): how many agreed to be looked for, and who comes first."""

    vacancy: VacancyLine
    rows: tuple[SuitedPerson, ...]
    agreed: int
    fell_out: tuple[tuple[str, int], ...]
    taxonomy: str
    weights: str


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal as the person and their adviser see it (voorstel)."""

    id: int
    case_id: int
    vacancy: VacancyLine
    party_name: str
    state: str
    proposed_at: dt.datetime
    answered_at: dt.datetime | None
    with_contact: bool


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody who agreed to be proposed, as the employer sees them (voorgestelde kandidaat, R-408).

    Phone and e-mail are empty unless the person let them go along.
    """

    proposal_id: int
    vacancy_id: int
    vacancy_title: str
    name: str
    skills: tuple[SkillName, ...]
    party_name: str
    agreed_at: dt.datetime
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class WishCard:
    """Something that somebody does not want (zoekwens)."""

    id: int
    kind: str
    kind_label: str
    value: str
    set_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SharingCard:
    """A party that may look for work for somebody or not (schakelaar)."""

    party_id: int
    party_name: str
    consent_id: int | None
    since: dt.datetime | None
