"""The parts of a draft as plain values, for the forms: read from its text, and written back where they changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from overstap.core.decision import Refusal
from overstap.publication import actions
from overstap.publication.values import DraftPage, Overtaken
from overstap.rules.editing import plain_of_text, rewrite
from overstap.rules.yaml_nodes import UnreadableError
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.problems import PlacedProblem, placed_problems
from overstap.web.editor.showing import done, overtaken, seen_revision, show
from overstap.web.request import ActingRequest

Tree = dict[str, Any]


def tree_of(page: DraftPage) -> Tree | None:
    """The whole text as plain values; None when it cannot be read, so that only the text itself can be changed."""
    return plain_or_none(page.content)


def plain_or_none(text: str) -> Tree | None:
    """A text as plain values; None when it cannot be read."""
    try:
        tree = plain_of_text(text)
    except UnreadableError:
        return None
    return tree if isinstance(tree, dict) else None


def unreadable(request: ActingRequest, page: DraftPage) -> HttpResponse:
    """Say that the forms wait until the text can be read again."""
    problems = placed_problems(page, reading_of(page.content).problems)
    return show(request, "unreadable", page=page, problems=problems)


def group(value: Any) -> dict[str, Any]:
    """A group of keys; an empty one when something else stands there."""
    return value if isinstance(value, dict) else {}


def members(value: Any) -> list[Any]:
    """A list; an empty one when something else stands there."""
    return value if isinstance(value, list) else []


def word(value: Any) -> str:
    """A text; empty when something else stands there."""
    return value if isinstance(value, str) else ""


def both(tree: Tree, key: str) -> dict[str, str]:
    """A text in both languages, as the values of two fields."""
    text = group(tree.get(key))
    return {f"{key}_{language}": word(text.get(language)) for language in ("nl", "en")}


def put(tree: Tree, key: str, value: Any) -> None:
    """Set a key, or take it away when there is nothing to say."""
    if value in (None, "", [], {}):
        tree.pop(key, None)
    else:
        tree[key] = value


def put_flag(tree: Tree, key: str, *, on: bool, usual: bool = False) -> None:
    """Set a yes or no; what is written already and means the same stays, and what is usual need not be written."""
    if tree.get(key) == ("true" if on else "false"):
        return
    put(tree, key, "" if on is usual else "true" if on else "false")


def in_order(before: list[Any], after: list[str]) -> list[str]:
    """What was chosen, in the order that it had; what is new comes last."""
    return [*(one for one in before if one in after), *(one for one in after if one not in before)]


def problems_at(page: DraftPage, *parts: str, name: str = "", number: int | None = None) -> tuple[PlacedProblem, ...]:
    """What is wrong in some parts of the draft, or in one member of a part."""
    found = placed_problems(page, reading_of(page.content).problems)
    return tuple(
        one
        for one in found
        if one.place.part in parts
        and (not name or one.place.name == name)
        and (number is None or one.place.number == number)
    )


def save(
    request: ActingRequest, page: DraftPage, tree: Tree, sentence: str, then: str, *args: object
) -> HttpResponse | Refusal:
    """Write changed values into the text; the answer is the next page, or why nothing was kept."""
    answer = actions.save_draft(
        actor=request.actor,
        draft_id=page.card.id,
        seen_revision=seen_revision(request, page),
        content=rewrite(page.content, tree),
        now=request.now,
    )
    if isinstance(answer, Overtaken):
        return overtaken(request, page, answer)
    if isinstance(answer, Refusal):
        return answer
    return done(request, sentence, then, page.card.id, *args)
