"""Questions about drafts and publications."""

from __future__ import annotations

from overstap.audit.queries import Deed, timeline
from overstap.core.actor import Actor
from overstap.core.moves import possible_moves
from overstap.core.publication import DRAFT_MOVES, part_towards
from overstap.publication import files
from overstap.publication.access import (
    access_draft,
    require_keeper,
    visible_drafts,
    visible_fact_publications,
    visible_publications,
)
from overstap.publication.checking import FACTS_ONLY
from overstap.publication.models import Contribution, Draft, FactPublication, Publication
from overstap.publication.values import DraftCard, DraftPage, PublicationCard, Writer
from overstap.rules import Problem
from overstap.rules.installed import InstalledFile, facts_file, installed_folder, verify
from overstap.rules.loader import late_problems


def draft_card(row: Draft, actor: Actor) -> DraftCard:
    """Shape a draft for someone."""
    contributions = sorted(row.contributions.all(), key=lambda one: (one.first_at, one.pk))
    writers = tuple(Writer(one.writer_id, one.writer.name, one.last_at) for one in contributions)
    ids = frozenset(writer.user_id for writer in writers)
    moves = possible_moves(DRAFT_MOVES, row.state, parts=frozenset({part_towards(actor.user_id, ids)}))
    return DraftCard(
        id=row.pk,
        scheme_id=row.scheme_id,
        base_from=row.base_from,
        base_hash=row.base_hash,
        revision=row.revision,
        state=row.state,
        state_label=DRAFT_MOVES.label(row.state),
        note=row.note,
        started_at=row.started_at,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        writers=writers,
        moves=tuple(move.name for move in moves),
        wrote_myself=actor.user_id in ids,
    )


def publication_card(row: Publication | FactPublication, placed: dict[str, InstalledFile]) -> PublicationCard:
    """Shape a publication."""
    listed = placed.get(file_name(row))
    return PublicationCard(
        id=row.pk,
        draft_id=row.draft_id,
        scheme_id=row.scheme_id if isinstance(row, Publication) else FACTS_ONLY,
        valid_from=row.valid_from if isinstance(row, Publication) else None,
        facts=() if isinstance(row, Publication) else tuple(row.facts),
        file_hash=row.file_hash,
        writers=tuple(row.writers),
        publisher=row.publisher.name,
        published_at=row.published_at,
        note=row.note,
        placed=listed is not None and listed.sha256 == row.file_hash and files.is_sound(listed),
    )


def file_name(row: Publication | FactPublication) -> str:
    """The name of the file of a publication within the folder."""
    return f"{row.scheme_id}/{row.valid_from}.yaml" if isinstance(row, Publication) else facts_file(row.number)


def open_drafts(actor: Actor) -> tuple[DraftCard, ...]:
    """Give the drafts that are being written or reviewed, the latest first. Raises NotFoundError (not a keeper)."""
    rows = visible_drafts(actor).filter(state__in=("concept", "ingediend"))
    return tuple(draft_card(row, actor) for row in rows.order_by("-changed_at", "-id"))


def draft_page(actor: Actor, draft_id: int) -> DraftPage:
    """Give a draft with its text. Raises NotFoundError."""
    row = access_draft(actor, draft_id)
    return DraftPage(draft_card(row, actor), row.content)


def deeds(actor: Actor, draft_id: int) -> tuple[Deed, ...]:
    """Tell who did what to a draft, and when. Raises NotFoundError."""
    access_draft(actor, draft_id)
    return timeline("concept", draft_id)


def publications(actor: Actor) -> tuple[PublicationCard, ...]:
    """Give what was published here, the latest first. Raises NotFoundError for who does not keep the framework."""
    placed = files.listed()
    schemes = [publication_card(row, placed) for row in visible_publications(actor).order_by("-id")]
    facts = [publication_card(row, placed) for row in visible_fact_publications(actor).order_by("-number")]
    return tuple(sorted([*schemes, *facts], key=lambda one: one.published_at, reverse=True))


def folder_problems(actor: Actor) -> tuple[Problem, ...]:
    """Tell the framework keeper what is wrong with the published files, and what a running program did not take over.

    Raises NotFoundError for who does not keep the framework.
    """
    require_keeper(actor)
    return tuple(dict.fromkeys((*verify(installed_folder()), *late_problems())))


def writer_names(draft: Draft) -> list[str]:
    """The names of everyone who wrote at a draft, the first first."""
    rows = Contribution.objects.filter(draft=draft).order_by("first_at", "id")
    return list(rows.values_list("writer__name", flat=True))
