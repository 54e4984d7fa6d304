"""Letters about a plan: to the person what changed and what is asked, to who reads along that something waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from overstap.arrangements.access_guest import PLAN, READ_PLAN
from overstap.arrangements.models import Arrangement, Guest
from overstap.casework.models import Case
from overstap.casework.safe_links import link_with_notice
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import LetterCard, Recipient

FILE = "dossier"
ASKING = frozenset({"arrangement_voorstel", "arrangement_gewijzigd", "concept_gedeeld"})
"""The letters that ask the person to read the plan and to say something about it."""


def tell_person(
    case: Case,
    template: str,
    values: Mapping[str, str | date | int],
    *,
    actor: Actor,
    now: datetime,
    fresh: post.FreshLink | None = None,
) -> LetterCard | Refusal:
    """Tell the person about their plan, with the page where it stands; without an account that is a safe link.

    What asks something opens the plan itself, where the answer can be given; other news opens its own letter.
    """
    return post.send(
        actor=actor,
        template=template,
        to=Recipient(participant_id=case.participant_id),
        values={"nummer": case.number, "organisatie": case.first_responsible.name, **values},
        about=(FILE, case.pk),
        now=now,
        fresh=fresh or _safe_link(case, template, actor, now),
    )


def _safe_link(case: Case, template: str, actor: Actor, now: datetime) -> post.FreshLink | None:
    plan = Arrangement.objects.filter(case=case).order_by("-id").values_list("id", flat=True).first()
    if template not in ASKING or plan is None:
        return link_with_notice(case.participant_id, actor=actor, now=now)
    return link_with_notice(case.participant_id, actor=actor, now=now, deed=READ_PLAN, object_kind=PLAN, object_id=plan)


def tell_guest(
    guest: Guest, case: Case, template: str, due_on: date, *, actor: Actor, now: datetime, once: str | None = None
) -> LetterCard | Refusal:
    """Tell who reads along that something waits, always with the link; never what it is or about whom."""
    return post.send(
        actor=actor,
        template=template,
        to=Recipient(
            name=guest.name, email=guest.email.reveal(), language=guest.language, region_code=case.region.code
        ),
        values={"nummer": case.number, "organisatie": case.first_responsible.name, "uiterlijk": due_on},
        about=(FILE, case.pk),
        now=now,
        link=guest.path.reveal(),
        once=once,
    )
