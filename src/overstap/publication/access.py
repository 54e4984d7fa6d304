"""The door to drafts and publications: for the framework keepers, who all work at the same policy."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.publication.models import Contribution, Draft, FactPublication, Publication, PublicationBook


def require_keeper(actor: Actor) -> None:
    """Raise NotFoundError for who does not keep the framework."""
    if not actor.has(Role.FRAMEWORK_KEEPER) or actor.user_id is None:
        raise NotFoundError


def access_draft(actor: Actor, draft_id: int, *, for_update: bool = False) -> Draft:
    """Give one draft, locked until the end of the transaction when it is to change. Raises NotFoundError."""
    require_keeper(actor)
    rows = Draft.objects.select_for_update(of=("self",)) if for_update else Draft.objects.select_related("changed_by")
    row = rows.filter(id=draft_id).first()
    if row is None:
        raise NotFoundError(draft_id)
    return row


def visible_drafts(actor: Actor) -> QuerySet[Draft]:
    """Give all drafts. Raises NotFoundError for who does not keep the framework."""
    require_keeper(actor)
    return Draft.objects.select_related("changed_by").prefetch_related("contributions__writer")


def visible_publications(actor: Actor) -> QuerySet[Publication]:
    """Give everything that was published here. Raises NotFoundError for who does not keep the framework."""
    require_keeper(actor)
    return Publication.objects.select_related("publisher")


def visible_fact_publications(actor: Actor) -> QuerySet[FactPublication]:
    """Give the questions that were published here. Raises NotFoundError for who does not keep the framework."""
    require_keeper(actor)
    return FactPublication.objects.select_related("publisher")


def writer_ids(draft: Draft) -> frozenset[int]:
    """Give who ever wrote at a draft."""
    return frozenset(Contribution.objects.filter(draft=draft).order_by("id").values_list("writer_id", flat=True))


def lock_book(now: dt.datetime) -> PublicationBook:
    """Lock the book, so that versions are published one after the other."""
    PublicationBook.objects.get_or_create(id=1, defaults={"opened_at": now})
    return PublicationBook.objects.select_for_update().get(id=1)
