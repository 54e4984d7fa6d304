"""Every table with something about a person has a way to go; brought packages and read rows go at their own term."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from overstap.audit.models import AuditLine
from overstap.audit.proving import verify
from overstap.audit.sealer import seal_lines
from overstap.casework.models import Case
from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.importing.models import Import, ImportRow, ImportState, RowState
from overstap.parties.models import Party
from overstap.portability.models import BroughtFile
from overstap.privacy import actions, queries
from overstap.privacy.going import GOES, Going
from overstap.privacy.holdings import kinds_about_people, label_of
from overstap.privacy.models import DestructionRecord
from overstap.privacy.singles import KINDS
from overstap.privacy.values import DestructionCard
from overstap.rules.load_processings import keeping_on
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.people import make_professional, person_actor

YEAR = dt.timedelta(days=366)
TABLE = Path(__file__).resolve().parents[1] / "access" / "table" / "holdings.toml"


def officers(party: Party) -> tuple[Actor, Actor]:
    return make_professional(Role.PRIVACY_OFFICER, party=party), make_professional(Role.PRIVACY_OFFICER, party=party)


def set_term(officer: Actor, record: str, months: int = 6) -> None:
    assert actions.set_term(actor=officer, record_id=record, months=months, because="Besluit.", now=START) is None


def brought(case: Case, now: dt.datetime = START) -> BroughtFile:
    return BroughtFile.objects.create(
        case=case, package=f"pakket-{now:%f}-{case.pk}", number="2020-000007", installation="Regio Elders",
        public_key="ab", key_known=True, made_at=now, document={"persoon": {"voornaam": "Zeldzaam"}}, imported_at=now,
    )  # fmt: skip


def read_in(party: Party, cases: list[Case | None], state: str = ImportState.DONE) -> Import:
    reader = make_professional(Role.DESK, party=party)
    batch = Import.objects.create(
        party=party, made_by_id=reader.user_id, made_at=START, state=state, name="lijst.csv", kind="csv"
    )
    for number, case in enumerate(cases, 1):
        ImportRow.objects.create(
            batch=batch, number=number, case=case, participant=case.participant if case else None,
            content=None if case else "Zeldzaam;Persoon", state=RowState.REGISTERED if case else RowState.WRONG,
        )  # fmt: skip
    return batch


def proposed(officer: Actor) -> DestructionCard:
    card = actions.propose_records(actor=officer, now=START + YEAR)
    assert isinstance(card, DestructionCard), card
    return card


def destroyed(officer: Actor, card: DestructionCard) -> DestructionCard:
    done = actions.destroy(actor=officer, destruction_id=card.id, now=START + YEAR)
    assert isinstance(done, DestructionCard), done
    return done


@pytest.mark.requirement("R-401")
def test_every_table_with_something_about_a_person_has_a_way_to_go() -> None:
    persons = {name.lower() for name in tomllib.loads(TABLE.read_text(encoding="utf-8"))["persons"]}
    about = {label_of(model) for model in kinds_about_people()}

    assert GOES.keys() == persons | about
    assert all(apps.get_model(label) for label in GOES)


def test_every_record_of_its_own_has_a_kind_with_a_term_to_set() -> None:
    names = {one.id for one in keeping_on(START.date()).records}

    assert {kind.label for kind in KINDS} == {label for label, how in GOES.items() if how is Going.RECORD}
    assert {kind.record for kind in KINDS} <= names


@pytest.mark.django_db
@pytest.mark.requirement("R-401")
def test_a_brought_package_goes_at_its_term_with_proof_and_without_a_name_in_it() -> None:
    case = make_case()
    first, second = officers(case.first_responsible)
    old = brought(case)
    young = brought(case, START + YEAR - dt.timedelta(days=9, microseconds=1))
    unset = actions.propose_records(actor=first, now=START + 40 * YEAR)
    set_term(first, "meegebracht_dossier")
    card = proposed(first)
    foretold = queries.destruction_page(second, card.id).counts
    done = destroyed(second, card)
    seal_lines(now=START + YEAR)

    assert isinstance(unset, Refusal)
    assert [(one.kind, one.rows) for one in foretold] == [("portability.broughtfile", 1)]
    assert done.counts == foretold
    assert list(BroughtFile.objects.values_list("pk", flat=True)) == [young.pk]
    assert old.pk != young.pk
    assert Case.objects.filter(pk=case.pk).exists()
    assert done.signature
    line = AuditLine.objects.filter(object_kind="vernietiging").order_by("-pk")[0]
    for told in (done.certificate, str(line.details)):
        assert "Zeldzaam" not in told
        assert case.number not in told
    assert verify().flaws == []


@pytest.mark.django_db
def test_read_rows_go_at_their_term_also_of_somebody_who_never_became_a_person_here() -> None:
    case = make_case()
    first, second = officers(case.first_responsible)
    done_with = read_in(case.first_responsible, [case, None])
    going_on = read_in(case.first_responsible, [None], ImportState.CHECKED)
    elsewhere = read_in(make_party(), [None])
    set_term(first, "invoerbestand")
    card = proposed(first)
    done = destroyed(second, card)

    assert {one.kind: one.rows for one in done.counts} == {"importing.importrow": 2}
    assert not ImportRow.objects.filter(batch=done_with).exists()
    assert ImportRow.objects.filter(batch__in=(going_on, elsewhere)).count() == 2
    assert Case.objects.filter(pk=case.pk).exists()


def make_party() -> Party:
    found = Party.objects.get(pk=make_professional(Role.DESK, party_kind="vakbond").party_id)
    assert isinstance(found, Party)
    return found


@pytest.mark.django_db
def test_who_is_held_keeps_both_and_a_file_that_is_worked_with_again_keeps_its_rows() -> None:
    case, other = make_case(), make_case()
    first, second = officers(case.first_responsible)
    brought(case)
    read_in(case.first_responsible, [case])
    batch = read_in(case.first_responsible, [other])
    for record in ("meegebracht_dossier", "invoerbestand"):
        set_term(first, record)
    card = proposed(first)
    assert actions.hold(actor=first, participant_id=case.participant_id, because="Zaak.", now=START + YEAR) is None
    Import.objects.filter(pk=batch.pk).update(state=ImportState.UNDOING)
    destroyed(second, card)

    assert sorted(DestructionRecord.objects.values_list("skipped", flat=True)) == [
        "bewaarplicht",
        "bewaarplicht",
        "weg",
    ]
    assert (BroughtFile.objects.count(), ImportRow.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_a_person_may_have_a_brought_package_erased_while_the_file_is_open() -> None:
    case = make_case()
    first, second = officers(case.first_responsible)
    brought(case)
    asked = actions.ask(
        actor=person_actor(case.participant), participant_id=case.participant_id, right="wissing", asked="",
        through="mijn", now=START,
    )  # fmt: skip
    assert not isinstance(asked, Refusal)
    actions.take_request(actor=first, request_id=asked.id, now=START)
    outlook = queries.request_page(first, asked.id, START).outlook
    granted = actions.grant(actor=first, request_id=asked.id, motivation="Het pakket gaat weg.", now=START)
    card = queries.destructions(second)[0]
    actions.destroy(actor=second, destruction_id=card.id, now=START)

    assert outlook is not None
    assert [(line.name.nl, line.amount) for line in outlook.going] == [
        ("Pakket dat iemand meebracht van een andere regio", 1)
    ]
    assert not isinstance(granted, Refusal)
    assert not BroughtFile.objects.exists()
