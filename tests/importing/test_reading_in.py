"""From a file to files of people: checked together, registered once, and taken back."""

import datetime as dt

import pytest

from overstap.casework import actions as casework
from overstap.casework.models import Case
from overstap.consent.models import Consent
from overstap.core.actor import Role
from overstap.importing import actions
from overstap.importing.models import Import, ImportRow
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.cases import given
from tests.factories.importing import checked, csv_of, person, read_in
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db


def test_everyone_in_a_file_gets_a_file_of_their_own() -> None:
    actor = make_professional(Role.DESK)

    batch = read_in(actor, csv_of(person(number) for number in range(12)))

    assert batch.state == "klaar"
    assert batch.file is None
    assert Case.objects.count() == Participant.objects.count() == 12
    assert {case.first_responsible.kind for case in Case.objects.select_related("first_responsible")} == {"vakbond"}
    assert ImportRow.objects.filter(state="aangemeld", content__isnull=True).count() == 12
    said = set(Consent.objects.order_by("id").values_list("given_through", flat=True))
    assert len(said) == 1
    assert "formulieren in de map ontslagronde" in said.pop()


def test_every_problem_of_every_row_is_told_together() -> None:
    actor = make_professional(Role.DESK)
    rows = [
        person(1),
        person(2, geboren="31-02-1980", email="geen adres", woonplaats="Nergenshuizen"),
        person(3, voornaam="", telefoon="12"),
    ]

    batch = checked(actor, csv_of(rows))

    found = {row.number: {(one["veld"], one["soort"]) for one in row.problems} for row in batch.rows.all()}
    assert found[2] == set()
    assert found[3] == {("geboortedatum", "datum"), ("email", "email"), ("woonplaats", "gemeente")}
    assert found[4] == {("voornaam", "leeg"), ("telefoon", "telefoon")}
    assert [row.state for row in batch.rows.order_by("number")] == ["goed", "fout", "fout"]


def test_who_may_be_known_waits_for_a_choice_and_is_never_merged_by_itself() -> None:
    actor = make_professional(Role.DESK)
    read_in(actor, csv_of([person(1)]))

    batch = checked(actor, csv_of([person(1, email="ander@voorbeeld.example")]))

    assert batch.rows.get().state == "twijfel"
    assert Participant.objects.count() == 1


def test_an_import_is_taken_back_as_a_whole_and_refused_where_somebody_worked() -> None:
    actor = make_professional(Role.DESK)
    batch = read_in(actor, csv_of(person(number) for number in range(5)))
    worked = Case.objects.order_by("id").first()
    assert worked is not None
    adviser = make_professional(Role.ADVISER, party=worked.first_responsible)
    later = START + dt.timedelta(hours=1)
    given(casework.take_case(actor=adviser, case_id=worked.pk, now=later))

    assert actions.undo_import(actor=actor, import_id=batch.pk, now=later) is None
    while actions.work("inlezen_terugdraaien", {"inlezing": batch.pk}, now=later):
        pass

    batch = Import.objects.get()
    assert batch.state == "teruggedraaid"
    assert batch.rows.filter(state="teruggedraaid").count() == 4
    stayed = batch.rows.get(state="gebleven")
    assert stayed.case_id == worked.pk
    assert worked.first_responsible.name in stayed.because
    assert Case.objects.filter(closed_at__isnull=True).get() == worked
