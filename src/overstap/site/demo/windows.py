"""The windows of the demo: those of the schemes, and in Midden-Brabant an extra one in which every state is seen."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from overstap.allotment import actions, queries
from overstap.allotment.applicants import ApplicantKind
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.allotment import Unit, Way
from overstap.site.demo.personas import REGION
from overstap.site.demo.staff import must, persona_actor

COUNTRY = "ontwikkeladvies-2021"
EXTRA = "ontwikkeladvies-midden-brabant"
PLACES = 24
IN_EXTRA = 30
IN_COUNTRY = 40
GIVEN_BACK = (3, 11)
"""Who, in the order of the extra window, did not need the place any more."""

_SPACE = uuid.UUID("0c1f7d0a-6f43-4a0e-9f0b-6f1b9f5a2d11")


def fill_windows(*, now: datetime) -> None:
    """Let a few people apply to the windows that are open at the beginning of the demo; once, and safe to repeat."""
    if queries.window(EXTRA, now) is not None:
        return
    with transaction.atomic():
        _apply(COUNTRY, ApplicantKind.CAREER_ADVISER, IN_COUNTRY, now)
        _open_extra(now)
        _apply(EXTRA, ApplicantKind.PERSON, IN_EXTRA, now)
        actions.settle_all(now=now)
        for place in GIVEN_BACK:
            must(actions.withdraw_application(actor=SYSTEM, key=_key(EXTRA, place), now=now))


def _open_extra(now: datetime) -> None:
    must(
        actions.open_window(
            actor=persona_actor("iris", now),
            key=uuid.uuid5(_SPACE, EXTRA),
            code=EXTRA,
            like=COUNTRY,
            name_nl="Ontwikkeladvies in Midden-Brabant",
            name_en="Development advice in Midden-Brabant",
            terms=actions.Terms(
                unit=Unit.PLACES,
                way=Way.IN_ORDER,
                funded_ceiling=PLACES,
                applicants=(ApplicantKind.PERSON.value,),
                most_per_application=1,
                opens_at=now - timedelta(days=14),
                closes_at=now + timedelta(days=75),
            ),
            source="Verzonnen besluit, alleen voor de demo",
            region_code=REGION,
            now=now,
        )
    )


def _apply(window: str, kind: ApplicantKind, number: int, now: datetime) -> None:
    """Let people apply at moments of the past two weeks, always the same; invented, and none of them has a name."""
    luck = Random(window)
    moments = sorted(now - timedelta(minutes=luck.randint(30, 13 * 24 * 60)) for _ in range(number))
    who = Actor(user_id=None, name="verzonnen aanvrager", roles=frozenset({Role.PERSON}))
    for place, moment in enumerate(moments):
        key = _key(window, place)
        must(
            actions.apply(
                actor=who,
                key=key,
                window=window,
                applicant_key=key,
                applicant_kind=kind.value,
                amount=1,
                now=moment,
            )
        )


def _key(window: str, place: int) -> uuid.UUID:
    return uuid.uuid5(_SPACE, f"{window} {place}")
