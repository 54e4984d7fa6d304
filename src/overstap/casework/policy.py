"""Where casework reads policy: the loaded scheme files, the terms, and what a region chose for itself."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from overstap.casework.models import Case, RegionalValue
from overstap.casework.remembering import remembered
from overstap.core.answering import Measure
from overstap.core.consent import Item
from overstap.rules import Catalogue, load_catalogue
from overstap.rules.parameter_texts import parameter_number

if TYPE_CHECKING:
    from overstap.rules import Fact, SchemeVersion
    from overstap.rules.program import ParameterValue


class Use(StrEnum):
    """What the working process uses a scheme for (rol van een regeling); the scheme file says which one it is."""

    ROUTING = "routering"
    CONTACT = "contactpunt"
    TARGET_GROUP = "doelgroep"
    ADVICE = "advies"
    DISTANCE = "afstand"
    TERMS = "termijnen"
    STOPPING = "opschorting"
    HANDOVER = "overdracht"


ASKED_AT_INTAKE = (Use.ROUTING, Use.TARGET_GROUP, Use.ADVICE, Use.CONTACT, Use.DISTANCE)

DEBT_FACTS = frozenset({"hulpvraag_schulden"})

KIND_OF_INITIATIVE = {
    "uwv": "uwv",
    "gemeente": "gemeente",
    "werkgever_of_vakbonden": "sociale_partners",
    "sociale_partner_of_uwv": "sociale_partners",
}


MOST_HOURS, MOST_TRAVEL = "uren_per_week_hoogstens", "reistijd_hoogstens"
ANSWER_PERIOD, SMALLEST_GROUP = "antwoordtijd_maanden", "kleine_cel"
DAYS_OF_MONTH = 30


class Term(StrEnum):
    """A term of the scheme `termijnen` (termijn): the days that a next step may take."""

    CHECK_CRITERIA = "eerste_contact"
    FINISH_INTAKE = "intake_afronden"
    DECIDE = "besluit_nemen"
    COMPOSE_ARRANGEMENT = "arrangement_opstellen"
    DISCUSS_OWN_SERVICE = "eigen_hulp_bespreken"
    ANSWER_HANDOVER = "overdracht_antwoord"
    FIRST_CONTACT = "eerste_contact_na_overdracht"
    CHOOSE_PARTY = "eerstverantwoordelijke_kiezen"
    AFTERCARE = "nazorg"
    STATUS_CHANGED = "status_nagaan"
    AGREE_ARRANGEMENT = "arrangement_akkoord"
    ANSWER_COORDINATION = "afstemming_antwoord"
    DISCUSS_PROGRESS = "voortgang_bespreken"
    OFFER_DEBT_HELP = "schuldensignaal_aanbieden"
    MOVE = "verhuizing_overdragen"
    MOVE_AHEAD = "verhuizing_vooruit"
    FILE_OBJECTION = "bezwaar_indienen"
    SETTLE_OBJECTION = "bezwaar_beslissen"
    SETTLE_COMPLAINT = "klacht_afhandelen"
    SETTLE_CORRECTION = "correctie_beslissen"
    KEEP_DRAFT = "aanmelding_bewaren"
    ANSWER_MESSAGE = "bericht_antwoord"
    ACCESS_CODE_VALID = "toegangscode_geldig"
    ACCESS_CODE_TRIES = "toegangscode_pogingen"
    ACCESS_CODE_OPEN = "toegangscode_open"


def catalogue() -> Catalogue:
    """Give the scheme files, loaded and checked once per process and again when something was published."""
    return remembered("regelingen", load_catalogue)


def scheme_for(use: Use) -> str:
    """Give the id of the scheme that is used for something now."""
    return catalogue().in_role(use)[-1]


def schemes_for(use: Use) -> tuple[str, ...]:
    """Give the ids of all schemes that were ever used for something: what was kept under an older one still counts."""
    return catalogue().in_role(use)


def scheme(scheme_id: str, on: dt.date) -> SchemeVersion:
    """Give the version of a scheme that applies on a day."""
    return catalogue().scheme(scheme_id, on)


def chosen_values(region_code: str, scheme_id: str, on: dt.date) -> dict[str, Any]:
    """Give what a region chose for the parameters of a scheme that it may set, on a day, as people write it."""

    def ask() -> dict[str, Any]:
        rows = RegionalValue.objects.filter(region__code=region_code, scheme=scheme_id, valid_from__lte=on)
        return {row.parameter: row.value for row in rows.order_by("valid_from", "id")}

    return remembered(("gekozen", region_code, scheme_id, on), ask)


def overrides(region_code: str, scheme_id: str, on: dt.date) -> dict[str, ParameterValue]:
    """Give what a region chose for itself as the rules want it (R-046, R-079, R-106)."""
    chosen = chosen_values(region_code, scheme_id, on)
    if not chosen:
        return {}
    known = scheme(scheme_id, on).parameters
    return {name: parameter_number(known[name].type, value) for name, value in chosen.items() if name in known}


def due(term: Term, *, region_code: str, on: dt.date) -> dt.date:
    """Give the day before which a next step has to be done."""
    return on + dt.timedelta(days=number(scheme_for(Use.TERMS), term.value, region_code=region_code, on=on))


def number_of_term(term: str, *, region_code: str, on: dt.date) -> int:
    """Give a number of the scheme of terms."""
    return number(scheme_for(Use.TERMS), term, region_code=region_code, on=on)


def number(scheme_id: str, name: str, *, region_code: str, on: dt.date) -> int:
    """Give a whole number of policy: what the region chose, else what the scheme file says."""
    chosen = overrides(region_code, scheme_id, on).get(name)
    found = chosen if chosen is not None else catalogue().parameter(scheme_id, name, on, region_code)
    if not isinstance(found, int):
        raise TypeError(f"{scheme_id}.{name} is no whole number")
    return found


def most_hours_per_week(on: dt.date) -> int:
    """Give how many hours someone may work in a week; a larger number anywhere is a mistake."""
    return number_of_term(MOST_HOURS, region_code="", on=on)


def item_of(fact: Fact) -> Item:
    """Tell to which part of the file a fact belongs: health and debts stand apart and need a tick of their own."""
    if fact.id in DEBT_FACTS:
        return Item.DEBTS
    return Item.HEALTH if fact.sensitivity == "bijzonder" else Item.INTAKE


def answer_months(now: dt.datetime) -> int:
    """Give over how many months an average answer time is measured."""
    return number_of_term(ANSWER_PERIOD, region_code="", on=local_day(now))


def measure_of_answers(now: dt.datetime) -> Measure:
    """Give since when answers count for an average answer time, and how many it takes to show one."""
    smallest = number_of_term(SMALLEST_GROUP, region_code="", on=local_day(now))
    return Measure(now - dt.timedelta(days=answer_months(now) * DAYS_OF_MONTH), smallest)


def local_day(now: dt.datetime) -> dt.date:
    """Give the day that it is in the Netherlands."""
    return timezone.localtime(now).date()


def next_step_due(case: Case, term: Term, now: dt.datetime) -> dt.date:
    """Give the day before which the next step of a file has to be done."""
    return due(term, region_code=case.region.code, on=local_day(now))
