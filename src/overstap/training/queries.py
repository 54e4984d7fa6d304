"""The questions to the training catalogue: SELECT only, answered with frozen values."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from overstap.core.decision import NotFoundError
from overstap.core.likeness import fold, slips
from overstap.core.paging import pages_of
from overstap.taxonomy.queries import concepts, find
from overstap.taxonomy.values import STARTER_SCHEME, ConceptKind
from overstap.training.models import Teaches, Trainer, Training, TrainingAgreement
from overstap.training.values import (
    AgreementCard,
    OfferedTraining,
    TaughtCard,
    TrainerCard,
    TrainingCard,
    TrainingFilters,
    TrainingPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

PAGE_SIZE = 20
LONGEST = 120
MOST_COMPETENCES = 8
MOST_TAUGHT = 40
SHORT_WORD = 4
LONG_WORD = 8


def search(text: str, filters: TrainingFilters, *, on: date, page: int = 1) -> TrainingPage:
    """The trainings that are given on a day and hold what somebody typed, best first (R-230).

    Slips of typing are forgiven; a word for a competence also finds the trainings that teach it.
    """
    rows = _given(on)
    if filters.sector:
        rows = rows.filter(sector=filters.sector)
    if filters.form:
        rows = rows.filter(form=filters.form)
    if filters.trainer_id is not None:
        rows = rows.filter(trainer=filters.trainer_id)
    if filters.weeks_most is not None:
        rows = rows.filter(weeks__lte=filters.weeks_most)
    if filters.cents_most is not None:
        rows = rows.filter(price_cents__lte=filters.cents_most)
    if filters.region_code:
        rows = rows.filter(_near(filters.region_code))
    if filters.teaches:
        rows = rows.filter(teaches__concept_uri=filters.teaches)
    ids = _matching(text, rows) if text.strip() else list(rows.values_list("pk", flat=True))
    page, pages, start = pages_of(len(ids), page, PAGE_SIZE)
    found = {row.pk: row for row in _whole(Training.objects.filter(pk__in=ids[start : start + PAGE_SIZE]))}
    shown = tuple(training_card(found[pk]) for pk in ids[start : start + PAGE_SIZE])
    return TrainingPage(shown, len(ids), page, pages)


def training(training_id: int) -> TrainingCard:
    """One training, also when it ended. Raises NotFoundError."""
    row = _whole(Training.objects.filter(pk=training_id)).first()
    if row is None:
        raise NotFoundError(training_id)
    return training_card(row)


def trainings_by_id(ids: Iterable[int]) -> dict[int, TrainingCard]:
    """Many trainings at once; unknown ids are left out."""
    return {row.pk: training_card(row) for row in _whole(Training.objects.filter(pk__in=list(ids)))}


def trainers() -> tuple[TrainerCard, ...]:
    """Every trainer, by name."""
    return tuple(trainer_card(row) for row in Trainer.objects.all())


def sectors() -> tuple[str, ...]:
    """The sectors that the catalogue names."""
    rows = Training.objects.exclude(sector="").order_by("sector").values_list("sector", flat=True).distinct()
    return tuple(rows)


def offered(on: date, region_code: str | None, *, teaches: Iterable[str] | None = None) -> Iterator[OfferedTraining]:
    """The trainings that are given on a day in a region or anywhere, as bridges reckon with them.

    Without a region: in the whole country. `teaches` keeps those that teach at least one of these addresses.
    """
    rows = _given(on)
    if region_code is not None:
        rows = rows.filter(_near(region_code))
    if teaches is not None:
        rows = rows.filter(pk__in=Teaches.objects.filter(concept_uri__in=sorted(set(teaches))).values("training"))
    taught: dict[int, set[str]] = defaultdict(set)
    for training_id, uri in Teaches.objects.filter(training__in=rows).values_list("training_id", "concept_uri"):
        taught[training_id].add(uri)
    for row in rows.select_related("trainer").order_by("pk"):
        yield OfferedTraining(
            id=row.pk,
            name=row.name,
            trainer=row.trainer.name,
            trainer_party_id=row.trainer.party_id,
            weeks=row.weeks,
            cents=row.price_cents,
            form=row.form,
            municipality=row.municipality,
            certificate_recognised=row.certificate_recognised,
            teaches=frozenset(taught[row.pk]),
        )


def skill_names(uris: Iterable[str]) -> list[tuple[str, str]]:
    """Competences of our own list with their names, in the order that was asked; unknown addresses are left out."""
    asked = list(dict.fromkeys(uris))
    cards = concepts(asked)
    return [(uri, cards[uri].name) for uri in asked if uri in cards]


def agreements(region_code: str | None, on: date) -> tuple[AgreementCard, ...]:
    """What was agreed about the training offer of a region and of the country, newest first (R-366)."""
    rows = TrainingAgreement.objects.select_related("region").prefetch_related("parties")
    if region_code is not None:
        rows = rows.filter(Q(region__isnull=True) | Q(region__code=region_code))
    return tuple(agreement_card(row, on) for row in rows)


def agreement_card(row: TrainingAgreement, on: date) -> AgreementCard:
    """An agreement as readers get it."""
    return AgreementCard(
        id=row.pk,
        name=row.name,
        region_code=row.region.code if row.region else "",
        sector=row.sector,
        parties=tuple(sorted(party.name for party in row.parties.all())),
        agreed_on=row.agreed_on,
        valid_until=row.valid_until,
        places=row.places,
        document_url=row.document_url,
        text=row.text,
        holds=row.agreed_on <= on <= row.valid_until,
    )


def trainer_card(row: Trainer) -> TrainerCard:
    """A trainer as readers get it."""
    return TrainerCard(row.pk, row.name, row.kind, row.kvk_number, row.duo_recognised, row.website, row.party_id)


def training_card(row: Training) -> TrainingCard:
    """A training as readers get it; its trainer, region and competences were read along."""
    return TrainingCard(
        id=row.pk,
        trainer=trainer_card(row.trainer),
        name=row.name,
        summary=row.summary,
        form=row.form,
        sort=row.sort,
        weeks=row.weeks,
        hours_per_week=row.hours_per_week,
        cents=row.price_cents,
        exempt_vat=row.exempt_vat,
        outcome=row.outcome,
        certificate=row.certificate,
        certificate_recognised=row.certificate_recognised,
        third_path=row.third_path,
        crebo=row.crebo,
        starts=row.starts,
        municipality=row.municipality,
        region_code=row.region.code if row.region else "",
        region_name=row.region.name if row.region else "",
        sector=row.sector,
        source=row.source,
        source_name=row.source_name,
        source_date=row.source_date,
        url=row.url,
        checked_on=row.checked_on,
        ended_on=row.ended_on,
        teaches=tuple(TaughtCard(one.concept_uri, one.name) for one in row.teaches.all()),
    )


def _given(on: date) -> QuerySet[Training]:
    return Training.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))


def _near(region_code: str) -> Q:
    return Q(region__isnull=True) | Q(region__code=region_code)


def _whole(rows: QuerySet[Training]) -> QuerySet[Training]:
    return rows.select_related("trainer", "region").prefetch_related(Prefetch("teaches", Teaches.objects.all()))


def _matching(text: str, rows: QuerySet[Training]) -> list[int]:
    """The trainings in which every word that was typed is found, nearly or exactly; the best first."""
    words = fold(text[:LONGEST]).split()
    meant = {
        one.concept.uri
        for one in find(text[:LONGEST], ConceptKind.COMPETENCE, MOST_COMPETENCES, language="nl", scheme=STARTER_SCHEME)
    }
    taught: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, uri, name in Teaches.objects.filter(training__in=rows).values_list("training_id", "concept_uri", "name"):
        taught[pk].append((uri, name))
    scored = []
    shown = rows.values_list("pk", "name", "summary", "sector", "trainer__name", "municipality")
    for pk, name, *other in shown.distinct():
        title = fold(name).split()
        body = fold(" ".join((*other, *(called for _, called in taught[pk])))).split()
        parts = [max(2 * _nearness(word, title), _nearness(word, body)) for word in words]
        score = sum(parts) if parts and all(parts) else 0.0
        score += any(uri in meant for uri, _ in taught[pk])
        if score:
            scored.append((-score, name, pk))
    return [pk for _, _, pk in sorted(scored)]


def _nearness(word: str, words: Iterable[str]) -> float:
    """How well a typed word is found: 1 exact, less for a part or with slips, 0 when it is not there."""
    allowed = 0 if len(word) < SHORT_WORD else 1 if len(word) < LONG_WORD else 2
    best = 0.0
    for other in words:
        if other == word:
            return 1.0
        if len(word) >= SHORT_WORD - 1 and word in other:
            best = max(best, 0.8)
        elif allowed and abs(len(other) - len(word)) <= allowed and slips(word, other, allowed) <= allowed:
            best = max(best, 0.5)
    return best
