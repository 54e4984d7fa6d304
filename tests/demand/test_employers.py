"""Employers: who writes them down, who sees them, and what is wrong is told."""

from dataclasses import replace

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand import queries
from overstap.demand.actions import add_site, change_employer, register_employer
from overstap.demand.models import Employer, Site
from overstap.demand.values import EmployerFields, SiteFields
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db

FIELDS = EmployerFields(name="  Bakkerij   De Korst ", kvk_number="12.34 5678", sector="horeca")


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def test_a_broker_writes_down_an_employer_with_a_site_that_decides_the_region() -> None:
    actor = broker()
    made = register_employer(actor=actor, fields=FIELDS, site=SiteFields("tilburg", postcode="5038 ea"), now=START)
    assert isinstance(made, int)
    card = queries.employer(actor, made)

    assert (card.name, card.kvk_number) == ("Bakkerij De Korst", "12345678")
    assert [(one.municipality, one.region_code, one.postcode, one.main) for one in card.sites] == [
        ("Tilburg", "AM26", "5038EA", True)
    ]
    assert AuditLine.objects.filter(verb="werkgever_opnemen", object_id=str(made)).count() == 1


@pytest.mark.parametrize(
    "number", ["1234567", "123456789", "1234567a", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"]
)
def test_a_number_that_cannot_be_is_told_with_what_to_do(number: str) -> None:
    answer = register_employer(actor=broker(), fields=replace(FIELDS, kvk_number=number), now=START)

    assert rule_of(answer) == "vraag.kvk"
    assert isinstance(answer, Refusal)
    assert number in answer.sentence()
    assert not Employer.objects.exists()


def test_the_same_number_twice_names_the_employer_that_is_there() -> None:
    actor = broker()
    register_employer(actor=actor, fields=FIELDS, now=START)
    answer = register_employer(actor=actor, fields=replace(FIELDS, name="Anders"), now=START)

    assert isinstance(answer, Refusal)
    assert (answer.rule, dict(answer.details)["naam"]) == ("vraag.kvk_dubbel", "Bakkerij De Korst")


def test_a_place_that_is_no_municipality_leaves_nothing_behind() -> None:
    answer = register_employer(actor=broker(), fields=FIELDS, site=SiteFields("Nergensdam"), now=START)

    assert rule_of(answer) == "vraag.gemeente"
    assert not Employer.objects.exists()
    assert not AuditLine.objects.filter(verb="werkgever_opnemen").exists()


def test_a_national_employer_is_seen_in_every_region_and_another_only_where_it_has_a_site() -> None:
    here, national = make_employer("Tilburg"), make_employer("Utrecht", national=True)
    elsewhere = make_employer("Groningen")
    both = make_employer("Groningen")
    add_site(actor=broker("AM01"), employer_id=both.pk, site=SiteFields("Tilburg"), now=START)

    assert {one.id for one in queries.employers(broker("AM26"))} == {here.pk, national.pk, both.pk}
    with pytest.raises(NotFoundError):
        queries.employer(broker("AM26"), elsewhere.pk)


def test_an_employer_sees_and_keeps_its_own_only_and_does_not_say_that_it_is_recognised() -> None:
    own, other = make_employer(), make_employer()
    actor = employer_actor(own)
    change_employer(
        actor=actor, employer_id=own.pk, now=START,
        fields=EmployerFields(name="Nieuwe naam", recognised_training_company=True, national=True),
    )  # fmt: skip
    own.refresh_from_db()

    assert [one.id for one in queries.employers(actor)] == [own.pk]
    assert (own.name, own.recognised_training_company, own.national) == ("Nieuwe naam", False, False)
    for deed in (
        lambda: queries.employer(actor, other.pk),
        lambda: change_employer(actor=actor, employer_id=other.pk, fields=FIELDS, now=START),
        lambda: add_site(actor=actor, employer_id=other.pk, site=SiteFields("Tilburg"), now=START),
        lambda: register_employer(actor=actor, fields=FIELDS, now=START),
    ):
        with pytest.raises(NotFoundError):
            deed()


@pytest.mark.parametrize("role", [Role.CASHIER, Role.ADVISER, Role.PRIVACY_OFFICER])
def test_others_keep_no_employers(role: Role) -> None:
    there = make_employer()
    actor = make_professional(role)

    assert queries.employers(actor) == ()
    with pytest.raises(NotFoundError):
        register_employer(actor=actor, fields=FIELDS, now=START)
    with pytest.raises(NotFoundError):
        change_employer(actor=actor, employer_id=there.pk, fields=FIELDS, now=START)


def test_a_site_twice_is_refused_and_a_second_one_with_a_name_is_not() -> None:
    there = make_employer("Tilburg")
    actor = broker()
    again = add_site(actor=actor, employer_id=there.pk, site=SiteFields("Tilburg"), now=START)
    named = add_site(actor=actor, employer_id=there.pk, site=SiteFields("Tilburg", name="Noord"), now=START)

    assert rule_of(again) == "vraag.vestiging_dubbel"
    assert isinstance(named, int)
    assert Site.objects.filter(employer=there, main=True).count() == 1
