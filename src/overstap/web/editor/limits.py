"""The limits of a draft: a ceiling, a duration, a window, and a share that somebody pays."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.web.editor.choosing import facts_of
from overstap.web.editor.limit_forms import FORMS
from overstap.web.editor.parts import group, problems_at, save, tree_of, unreadable, word
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

SAVE, REMOVE = "bewaar", "weg"
NAMES = {
    "ceiling": _("Plafond"),
    "duration": _("Duur"),
    "window": _("Tijdvak van het loket"),
    "cofinancing": _("Eigen bijdrage"),
}
MEANINGS = {
    "ceiling": _("Hoeveel iemand samen hoogstens kan krijgen."),
    "duration": _("Hoe lang iets minstens en hoogstens duurt, en wanneer het langer mag."),
    "window": _("Tussen welke dagen iemand kan aanvragen."),
    "cofinancing": _("Welk deel van de kosten iemand zelf betaalt."),
}
_SHOWN = (
    "per",
    "amount",
    "used",
    "measured",
    "minimum",
    "maximum",
    "opens",
    "closes",
    "date",
    "percentage",
    "of",
    "by",
)


@reading_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """The four limits, and which of them the draft has."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    lines = [
        {
            "part": part,
            "name": name,
            "meaning": MEANINGS[part],
            "is_there": bool(tree.get(part)),
            "parts": [word(group(tree.get(part)).get(key)) for key in _SHOWN if group(tree.get(part)).get(key)],
            "source": group(tree.get(part)).get("source"),
        }
        for part, name in NAMES.items()
    ]
    return show(request, "limits", page=page, lines=lines, problems=problems_at(page, *NAMES))


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, part: str) -> HttpResponse:
    """Change one limit, add it, or take it away."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    if part not in FORMS:
        raise NotFoundError(part)
    kinds: dict[str, Any] = {"tree": tree, "facts": facts_of(tree)}
    deed = request.POST.get("doe", SAVE) if request.method == "POST" else ""
    form = FORMS[part](request.POST if deed == SAVE else None, **kinds)
    refusal: Refusal | None = None
    answer: HttpResponse | Refusal | None = None
    if deed == REMOVE and tree.pop(part, None):
        answer = save(request, page, tree, gettext("Het deel is weggehaald."), "policy:limits")
    elif deed == SAVE and form.is_valid():
        tree[part] = form.block()
        answer = save(request, page, tree, gettext("Het deel is bewaard."), "policy:limits_edit", part)
    if isinstance(answer, HttpResponse):
        return answer
    refusal = answer
    return show(
        request,
        "limit",
        page=page,
        form=form,
        refusal=refusal,
        problems=problems_at(page, part),
        part=part,
        called=NAMES[part],
        meaning=MEANINGS[part],
        is_there=bool(form.present),
        has_parameters=bool(tree.get("parameters")),
    )
