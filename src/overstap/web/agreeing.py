"""What belongs to the items of a plan, sorted for a page, and papers to take along."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from overstap.arrangements.agreeing_values import (
    GuestCard,
    ItemStep,
    ProofLine,
    RemarkLine,
    Together,
    TrainingLine,
)
from overstap.arrangements.queries.papers import Paper
from overstap.arrangements.values import ArrangementPage
from overstap.core.decision import Refusal


@dataclass(frozen=True, slots=True)
class OfItem:
    """What belongs to one item on a page (bij een onderdeel)."""

    step: ItemStep | None
    guests: tuple[GuestCard, ...]
    remarks: tuple[RemarkLine, ...]
    training: TrainingLine | None
    proof: ProofLine | None


def by_item(page: ArrangementPage, found: Together) -> dict[int, OfItem]:
    """Sort what belongs to a plan by its items."""
    steps = {line.item_id: line for line in found.steps}
    trainings = {line.item_id: line for line in found.trainings}
    proofs = {line.item_id: line for line in found.proofs}
    return {
        item.id: OfItem(
            steps.get(item.id),
            tuple(guest for guest in found.guests if guest.item_id == item.id and guest.ended_at is None),
            tuple(line for line in found.remarks if line.item_id == item.id),
            trainings.get(item.id),
            proofs.get(item.id),
        )
        for item in page.items
    }


def pdf(paper: Paper | Refusal | None) -> HttpResponse:
    """Give a paper to take along; there is none when nothing runs or nothing was written."""
    if paper is None or isinstance(paper, Refusal):
        raise Http404
    response = HttpResponse(paper.content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
