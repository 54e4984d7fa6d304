"""Rows of this context as the values that others see."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from overstap.core.actor import Actor
from overstap.core.moves import possible_moves
from overstap.core.privacy import REQUEST_MOVES, Right
from overstap.privacy.access import parts_towards
from overstap.privacy.models import Destruction, SubjectRequest
from overstap.privacy.outlook import open_outlook, shaped
from overstap.privacy.values import DestructionCard, KindCount, RequestCard, SubjectLine


def number_of(row: SubjectRequest) -> str:
    """What people call a request by."""
    return f"P-{timezone.localdate(row.asked_at).year}-{row.pk:05d}"


def request_card(row: SubjectRequest, actor: Actor, now: dt.datetime) -> RequestCard:
    """Shape a request; the moves are those of this actor."""
    return RequestCard(
        id=row.pk,
        number=number_of(row),
        participant_id=row.participant_id,
        party_name=row.party.name,
        right=row.right,
        right_name=row.get_right_display(),
        asked=row.asked,
        asked_at=row.asked_at,
        asked_through=row.asked_through,
        state=row.state,
        state_name=REQUEST_MOVES.label(row.state),
        identified_how=row.identified_how,
        due_on=row.due_on,
        extended_because=row.extended_because,
        assigned_to=row.assigned_to.name if row.assigned_to else "",
        ground=row.ground,
        motivation=row.motivation,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        moves=tuple(move.name for move in possible_moves(REQUEST_MOVES, row.state, parts=parts_towards(actor, row))),
        late=row.answered_at is None and row.due_on < timezone.localdate(now),
        outlook=shaped(row.outlook or open_outlook(row, now), now) if row.right == Right.ERASURE else None,
    )


def destruction_card(row: Destruction, counts: tuple[KindCount, ...] = ()) -> DestructionCard:
    """Shape a destruction; of one that is done the counts are those of its certificate."""
    done = row.certificate.get("aantallen", {})
    return DestructionCard(
        id=row.pk,
        key=row.key,
        party_name=row.party.name,
        because=row.because,
        state=row.state,
        state_name=row.get_state_display(),
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by.name,
        proposed_by_id=row.proposed_by_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        subjects=tuple(
            SubjectLine(one.participant_number, one.record, one.due_on, one.skipped)
            for one in row.subjects.order_by("due_on", "pk")
        ),
        records=row.records.count(),
        counts=tuple(KindCount(kind, rows) for kind, rows in sorted(done.items())) or counts,
        certificate=certificate_text(row) if row.certificate else "",
        signature=row.signature,
        public_key=row.public_key,
    )


def certificate_text(row: Destruction) -> str:
    """The certificate as it was signed: the same text for the same content."""
    return json.dumps(row.certificate, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
