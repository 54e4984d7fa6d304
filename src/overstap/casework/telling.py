"""Telling people what happened to a file: the person, the desk of a region, another party. Letters leave by themselves.

To a desk or a party goes no name and nothing of the content: a number, who it is with, and where to look.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.safe_links import link_with_notice
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient
from overstap.parties import queries as parties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from overstap.casework.models import Case
    from overstap.core.actor import Actor

OBJECT = "dossier"


def tell_person(
    case: Case, template: str, values: Mapping[str, str | dt.date | int], *, actor: Actor, now: dt.datetime, once: str
) -> None:
    """Write to the person; an e-mail only says that there is news, with a safe link for who has no account."""
    post.send(
        actor=actor,
        template=template,
        to=Recipient(participant_id=case.participant_id),
        values={"nummer": case.number, **values},
        about=(OBJECT, case.pk),
        now=now,
        fresh=link_with_notice(case.participant_id, actor=actor, now=now),
        once=once,
    )


def tell_desk(
    region_code: str,
    case: Case,
    template: str,
    values: Mapping[str, str | dt.date | int],
    *,
    actor: Actor,
    now: dt.datetime,
    once: str,
) -> None:
    """Write to the desk of a region, when it has an address for that."""
    desk = parties.region(region_code, now.date()).desk
    if not desk.email:
        return
    post.send(
        actor=actor,
        template=template,
        to=Recipient(name=desk.name, email=desk.email, region_code=region_code),
        values={"nummer": case.number, **values},
        about=(OBJECT, case.pk),
        now=now,
        link="/loket/",
        once=f"{once} {region_code}",
    )


def tell_party(
    party_id: int,
    case: Case,
    template: str,
    values: Mapping[str, str | dt.date | int],
    *,
    actor: Actor,
    now: dt.datetime,
    once: str,
) -> None:
    """Write to a party, when it has an address for that."""
    party = parties.party(party_id)
    if not party.email:
        return
    post.send(
        actor=actor,
        template=template,
        to=Recipient(party_id=party_id, region_code=case.region.code),
        values={"nummer": case.number, **values},
        about=(OBJECT, case.pk),
        now=now,
        link="/begeleiding/",
        once=f"{once} {party_id}",
    )
