"""Opening many files at once writes what opening them one by one writes."""

from typing import Any

import pytest
from django.db import models, transaction

from overstap.audit.models import AuditLine
from overstap.casework.actions import register_case
from overstap.casework.actions.bulk import Newcomer, register_cases, tell_registered
from overstap.casework.models import (
    Assessment,
    Case,
    CaseFact,
    CaseSequence,
    NextAction,
    Residence,
    ResponsibilityPeriod,
)
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from tests.conftest import START
from tests.factories.cases import EMPLOYED, ON_ASSISTANCE, ON_BENEFIT
from tests.factories.people import make_participant, make_professional

pytestmark = pytest.mark.django_db

TABLES: tuple[type[models.Model], ...] = (
    Case,
    ResponsibilityPeriod,
    Residence,
    CaseFact,
    Assessment,
    NextAction,
    Consent,
)
OWN = {"id", "number", "case", "case_id", "participant", "participant_id"}


def rows_of(participant_id: int) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands in the tables about one person, without keys."""
    found = {}
    for table in TABLES:
        names = {field.name for field in table._meta.concrete_fields}
        about = (
            {"participant_id": participant_id} if "participant" in names else {"case__participant_id": participant_id}
        )
        kept = [
            {name: value for name, value in row.items() if name not in OWN}
            for row in table._default_manager.filter(**about).order_by("id").values()
        ]
        found[table.__name__] = sorted(kept, key=str)
    lines = AuditLine.objects.filter(subject_id=participant_id).exclude(
        verb__in=("register_participant", "mark_returned")
    )
    found["AuditLine"] = sorted(
        (
            {
                "verb": line.verb,
                "kind": line.object_kind,
                "details": {name: one for name, one in line.details.items() if name != "over"},
                "purpose": line.purpose,
            }
            for line in lines.order_by("id")
        ),
        key=str,
    )
    return found


@pytest.fixture
def actor() -> Actor:
    return make_professional(Role.DESK)


@pytest.mark.parametrize(
    "answers", [EMPLOYED, ON_BENEFIT, ON_ASSISTANCE, {**ON_BENEFIT, "doelgroep_banenafspraak": True}]
)
def test_many_at_once_are_written_as_one_by_one(actor: Actor, answers: dict[str, Any]) -> None:
    special = frozenset({Item.HEALTH}) if "doelgroep_banenafspraak" in answers else frozenset()
    one, other = make_participant(), make_participant()

    register_case(
        actor=actor, participant_id=one.pk, answers=answers, given_through="op papier", now=START,
        referrer_party_id=actor.party_id, also_items=special,
    )  # fmt: skip
    with transaction.atomic():
        register_cases(
            actor=actor, newcomers=[Newcomer(other, answers, special)], given_through="op papier",
            referrer_party_id=actor.party_id, now=START,
        )  # fmt: skip
        tell_registered(actor=actor, case_ids=[Case.objects.get(participant=other).pk], now=START)

    assert rows_of(other.pk) == rows_of(one.pk)


def test_numbers_follow_each_other_and_who_cannot_be_routed_gets_none(actor: Actor) -> None:
    people = [make_participant() for _ in range(3)]
    newcomers = [Newcomer(people[0], EMPLOYED), Newcomer(people[1], {}), Newcomer(people[2], EMPLOYED)]

    with transaction.atomic():
        found = register_cases(
            actor=actor, newcomers=newcomers, given_through="op papier", referrer_party_id=None, now=START
        )

    assert isinstance(found[1], Refusal)
    assert found[1].rule == "routering.onbekend"
    numbers = list(Case.objects.order_by("id").values_list("number", flat=True))
    assert numbers == ["2021-000001", "2021-000002"]
    assert CaseSequence.objects.get(year=2021).last == 2
