"""What readers of the training catalogue get, and what someone fills in; amounts in euro cents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainerCard:
    """A trainer (opleider)."""

    id: int
    name: str
    kind: str
    kvk_number: str
    duo_recognised: bool
    website: str
    party_id: int | None


@dataclass(frozen=True, slots=True)
class TaughtCard:
    """A competence that is taught (geleerde competentie)."""

    uri: str
    name: str


@dataclass(frozen=True, slots=True)
class TrainingCard:
    """A training with everything that is shown of it (opleiding); empty `region_code` is everywhere."""

    id: int
    trainer: TrainerCard
    name: str
    summary: str
    form: str
    sort: str
    weeks: int
    hours_per_week: int
    cents: int
    exempt_vat: bool
    outcome: str
    certificate: str
    certificate_recognised: bool
    third_path: bool
    crebo: str
    starts: str
    municipality: str
    region_code: str
    region_name: str
    sector: str
    source: str
    source_name: str
    source_date: dt.date | None
    url: str
    checked_on: dt.date
    ended_on: dt.date | None
    teaches: tuple[TaughtCard, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedTraining:
    """A training as bridges reckon with it (aangeboden opleiding): `teaches` holds addresses of competences."""

    id: int
    name: str
    trainer: str
    trainer_party_id: int | None
    weeks: int
    cents: int
    form: str
    municipality: str
    certificate_recognised: bool
    teaches: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrainingFilters:
    """What somebody looks for in the catalogue (filters); empty is everything."""

    sector: str = ""
    form: str = ""
    trainer_id: int | None = None
    weeks_most: int | None = None
    cents_most: int | None = None
    region_code: str = ""
    teaches: str = ""


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A page of the catalogue (bladzijde van opleidingen)."""

    rows: tuple[TrainingCard, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class TrainerFields:
    """A trainer as someone fills it in (ingevulde opleider)."""

    name: str
    kind: str = "particulier"
    kvk_number: str = ""
    duo_recognised: bool = False
    website: str = ""


@dataclass(frozen=True, slots=True)
class TrainingFields:
    """A training as someone fills it in (ingevulde opleiding); `teaches` holds addresses of competences."""

    trainer_id: int
    name: str
    checked_on: dt.date
    weeks: int
    cents: int
    form: str = "klassikaal"
    sort: str = "cursus"
    hours_per_week: int = 0
    summary: str = ""
    exempt_vat: bool = False
    outcome: str = ""
    certificate: str = ""
    certificate_recognised: bool = False
    third_path: bool = False
    crebo: str = ""
    starts: str = ""
    municipality: str = ""
    region_code: str = ""
    sector: str = ""
    occupation_uri: str = ""
    source: str = "eigen"
    source_name: str = ""
    source_date: dt.date | None = None
    url: str = ""
    ended_on: dt.date | None = None
    teaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """What parties agreed about the training offer (opleidingsafspraak, R-366)."""

    id: int
    name: str
    region_code: str
    sector: str
    parties: tuple[str, ...]
    agreed_on: dt.date
    valid_until: dt.date
    places: int
    document_url: str
    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class AgreementFields:
    """An agreement as someone fills it in (ingevulde opleidingsafspraak)."""

    name: str
    party_ids: tuple[int, ...]
    agreed_on: dt.date
    valid_until: dt.date
    region_code: str = ""
    sector: str = ""
    places: int = 0
    document_url: str = ""
    text: str = ""
