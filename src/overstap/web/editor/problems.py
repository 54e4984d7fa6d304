"""What is wrong with a draft, in the reader's language, with the way to the form or the line that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from overstap.publication.values import DraftPage
from overstap.rules import Problem
from overstap.rules.editing.places import Place, Places
from overstap.rules.load_blocks import BLOCKS
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
    form_url: str
    where: str


def placed_problems(page: DraftPage, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
    """Place every problem of a draft."""
    problems = tuple(problems)
    if not problems:
        return ()
    places = Places(page.content)
    return tuple(_placed(page.card.id, places, problem) for problem in problems)


def _placed(draft_id: int, places: Places, problem: Problem) -> PlacedProblem:
    place = places.at(problem.line)
    message, advice = in_words(problem.message), in_words(problem.advice)
    url = f"{reverse('policy:text', args=[draft_id])}#regel-{problem.line}"
    form = form_url(draft_id, place)
    return PlacedProblem(problem.line, problem.column, message, advice, place, url, form, _called(place))


def _called(place: Place) -> str:
    """The part of the file, and the member of it."""
    part = str(PART_NAMES.get(place.part, place.part))
    member = place.name or ("" if place.number is None else str(place.number + 1))
    return f"{part} {member}".strip()


def form_url(draft_id: int, place: Place) -> str:
    """The form that changes a part; empty when only the text itself does."""
    member = {
        "parameters": ("policy:parameters_edit", place.name),
        "conditions": ("policy:conditions_edit", place.number),
        "cases": ("policy:cases_edit", place.number),
        "facts": ("policy:questions_edit", place.name),
        "outputs": ("policy:outputs_edit", place.name),
        "factors": ("policy:outputs_factor", place.number),
        **dict.fromkeys(BLOCKS, ("policy:limits_edit", place.part)),
    }
    name, argument = member.get(place.part, ("", None))
    if name and argument not in (None, ""):
        try:
            return reverse(name, args=[draft_id, argument])
        except NoReverseMatch:
            return ""
    step = STEP_OF.get(place.part)
    return reverse(step, args=[draft_id]) if step else ""


def step_of(place: Place) -> str:
    """The step of the editor that a part belongs to; the text itself for what has no form."""
    return STEP_OF.get(place.part, "policy:text")


PART_NAMES = {
    "name": _("naam"),
    "summary": _("samenvatting"),
    "valid": _("geldigheid"),
    "parameters": _("parameter"),
    "let": _("begrip"),
    "conditions": _("voorwaarde"),
    "amount": _("bedrag"),
    "cases": _("voorbeeld"),
    "outputs": _("uitkomst"),
    "factors": _("weging"),
    "facts": _("vraag"),
    "ceiling": _("plafond"),
    "duration": _("duur"),
    "window": _("tijdvak"),
    "cofinancing": _("eigen bijdrage"),
    "block": _("bouwsteen"),
    "block_in_text": _("bouwsteen in de tekst"),
    "layer": _("laag"),
}
STEP_OF = {
    **dict.fromkeys(
        (
            "id",
            "name",
            "summary",
            "owner",
            "beneficiary",
            "channel",
            "kinds",
            "requirements",
            "legal_test_pending",
            "block",
            "block_in_text",
            "layer",
        ),
        "policy:names",
    ),
    "valid": "policy:validity",
    "parameters": "policy:parameters",
    "let": "policy:amount",
    "amount": "policy:amount",
    "conditions": "policy:conditions",
    "cases": "policy:cases",
    "facts": "policy:questions",
    "outputs": "policy:outputs",
    "factors": "policy:outputs",
    **dict.fromkeys(BLOCKS, "policy:limits"),
}
