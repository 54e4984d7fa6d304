"""The statement that someone is in training, which counts as looking for work (R-126)."""

from __future__ import annotations

from datetime import datetime

from overstap.arrangements.access import access_item
from overstap.arrangements.models import ItemStage
from overstap.arrangements.queries.page import note_read
from overstap.arrangements.values import TrainingStatement
from overstap.casework.access import ForeignCaseError
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import N_, Refusal

NOT_RUNNING = Refusal(
    rule="verklaring.loopt_niet",
    because=N_("Deze verklaring is er alleen voor hulp die nu loopt."),
    source=N_("Werkdocument, Arrangement inzetten"),
    remedy=N_("Start eerst het onderdeel."),
)


def training_statement(actor: Actor, item_id: int, *, now: datetime) -> TrainingStatement | Refusal:
    """Give the statement for an item that runs; a legal test of what it means for benefits is still pending (R-126).

    Raises NotFoundError for who may not see the arrangement and the name of the person: it carries both.
    """
    item, sight = access_item(actor, item_id, now=now)
    if Item.CONTACT not in sight.items:
        raise ForeignCaseError(item.arrangement.case_id, item.arrangement.case.participant_id, sight.purpose)
    if item.stage != ItemStage.RUNNING:
        return NOT_RUNNING
    note_read(actor, item.arrangement, sight, now=now)
    case = item.arrangement.case
    return TrainingStatement(
        person=case.participant.full_name,
        case_number=case.number,
        training=item.title,
        provider=item.provider or item.providing_party.name,
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        party=case.first_responsible.name,
        as_of=local_day(now),
        legal_test_pending=True,
    )
