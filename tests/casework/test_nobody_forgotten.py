"""Nobody forgotten: one next step, reminders, cover, work of who left, lists with filters in few questions."""

import datetime as dt
import sys

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from overstap.audit.models import AuditLine
from overstap.casework import actions, queries
from overstap.casework.models import Absence, Case, NextAction, Reminder, SavedView
from overstap.casework.queries import CaseloadChoice
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.correspondence.models import Letter
from overstap.oversight.actions import CHECKS, DutyError
from overstap.parties.models import Membership, PartyKind
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case, offered, refused
from tests.factories.people import make_professional, person_actor

pytestmark = pytest.mark.django_db

TODAY = START.date()
LONG_AFTER = START + dt.timedelta(days=30)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def mine(case: Case) -> Actor:
    """The adviser who has a file in hand."""
    adviser = adviser_of(case)
    given(actions.take_case(actor=adviser, case_id=case.pk, now=START))
    return adviser


def step_for_person(case: Case, adviser: Actor, due: int = 1) -> NextAction:
    given(
        actions.set_next_action(
            actor=adviser, case_id=case.pk, what="Papieren opsturen", by_person=True, due_on=day(due), now=START
        )
    )
    return NextAction.objects.get(case=case, done_at__isnull=True)


def shown(actor: Actor, now: dt.datetime = START, **choice: object) -> list[int]:
    return [row.id for row in queries.caseload_page(actor, now, CaseloadChoice(**choice)).rows]


# --- Exactly one next step ---------------------------------------------------------------------------


def test_the_database_keeps_no_open_file_without_a_day_and_no_step_of_nobody() -> None:
    case = make_case()
    step = NextAction.objects.get(case=case, done_at__isnull=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(step_due_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        NextAction.objects.filter(pk=step.pk).update(owner_party=None, by_person=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        NextAction.objects.filter(pk=step.pk).update(by_person=True)


def test_the_nightly_check_finds_a_file_without_a_step_and_a_coordinator_repairs_it() -> None:
    case, fine = make_case(), make_case()
    coordinator = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)
    check = next(duty for duty in CHECKS if duty.kind == "stappen_nagaan")
    before = check.do(START)
    NextAction.objects.filter(case=case).update(done_at=START)
    with pytest.raises(DutyError, match=case.number):
        check.do(START)
    found = queries.step_problems(coordinator)
    with pytest.raises(NotFoundError):
        actions.repair_case(actor=coordinator, case_id=fine.pk, now=START)
    actions.repair_case(actor=coordinator, case_id=case.pk, now=START)

    assert before == 0
    assert [(one.case_id, one.proposal) for one in found] == [(case.pk, "Criteria nagaan: past de extra hulp?")]
    assert check.do(START) == 0


def test_a_day_in_the_list_that_is_not_that_of_the_step_is_found_too() -> None:
    case = make_case()
    Case.objects.filter(pk=case.pk).update(step_due_on=day(90))

    assert [one.case_id for one in queries.check_steps()] == [case.pk]


@pytest.mark.parametrize(("role", "region"), [(Role.COORDINATOR, "AM12"), (Role.ADVISER, "AM26"), (Role.DESK, "AM26")])
def test_nobody_else_repairs(role: Role, region: str) -> None:
    case = make_case()
    NextAction.objects.filter(case=case).update(done_at=START)

    with pytest.raises(NotFoundError):
        actions.repair_case(
            actor=make_professional(role, party_kind=PartyKind.MUNICIPALITY, region=region), case_id=case.pk, now=START
        )


# --- Reminders ---------------------------------------------------------------------------------------


def test_a_person_is_reminded_once_per_step_and_not_too_often() -> None:
    case = make_case()
    adviser = mine(case)
    step_for_person(case, adviser)
    first, again = actions.send_reminders(now=START), actions.send_reminders(now=START)
    step_for_person(case, adviser)
    too_soon = actions.send_reminders(now=START + dt.timedelta(days=1))
    later = actions.send_reminders(now=START + dt.timedelta(days=8))

    assert (first, again, too_soon, later) == (1, 0, 0, 1)
    assert Reminder.objects.count() == 2
    assert [
        row.template
        for row in Letter.objects.filter(about_id=str(case.pk), template__in=("herinnering", "volgende_stap")).order_by(
            "id"
        )
    ] == ["volgende_stap", "herinnering"]


def test_no_reminder_before_its_day_for_a_party_or_in_a_closed_file() -> None:
    early, party, closed = make_case(), make_case(), make_case()
    step_for_person(early, mine(early), due=20)
    adviser = mine(closed)
    step_for_person(closed, adviser)
    assert actions.close_case(actor=adviser, case_id=closed.pk, reason="Klaar.", now=START) is None

    assert actions.send_reminders(now=START) == 0
    assert NextAction.objects.get(case=party, done_at__isnull=True).by_person is False


# --- The list ----------------------------------------------------------------------------------------


def test_every_filter_shows_what_it_says_and_its_count_is_the_number_of_rows() -> None:
    late, silent, plain, waiting = make_case(), make_case(), make_case(), make_case()
    adviser = mine(late)
    step_for_person(silent, adviser, due=0)
    offered(waiting, adviser, adviser_elsewhere(), kind="hulp")
    now = START + dt.timedelta(days=9)
    given(actions.set_next_action(
        actor=adviser, case_id=plain.pk, what="Bellen", owner_party_id=adviser.party_id, due_on=day(20), now=now
    ))  # fmt: skip
    counts = queries.caseload_page(adviser, now, CaseloadChoice()).counts

    assert set(shown(adviser, now, owner="mij")) == {late.pk}
    assert set(shown(adviser, now, owner="niemand")) == {silent.pk, plain.pk, waiting.pk}
    assert set(shown(adviser, now, due="te_laat")) == {late.pk, silent.pk, waiting.pk}
    assert set(shown(adviser, now, silence="deelnemer_stil")) == {silent.pk}
    assert set(shown(adviser, now, silence="overdracht_wacht")) == {waiting.pk}
    assert set(shown(adviser, LONG_AFTER, silence="stilstaand")) == {late.pk, silent.pk, waiting.pk}
    assert shown(adviser, now, text=plain.number) == [plain.pk]
    for name in ("mij", "niemand"):
        assert counts[name] == len(shown(adviser, now, owner=name))
    for name in ("te_laat", "vandaag", "week"):
        assert counts[name] == len(shown(adviser, now, due=name))
    for name in ("stilstaand", "deelnemer_stil", "overdracht_wacht"):
        assert counts[name] == len(shown(adviser, now, silence=name))


def test_pages_hold_every_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["overstap.casework.queries.caseload"], "PAGE_SIZE", 2)
    cases = {make_case().pk for _ in range(5)}
    adviser = adviser_of(Case.objects.latest("id"))
    pages = [shown(adviser, page=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {pk for page in pages for pk in page} == cases
    assert shown(adviser, page=99) == pages[2]


def test_the_list_asks_a_fixed_number_of_questions() -> None:
    adviser = mine(make_case())
    with CaptureQueriesContext(connection) as few:
        queries.caseload_page(adviser, START, CaseloadChoice())
    for _ in range(6):
        make_case()
    with CaptureQueriesContext(connection) as many:
        found = queries.caseload_page(adviser, START, CaseloadChoice())

    assert found.total == 7
    assert len(many) == len(few)
    assert len(many) <= 12


def test_nobody_sees_a_list_of_files_that_are_not_shared() -> None:
    make_case()

    for stranger in (
        adviser_elsewhere(),
        make_professional(Role.DESK),
        make_professional(Role.CASHIER, party_kind=PartyKind.UWV, region=None),
        person_actor(make_case().participant),
    ):
        assert queries.caseload_page(stranger, START, CaseloadChoice()).rows == ()
        assert queries.caseload_rows(stranger, START, CaseloadChoice()) == ()


def test_views_are_kept_per_account_with_one_default() -> None:
    case = make_case()
    one, other = adviser_of(case), adviser_of(case)
    first = given(
        actions.save_view(actor=one, name="Te laat", chosen={"termijn": "te_laat"}, is_default=True, now=START)
    )
    second = given(actions.save_view(actor=one, name="Van mij", chosen={"van": "mij"}, is_default=True, now=START))
    again = given(actions.save_view(actor=one, name="Van mij", chosen={"van": ""}, is_default=True, now=START))
    views = queries.saved_views(one)

    assert again == second
    assert [(view.id, view.is_default) for view in views] == [(first, False), (second, True)]
    assert queries.saved_views(other) == ()
    with pytest.raises(NotFoundError):
        actions.delete_view(actor=other, view_id=int(str(first)))
    actions.delete_view(actor=one, view_id=int(str(first)))
    assert SavedView.objects.count() == 1
    assert (
        refused(actions.save_view(actor=one, name=" ", chosen={}, is_default=False, now=START)).rule == "weergave.naam"
    )


# --- Cover -------------------------------------------------------------------------------------------


def test_the_cover_has_the_work_for_that_time_it_is_written_down_and_the_person_sees_who() -> None:
    case = make_case()
    owner, cover = mine(case), adviser_of(case)
    given(actions.set_absence(
        actor=owner, user_id=owner.user_id or 0, cover_id=cover.user_id or 0, from_on=day(1), until_on=day(5), now=START
    ))  # fmt: skip
    during, after = START + dt.timedelta(days=3), START + dt.timedelta(days=6)
    step_for = {"case_id": case.pk, "what": "Bellen", "owner_party_id": owner.party_id, "due_on": day(9)}
    given(actions.set_next_action(actor=cover, now=during, **step_for))
    person = queries.person_page(person_actor(case.participant), during).case
    assert person is not None

    assert shown(cover, START, owner="mij") == []
    assert shown(cover, during, owner="mij") == [case.pk]
    assert shown(cover, during, owner="waarneming") == [case.pk]
    assert shown(cover, after, owner="mij") == []
    assert AuditLine.objects.filter(verb="volgende_stap").latest("id").details["waarneming_voor"] == owner.user_id
    assert (person.header.cover, person.header.cover_until) == (cover.name, day(5))
    given(actions.set_next_action(actor=cover, now=after, **step_for))
    assert "waarneming_voor" not in AuditLine.objects.filter(verb="volgende_stap").latest("id").details


def test_who_is_back_has_the_work_again() -> None:
    case = make_case()
    owner, cover = mine(case), adviser_of(case)
    absence = given(actions.set_absence(
        actor=owner, user_id=owner.user_id or 0, cover_id=cover.user_id or 0, from_on=TODAY, until_on=day(5), now=START
    ))  # fmt: skip

    assert refused(actions.end_absence(actor=cover, absence_id=absence, now=START)).rule == "dossier.niet_van_u"
    with pytest.raises(NotFoundError):
        actions.end_absence(actor=adviser_elsewhere(), absence_id=absence, now=START)
    assert actions.end_absence(actor=owner, absence_id=absence, now=START) is None
    assert shown(cover, owner="mij") == []
    assert queries.absences(owner, START) == ()


def test_cover_is_by_an_adviser_of_the_same_party_who_is_there() -> None:
    case = make_case()
    owner, cover, third = mine(case), adviser_of(case), adviser_of(case)

    def arrange(actor: Actor, who: Actor, by: Actor, start: int = 0, end: int = 3) -> object:
        return actions.set_absence(
            actor=actor,
            user_id=who.user_id or 0,
            cover_id=by.user_id or 0,
            from_on=day(start),
            until_on=day(end),
            now=START,
        )

    assert refused(arrange(owner, owner, owner)).rule == "waarneming.collega"
    assert refused(arrange(owner, owner, adviser_elsewhere())).rule == "waarneming.collega"
    assert refused(arrange(owner, third, cover)).rule == "dossier.niet_van_u"
    assert refused(arrange(owner, owner, cover, 3, 1)).rule == "waarneming.dagen"
    given(arrange(owner, owner, cover))
    assert refused(arrange(owner, owner, third, 2, 8)).rule == "waarneming.overlap"
    assert refused(arrange(cover, cover, third, 2, 8)).rule == "waarneming.zelf_weg"
    assert refused(arrange(third, third, owner, 1, 1)).rule == "waarneming.zelf_weg"
    assert given(arrange(adviser_of(case, Role.COORDINATOR), third, cover))
    assert Absence.objects.count() == 2


# --- Work of who left, and dividing ------------------------------------------------------------------


def test_work_of_someone_who_left_is_shown_to_the_coordinator_at_once() -> None:
    case = make_case()
    owner = mine(case)
    coordinator = adviser_of(case, Role.COORDINATOR)
    before = queries.worries(coordinator, START).left
    Membership.objects.filter(user_id=owner.user_id).update(valid_until=day(-1))
    after = queries.worries(coordinator, START).left
    elsewhere = make_professional(Role.COORDINATOR, party_kind=PartyKind.UNION)
    outside = queries.worries(elsewhere, START).left

    assert before == ()
    assert [(row.id, row.name) for row in after] == [(case.pk, case.participant.full_name)]
    assert [(row.id, row.name) for row in outside] == [(case.pk, "")]
    assert shown(coordinator, owner="vertrokken") == [case.pk]
    assert queries.worries(adviser_of(case), START).left == ()


def test_many_files_go_to_a_colleague_all_or_none() -> None:
    cases = [make_case() for _ in range(3)]
    owner, colleague = mine(cases[0]), adviser_of(cases[0])
    ids = [case.pk for case in cases]
    stranger = adviser_elsewhere()
    given(actions.give_files(actor=owner, case_ids=ids[:2], to_user_id=colleague.user_id or 0, now=START))
    wrong = actions.give_files(actor=owner, case_ids=ids, to_user_id=stranger.user_id or 0, now=START)
    assert actions.close_case(actor=owner, case_id=ids[2], reason="Klaar.", now=START) is None
    closed = actions.give_files(actor=colleague, case_ids=ids, to_user_id=owner.user_id or 0, now=START)

    assert refused(wrong).rule == "waarneming.collega"
    assert refused(closed).rule == "dossier.gesloten"
    assert refused(actions.give_files(actor=owner, case_ids=[], to_user_id=1, now=START)).rule == "toewijzen.aantal"
    with pytest.raises(NotFoundError):
        actions.give_files(actor=stranger, case_ids=ids[:1], to_user_id=stranger.user_id or 0, now=START)
    assert set(Case.objects.filter(pk__in=ids[:2]).values_list("owner_id", flat=True)) == {colleague.user_id}


def test_late_for_long_is_shown_without_a_name_to_who_does_not_share_the_file() -> None:
    case = make_case()
    desk = make_professional(Role.DESK, party_kind=PartyKind.UNION)
    found = queries.worries(desk, LONG_AFTER)

    assert [(row.number, row.name) for row in found.late] == [(case.number, "")]
    assert queries.worries(desk, START).late == ()
    assert queries.worries(make_professional(Role.DESK, region="AM12"), LONG_AFTER).late == ()
