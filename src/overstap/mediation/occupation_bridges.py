"""What it takes to learn other work: weeks and euros per occupation, without a vacancy (R-359, R-361).

What is only supposed counts twice over: once as known, and once as something that has to be learned after all, so that
nobody is surprised by the longer way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from overstap.arrangements import queries as arrangements
from overstap.arrangements.values import Fit, InstrumentOffer
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.matching.bridging import MOST_GAPS, Bridge
from overstap.mediation.bridges import COURSE, BridgeSettings, bridge_settings
from overstap.mediation.careers import CareerIdea
from overstap.mediation.crossing import nearest, ways_over
from overstap.mediation.skills import SkillName
from overstap.training.queries import offered, trainings_by_id
from overstap.training.values import OfferedTraining, TrainingCard


@dataclass(frozen=True, slots=True)
class WayCard:
    """One way to learn what is lacking (leerweg): the trainings after each other, weeks and cents together."""

    trainings: tuple[TrainingCard, ...]
    weeks: int
    cents: int
    leaves: tuple[SkillName, ...]


@dataclass(frozen=True, slots=True)
class OccupationBridge:
    """What other work takes to learn (brug naar ander werk): the cheapest way first, the shortest last.

    `doubt` is the cheapest way when what we only suppose is lacking as well; None when nothing is supposed or not all
    of it can be learned. `untaught` is what no training on offer teaches within the bounds. `too_many` says that this
    is a new craft.
    """

    ways: tuple[WayCard, ...]
    doubt: WayCard | None
    untaught: tuple[SkillName, ...]
    too_many: bool

    @property
    def cheapest(self) -> WayCard | None:
        """The way of the lowest price."""
        return self.ways[0] if self.ways else None

    @property
    def told(self) -> tuple[WayCard, ...]:
        """Every way whose trainings are named."""
        return (*self.ways, *((self.doubt,) if self.doubt else ()))

    @property
    def shortest(self) -> WayCard | None:
        """The way of the fewest weeks when that is another one."""
        return self.ways[-1] if len(self.ways) > 1 else None


def occupation_bridges(ideas: Sequence[CareerIdea], region_code: str, on: dt.date) -> dict[str, OccupationBridge]:
    """For each idea what it takes to learn, by address; what needs nothing has no ways.

    The trainings of the region are read once for all ideas; without a region those of the whole country.
    """
    settings = bridge_settings()
    asked = {skill.uri for one in ideas for skill in (*one.lacks, *one.maybe)}
    found = list(offered(on, region_code or None, teaches=asked)) if asked else []
    sure = {one.uri: _ways(one.lacks, found, settings) for one in ideas}
    doubt = {one.uri: _ways((*one.lacks, *one.maybe), found, settings)[:1] for one in ideas if one.maybe}
    keys = {int(key) for ways in (*sure.values(), *doubt.values()) for way in ways for key in way.trainings}
    cards = trainings_by_id(keys) if keys else {}
    return {one.uri: _bridge(one, sure[one.uri], doubt.get(one.uri, ()), cards) for one in ideas}


def course_payers(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[InstrumentOffer, ...]:
    """The instruments of the menu that pay a course and do not say no to this person; none without a sight on it."""
    try:
        bench = arrangements.workbench(actor, case_id, now=now)
    except NotFoundError:
        return ()
    offers = (one for cluster in bench.clusters for one in cluster.instruments)
    return tuple(one for one in offers if COURSE in one.needs and one.fit is not Fit.NO)


def _ways(gaps: Iterable[SkillName], found: Iterable[OfferedTraining], settings: BridgeSettings) -> Sequence[Bridge]:
    uris = tuple(dict.fromkeys(one.uri for one in gaps))
    steps = nearest(uris, found, settings.trainings)
    return ways_over(uris, steps, weeks=settings.weeks, cents=settings.cents, most=settings.length)


def _bridge(
    idea: CareerIdea, ways: Sequence[Bridge], doubt: Sequence[Bridge], cards: Mapping[int, TrainingCard]
) -> OccupationBridge:
    told = tuple(_card(way, idea.lacks, cards) for way in ways)
    too_many = len(idea.lacks) > MOST_GAPS
    every = (*idea.lacks, *idea.maybe)
    # Every way closes as many as can be; what all of them leave is what nobody teaches.
    never = set.intersection(*(set(way.leaves) for way in told)) if told else set(idea.lacks)
    open_still = () if too_many else tuple(one for one in idea.lacks if one in never)
    return OccupationBridge(
        ways=told,
        doubt=next(
            (
                _card(way, every, cards)
                for way in doubt
                if all(place in way.closes for place in range(len(idea.lacks), len(every)))
            ),
            None,
        ),
        untaught=open_still,
        too_many=too_many,
    )


def _card(way: Bridge, gaps: Sequence[SkillName], cards: Mapping[int, TrainingCard]) -> WayCard:
    return WayCard(
        trainings=tuple(cards[int(key)] for key in way.trainings),
        weeks=way.weeks,
        cents=way.cents,
        leaves=tuple(gaps[place] for place in sorted(way.leaves)),
    )
