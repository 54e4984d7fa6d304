"""From rows to values."""

from __future__ import annotations

from overstap.correspondence.models import Letter, PrintRun
from overstap.correspondence.troubles import TROUBLES
from overstap.correspondence.values import LetterCard, RunCard
from overstap.correspondence.writing import from_json


def letter_card(row: Letter) -> LetterCard:
    """Shape a letter; opens its subject and the name of the reader."""
    frozen = from_json(row.frozen.reveal())
    return LetterCard(
        id=row.pk,
        key=row.key,
        template=row.template,
        name=frozen.name,
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
        settled_at=row.settled_at,
        follows=row.follows_id,
        address=frozen.address,
    )


def run_card(row: PrintRun, letters: int) -> RunCard:
    """Shape a print run; expects the region fetched along."""
    return RunCard(
        id=row.pk,
        number=row.number,
        region_code=row.region.code,
        region_name=row.region.name,
        on=row.on,
        made_at=row.made_at,
        made_by=row.made_by,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        letters=letters,
        again=row.again.number if row.again else None,
        cause=str(row.get_cause_display()) if row.cause else "",
        explanation=row.explanation,
    )
