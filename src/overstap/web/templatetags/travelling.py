"""What templates need to show a file that travels, and a profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from overstap.casework.queries import AnswerTime
from overstap.portability.schema import Problem
from overstap.web.profiles import TRAVEL

register = template.Library()
DAY_SIGNS = 10


@register.filter
def iso_day(text: str) -> str:
    """A day as a package writes it (2021-02-15), for people; what is none stays as it is."""
    try:
        return date_format(dt.date.fromisoformat(str(text)[:DAY_SIGNS]), "j F Y")
    except ValueError:
        return str(text)


@register.filter
def for_party(times: Mapping[int, AnswerTime], party_id: int) -> AnswerTime | None:
    """How long a party usually takes to answer, when that is known."""
    return times.get(party_id)


@register.filter
def travel_names(text: str) -> str:
    """The ways to travel in words."""
    names = dict(TRAVEL)
    return ", ".join(str(names.get(one, one)) for one in str(text).split())


@register.filter
def problem_text(problem: Problem) -> str:
    """What is wrong with a part of a package, in the reader's language."""
    sentence = gettext(problem.because)
    return sentence % {"soort": problem.sort} if problem.sort else sentence
