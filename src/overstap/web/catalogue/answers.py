"""The answers of someone who tries schemes out: kept in the browser of the visitor for a short while, nowhere else.

They travel in a signed cookie that only the pages of the catalogue receive. The house stores nothing: no session, no
row, no line in a log, and no answer ever stands in an address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from overstap.rules import NOT_APPLICABLE, REFUSED, Catalogue, Fact, FactValue, FactValueError, Kind, Known, number_of

COOKIE = "proberen"
SALT = "overstap.web.catalogue.answers"
LIFE = dt.timedelta(minutes=30)
# What a browser takes for one cookie, with room for its name and attributes.
LARGEST = 3_900

VISITOR = "bezoeker"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a visitor answered (antwoorden); `lost` tells that there were answers which are too old to be used."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    lost: bool = False

    def given(self, fact_id: str, value: FactValue | None) -> Answers:
        """The answers with one more, or with one less when it is None."""
        others = {name: state for name, state in self.facts.items() if name != fact_id}
        return Answers(others if value is None else {**others, fact_id: value})


def read_answers(request: HttpRequest, files: Catalogue) -> Answers:
    """The answers that the browser brought along; none when they are too old or were tampered with."""
    brought = request.COOKIES.get(COOKIE)
    if not brought:
        return Answers()
    try:
        kept = signing.loads(brought, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return Answers(lost=True)
    found = {name: _read(files.facts[name], value) for name, value in kept.items() if name in files.facts}
    return Answers({name: state for name, state in found.items() if state is not None})


def keep_answers(response: HttpResponse, answers: Answers) -> bool:
    """Let the browser keep the answers; False when they do not fit in a cookie any more."""
    written = signing.dumps({name: _write(state) for name, state in answers.facts.items()}, salt=SALT, compress=True)
    if len(written) > LARGEST:
        return False
    response.set_cookie(
        COOKIE,
        written,
        max_age=LIFE,
        path=reverse("catalogue:start"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return True


def forget_answers(response: HttpResponse) -> None:
    """Let the browser throw the answers away."""
    response.delete_cookie(COOKIE, path=reverse("catalogue:start"), samesite="Strict")


def _write(state: FactValue) -> Any:
    """Nothing for a question that was passed over, an empty list for one that does not apply."""
    if isinstance(state, Known):
        return state.value.toordinal() if isinstance(state.value, dt.date) else state.value
    return None if state is REFUSED else []


def _read(fact: Fact, value: Any) -> FactValue | None:
    """The state of a fact; None when the value does not fit the fact as the files have it now."""
    if value is None:
        return REFUSED
    if value == []:
        return NOT_APPLICABLE if fact.may_be_not_applicable else None
    try:
        plain = dt.date.fromordinal(value) if fact.type.kind is Kind.DATE else value
        number_of(fact, plain)
    except (FactValueError, TypeError, ValueError, OverflowError):
        return None
    return Known(plain, VISITOR)
