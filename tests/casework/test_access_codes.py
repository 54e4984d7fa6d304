"""A letter with a code opens one's own file together with the birth date; alone it opens nothing, and not for long."""

import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.casework import actions, queries
from overstap.casework.actions import Entered
from overstap.casework.models import AccessCode, Case
from overstap.casework.policy import Term, number_of_term
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence import queries as letters
from overstap.correspondence.models import Letter, LetterState, PostPreference, PrintRun
from overstap.people.models import CitizenNumber
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case, refused
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


def tries(now: dt.datetime = START) -> int:
    return number_of_term(Term.ACCESS_CODE_TRIES, region_code="", on=now.date())


def no_mail() -> Case:
    """The file of a person without e-mail, with an address."""
    case = make_case(participant=make_participant(email=""))
    PostPreference.objects.create(
        participant=case.participant, street="Spoorlaan 1", postcode="5017 JS", town="Tilburg", changed_at=START
    )
    return case


def sent(case: Case, now: dt.datetime = START) -> str:
    """Let a letter go and give the code on its paper."""
    given(actions.send_access_code(actor=adviser_of(case), participant_id=case.participant_id, now=now))
    return Letter.objects.filter(template="toegangscode").order_by("-id")[0].secret.reveal()


def enter(case: Case, code: str, *, birth_date: dt.date | None = None, now: dt.datetime = START) -> Entered | Refusal:
    return actions.enter_with_code(code=code, birth_date=birth_date or case.participant.birth_date, now=now)


def wrong_day(case: Case) -> dt.date:
    return case.participant.birth_date + dt.timedelta(days=1)


def test_the_code_and_the_birth_date_open_the_own_file_and_nothing_else() -> None:
    case = no_mail()
    entered = enter(case, sent(case).lower().replace("-", " "))

    assert isinstance(entered, Entered)
    actor = queries.person_inside(entered.code_id, now=START)
    assert actor is not None
    assert (actor.user_id, actor.participant_id, actor.roles) == (None, case.participant_id, {Role.PERSON})
    assert AuditLine.objects.filter(verb="toegangscode_gebruiken", by_subject=True).count() == 1
    with pytest.raises(NotFoundError):
        queries.case_page(actor, make_case().pk, now=START)


def test_a_code_without_the_birth_date_says_nothing_and_dies_after_some_tries() -> None:
    case = no_mail()
    code = sent(case)
    answers = [refused(enter(case, code, birth_date=wrong_day(case))).rule for _ in range(tries())]
    unknown = refused(enter(case, "ABCD-EFGH-2345"))

    assert answers == ["toegang.klopt_niet"] * (tries() - 1) + ["toegang.geblokkeerd"]
    assert refused(enter(case, code)).rule == "toegang.geblokkeerd"
    assert unknown == refused(enter(case, "kort"))
    assert unknown.rule == "toegang.klopt_niet"
    assert AuditLine.objects.filter(verb="toegangscode_fout").count() == tries()


def test_a_good_try_ends_the_count_of_wrong_ones() -> None:
    case = no_mail()
    code = sent(case)
    for _ in range(tries() - 1):
        enter(case, code, birth_date=wrong_day(case))

    assert isinstance(enter(case, code), Entered)
    assert AccessCode.objects.get().attempts == 0


def test_a_new_letter_makes_the_old_one_worthless_and_closes_what_was_open() -> None:
    case = no_mail()
    old = sent(case)
    inside = enter(case, old)
    new = sent(case, START + WEEK)

    assert isinstance(inside, Entered)
    assert queries.person_inside(inside.code_id, now=START + WEEK) is None
    assert refused(enter(case, old, now=START + WEEK)).rule == "toegang.klopt_niet"
    assert isinstance(enter(case, new, now=START + WEEK), Entered)


def test_a_code_works_for_a_limited_time() -> None:
    case = no_mail()
    code = sent(case)
    entered = enter(case, code)
    after = AccessCode.objects.get().valid_until

    assert isinstance(entered, Entered)
    assert after == START + dt.timedelta(days=number_of_term(Term.ACCESS_CODE_VALID, region_code="", on=START.date()))
    assert refused(enter(case, code, now=after)).rule == "toegang.verlopen"
    assert queries.person_inside(entered.code_id, now=after) is None


def test_without_an_address_no_letter_goes() -> None:
    case = make_case(participant=make_participant(email=""))
    answer = actions.send_access_code(actor=adviser_of(case), participant_id=case.participant_id, now=START)

    assert refused(answer).rule == "toegang.geen_adres"
    assert not AccessCode.objects.exists()


def test_who_does_not_see_to_the_post_of_a_person_makes_no_code() -> None:
    case = no_mail()
    for wrong in (adviser_elsewhere(), make_professional(Role.CASHIER), person_actor(case.participant)):
        with pytest.raises(NotFoundError):
            actions.send_access_code(actor=wrong, participant_id=case.participant_id, now=START)

    assert not AccessCode.objects.exists()


def test_the_code_stands_in_the_pile_only_and_is_gone_once_printed() -> None:
    case = no_mail()
    CitizenNumber.objects.create(
        participant=case.participant, number="123456782", recorded_at=START, recorded_for="UWV"
    )
    code = sent(case)
    letter = Letter.objects.get(template="toegangscode")
    desk = make_professional(Role.DESK)
    run = given(post.make_run(actor=desk, region_code="AM26", now=START))
    read = letters.read_letter(person_actor(case.participant), letter.pk, purpose="eigen dossier", now=START)
    given(post.mark_printed(actor=desk, run_id=run.id, now=START))
    letter.refresh_from_db()

    assert letter.channel == "brief"
    assert code not in f"{read} {letter.frozen.reveal()}"
    assert "123456782" not in letter.frozen.reveal()
    assert (letter.state, letter.secret.reveal()) == (LetterState.PRINTED, "")


def test_a_printed_code_is_never_printed_again_nor_sent_after_it_came_back() -> None:
    case = no_mail()
    sent(case)
    desk = make_professional(Role.DESK)
    run = given(post.make_run(actor=desk, region_code="AM26", now=START))
    letter = Letter.objects.get(template="toegangscode")
    given(post.mark_printed(actor=desk, run_id=run.id, now=START))
    again = post.print_again(actor=desk, run_id=run.id, cause="printer", explanation="", now=START)
    given(post.came_back(actor=desk, letter_id=letter.pk, now=START))

    assert refused(again).rule == "print.codes"
    assert PrintRun.objects.count() == 1
    assert refused(post.send_on_paper(actor=desk, letter_id=letter.pk, now=START)).rule == "post.geheim"
