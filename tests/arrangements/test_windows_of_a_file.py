"""Windows from a file: applying for a person with their agreement, and going on with it together (R-220, R-222)."""

import datetime as dt
import uuid
from typing import Any

import pytest

from overstap.allotment import actions as allotment
from overstap.allotment import queries as allotment_queries
from overstap.allotment.applicants import ApplicantKind, applicant_key_of
from overstap.allotment.models import Application, Contact, Unit, Way, Window
from overstap.arrangements import actions, queries
from overstap.arrangements.models import WindowApplication
from overstap.audit.models import AuditLine
from overstap.casework.models import NextAction
from overstap.core.actor import Role
from overstap.core.allotment import State
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import PartyKind
from tests.conftest import START
from tests.factories.allotment import CASHIER, window
from tests.factories.arrangements import Scene, make_admitted
from tests.factories.people import make_professional
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/loketten/aanvraag/x/"


def advice(**other: Any) -> Window:
    """A window at which a career adviser registers someone, one place each."""
    return window(**{"applicants": ",loopbaanadviseur,", "most_per_application": 1, "scheme": "onbekend", **other})


def ask(scene: Scene, row: Window, **other: Any) -> Any:
    asked = {
        "actor": scene.adviser,
        "case_id": scene.case.pk,
        "window": row.code,
        "key": uuid.uuid4(),
        "amount": 1,
        "how": "In het gesprek",
        "now": START,
    }
    return actions.apply_for_case(**(asked | other))


def on_file(scene: Scene) -> Any:
    return queries.windows_of_case(scene.adviser, scene.case.pk, now=START)


def offered(scene: Scene) -> tuple[Window, uuid.UUID]:
    """An application from a file that waited and got an offer."""
    row = advice(funded_ceiling=1)
    other = make_admitted()
    first = given(ask(other, row)).application.key
    key = given(ask(scene, row)).application.key
    allotment.settle_all(now=START)
    allotment.withdraw_application(actor=CASHIER, key=first, now=START)
    return row, key


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-220")
def test_an_adviser_registers_a_person_and_the_file_keeps_how_they_agreed() -> None:
    scene, row = make_admitted(), advice()

    line = given(ask(scene, row))
    allotment.settle_all(now=START)

    (kept,) = on_file(scene).lines
    assert (line.application.state, kept.application.state) == (State.RECEIVED, State.GRANTED)
    assert (kept.agreed_through, kept.application.rank) == ("In het gesprek", 1)
    assert kept.asked_by == scene.adviser.name
    assert AuditLine.objects.filter(verb="loket_aanvragen", actor_user_id=scene.adviser.user_id).exists()


@pytest.mark.requirement("R-404")
def test_the_window_knows_no_file_no_person_and_no_adviser() -> None:
    scene, row = make_admitted(), advice()

    given(ask(scene, row))

    found = Application.objects.values().get(window=row)
    assert found["applicant_key"] == applicant_key_of(ApplicantKind.CAREER_ADVISER, str(scene.case.participant.key))
    assert found["applicant_key"] != scene.case.participant.key
    assert (found["actor_user_id"], found["party_id"]) == (None, None)
    for private in (scene.case.number, scene.case.participant.last_name, scene.case.participant.email):
        assert private not in str(found)


@pytest.mark.requirement("R-222")
def test_who_applied_with_the_own_address_is_not_registered_twice() -> None:
    scene, row = make_admitted(), window(applicants=",persoon,", scheme="onbekend")
    own = applicant_key_of(ApplicantKind.PERSON, scene.case.participant.email.upper())
    allotment.apply(
        actor=CASHIER,
        key=uuid.uuid4(),
        window=row.code,
        applicant_key=own,
        applicant_kind="persoon",
        amount=1,
        now=START,
    )

    given(ask(scene, row))
    allotment.settle_all(now=START)

    (line,) = on_file(scene).lines
    assert (line.application.state, line.application.reason) == (State.REFUSED, "aanvraag.dubbel")


def test_the_same_key_is_one_application_and_a_second_key_is_refused() -> None:
    scene, row, key = make_admitted(), advice(), uuid.uuid4()
    first = given(ask(scene, row, key=key))

    again = given(ask(scene, row, key=key))
    second = ask(scene, row)

    assert again.application.number == first.application.number
    assert rule_of(second) == "dossierloket.dubbel"
    assert Application.objects.count() == WindowApplication.objects.count() == 1


def test_a_key_of_another_file_asks_nothing() -> None:
    one, other, row, key = make_admitted(), make_admitted(), advice(), uuid.uuid4()
    given(ask(one, row, key=key))

    answer = ask(other, row, key=key)

    assert rule_of(answer) == "opdracht.sleutel"
    assert not WindowApplication.objects.filter(case=other.case).exists()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"how": "  "}, "dossierloket.akkoord"),
        ({"how": "x" * 121}, "tekst.te_lang"),
        ({"amount": 2}, "loket.bedrag"),
        ({"amount": 0}, "loket.bedrag"),
    ],
)
def test_what_is_not_right_leaves_no_trace(changes: dict[str, Any], rule: str) -> None:
    scene, row = make_admitted(), advice()

    answer = ask(scene, row, **changes)

    assert rule_of(answer) == rule
    assert not Application.objects.exists()
    assert not WindowApplication.objects.exists()


def test_a_window_that_is_not_open_yet_refuses_and_leaves_no_tie() -> None:
    scene, row = make_admitted(), advice(opens_at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))

    answer = ask(scene, row)

    assert rule_of(answer) == "loket.nog_niet_open"
    assert not WindowApplication.objects.exists()


@pytest.mark.parametrize("applicants", [",werkgever,", ",opleider,samenwerkingsverband,"])
def test_a_window_for_organisations_is_not_there_for_a_person(applicants: str) -> None:
    scene, row = make_admitted(), advice(applicants=applicants)

    assert on_file(scene).options == ()
    with pytest.raises(NotFoundError):
        ask(scene, row)


def test_a_window_of_another_region_is_not_there_for_a_person() -> None:
    scene = make_admitted()
    elsewhere = advice(unit=Unit.EUROS, way=Way.IN_ORDER, region_code="AM01", most_per_application=None)

    assert on_file(scene).options == ()
    with pytest.raises(NotFoundError):
        ask(scene, elsewhere)


def test_a_scheme_that_says_no_is_told_with_its_ground() -> None:
    scene, row = make_admitted({"relatie_nl_arbeidsmarkt": False}), advice(scheme="nl-leert-door-ontwikkeladvies")

    (option,) = on_file(scene).options
    answer = ask(scene, row)

    assert (option.fit, option.may_apply) == ("nee", False)
    assert rule_of(answer) == "nl-leert-door-ontwikkeladvies.arbeidsmarkt"
    assert not Application.objects.exists()


def test_a_closed_file_and_a_party_that_looks_along_apply_for_nobody() -> None:
    scene, row = make_admitted(), advice()
    stranger = make_professional(Role.ADVISER, party_kind=PartyKind.MUNICIPALITY)

    with pytest.raises(NotFoundError):
        ask(scene, row, actor=stranger)
    with pytest.raises(NotFoundError):
        queries.windows_of_case(stranger, scene.case.pk, now=START)

    assert not Application.objects.exists()


@pytest.mark.requirement("R-220")
def test_an_offer_becomes_the_next_step_of_the_file_once_with_the_term_of_the_window() -> None:
    scene = make_admitted()
    _, key = offered(scene)
    before = allotment_queries.offers([key])[key]

    noticed = [actions.notice_offers(now=START) for _ in range(2)]

    step = NextAction.objects.get(case=scene.case, done_at__isnull=True)
    assert noticed == [1, 0]
    assert "aanbod" in step.what
    assert step.owner_party_id == scene.case.first_responsible_id
    assert abs(step.due_on - before.date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize(("accept", "state"), [(True, State.GRANTED), (False, State.DECLINED)])
def test_an_offer_is_answered_as_the_person_said(accept: bool, state: State) -> None:
    scene = make_admitted()
    _, key = offered(scene)
    actions.notice_offers(now=START)

    line = given(
        actions.answer_for_case(
            actor=scene.adviser, case_id=scene.case.pk, key=key, accept=accept, how="Aan de telefoon", now=START
        )
    )

    step = NextAction.objects.get(case=scene.case, done_at__isnull=True)
    assert (line.application.state, line.answered_through) == (state, "Aan de telefoon")
    assert step.what == "Bespreken hoe het verder gaat na het aanbod van het loket"
    assert AuditLine.objects.filter(verb__startswith="aanbod_", actor_user_id=scene.adviser.user_id).exists()


def test_nobody_answers_without_the_person_or_from_another_file() -> None:
    scene, other = make_admitted(), make_admitted()
    _, key = offered(scene)

    silent = actions.answer_for_case(
        actor=scene.adviser, case_id=scene.case.pk, key=key, accept=True, how=" ", now=START
    )

    assert rule_of(silent) == "dossierloket.akkoord"
    with pytest.raises(NotFoundError):
        actions.answer_for_case(
            actor=other.adviser, case_id=other.case.pk, key=key, accept=True, how="Gehoord", now=START
        )
    assert Application.objects.get(key=key).state == "aangeboden"


def test_there_is_nothing_to_answer_without_an_offer() -> None:
    scene, row = make_admitted(), advice()
    key = given(ask(scene, row)).application.key

    answer = actions.answer_for_case(
        actor=scene.adviser, case_id=scene.case.pk, key=key, accept=True, how="Gehoord", now=START
    )

    assert rule_of(answer) == "aanvraag.geen_aanbod"
    assert WindowApplication.objects.get().answered_at is None


def test_withdrawing_gives_the_place_to_the_next_and_a_new_application_is_possible() -> None:
    scene, row = make_admitted(), advice()
    key = given(ask(scene, row)).application.key
    line = given(
        actions.withdraw_for_case(actor=scene.adviser, case_id=scene.case.pk, key=key, how="Per brief", now=START)
    )

    again = given(ask(scene, row))

    assert line.application.state is State.WITHDRAWN
    assert again.application.key != key


def test_the_person_gets_word_only_when_an_address_is_known_and_wanted() -> None:
    scene, row = make_admitted(), advice()
    given(ask(scene, row, page=PAGE))
    quiet, second = make_admitted(), advice()
    given(ask(quiet, second))
    bare, third = make_admitted(), advice()
    bare.case.participant.email = ""
    bare.case.participant.save()

    refused = ask(bare, third, page=PAGE)

    assert [one.email.reveal() for one in Contact.objects.all()] == [scene.case.participant.email]
    assert rule_of(refused) == "dossierloket.adres"
