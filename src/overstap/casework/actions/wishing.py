"""Making an occupation of a list the work that somebody wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.casework.actions.deeds import deed
from overstap.casework.actions.profile import OCCUPATION_LENGTH, confirm_occupation, save_wishes
from overstap.casework.values.profile import ProfileWish
from overstap.core.decision import NotFoundError, Refusal
from overstap.taxonomy.queries import occupation_named_by

if TYPE_CHECKING:
    import datetime as dt

    from overstap.core.actor import Actor


def wish_occupation(*, actor: Actor, case_id: int, uri: str, now: dt.datetime) -> int | Refusal:
    """Make an occupation of a list the one that somebody wants, in words and as a choice at once (R-056, R-351).

    Raises NotFoundError for an address that is no occupation of a list in use.
    """
    with deed(actor=actor, verb="profiel_beroep", now=now):
        chosen = occupation_named_by(uri)
        if chosen is None:
            raise NotFoundError(uri)
        wish = ProfileWish(target_occupation=chosen.name[:OCCUPATION_LENGTH])
        written = save_wishes(actor=actor, case_id=case_id, wish=wish, now=now, only=frozenset({"beroep"}))
        if isinstance(written, Refusal):
            return written
        return confirm_occupation(actor=actor, case_id=case_id, uri=uri, now=now)
