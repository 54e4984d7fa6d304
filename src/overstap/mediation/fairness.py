"""Whether groups come equally into view: how often they stand on lists, and how high (eerlijkheidsverslag).

Nothing of this is read when lists are made; here it is read to check them. Only counts come out, and never of a small
group.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, F

from overstap.casework.facts import age
from overstap.casework.models import Case, CaseFact, FactState
from overstap.core.actor import Role
from overstap.core.decision import N_, NotFoundError
from overstap.mediation.access import agreed_anywhere
from overstap.mediation.models import ShownMatch
from overstap.mediation.settings import matching_settings

if TYPE_CHECKING:
    from overstap.core.actor import Actor

AGES = ((27, N_("jonger dan 27")), (35, N_("27 tot 35")), (45, N_("35 tot 45")), (55, N_("45 tot 55")))
OLDER = N_("55 of ouder")
UNKNOWN = N_("niet bekend")
EDUCATION, BANENAFSPRAAK = "hoogste_opleiding", "doelgroep_banenafspraak"
YES_NO = {True: N_("wel"), False: N_("niet")}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group (regel van het verslag): how many agreed to be looked for, how many came into view, and how high.

    All three are None for a group that is too small to tell of. `share` is the part of the group that a list for a
    vacancy showed at least once.
    """

    dimension: str
    group: str
    people: int | None
    share: float | None
    mean_position: float | None


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """The report of a period (eerlijkheidsverslag); `smallest` is the least number of people in a group to tell of."""

    since: dt.date
    until: dt.date
    lines: tuple[GroupLine, ...]
    smallest: int
    lists: int


def fairness(actor: Actor, *, since: dt.date, until: dt.date, now: dt.datetime) -> FairnessReport:
    """Who came into view on the lists that brokers saw, by group, over a period in the regions of the actor.

    Raises NotFoundError for who oversees nothing. Sex and origin are not kept here, so nothing can be told of them.
    """
    if not actor.has(Role.COORDINATOR, Role.STEERING_GROUP):
        raise NotFoundError
    cases = list(agreed_anywhere(now).filter(region__code__in=sorted(actor.region_codes)))
    shown = ShownMatch.objects.filter(
        shown__vacancy__isnull=False,
        shown__shown_on__gte=since,
        shown__shown_on__lte=until,
        case__region__code__in=sorted(actor.region_codes),
    )
    seen = {
        row["case_id"]: row["mean"]
        for row in shown.values("case_id").annotate(mean=Avg(F("position")), times=Count("id")).order_by("case_id")
    }
    smallest = matching_settings().whole("report.small")
    lines = [
        _line(dimension, group, members, seen, smallest)
        for dimension, groups in _groups(cases, until).items()
        for group, members in groups.items()
    ]
    return FairnessReport(since, until, _hidden(lines), smallest, shown.values("shown_id").distinct().count())


def _groups(cases: Collection[Case], on: dt.date) -> dict[str, dict[str, list[int]]]:
    told = _facts([case.pk for case in cases])
    found: dict[str, dict[str, list[int]]] = {
        one: defaultdict(list) for one in (N_("leeftijd"), N_("opleiding"), N_("banenafspraak"))
    }
    for case in cases:
        years = age(case.participant.birth_date, on)
        found["leeftijd"][next((words for until, words in AGES if years < until), OLDER)].append(case.pk)
        found["opleiding"][str(told.get((case.pk, EDUCATION), UNKNOWN))].append(case.pk)
        known = told.get((case.pk, BANENAFSPRAAK))
        found["banenafspraak"][YES_NO[known] if isinstance(known, bool) else UNKNOWN].append(case.pk)
    return {one: dict(sorted(groups.items())) for one, groups in found.items()}


def _facts(case_ids: list[int]) -> dict[tuple[int, str], object]:
    rows = CaseFact.objects.filter(
        case_id__in=case_ids,
        fact_id__in=(EDUCATION, BANENAFSPRAAK),
        state=FactState.KNOWN,
        superseded_at__isnull=True,
    )
    return {(row.case_id, row.fact_id): row.value for row in rows.order_by("pk")}


def _line(dimension: str, group: str, members: list[int], seen: dict[int, float], smallest: int) -> GroupLine:
    if len(members) < smallest:
        return GroupLine(dimension, group, None, None, None)
    there = [seen[one] for one in members if one in seen]
    # A handful that came into view would be told apart by their mean.
    mean = sum(there) / len(there) if len(there) >= smallest else None
    return GroupLine(dimension, group, len(members), len(there) / len(members), mean)


def _hidden(lines: list[GroupLine]) -> tuple[GroupLine, ...]:
    """Where one group is hidden, the smallest of the others goes too: else the rest of the sum tells of it."""
    told = list(lines)
    for dimension in {one.dimension for one in lines}:
        places = [place for place, one in enumerate(told) if one.dimension == dimension]
        open_places = [place for place in places if told[place].people is not None]
        if len(places) - len(open_places) == 1 and open_places:
            least = min(open_places, key=lambda place: told[place].people or 0)
            told[least] = GroupLine(dimension, told[least].group, None, None, None)
    return tuple(told)
