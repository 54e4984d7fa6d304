"""The verbs of the catalogue: registering trainers, trainings and agreements, and taking over a whole file at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.demand import kvk_digits, refuse_kvk_number
from overstap.core.training import HOUSE, TrainingTerms, refuse_training
from overstap.parties.models import Party, Region
from overstap.taxonomy.queries import concepts
from overstap.taxonomy.values import SKILLS
from overstap.training.models import Teaches, Trainer, Training, TrainingAgreement
from overstap.training.queries import agreement_card, trainer_card, training
from overstap.training.values import (
    AgreementCard,
    AgreementFields,
    TrainerCard,
    TrainerFields,
    TrainingCard,
    TrainingFields,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

KEEPERS = frozenset({Role.COORDINATOR, Role.BROKER})
"""Who keeps the catalogue."""

FEWEST_PARTIES = 2
TRAINER, TRAINING, AGREEMENT = "opleider", "opleiding", "opleidingsafspraak"

UNKNOWN_SKILL = Refusal(
    "opleiding.competentie",
    N_("Een competentie staat niet in de lijst."),
    HOUSE,
    N_("Zoek de competentie op en kies haar uit de lijst."),
)
NAME_TAKEN = Refusal(
    "opleiding.dubbel",
    N_("Deze opleider heeft al een opleiding met deze naam."),
    HOUSE,
    N_("Wijzig de opleiding die er al staat, of kies een andere naam."),
)
TRAINER_TAKEN = Refusal(
    "opleider.dubbel",
    N_("Er is al een opleider met deze naam of dit KvK-nummer."),
    HOUSE,
    N_("Kies de opleider uit de lijst."),
)
NO_NAME = Refusal("opleider.naam", N_("De opleider heeft geen naam."), HOUSE, N_("Vul de naam in."))
TOO_FEW = Refusal(
    "opleidingsafspraak.partijen",
    N_("Een afspraak maakt u met ten minste twee partijen."),
    HOUSE,
    N_("Kies alle partijen die meedoen."),
)
TURNED_ROUND = Refusal(
    "opleidingsafspraak.dagen",
    N_("De afspraak eindigt voordat hij begint."),
    HOUSE,
    N_("Kijk de twee datums na."),
)


def register_trainer(*, actor: Actor, fields: TrainerFields, now: datetime) -> TrainerCard | Refusal:
    """Add a trainer to the catalogue (opleider vastleggen). Raises NotFoundError for who does not keep it."""
    _check_keeper(actor)
    number = kvk_digits(fields.kvk_number)
    if not fields.name.strip():
        return NO_NAME
    refusal = refuse_kvk_number(number)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        same = Trainer.objects.filter(name__iexact=fields.name.strip())
        if same.exists() or (number and Trainer.objects.filter(kvk_number=number).exists()):
            return TRAINER_TAKEN
        row = Trainer.objects.create(
            name=fields.name.strip(),
            kind=fields.kind,
            kvk_number=number,
            duo_recognised=fields.duo_recognised,
            website=fields.website,
        )
        audit.record(
            actor=actor, verb="opleider_vastleggen", object_kind=TRAINER, object_id=row.pk, now=now
        )  # fmt: skip
        return trainer_card(row)


def register_training(
    *, actor: Actor, fields: TrainingFields, on: date, now: datetime, training_id: int | None = None
) -> TrainingCard | tuple[Refusal, ...]:
    """Add a training, or change one (opleiding vastleggen); everything that is wrong comes back at once (R-229).

    Raises NotFoundError for who does not keep the catalogue, and for an unknown trainer, region or training.
    """
    _check_keeper(actor)
    with transaction.atomic():
        trainer = Trainer.objects.select_for_update().filter(pk=fields.trainer_id).first()
        if trainer is None:
            raise NotFoundError(fields.trainer_id)
        refusals = _refusals(fields, trainer, on, training_id)
        if refusals:
            return refusals
        row = _row(training_id)
        _fill(row, fields, trainer, now)
        row.save()
        _teach(row, fields.teaches)
        verb = "opleiding_vastleggen" if training_id is None else "opleiding_wijzigen"
        audit.record(actor=actor, verb=verb, object_kind=TRAINING, object_id=row.pk, now=now)
        return training(row.pk)


def register_agreement(*, actor: Actor, fields: AgreementFields, on: date, now: datetime) -> AgreementCard | Refusal:
    """Put an agreement about the training offer in the register (opleidingsafspraak vastleggen, R-366).

    A coordinator or broker does so for the regions of their own seat. Raises NotFoundError for anyone else.
    """
    _check_keeper(actor)
    if fields.region_code and fields.region_code not in actor.region_codes:
        raise NotFoundError(fields.region_code)
    if not fields.name.strip():
        return Refusal("opleidingsafspraak.naam", N_("De afspraak heeft geen naam."), HOUSE, N_("Vul de naam in."))
    if fields.valid_until < fields.agreed_on:
        return TURNED_ROUND
    parties = list(Party.objects.filter(pk__in=fields.party_ids))
    if len(parties) < FEWEST_PARTIES:
        return TOO_FEW
    with transaction.atomic():
        row = TrainingAgreement.objects.create(
            region=Region.objects.get(code=fields.region_code) if fields.region_code else None,
            sector=fields.sector,
            name=fields.name.strip(),
            agreed_on=fields.agreed_on,
            valid_until=fields.valid_until,
            places=fields.places,
            document_url=fields.document_url,
            text=fields.text,
            created_at=now,
        )
        row.parties.set(parties)
        audit.record(
            actor=actor, verb="opleidingsafspraak_vastleggen", object_kind=AGREEMENT, object_id=row.pk, now=now
        )
        return agreement_card(row, on)


def take_over(
    *,
    actor: Actor,
    rows: Sequence[tuple[TrainerFields, TrainingFields]],
    on: date,
    now: datetime,
    only_look: bool = False,
) -> tuple[int, int] | tuple[tuple[int, Refusal], ...]:
    """Take over a list of trainings in one go (opleidingen inlezen): all of it, or nothing at all.

    With `only_look` nothing is written, and the answer tells what would be.

    Gives how many are new and how many changed; or every problem of every row, by its place in the list. What is there
    already with the same trainer and name is changed, so that the same list twice adds nothing.
    """
    _check_keeper(actor)
    problems: list[tuple[int, Refusal]] = []
    made = changed = 0
    with transaction.atomic():
        for place, (who, what) in enumerate(rows):
            answer = _trainer_of(actor, who, now)
            if isinstance(answer, Refusal):
                problems.append((place, answer))
                continue
            there = Training.objects.filter(trainer_id=answer, name=what.name.strip()).first()
            fields = replace(what, trainer_id=answer)
            kept = register_training(
                actor=actor, fields=fields, on=on, now=now, training_id=there.pk if there else None
            )
            if isinstance(kept, tuple):
                problems += [(place, one) for one in kept]
            elif there:
                changed += 1
            else:
                made += 1
        if problems:
            transaction.set_rollback(True)
            return tuple(problems)
        transaction.set_rollback(only_look)
    return made, changed


def _trainer_of(actor: Actor, who: TrainerFields, now: datetime) -> int | Refusal:
    found = Trainer.objects.filter(name__iexact=who.name.strip()).first()
    if found is not None:
        return found.pk
    answer = register_trainer(actor=actor, fields=who, now=now)
    return answer if isinstance(answer, Refusal) else answer.id


def _check_keeper(actor: Actor) -> None:
    if not (actor.is_system or actor.has(*KEEPERS)):
        raise NotFoundError(TRAINING)


def _refusals(fields: TrainingFields, trainer: Trainer, on: date, training_id: int | None) -> tuple[Refusal, ...]:
    terms = TrainingTerms(
        name=fields.name,
        sort=fields.sort,
        form=fields.form,
        weeks=fields.weeks,
        hours_per_week=fields.hours_per_week,
        cents=fields.cents,
        certificate_recognised=fields.certificate_recognised,
        certificate=fields.certificate,
        third_path=fields.third_path,
        duo_recognised=trainer.duo_recognised,
        checked_on=fields.checked_on,
        source=fields.source,
        source_name=fields.source_name,
    )
    found = refuse_training(terms, on)
    known = {uri for uri, card in concepts(fields.teaches).items() if card.kind in SKILLS}
    same = Training.objects.filter(trainer=trainer, name=fields.name.strip()).exclude(pk=training_id or 0)
    return (
        *found,
        *((UNKNOWN_SKILL,) if set(fields.teaches) - known else ()),
        *((NAME_TAKEN,) if same.exists() else ()),
    )


def _row(training_id: int | None) -> Training:
    if training_id is None:
        return Training()
    row = Training.objects.filter(pk=training_id).first()
    if row is None:
        raise NotFoundError(training_id)
    return row


_SAME = (
    "summary", "form", "sort", "weeks", "hours_per_week", "exempt_vat", "outcome", "certificate",
    "certificate_recognised", "third_path", "crebo", "starts", "municipality", "sector", "occupation_uri", "source",
    "source_name", "source_date", "url", "checked_on", "ended_on",
)  # fmt: skip


def _fill(row: Training, fields: TrainingFields, trainer: Trainer, now: datetime) -> None:
    region = Region.objects.filter(code=fields.region_code).first() if fields.region_code else None
    if fields.region_code and region is None:
        raise NotFoundError(fields.region_code)
    row.trainer, row.region = trainer, region
    row.name, row.price_cents = fields.name.strip(), fields.cents
    for name in _SAME:
        setattr(row, name, getattr(fields, name))
    if row._state.adding:  # noqa: SLF001 - the documented interface of Django
        row.created_at = now


def _teach(row: Training, uris: tuple[str, ...]) -> None:
    Teaches.objects.filter(training=row).exclude(concept_uri__in=uris).delete()
    there = set(Teaches.objects.filter(training=row).values_list("concept_uri", flat=True))
    cards = concepts(uris)
    Teaches.objects.bulk_create(
        Teaches(training=row, concept_uri=uri, concept_edition=cards[uri].version, name=cards[uri].name)
        for uri in dict.fromkeys(uris)
        if uri not in there
    )
