"""From rows to values."""

from __future__ import annotations

from overstap.correspondence.models import Letter
from overstap.correspondence.troubles import TROUBLES
from overstap.correspondence.values import LetterCard
from overstap.correspondence.writing import from_json


def letter_card(row: Letter) -> LetterCard:
    """Shape a letter; opens its subject and the name of the reader."""
    return LetterCard(
        id=row.pk,
        key=row.key,
        template=row.template,
        name=from_json(row.frozen.reveal()).name,
        subject=row.subject.reveal(),
        language=row.language,
        channel=row.channel,
        channel_name=str(row.get_channel_display()),
        state=row.state,
        state_name=str(row.get_state_display()),
        trouble=row.trouble,
        trouble_name=TROUBLES.get(row.trouble, ""),
        perhaps_twice=row.perhaps_twice,
        about_kind=row.about_kind,
        about_id=row.about_id,
        item=row.item,
        participant_id=row.participant_id,
        party_id=row.party_id,
        region_code=row.region.code if row.region else "",
        made_at=row.made_at,
        sent_at=row.sent_at,
        read_at=row.read_at,
        settled_at=row.settled_at,
        follows=row.follows_id,
    )
