"""Letters about hand-overs: to the person what happens and before when, to a party that something waits.

A party gets no name and nothing of the content: a number, from whom it comes, and a page to look at.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.models import HandoverKind
from overstap.casework.policy import Term, local_day, next_step_due
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overstap.casework.models import Case, Handover
    from overstap.core.actor import Actor

FILE = "dossier"


def tell_offered(row: Handover, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Tell the person who was asked, and before when an answer comes."""
    _person(row, case, "overdracht_aangeboden", {"uiterlijk": row.answer_due}, actor=actor, now=now)


def tell_accepted(row: Handover, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Tell the person that the other party said yes, and before when they call; or who is responsible from now on."""
    due = next_step_due(case, Term.FIRST_CONTACT, now)
    if row.kind == HandoverKind.CASE:
        told: dict[str, str | dt.date | int] = {"vanaf": local_day(now), "reden": row.because, "uiterlijk": due}
        _person(row, case, "verantwoordelijke_gewijzigd", told, actor=actor, now=now)
        return
    _person(row, case, "overdracht_aanvaard", {"uiterlijk": due}, actor=actor, now=now)


def tell_refused(row: Handover, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Tell the person that the other party said no, why, and before when they hear what comes next."""
    due = next_step_due(case, Term.CHECK_CRITERIA, now)
    _person(row, case, "overdracht_geweigerd", {"reden": row.answer, "uiterlijk": due}, actor=actor, now=now)


def tell_silent(row: Handover, case: Case, *, actor: Actor, now: dt.datetime) -> None:
    """Tell the person that nobody answered, and before when they hear what comes next."""
    due = next_step_due(case, Term.CHECK_CRITERIA, now)
    _person(row, case, "overdracht_stil", {"uiterlijk": due}, actor=actor, now=now)


def invite(row: Handover, case: Case, email: str, path: str, *, actor: Actor, now: dt.datetime) -> None:
    """Send the receiver the safe link with which they answer without an account."""
    post.send(
        actor=actor,
        template="overdracht_partij",
        to=Recipient(name=row.to_party.name, email=email, region_code=case.region.code),
        values={"nummer": case.number, "van": row.from_party.name, "uiterlijk": row.answer_due},
        about=(FILE, case.pk),
        now=now,
        link=path,
    )


def _person(
    row: Handover,
    case: Case,
    template: str,
    values: Mapping[str, str | dt.date | int],
    *,
    actor: Actor,
    now: dt.datetime,
) -> None:
    post.send(
        actor=actor,
        template=template,
        to=Recipient(participant_id=case.participant_id),
        values={"nummer": case.number, "van": row.from_party.name, "naar": row.to_party.name, **values},
        about=(FILE, case.pk),
        now=now,
        once=f"{template} {row.pk}",
    )
