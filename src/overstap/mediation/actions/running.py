"""All lists of a region at once: what fits everybody who agreed, with no vacancy on too many lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from django.db import IntegrityError, transaction

from overstap.casework.policy import local_day
from overstap.core.decision import NotFoundError
from overstap.matching.flows import capped
from overstap.matching.search import Best
from overstap.matching.tables import Table
from overstap.matching.weighing import weighed
from overstap.mediation.access import agreed_anywhere
from overstap.mediation.conditions import Wishes, cross_out, too_far
from overstap.mediation.market import openings_on
from overstap.mediation.models import MatchRun, OpeningPrice, RunMatch
from overstap.mediation.profiles import Seeker
from overstap.mediation.queries.lists import known_seekers, wishes_of_cases
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space
from overstap.parties.models import Region

if TYPE_CHECKING:
    import datetime as dt

    from overstap.mediation.openings import Openings

SPARE = 2
"""So many times the length of a list is searched: who loses a place to the cap goes to the next that fits."""


@dataclass(frozen=True, slots=True)
class RegionDone:
    """What came of one region (uitkomst van een doorrekening); `already` when the day was done before."""

    region_code: str
    people: int
    openings: int
    matches: int
    crowded: int
    already: bool = False


def match_region(*, region_code: str, now: dt.datetime) -> RegionDone:
    """Make the lists of everybody in a region who agreed to be looked for, once a day, in one transaction (R-352).

    A second time on the same day changes nothing. No vacancy stands on more lists than the weights say; what a place
    more would be worth is kept as its price. Raises NotFoundError for an unknown region.
    """
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        raise NotFoundError(region_code)
    day = local_day(now)
    done = MatchRun.objects.filter(region=region, day=day).first()
    if done is not None:
        return RegionDone(region_code, done.people, done.openings, done.matches, done.prices.count(), already=True)
    try:
        with transaction.atomic():
            return _match(region, day, now)
    except IntegrityError:
        # Somebody else did the same region at the same moment.
        return replace(match_region(region_code=region_code, now=now), already=True)


def match_open_regions(*, now: dt.datetime) -> int:
    """Make the lists of every region that is open, each in a transaction of its own; gives how many places they hold.

    What was done today is not done again, so that who stops half-way goes on (R-352).
    """
    live = Region.objects.filter(live_on__lte=local_day(now)).order_by("code").values_list("code", flat=True)
    done = [match_region(region_code=code, now=now) for code in live]
    return sum(one.matches for one in done if not one.already)


def _match(region: Region, day: dt.date, now: dt.datetime) -> RegionDone:
    cases = list(agreed_anywhere(now).filter(region=region))
    seekers = [one for one in known_seekers(cases, day) if one.abilities]
    openings = within_reach(openings_on(day), seekers)
    run = MatchRun.objects.create(
        region=region,
        day=day,
        taxonomy=skill_space().version,
        weights=matching_settings().version,
        people=len(seekers),
        openings=len(openings),
        matches=0,
        finished_at=now,
    )
    best, prices = lists_of(seekers, openings, day)
    rows = [
        RunMatch(
            run=run,
            case_id=seekers[who].case_id,
            vacancy_id=int(openings.ids[number]),
            position=place + 1,
            score=float(best.scores[who, place]),
        )
        for who in range(len(seekers))
        for place, number in enumerate(best.numbers[who].tolist())
        if number >= 0
    ]
    RunMatch.objects.bulk_create(rows, batch_size=2_000)
    dear = [(int(number), float(prices[number])) for number in np.flatnonzero(prices > 0)]
    OpeningPrice.objects.bulk_create(
        OpeningPrice(run=run, vacancy_id=int(openings.ids[number]), price=price) for number, price in dear
    )
    run.matches = len(rows)
    run.save()
    # What an earlier day calculated was shown to nobody and serves nobody any more (least data).
    RunMatch.objects.filter(run__region=region, run__day__lt=day).delete()
    return RegionDone(region.code, len(seekers), len(openings), len(rows), len(dear))


def within_reach(openings: Openings, seekers: list[Seeker]) -> Openings:
    """The vacancies that at least one of these people can reach: the others need no looking at."""
    homes = {(one.region_code, one.municipality, one.travel_minutes, one.travel_by): one for one in seekers}
    near = [any(not too_far(one, place) for one in homes.values()) for place in openings.places]
    return openings.narrowed(np.flatnonzero(np.array(near, np.bool_)[openings.place]).astype(np.int64))


def lists_of(seekers: list[Seeker], openings: Openings, day: dt.date) -> tuple[Best, np.ndarray]:
    """The best for everybody at once, shortened until no vacancy stands on too many lists; with the prices."""
    settings = matching_settings()
    count, cap = settings.whole("lists.length"), settings.whole("lists.cap")
    wide = Best(np.full((len(seekers), SPARE * count), -1, np.int32), np.zeros((len(seekers), SPARE * count)))
    if not seekers or not len(openings):
        return Best(wide.numbers[:, :count], wide.scores[:, :count]), np.zeros(len(openings))
    groups: dict[Hashable, list[int]] = defaultdict(list)
    told = wishes_of_cases([one.case_id for one in seekers])
    wishes = [told[one.case_id] for one in seekers]
    for number, (one, wish) in enumerate(zip(seekers, wishes, strict=True)):
        groups[_alike(one, wish)].append(number)
    for members in groups.values():
        # Who stands under the same conditions is searched for together.
        crossed = cross_out(seekers[members[0]], wishes[members[0]], openings, day).for_search()
        people = weighed(
            Table.of((seekers[one].row() for one in members), width=skill_space().width), skill_space().rare
        )
        conditions = crossed._replace(kind=np.zeros(len(members), np.int32))
        found = openings.index.best(people, SPARE * count, conditions=conditions)
        wide.numbers[members], wide.scores[members] = found.numbers, found.scores
    short = capped(wide, openings=len(openings), cap=cap, count=count)
    return short.best, short.prices


def _alike(one: Seeker, wishes: Wishes) -> Hashable:
    return (
        one.region_code, one.municipality, one.travel_minutes, one.travel_by, one.hours, one.available_from,
        one.licences, one.diplomas, tuple(sorted(one.languages.items())), wishes,
    )  # fmt: skip
