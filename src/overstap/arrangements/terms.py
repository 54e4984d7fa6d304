"""The terms of composing, as the scheme `termijnen` gives them; a region may have set its own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from overstap.casework.policy import Use, catalogue, local_day, overrides, scheme_for


class Term(StrEnum):
    """A term of the scheme `termijnen` (termijn) that has to do with an arrangement."""

    AGREE = "arrangement_akkoord"
    COORDINATE = "afstemming_antwoord"
    PROGRESS = "voortgang_bespreken"
    RESERVATION = "reservering_minuten"


def length(term: Term, *, region_code: str, on: date) -> int:
    """Give how long a term is, in its own unit: days, or minutes for a reservation."""
    terms = scheme_for(Use.TERMS)
    chosen = overrides(region_code, terms, on).get(term.value)
    value = chosen if chosen is not None else catalogue().parameter(terms, term.value, on, region_code)
    return int(str(value))


def due(term: Term, *, region_code: str, now: datetime) -> date:
    """Give the day before which something has to be done."""
    today = local_day(now)
    return today + timedelta(days=length(term, region_code=region_code, on=today))


def due_from(term: Term, *, region_code: str, since: datetime | date) -> date:
    """Give the day before which something has to be done that waits since a moment, by the term of that day."""
    day = local_day(since) if isinstance(since, datetime) else since
    return day + timedelta(days=length(term, region_code=region_code, on=day))


def reserved_until(*, region_code: str, now: datetime) -> datetime:
    """Give the moment at which money that is reserved now becomes free again."""
    return now + timedelta(minutes=length(Term.RESERVATION, region_code=region_code, on=local_day(now)))
