"""The catalogue of trainings: what may stand in it, and how it is found again."""

import datetime as dt
from dataclasses import replace

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import Party
from overstap.taxonomy.reading.starter import skill_uri
from overstap.training.actions import register_agreement, register_trainer, register_training, take_over
from overstap.training.models import Trainer, Training, TrainingAgreement
from overstap.training.queries import agreements, offered, search, training
from overstap.training.values import AgreementFields, TrainerFields, TrainingCard, TrainingFields, TrainingFilters
from tests.conftest import START
from tests.factories.training import make_trainer, make_training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

TODAY = START.date()


def broker(*roles: Role) -> Actor:
    return Actor(None, "Makelaar", frozenset(roles or {Role.BROKER}), party_id=1, region_codes=frozenset({"AM26"}))


def fields(trainer: Trainer, **more: object) -> TrainingFields:
    told = {"trainer_id": trainer.pk, "name": "Heftruck rijden", "checked_on": TODAY, "weeks": 2, "cents": 450_00}
    return TrainingFields(**(told | more))  # type: ignore[arg-type]


def kept(actor: Actor, what: TrainingFields) -> TrainingCard:
    card = register_training(actor=actor, fields=what, on=TODAY, now=START)

    assert isinstance(card, TrainingCard)
    return card


def rules(answer: object) -> list[str]:
    assert isinstance(answer, tuple)
    return [one.rule for one in answer]


@pytest.mark.requirement("R-229")
def test_a_module_without_a_recognised_certificate_is_refused_and_a_course_is_not() -> None:
    trainer = make_trainer()
    module = fields(trainer, sort="module")
    said = register_training(actor=broker(), fields=module, on=TODAY, now=START)
    card = kept(broker(), replace(module, certificate="Heftruckcertificaat", certificate_recognised=True))

    assert rules(said) == ["opleiding.certificaat"]
    assert card.certificate_recognised
    assert kept(broker(), fields(trainer, name="Anders")).sort == "cursus"


def test_everything_that_is_wrong_comes_back_at_once_and_nothing_is_kept() -> None:
    wrong = fields(
        make_trainer(), name=" ", weeks=0, cents=-1, third_path=True, source="sector", teaches=("urn:niets",)
    )
    said = register_training(actor=broker(), fields=wrong, on=TODAY, now=START)

    assert set(rules(said)) == {
        "opleiding.naam",
        "opleiding.weken",
        "opleiding.prijs",
        "opleiding.derde_leerweg",
        "opleiding.herkomst",
        "opleiding.competentie",
    }
    assert not Training.objects.exists()


@pytest.mark.requirement("R-365")
def test_a_training_of_a_sector_keeps_which_sector_told_us_and_leaves_a_trail() -> None:
    card = kept(
        broker(Role.COORDINATOR),
        fields(make_trainer(), source="sector", source_name="Fonds Techniek", sector="techniek"),
    )

    assert (card.source, card.source_name) == ("sector", "Fonds Techniek")
    assert AuditLine.objects.filter(verb="opleiding_vastleggen", object_id=str(card.id)).count() == 1


@pytest.mark.parametrize("role", [Role.ADVISER, Role.DESK, Role.CASHIER, Role.EMPLOYER, Role.PERSON])
def test_who_does_not_keep_the_catalogue_changes_nothing(role: Role) -> None:
    with pytest.raises(NotFoundError):
        register_trainer(actor=broker(role), fields=TrainerFields("Iemand"), now=START)

    assert not Trainer.objects.exists()


def test_the_third_path_asks_a_trainer_that_duo_recognises() -> None:
    trainer = make_trainer(duo_recognised=True)

    assert kept(broker(), fields(trainer, third_path=True)).third_path


def test_the_same_name_twice_is_refused_and_changing_is_not() -> None:
    trainer = make_trainer()
    first = kept(broker(), fields(trainer, teaches=(skill_uri("kassa"),)))
    said = register_training(actor=broker(), fields=fields(trainer), on=TODAY, now=START)
    changed = register_training(
        actor=broker(), fields=fields(trainer, cents=1), on=TODAY, now=START, training_id=first.id
    )

    assert rules(said) == ["opleiding.dubbel"]
    assert isinstance(changed, TrainingCard)
    assert (changed.cents, changed.teaches) == (1, ())


@pytest.mark.requirement("R-230")
def test_searching_finds_by_word_with_a_slip_by_sector_form_provider_length_price_and_region() -> None:
    trainer = make_trainer("Rijschool Zuid")
    wanted = make_training("kassa", name="Heftruck rijden", trainer=trainer, sector="logistiek", region="AM26")
    other = make_training(name="Lassen", form="online", weeks=20, price_cents=3000_00, sector="techniek")

    def found(text: str = "", **filters: object) -> set[int]:
        return {row.id for row in search(text, TrainingFilters(**filters), on=TODAY).rows}  # type: ignore[arg-type]

    assert found() == {wanted.pk, other.pk}
    assert found("heftrck rijdn") == {wanted.pk}
    assert found("heftruck lassen") == set()
    assert found(sector="techniek") == {other.pk}
    assert found(form="online") == {other.pk}
    assert found(trainer_id=trainer.pk) == {wanted.pk}
    assert found(weeks_most=4) == {wanted.pk}
    assert found(cents_most=1000_00) == {wanted.pk}
    assert found(region_code="AM01") == {other.pk}
    assert found(region_code="AM26") == {wanted.pk, other.pk}
    assert found(teaches=skill_uri("kassa")) == {wanted.pk}


def test_what_ended_is_found_no_more_but_can_still_be_read() -> None:
    row = make_training("kassa", ended_on=TODAY - dt.timedelta(days=1))

    assert not search("", TrainingFilters(), on=TODAY).rows
    assert not list(offered(TODAY, None))
    assert training(row.pk).ended_on == TODAY - dt.timedelta(days=1)


def test_bridges_get_what_is_given_near_and_teaches_something_that_is_asked() -> None:
    near = make_training("kassa", region="AM26")
    make_training("kassa", region="AM01")
    make_training("luisteren")
    got = list(offered(TODAY, "AM26", teaches=[skill_uri("kassa")]))

    assert [(one.id, one.weeks, one.cents, one.teaches) for one in got] == [
        (near.pk, 4, 500_00, frozenset({skill_uri("kassa")}))
    ]


def test_a_list_is_taken_over_whole_or_not_at_all_and_the_second_time_adds_nothing() -> None:
    who = TrainerFields("Techniekschool")
    good = TrainingFields(0, "Lassen", TODAY, 10, 900_00)
    bad = replace(good, name="Solderen", weeks=0, sort="module")
    said = take_over(actor=broker(), rows=[(who, good), (who, bad)], on=TODAY, now=START)

    assert [(place, one.rule) for place, one in said if isinstance(one, Refusal)] == [  # type: ignore[misc]
        (1, "opleiding.weken"),
        (1, "opleiding.certificaat"),
    ]
    assert not Trainer.objects.exists()
    assert take_over(actor=broker(), rows=[(who, good)], on=TODAY, now=START) == (1, 0)
    assert take_over(actor=broker(), rows=[(who, good)], on=TODAY, now=START) == (0, 1)
    assert Training.objects.count() == 1


@pytest.mark.requirement("R-366")
def test_an_agreement_names_its_parties_and_stands_in_the_register_of_its_region() -> None:
    parties = tuple(Party.objects.order_by("pk").values_list("pk", flat=True)[:2])
    told = AgreementFields("Zij-instroom zorg", parties, TODAY, dt.date(2022, 12, 31), "AM26", places=40)
    card = register_agreement(actor=broker(), fields=told, on=TODAY, now=START)
    alone = register_agreement(actor=broker(), fields=replace(told, party_ids=parties[:1]), on=TODAY, now=START)
    round_ = register_agreement(
        actor=broker(), fields=replace(told, valid_until=dt.date(2020, 1, 1)), on=TODAY, now=START
    )

    assert not isinstance(card, Refusal)
    assert (len(card.parties), card.places, card.holds) == (2, 40, True)
    assert [one.id for one in agreements("AM26", TODAY)] == [card.id]
    assert agreements("AM01", TODAY) == ()
    assert isinstance(alone, Refusal)
    assert isinstance(round_, Refusal)
    assert TrainingAgreement.objects.count() == 1


def test_an_agreement_for_another_region_is_not_mine_to_make() -> None:
    told = AgreementFields("Elders", (1, 2), TODAY, TODAY, "AM01")

    with pytest.raises(NotFoundError):
        register_agreement(actor=broker(), fields=told, on=TODAY, now=START)
