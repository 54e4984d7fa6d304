"""How ideas for other work are told: in words for the person, with every number for the adviser."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.matching.transitions import Against
from overstap.mediation.bridges import bridge_settings
from overstap.mediation.careers import Career, CareerIdea
from overstap.mediation.directions import direction_settings
from overstap.mediation.occupation_bridges import OccupationBridge, occupation_bridges
from overstap.mediation.skills import SkillName

ASKED: dict[int, Promise] = {
    1: _("Er zijn veel meer mensen dan banen."),
    2: _("Er zijn meer mensen dan banen."),
    3: _("Er zijn ongeveer evenveel mensen als banen."),
    4: _("Werkgevers zoeken veel mensen."),
    5: _("Werkgevers zoeken heel veel mensen."),
}
"""What a tension of 1 to 5 means for who looks for work."""

LEFT_OUT: dict[Against, Promise] = {
    Against.SHRINKING: _("in een sector waar minder werk is"),
    Against.DEMAND: _("waar weinig werk in is"),
    Against.LEVEL: _("veel hoger of lager dan het laatste beroep"),
    Against.WAGE: _("met veel minder loon"),
    Against.DISTANCE: _("met te weinig van wat iemand al kan"),
}


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """One idea as it is shown (regel): `reasons` are the few that say most, `also` how many more there are.

    `bridge` says in how many weeks and for how many euros the rest can be learned.
    """

    idea: CareerIdea
    reasons: tuple[SkillName, ...]
    also: int
    asked: Promise | None
    parts: tuple[tuple[SkillName, float], ...]
    bridge: OccupationBridge


@dataclass(frozen=True, slots=True)
class CareerPage:
    """All of it (pagina): the ideas, what was left out with how many, and the bounds of what can be learned."""

    career: Career
    lines: tuple[IdeaLine, ...]
    left_out: tuple[tuple[Promise, int], ...]
    weeks_most: int
    cents_most: int


def career_page(career: Career, on: dt.date) -> CareerPage:
    """Put a list of ideas in words, with what each takes to learn on a day."""
    most, bounds = direction_settings().reasons, bridge_settings()
    bridges = occupation_bridges(career.ideas, career.region_code, on)
    return CareerPage(
        career=career,
        lines=tuple(
            IdeaLine(
                idea=one,
                reasons=(one.has or one.supposed)[:most],
                also=max(0, len(one.has or one.supposed) - most),
                asked=ASKED[one.tension.value] if one.tension else None,
                parts=tuple((name, round(100 * share, 1)) for name, share in one.shares),
                bridge=bridges[one.uri],
            )
            for one in career.ideas
        ),
        left_out=tuple((words, career.against[why]) for why, words in LEFT_OUT.items() if career.against.get(why)),
        weeks_most=bounds.weeks,
        cents_most=bounds.cents,
    )
