"""Who fits what, and why: an exact search, terms that add up, and a class that is no decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from overstap.core.decision import N_
from overstap.matching.tables import Table
from overstap.matching.weighing import terms, weighed
from overstap.mediation.conditions import Condition, Crossed, Wishes, cross_out
from overstap.mediation.profiles import CONFIRMED, Seeker
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import Asked, skill_space
from overstap.mediation.travel import travel_minutes, usable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from numpy.typing import NDArray

    from overstap.mediation.openings import Openings


class MatchClass(StrEnum):
    """How near somebody is to an opening (passendheid); an advice, never a decision (R-359)."""

    SUITED = "geschikt"
    BRIDGE = "geschikt_te_maken"
    FAR = "verder_weg"


CLASS_WORDS: Mapping[MatchClass, str] = {
    MatchClass.SUITED: N_("Geschikt"),
    MatchClass.BRIDGE: N_("Kan geschikt worden gemaakt"),
    MatchClass.FAR: N_("Verder weg"),
}


class TermKind(StrEnum):
    """What a term of a score is about (soort bijdrage)."""

    HAS = "kan"
    SUPPOSED = "vermoed"
    LACKS_ESSENTIAL = "mist_nodig"
    LACKS_OPTIONAL = "mist_handig"
    FRESH = "versheid"
    CROWD = "drukte"


@dataclass(frozen=True, slots=True)
class MatchTerm:
    """One term of a total (bijdrage): added up in their order they are the total. `skill` is -1 for no competence."""

    kind: TermKind
    value: float
    skill: int = -1


@dataclass(frozen=True, slots=True)
class Gaps:
    """What somebody has and lacks for an opening (gaten), as numbers of competences.

    `supposed` may be there: it is asked back before anybody learns what they can already.
    """

    confirmed: tuple[int, ...]
    supposed: tuple[int, ...]
    lacking_essential: tuple[int, ...]
    lacking_optional: tuple[int, ...]
    match_class: MatchClass


@dataclass(frozen=True, slots=True)
class Match:
    """An opening beside somebody (match). `score` is what the search found; `total` is what the list is ordered by."""

    number: int
    vacancy_id: int
    score: float
    total: float
    terms: tuple[MatchTerm, ...]
    gaps: Gaps
    minutes: int | None
    crowded: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A list for somebody (passend werk), what fell out before it was made, and how much was looked at."""

    matches: tuple[Match, ...]
    crossed: Crossed = field(repr=False)
    looked_at: int = 0
    admitted: int = 0


def gaps_between(seeker: Seeker, asked: Asked) -> Gaps:
    """What somebody has and lacks for what is asked, essential first, and how near that is."""
    sure, perhaps = seeker.confirmed(), seeker.supposed()
    everything = (*asked.essential, *asked.optional)
    lacking = tuple(skill for skill in asked.essential if skill not in sure and skill not in perhaps)
    return Gaps(
        confirmed=tuple(skill for skill in everything if skill in sure),
        supposed=tuple(skill for skill in everything if skill in perhaps),
        lacking_essential=lacking,
        lacking_optional=tuple(skill for skill in asked.optional if skill not in sure and skill not in perhaps),
        match_class=_class(asked, sure, perhaps, len(lacking)),
    )


def _class(asked: Asked, sure: frozenset[int], perhaps: frozenset[int], lacking: int) -> MatchClass:
    settings = matching_settings()
    must = asked.essential
    if not must:
        return MatchClass.SUITED if any(skill in sure for skill in asked.optional) else MatchClass.FAR
    has = sum(skill in sure for skill in must)
    near = has + sum(skill in perhaps for skill in must)
    if has >= settings.number("classes.suited_essential") * len(must):
        return MatchClass.SUITED
    bridged = (
        lacking <= settings.number("classes.bridge_gaps")
        and near >= settings.number("classes.bridge_essential") * len(must)
        and has >= settings.number("classes.bridge_sure") * len(must)
    )
    return MatchClass.BRIDGE if bridged else MatchClass.FAR


def asked_by(openings: Openings, number: int) -> Asked:
    """What the vacancy with a number asks."""
    essential = matching_settings().weights.essential
    row = openings.raw.row(number)
    return Asked(
        tuple(skill for skill, weight in row.items() if weight == np.float32(essential)),
        tuple(skill for skill, weight in row.items() if weight != np.float32(essential)),
        number in openings.derived,
    )


def best_openings(
    seeker: Seeker,
    wishes: Wishes,
    openings: Openings,
    on: dt.date,
    *,
    loosened: Collection[Condition] = (),
    prices: Mapping[int, float] | None = None,
    count: int | None = None,
) -> Answer:
    """The openings that fit somebody best among those that their conditions admit, with why.

    Ordered by score less what is old and less what many others see already; the search goes on until nothing that was
    not looked at can come higher, so the list is exact.
    """
    settings = matching_settings()
    crossed = cross_out(seeker, wishes, openings, on, loosened=loosened)
    wanted = count or settings.whole("lists.length")
    people = weighed(Table.of([seeker.row()], width=skill_space().width), skill_space().rare)
    if not len(openings) or not seeker.abilities:
        return Answer((), crossed, len(openings), crossed.admitted)
    searched = min(max(settings.whole("lists.searched"), wanted), len(openings))
    while True:
        found = openings.index.best(people, searched, conditions=crossed.for_search())
        there = found.numbers[0] >= 0
        numbers, scores = found.numbers[0][there], found.scores[0][there]
        reached = _totals(openings, numbers, scores, on, prices)
        best = np.lexsort((numbers, -reached))[:wanted]
        totals = [(float(reached[one]), int(numbers[one]), float(scores[one])) for one in best]
        if len(numbers) < searched or searched == len(openings) or totals[-1][0] >= scores[-1]:
            break
        searched = min(searched * 2, len(openings))
    matches = tuple(
        _match(seeker, people, openings, number=number, score=score, on=on, prices=prices)
        for _total_of, number, score in totals
    )
    return Answer(matches, crossed, len(openings), crossed.admitted)


def _totals(
    openings: Openings,
    numbers: NDArray[np.int32],
    scores: NDArray[np.float64],
    on: dt.date,
    prices: Mapping[int, float] | None,
) -> NDArray[np.float64]:
    """What `_total` gives, for many at once and to the last bit."""
    settings = matching_settings()
    old = on.toordinal() - openings.confirmed[numbers] - settings.whole("ranking.stale_after_days")
    fresh = -settings.number("ranking.stale_per_day") * np.maximum(0, old)
    crowd = np.zeros(len(numbers))
    if prices:
        crowd -= [max(0.0, prices.get(one, 0.0)) for one in openings.ids[numbers].tolist()]
        crowd = np.maximum(crowd, -settings.number("ranking.most_crowding"))
    totals: NDArray[np.float64] = scores + fresh + crowd
    return totals


def match_of(seeker: Seeker, openings: Openings, number: int, on: dt.date) -> Match:
    """Somebody beside one vacancy, with the score that the search would give and no crowding."""
    people = weighed(Table.of([seeker.row()], width=skill_space().width), skill_space().rare)
    score = 0.0
    for term in terms(people, 0, openings.rows, number):
        score += term.share
    return _match(seeker, people, openings, number=number, score=score, on=on, prices=None)


def _side(openings: Openings, number: int, on: dt.date, prices: Mapping[int, float] | None) -> tuple[float, float]:
    """What is taken off for age and for crowding: both zero or less."""
    settings = matching_settings()
    old = on.toordinal() - int(openings.confirmed[number]) - settings.whole("ranking.stale_after_days")
    price = (prices or {}).get(int(openings.ids[number]), 0.0)
    return (
        -settings.number("ranking.stale_per_day") * max(0, old),
        -min(settings.number("ranking.most_crowding"), max(0.0, price)),
    )


def _total(score: float, side: tuple[float, float]) -> float:
    return score + side[0] + side[1]


def _match(
    seeker: Seeker,
    people: Table,
    openings: Openings,
    *,
    number: int,
    score: float,
    on: dt.date,
    prices: Mapping[int, float] | None,
) -> Match:
    asked = asked_by(openings, number)
    gaps = gaps_between(seeker, asked)
    fresh, crowd = _side(openings, number, on, prices)
    made = [
        MatchTerm(
            TermKind.HAS if seeker.abilities[term.skill].basis in CONFIRMED else TermKind.SUPPOSED,
            term.share,
            term.skill,
        )
        for term in terms(people, 0, openings.rows, number)
    ]
    made += [MatchTerm(TermKind.LACKS_ESSENTIAL, 0.0, skill) for skill in gaps.lacking_essential]
    made += [MatchTerm(TermKind.LACKS_OPTIONAL, 0.0, skill) for skill in gaps.lacking_optional]
    made += [MatchTerm(TermKind.FRESH, fresh), MatchTerm(TermKind.CROWD, crowd)]
    home, means = seeker.municipality, usable(seeker.travel_by)
    return Match(
        number=number,
        vacancy_id=int(openings.ids[number]),
        score=score,
        total=_total(score, (fresh, crowd)),
        terms=tuple(made),
        gaps=gaps,
        minutes=travel_minutes(home, openings.places[int(openings.place[number])][1], means),
        crowded=crowd < 0,
        derived=asked.derived,
    )
