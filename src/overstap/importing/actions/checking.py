"""Checking all rows of a file together: what is wrong, who may be known already, and who would help whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from overstap.casework.actions.bulk import Newcomer, RoutePreview, preview_route
from overstap.casework.policy import local_day
from overstap.casework.remembering import one_reading
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.core.likeness import STRONG
from overstap.core.people import refuse_citizen_numbers
from overstap.importing.access import reader_of
from overstap.importing.checking import Checked, Checker, General, Person
from overstap.importing.kept import FORETOLD, open_table
from overstap.importing.models import Import, ImportRow, ImportState, RowState
from overstap.importing.problems import Problem
from overstap.parties import queries as parties
from overstap.people.access import visible
from overstap.people.duplicates import Known, known_among, number_print
from overstap.people.models import Participant

WRITTEN_AT_ONCE = 1000
SEEN_AT_ONCE = 500

_SORT_OF_RULE = {
    "routering.onbekend": "situatie",
    "routering.geen_partij": "geen_partij",
    "aanmelden.niet_in_werking": "regeling",
    "aanmelden.woonplaats": "gemeente",
}


@dataclass(frozen=True, slots=True)
class _Looked:
    """A row with everything that was found about it."""

    checked: Checked
    problems: tuple[Problem, ...]
    twins: tuple[Mapping[str, Any], ...]
    doubtful: bool

    @property
    def state(self) -> RowState:
        """What can be done with the row."""
        if self.checked.person is None or any(one.stops for one in self.problems):
            return RowState.WRONG
        return RowState.DOUBTFUL if self.doubtful else RowState.GOOD


def check_rows(*, import_id: int, now: dt.datetime) -> int:
    """Check all rows of a file; gives how many. Begins anew when it is done again after a crash.

    Whoever reads the file in sees a resemblance only with people that they may see (R-080).
    """
    batch = Import.objects.get(pk=import_id)
    actor = reader_of(batch, now)
    if batch.state != ImportState.CHECKING:
        return 0
    table = open_table(batch)
    if actor is None or isinstance(table, Refusal):
        _end(import_id, ImportState.UPLOADED, {})
        return 0
    with one_reading():
        checker = checker_for(batch, actor, now)
        checked = [checker.check(number, cells) for number, cells in table.rows]
        routed = [_route(actor, one, now) for one in checked]
    looked = _compare(actor, checked, routed, now)
    ImportRow.objects.filter(batch_id=import_id).delete()
    for start in range(0, len(looked), WRITTEN_AT_ONCE):
        if not _write(import_id, looked[start : start + WRITTEN_AT_ONCE]):
            return start
    helpers = Counter(
        route.party_name
        for one, route in zip(looked, routed, strict=True)
        if isinstance(route, RoutePreview) and one.state != RowState.WRONG
    )
    _end(import_id, ImportState.CHECKED, {FORETOLD: dict(helpers.most_common())})
    return len(looked)


def checker_for(batch: Import, actor: Actor, now: dt.datetime) -> Checker:
    """What checks the rows of a file, for whoever reads it in."""
    today = local_day(now)
    return Checker(
        mapping={int(column): name for column, name in batch.mapping.items()},
        general=General.from_json(batch.general),
        municipalities=parties.municipality_names(today),
        citizen_numbers=refuse_citizen_numbers(actor.party_kind) is None,
        today=today,
    )


def newcomer_of(person: Person, participant: Participant) -> Newcomer:
    """Someone as casework opens a file for them."""
    hours = person.profile.get("uren_per_week", "")
    return Newcomer(
        participant=participant,
        answers=person.facts,
        also_items=person.special_items(),
        occupation=person.profile.get("doelberoep", ""),
        hours_per_week=int(hours) if hours else None,
    )


def _route(actor: Actor, checked: Checked, now: dt.datetime) -> RoutePreview | Refusal | None:
    person = checked.person
    if person is None:
        return None
    nobody_yet = Participant(birth_date=person.birth_date, municipality=person.municipality)
    return preview_route(actor=actor, newcomer=newcomer_of(person, nobody_yet), now=now)


def _compare(
    actor: Actor,
    checked: Sequence[Checked],
    routed: Sequence[RoutePreview | Refusal | None],
    now: dt.datetime,
) -> list[_Looked]:
    numbers = [one.person.citizen_number for one in checked if one.person and one.person.citizen_number]
    features = [one.person.features(_print(one.person)) if one.person else None for one in checked]
    known = known_among([one for one in features if one is not None], numbers)
    pairs = [known.twins(one) if one is not None else () for one in features]
    seen = _visible(actor, {twin.participant_id for twins in pairs for twin in twins}, now)
    before = Known()
    looked = []
    for one, own, twins, route in zip(checked, features, pairs, routed, strict=True):
        found: list[Mapping[str, Any]] = []
        doubtful = False
        for other in before.twins(own) if own is not None else ():
            found.append({"regel": other.participant_id, "gronden": list(other.grounds)})
            doubtful |= not STRONG.isdisjoint(other.grounds)
        for twin in twins:
            found.append({"persoon": twin.participant_id, "gronden": list(twin.grounds)})
            doubtful |= twin.participant_id in seen and not STRONG.isdisjoint(twin.grounds)
        if own is not None:
            before.add(one.number, own)
        looked.append(_Looked(one, _all_problems(one, route), tuple(found), doubtful))
    return looked


def _print(person: Person) -> str:
    return number_print(person.citizen_number) if person.citizen_number else ""


def _all_problems(checked: Checked, route: RoutePreview | Refusal | None) -> tuple[Problem, ...]:
    if not isinstance(route, Refusal):
        return checked.problems
    sort = _SORT_OF_RULE.get(route.rule, "niet_gelukt")
    return (*checked.problems, Problem("woonplaats" if sort in {"geen_partij", "gemeente"} else "huidige_status", sort))


def _visible(actor: Actor, keys: set[int], now: dt.datetime) -> frozenset[int]:
    wanted, seen = sorted(keys), set()
    for start in range(0, len(wanted), SEEN_AT_ONCE):
        rows = visible(actor, now).filter(pk__in=wanted[start : start + SEEN_AT_ONCE])
        seen |= set(rows.order_by("id").values_list("pk", flat=True))
    return frozenset(seen)


def _write(import_id: int, looked: Sequence[_Looked]) -> bool:
    """Keep a part of what was found; False when the file was thrown away or chosen anew meanwhile."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        if batch.state != ImportState.CHECKING:
            return False
        ImportRow.objects.bulk_create(
            ImportRow(
                batch_id=import_id,
                number=one.checked.number,
                content=one.checked.person.to_text() if one.checked.person else None,
                state=one.state,
                problems=[problem.to_json() for problem in one.problems],
                twins=list(one.twins),
            )
            for one in looked
        )
    return True


def _end(import_id: int, state: ImportState, found: Mapping[str, Any]) -> None:
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=import_id)
        if batch.state == ImportState.CHECKING:
            batch.state, batch.found = state, dict(found)
            batch.save(update_fields=["state", "found"])
