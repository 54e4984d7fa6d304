"""Who can be made suitable: the trainings that close the gaps, and what pays them for this person (R-359)."""

from __future__ import annotations

import datetime as dt
import tomllib
import uuid
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction

from overstap.arrangements import actions as arrangements
from overstap.arrangements import queries as arrangement_queries
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.values import Fit, ItemCard, Preview
from overstap.casework.policy import local_day
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.demand.models import Vacancy
from overstap.matching.bridging import MOST_GAPS
from overstap.mediation.crossing import nearest, ways_over
from overstap.mediation.queries import gaps
from overstap.mediation.queries.shaping import asked_by_vacancy
from overstap.mediation.settings import BrokenWeightsError
from overstap.mediation.skills import skill_space
from overstap.rules.loader import shipped_folder
from overstap.training.queries import offered, trainings_by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from overstap.core.actor import Actor
    from overstap.mediation.skills import SkillName
    from overstap.mediation.values import GapCard
    from overstap.training.values import OfferedTraining, TrainingCard

FOLDER = "bruggen"
BOUNDS = ("weeks", "cents", "trainings")
COURSE = "course"
"""What an instrument of the menu asks for when it pays a course."""

HOURS = "scholingsuren"
"""The fact that holds how many hours a training takes."""

ENDED = Refusal(
    "brug.opleiding",
    N_("Een opleiding van deze brug wordt niet meer gegeven of sluit geen gat meer."),
    "huisregels",
    N_("Bekijk de bruggen opnieuw en kies er een."),
)


@dataclass(frozen=True, slots=True)
class BridgeSettings:
    """The bounds of bridges (grenzen van bruggen): most weeks, most euro cents, most trainings that are weighed."""

    version: str
    weeks: int
    cents: int
    trainings: int
    length: int


@dataclass(frozen=True, slots=True)
class PaidBy:
    """An instrument of the menu that may pay a bridge (betaalt de brug), judged for this person at this moment.

    `previews` holds what choosing each training would mean, in the order of the bridge; nothing is reserved yet.
    """

    instrument: str
    previews: tuple[Preview, ...]

    @property
    def fit(self) -> Fit:
        """How it fits as a whole: as badly as the training that fits worst."""
        order = (Fit.NO, Fit.UNKNOWN, Fit.POSSIBLE, Fit.YES)
        return min((one.offer.fit for one in self.previews), key=order.index)

    @property
    def refusal(self) -> Refusal | None:
        """The first thing that stands in the way, such as too little money."""
        return next((one.refusal for one in self.previews if one.refusal is not None), None)

    @property
    def first(self) -> Preview:
        """What choosing the first training would mean; its offer names the instrument."""
        return self.previews[0]


@dataclass(frozen=True, slots=True)
class BridgeCard:
    """One way over (brug): the trainings after each other, weeks and cents together, and what closes and stays."""

    trainings: tuple[TrainingCard, ...]
    weeks: int
    cents: int
    closes: tuple[SkillName, ...]
    leaves: tuple[SkillName, ...]
    payers: tuple[PaidBy, ...]

    @property
    def ids(self) -> str:
        """The trainings as an address tells them."""
        return "-".join(str(one.id) for one in self.trainings)

    @property
    def paid(self) -> tuple[PaidBy, ...]:
        """The instruments of which none says no."""
        return tuple(one for one in self.payers if one.fit is not Fit.NO)


@dataclass(frozen=True, slots=True)
class BridgePage:
    """What somebody lacks for a vacancy and how that can be learned (geschikt te maken); an advice, no decision.

    Of what is needed somebody `has` so many without doubt; so many more are only supposed (`perhaps`).
    """

    gaps: GapCard
    needs: int
    has: int
    perhaps: int
    bridges: tuple[BridgeCard, ...]
    untaught: tuple[SkillName, ...]
    too_many: bool
    weeks_most: int
    cents_most: int
    version: str


@cache
def bridge_settings() -> BridgeSettings:
    """The bounds in use: the newest file. Raises BrokenWeightsError with what is wrong with it."""
    files = sorted((shipped_folder() / FOLDER).glob("*.toml"))
    if not files:
        raise BrokenWeightsError(f"{FOLDER}: there is no file")
    data = tomllib.loads(files[-1].read_text(encoding="utf-8"))
    try:
        told = {name: data["bounds"][name] for name in BOUNDS} | {"length": data["list"]["length"]}
        if not all(type(one["value"]) is int and one["value"] > 0 and one["because"].strip() for one in told.values()):
            raise BrokenWeightsError(f"{files[-1].name}: every bound is a whole number above zero that says why")
        return BridgeSettings(version=data["version"], **{name: one["value"] for name, one in told.items()})
    except (KeyError, TypeError) as error:
        raise BrokenWeightsError(f"{files[-1].name}: {error} is missing") from error


def bridge_page(actor: Actor, case_id: int, vacancy_id: int, *, now: dt.datetime) -> BridgePage:
    """The bridges for somebody to a vacancy, cheapest first, each with what pays it for this person now.

    Raises NotFoundError for who may not see the profile or the arrangement, and for an unknown vacancy.
    """
    found, settings = gaps(actor, case_id, vacancy_id, now=now), bridge_settings()
    bench = arrangement_queries.workbench(actor, case_id, now=now)
    region = _region(actor, case_id, bench.clusters, now)
    lacking = {one.uri: one for one in found.lacking_essential}
    needed = _needed(vacancy_id)
    found_near = offered(local_day(now), region, teaches=lacking) if lacking else ()
    steps = nearest(lacking, found_near, settings.trainings)
    taught = {uri for one in steps for uri in one.teaches}
    too_many = len(lacking) > MOST_GAPS
    cards = _cards(lacking, steps, settings)
    instruments = _paying(bench.clusters)
    return BridgePage(
        gaps=found,
        needs=len(needed),
        has=sum(one.uri in needed for one in found.confirmed),
        perhaps=sum(one.uri in needed for one in found.inferred),
        bridges=tuple(_with_payers(actor, case_id, card, instruments, now) for card in cards),
        untaught=tuple(name for uri, name in lacking.items() if uri not in taught),
        too_many=too_many,
        weeks_most=settings.weeks,
        cents_most=settings.cents,
        version=settings.version,
    )


def vacancy_title(vacancy_id: int) -> str:
    """What a vacancy is called, and where; raises NotFoundError for an unknown one."""
    row = Vacancy.objects.filter(pk=vacancy_id).select_related("employer", "site").first()
    if row is None:
        raise NotFoundError(vacancy_id)
    return f"{row.title}, {row.employer.name}, {row.site.municipality}"


def _needed(vacancy_id: int) -> frozenset[str]:
    """The competences that a vacancy needs, by address."""
    asked = asked_by_vacancy(Vacancy.objects.get(pk=vacancy_id)).essential
    return frozenset(skill_space().names[one].uri for one in asked)


def _paying(clusters: Iterable[Any]) -> tuple[str, ...]:
    """The instruments on the menu of this person that pay a course."""
    return tuple(one.id for cluster in clusters for one in cluster.instruments if COURSE in one.needs)


def _region(actor: Actor, case_id: int, clusters: Iterable[Any], now: dt.datetime) -> str | None:
    for instrument in _paying(clusters)[:1]:
        preview = arrangement_queries.preview_item(actor, case_id, draft=ItemDraft(instrument), now=now)
        if isinstance(preview, Preview):
            return preview.region_code
    return None


def _cards(
    lacking: Mapping[str, SkillName], steps: list[OfferedTraining], settings: BridgeSettings
) -> tuple[BridgeCard, ...]:
    names = list(lacking.values())
    some = ways_over(tuple(lacking), steps, weeks=settings.weeks, cents=settings.cents, most=settings.length)
    cards = trainings_by_id(int(key) for way in some for key in way.trainings)
    return tuple(
        BridgeCard(
            trainings=tuple(cards[int(key)] for key in way.trainings),
            weeks=way.weeks,
            cents=way.cents,
            closes=tuple(names[place] for place in sorted(way.closes)),
            leaves=tuple(names[place] for place in sorted(way.leaves)),
            payers=(),
        )
        for way in some
    )


def drafts_of(
    trainings: Iterable[TrainingCard], instrument: str, *, starts_on: dt.date | None, like: ItemDraft | None = None
) -> tuple[ItemDraft, ...]:
    """The items that a bridge becomes: each training begins when the one before it ended."""
    drafts, begins = [], starts_on
    base = like or ItemDraft(instrument)
    for one in trainings:
        ends = begins + dt.timedelta(weeks=one.weeks, days=-1) if begins else None
        drafts.append(
            ItemDraft(
                instrument=instrument,
                title=one.name,
                providing_party_id=base.providing_party_id,
                provider=one.trainer.name,
                starts_on=begins,
                ends_on=ends,
                cost_cents=one.cents,
                cofinancing_reason=base.cofinancing_reason,
                motivation=base.motivation,
                passed_over_because=base.passed_over_because,
                answers=known_of(one) | dict(base.answers),
                final=base.final,
                key=uuid.uuid5(base.key, str(one.id)) if base.key else None,
            )
        )
        begins = ends + dt.timedelta(days=1) if ends else None
    return tuple(drafts)


def known_of(card: TrainingCard) -> dict[str, Any]:
    """What the catalogue knows already of the questions of the schemes, so that nobody asks it."""
    known: dict[str, Any] = {"erkend_door_duo": card.trainer.duo_recognised}
    if card.hours_per_week:
        known[HOURS] = card.weeks * card.hours_per_week
    if card.third_path:
        known["leerweg"] = "derde_leerweg"
    return known


def previews_of(actor: Actor, case_id: int, drafts: Iterable[ItemDraft], *, now: dt.datetime) -> PaidBy | Refusal:
    """What an instrument says of every item of a bridge, live; refuses what is not on the menu of this person."""
    found, instrument = [], ""
    for draft in drafts:
        preview = arrangement_queries.preview_item(actor, case_id, draft=draft, now=now)
        if isinstance(preview, Refusal):
            return preview
        found.append(preview)
        instrument = draft.instrument
    return PaidBy(instrument, tuple(found))


def _with_payers(
    actor: Actor, case_id: int, card: BridgeCard, instruments: tuple[str, ...], now: dt.datetime
) -> BridgeCard:
    payers = []
    for instrument in instruments:
        told = previews_of(actor, case_id, drafts_of(card.trainings, instrument, starts_on=None), now=now)
        if isinstance(told, PaidBy):
            payers.append(told)
    return BridgeCard(card.trainings, card.weeks, card.cents, card.closes, card.leaves, tuple(payers))


def chosen_trainings(
    actor: Actor, case_id: int, vacancy_id: int, ids: Iterable[int], *, now: dt.datetime
) -> tuple[TrainingCard, ...] | Refusal:
    """The trainings of a bridge as they are offered now; refuses `brug.opleiding` when one ended or closes nothing.

    Raises NotFoundError for who may not see the profile, and for an unknown vacancy.
    """
    found = gaps(actor, case_id, vacancy_id, now=now)
    lacking = {one.uri for one in found.lacking_essential}
    wanted = tuple(dict.fromkeys(ids))
    useful = {one.id for one in offered(local_day(now), None, teaches=lacking)} if lacking else set()
    if not wanted or not set(wanted) <= useful:
        return ENDED
    cards = trainings_by_id(wanted)
    return tuple(cards[one] for one in wanted)


def put_in_arrangement(
    *, actor: Actor, arrangement_id: int, drafts: tuple[ItemDraft, ...], now: dt.datetime
) -> tuple[ItemCard, ...] | Refusal:
    """Put every training of a bridge in the arrangement and reserve its money (zet in het arrangement, R-359).

    All of them or none: when the money of one is gone in between, nothing stands in the arrangement. The same key
    chooses once. Refuses what `choose_instrument` refuses.
    """
    items: list[ItemCard] = []
    with transaction.atomic():
        for draft in drafts:
            answer = arrangements.choose_instrument(
                actor=actor,
                arrangement_id=arrangement_id,
                instrument=draft.instrument,
                title=draft.title,
                providing_party_id=draft.providing_party_id or 0,
                provider=draft.provider,
                starts_on=draft.starts_on,
                ends_on=draft.ends_on,
                cost_cents=draft.cost_cents,
                cofinancing_reason=draft.cofinancing_reason,
                motivation=draft.motivation,
                passed_over_because=draft.passed_over_because,
                facts=draft.answers,
                key=draft.key,
                now=now,
            )
            if isinstance(answer, Refusal):
                transaction.set_rollback(True)
                return answer
            items.append(answer)
    return tuple(items)


def take_out_of_arrangement(*, actor: Actor, item_ids: Iterable[int], now: dt.datetime) -> int | Refusal:
    """Take the trainings of a bridge out again (ongedaan maken): all or none; their money is free at once."""
    taken = 0
    with transaction.atomic():
        for item_id in item_ids:
            answer = arrangements.remove_item(actor=actor, item_id=item_id, now=now)
            if isinstance(answer, Refusal):
                transaction.set_rollback(True)
                return answer
            taken += 1
    return taken
