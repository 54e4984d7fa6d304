"""What is wrong with a draft, in the reader's language, with the way to the form or the line that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from overstap.publication.values import DraftPage
from overstap.rules import Problem
from overstap.rules.editing.places import Place, Places
from overstap.web.editor.problem_words import in_words


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A mistake with its place (fout): the line in the text, and the screen where it can be put right."""

    line: int
    column: int
    message: str
    advice: str
    place: Place
    url: str
    where: str | Promise


def placed_problems(page: DraftPage, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
    """Place every problem of a draft."""
    places = Places(page.content)
    return tuple(_placed(page.card.id, places, problem) for problem in problems)


def _placed(draft_id: int, places: Places, problem: Problem) -> PlacedProblem:
    place = places.at(problem.line)
    url = f"{reverse('policy:text', args=[draft_id])}#regel-{problem.line}"
    message, advice = in_words(problem.message), in_words(problem.advice)
    return PlacedProblem(problem.line, problem.column, message, advice, place, url, place.name or place.part)
