"""Stopping, crashing, two at once: nothing half done, nobody twice."""

import datetime as dt
from typing import Any

import pytest

from overstap.background.actions import take_job
from overstap.background.models import Job
from overstap.casework.models import Case
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.importing import actions, queries
from overstap.importing.actions import jobs, registering
from overstap.importing.models import Import, ImportRow
from overstap.parties.models import PartyKind, User
from overstap.people.models import CitizenNumber, MergeProposal, Participant
from overstap.site.background import do_job
from tests.conftest import START
from tests.factories.importing import HEADINGS, checked, csv_of, person, read_in
from tests.factories.people import make_professional

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """What a worker sees of a kill: nothing that it could catch."""


def people(count: int) -> bytes:
    return csv_of(person(number) for number in range(count))


def do_everything() -> None:
    """What a worker does: job after job until there is nothing left, with time passing between them."""
    real = START
    for _ in range(40):
        job = take_job(worker="proef", kinds=actions.KINDS, now=real)
        if job is None and not Job.objects.filter(state="wacht").exists():
            return
        if job is not None:
            do_job(job)
        real += dt.timedelta(minutes=6)


def test_a_stop_keeps_what_was_done_and_going_on_does_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "ROWS_PER_TRANSACTION", 4)
    monkeypatch.setattr(registering, "SLICES_PER_JOB", 1)
    actor = make_professional(Role.DESK)
    batch = checked(actor, people(10))
    assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None

    actions.work(jobs.REGISTER, {"inlezing": batch.pk}, now=START)
    assert actions.stop_import(actor=actor, import_id=batch.pk, now=START) is None
    actions.work(jobs.REGISTER, {"inlezing": batch.pk}, now=START)

    assert Case.objects.count() == 4
    assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None
    do_everything()
    assert Case.objects.count() == Participant.objects.count() == 10
    assert Import.objects.get().state == "klaar"


def test_a_worker_that_is_killed_leaves_nothing_half_done_and_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registering, "ROWS_PER_TRANSACTION", 3)
    actor = make_professional(Role.DESK)
    batch = checked(actor, people(10))
    Job.objects.all().delete()
    assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None
    whole, calls = registering.register_cases, []

    def dies(**given: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KilledError
        return whole(**given)

    monkeypatch.setattr(registering, "register_cases", dies)
    job = take_job(worker="eerste", kinds=actions.KINDS, now=START)
    assert job is not None
    with pytest.raises(KilledError):
        actions.work(job.kind, job.details, now=START)

    assert Case.objects.count() == Participant.objects.count() == 3
    assert take_job(worker="tweede", kinds=actions.KINDS, now=START) is None
    again = take_job(worker="tweede", kinds=actions.KINDS, now=START + dt.timedelta(minutes=6))
    assert again is not None
    actions.work(again.kind, again.details, now=START)
    assert Case.objects.count() == Participant.objects.count() == 10
    assert ImportRow.objects.filter(state="aangemeld").count() == 10


def test_whoever_was_registered_since_the_check_waits_for_a_choice() -> None:
    actor = make_professional(Role.DESK)
    first, second = checked(actor, people(3)), checked(actor, people(3))
    for batch in (first, second):
        assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None
    do_everything()

    assert Participant.objects.count() == 3
    assert list(second.rows.order_by("number").values_list("state", flat=True)) == ["twijfel"] * 3


def test_a_citizen_number_is_kept_once_and_only_for_who_has_a_ground() -> None:
    rows = [(*person(1), "123456782"), (*person(2), "111222333"), (*person(3), "123456782")]
    data = csv_of(rows, (*HEADINGS, "BSN"))
    municipality = make_professional(party_kind=PartyKind.MUNICIPALITY)

    batch = checked(municipality, data, citizen_numbers=True)

    assert [row.state for row in batch.rows.order_by("number")] == ["goed", "goed", "twijfel"]
    assert actions.choose_rows(actor=municipality, import_id=batch.pk, numbers=None, choice="nieuw", now=START) == 1
    assert actions.start_import(actor=municipality, import_id=batch.pk, now=START) is None
    do_everything()
    assert sorted(row.number.reveal() for row in CitizenNumber.objects.all()) == ["111222333", "123456782"]
    assert "123456782" not in str(list(CitizenNumber.objects.values()))
    assert MergeProposal.objects.get().grounds == ["bsn"]
    union = make_professional(party_kind=PartyKind.UNION)
    assert checked(union, csv_of([(*person(7), "123456782")], (*HEADINGS, "BSN"))).rows.get().state == "goed"


def test_after_undoing_the_same_file_can_be_read_in_again() -> None:
    actor = make_professional(Role.DESK)
    batch = read_in(actor, people(2))
    assert actions.undo_import(actor=actor, import_id=batch.pk, now=START) is None
    do_everything()
    assert not User.objects.filter(email__startswith="mens").exists()

    again = read_in(actor, people(2))

    assert again.rows.filter(state="aangemeld").count() == 2
    assert Case.objects.filter(closed_at__isnull=True).count() == 2
    assert not Participant.objects.filter(withdrew_at__isnull=True, possible_duplicate=True).exists()


def test_a_file_that_nobody_read_in_is_thrown_away_in_time() -> None:
    actor = make_professional(Role.DESK)
    batch = checked(actor, people(2))

    assert actions.forget_old_imports(now=START + dt.timedelta(days=13)) == 0
    assert actions.forget_old_imports(now=START + dt.timedelta(days=15)) == 1

    batch.refresh_from_db()
    assert (batch.state, batch.file) == ("weggegooid", None)
    assert not batch.rows.filter(content__isnull=False).exists()


def test_columns_are_remembered_for_the_party(monkeypatch: pytest.MonkeyPatch) -> None:
    actor = make_professional(Role.DESK)
    batch = checked(actor, people(1))
    again = actions.upload_file(actor=actor, name="nog een.csv", data=people(2), now=START)
    assert not isinstance(again, Refusal)

    page = queries.mapping_page(actor, again, now=START)

    assert not isinstance(page, Refusal)
    assert page.remembered
    assert {str(one.number): one.field for one in page.columns if one.field} == batch.mapping
