"""The post of a desk: print runs, what did not arrive, and what comes back from a mail server."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions, queries
from overstap.correspondence.models import Letter, PrintRun
from overstap.correspondence.values import Address, LetterCard, PreferenceCard, Recipient, RunCard
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.people import make_participant, make_professional, person_actor

pytestmark = pytest.mark.django_db

HOME = Address("Spoorlaan 1", "5017js", "Tilburg")
LATER = START + dt.timedelta(hours=2)
REPORT = """\
From: MAILER-DAEMON@mail.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

Sorry.
--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; x@voorbeeld.example
Action: {action}
Status: 5.1.1

--grens
Content-Type: text/rfc822-headers

Subject: Uw volgende stap
Message-ID: <brief-{key}@overstap.example>
--grens--
"""


def desk(region: str = "AM26", *roles: Role) -> Actor:
    return make_professional(*(roles or (Role.DESK,)), region=region)


def prefer(actor: Actor, person: Participant, **given: Any) -> PreferenceCard | Refusal:
    wanted = {"channel": "brief", "language": "nl", "large_print": False, "address": HOME} | given
    return actions.set_preference(actor=actor, participant_id=person.pk, now=START, **wanted)


def on_paper(person: Participant | None = None) -> LetterCard:
    person = person or make_participant()
    assert isinstance(prefer(SYSTEM, person), PreferenceCard)
    return by_post(person)


def by_post(person: Participant) -> LetterCard:
    card = actions.send(
        actor=SYSTEM,
        template="aanmelding_bewaard",
        to=Recipient(participant_id=person.pk),
        values={"code": "ABCD-EFGH-2345", "geldig_tot": START.date()},
        about=("koppeling", 1),
        now=START,
    )

    assert isinstance(card, LetterCard)
    return card


def run_of(actor: Actor) -> RunCard:
    run = actions.make_run(actor=actor, region_code="AM26", now=LATER)

    assert isinstance(run, RunCard)
    return run


def state(card: LetterCard) -> tuple[str, str]:
    row = Letter.objects.get(pk=card.id)
    return row.state, row.trouble


def test_a_run_holds_what_waits_for_one_desk_and_every_letter_once() -> None:
    actor, first = desk(), on_paper()
    on_paper(make_participant(municipality="Groningen"))
    second = on_paper()
    run = run_of(actor)
    again = actions.make_run(actor=actor, region_code="AM26", now=LATER)
    _, letters = queries.print_run(actor, run.id)

    assert [card.id for card in letters] == [first.id, second.id]
    assert isinstance(again, Refusal)
    assert state(first) == ("klaargezet", "")


def test_only_a_person_who_printed_says_that_it_went() -> None:
    actor, card = desk(), on_paper()
    run = run_of(actor)
    printed = actions.mark_printed(actor=actor, run_id=run.id, now=LATER)
    twice = actions.mark_printed(actor=actor, run_id=run.id, now=LATER)

    assert isinstance(printed, RunCard)
    assert printed.printed_by == actor.name
    assert state(card) == ("geprint", "")
    assert isinstance(twice, Refusal)


def test_printing_again_has_a_reason_and_holds_the_same_letters() -> None:
    actor, card = desk(), on_paper()
    run = run_of(actor)
    without = actions.print_again(actor=actor, run_id=run.id, cause="", explanation="", now=LATER)
    other = actions.print_again(actor=actor, run_id=run.id, cause="anders", explanation=" ", now=LATER)
    again = actions.print_again(actor=actor, run_id=run.id, cause="printer", explanation="", now=LATER)

    assert isinstance(without, Refusal)
    assert isinstance(other, Refusal)
    assert isinstance(again, RunCard)
    assert (again.number, again.again) == (2, 1)
    assert [one.id for one in queries.print_run(actor, again.id)[1]] == [card.id]


def test_the_pile_is_one_pdf_and_each_person_sees_that_it_was_opened() -> None:
    actor, card = desk(), on_paper()
    run = run_of(actor)
    _, pdf = queries.run_pdf(actor, run.id, now=LATER)
    same = queries.run_pdf(actor, run.id, now=LATER + dt.timedelta(days=3))[1]

    assert pdf.startswith(b"%PDF")
    assert pdf == same
    assert AuditLine.objects.filter(verb="printronde_openen", subject_id=card.participant_id).count() == 2


@pytest.mark.parametrize("roles", [(Role.ADVISER,), (Role.CASHIER,), (Role.STEERING_GROUP,)])
def test_only_desks_see_to_the_post(roles: tuple[Role, ...]) -> None:
    run = run_of_new_desk()
    wrong = desk("AM26", *roles)

    assert_shut(wrong, run)


def test_the_post_of_another_region_is_not_there() -> None:
    assert_shut(desk("AM12"), run_of_new_desk())


def run_of_new_desk() -> RunCard:
    on_paper()
    return run_of(desk())


def assert_shut(wrong: Actor, run: RunCard) -> None:
    for deed in (
        lambda: queries.post_board(wrong, "AM26"),
        lambda: queries.print_run(wrong, run.id),
        lambda: queries.run_pdf(wrong, run.id, now=LATER),
        lambda: actions.make_run(actor=wrong, region_code="AM26", now=LATER),
        lambda: actions.mark_printed(actor=wrong, run_id=run.id, now=LATER),
        lambda: actions.print_again(actor=wrong, run_id=run.id, cause="printer", explanation="", now=LATER),
    ):
        with pytest.raises(NotFoundError):
            deed()

    assert PrintRun.objects.get().printed_at is None


def failed(person: Participant) -> LetterCard:
    Participant.objects.filter(pk=person.pk).update(email="", user=None)
    return by_post(person)


def test_what_did_not_arrive_goes_on_paper_once_there_is_an_address() -> None:
    actor, person = desk(), make_participant()
    card = failed(person)
    before = actions.send_on_paper(actor=actor, letter_id=card.id, now=LATER)
    prefer(actor, person, channel="")
    paper = actions.send_on_paper(actor=actor, letter_id=card.id, now=LATER)
    board = queries.post_board(actor, "AM26")

    assert isinstance(before, Refusal)
    assert isinstance(paper, LetterCard)
    assert paper.address == ("Spoorlaan 1", "5017 JS  Tilburg")
    assert (board.failed, [one.id for one in board.waiting]) == ((), [paper.id])


def test_settling_says_how_the_person_got_the_news() -> None:
    actor = desk()
    card = failed(make_participant())
    empty = actions.settle(actor=actor, letter_id=card.id, how=" ", now=LATER)
    done = actions.settle(actor=actor, letter_id=card.id, how="gebeld", now=LATER)
    twice = actions.settle(actor=actor, letter_id=card.id, how="gebeld", now=LATER)

    assert isinstance(empty, Refusal)
    assert isinstance(done, LetterCard)
    assert isinstance(twice, Refusal)
    assert queries.post_board(actor, "AM26").failed == ()


def test_a_letter_that_the_postman_brings_back_is_on_the_list() -> None:
    actor, card = desk(), on_paper()
    early = actions.came_back(actor=actor, letter_id=card.id, now=LATER)
    actions.mark_printed(actor=actor, run_id=run_of(actor).id, now=LATER)
    actions.came_back(actor=actor, letter_id=card.id, now=LATER)

    assert isinstance(early, Refusal)
    assert [one.id for one in queries.post_board(actor, "AM26").failed] == [card.id]
    assert state(card) == ("mislukt", "retour")


def test_a_letter_of_another_region_is_not_there_to_settle() -> None:
    card = failed(make_participant())
    for wrong in (desk("AM12"), desk("AM26", Role.ADVISER)):
        with pytest.raises(NotFoundError):
            actions.settle(actor=wrong, letter_id=card.id, how="gebeld", now=LATER)

    assert AuditLine.objects.filter(mode="geweigerd", object_kind="brief", object_id=str(card.id)).count() == 2


# --- What comes back -------------------------------------------------------------------------------


def sent(*, address: bool = False) -> LetterCard:
    person = make_participant()
    if address:
        prefer(SYSTEM, person, channel="")
    card = by_post(person)
    actions.deliver(key=card.key, attempt=1, now=START)
    return card


def report(card: LetterCard, action: str) -> bytes:
    return REPORT.format(action=action, key=card.key).encode()


@pytest.mark.parametrize(
    ("action", "came_to", "now_is"),
    [
        ("failed", "mislukt", ("mislukt", "teruggekomen")),
        ("delivered", "bezorgd", ("bezorgd", "")),
        ("delayed", "vertraagd", ("verstuurd", "")),
        ("strange", "onbekend", ("verstuurd", "")),
    ],
)
def test_a_report_of_a_server_changes_the_letter_that_it_is_about(
    action: str, came_to: str, now_is: tuple[str, str]
) -> None:
    card = sent()

    assert actions.take_report(source=report(card, action), now=LATER) == came_to
    assert state(card) == now_is


def test_the_same_report_twice_changes_nothing_more() -> None:
    card = sent(address=True)
    answers = [actions.take_report(source=report(card, "failed"), now=LATER) for _ in range(2)]

    assert answers == ["mislukt", "onbekend"]
    assert Letter.objects.filter(follows_id=card.id).count() == 1


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"Subject: hallo\n\nIk ben er niet.",
        REPORT.format(action="failed", key="00000000-0000-4000-8000-000000000000").encode(),
        REPORT.format(action="failed", key="niet-van-ons").encode(),
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nrommel\n--x--",
        b"\xff\xfe\x00 geen bericht",
    ],
)
def test_anything_else_in_the_mailbox_is_left_alone(source: bytes) -> None:
    card = sent()

    assert actions.take_report(source=source, now=LATER) == "onbekend"
    assert state(card) == ("verstuurd", "")


# --- Preference ------------------------------------------------------------------------------------


def test_a_person_and_a_desk_choose_how_letters_come() -> None:
    person = make_participant()
    prefer(person_actor(person), person, language="en", large_print=True)
    card = queries.preference(desk(), person.pk, now=START)

    assert (card.channel, card.language, card.large_print) == ("brief", "en", True)
    assert card.address == Address("Spoorlaan 1", "5017 JS", "Tilburg")


def test_the_address_is_kept_sealed() -> None:
    person = make_participant()
    prefer(SYSTEM, person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT street FROM correspondence_postpreference")
        kept = cursor.fetchone()[0]

    assert kept.startswith("z1.")
    assert "Spoorlaan" not in kept


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"channel": "duif"}, "post.keuze"),
        ({"language": "fr"}, "post.keuze"),
        ({"address": Address()}, "post.geen_adres"),
        ({"channel": "", "address": Address("Spoorlaan 1")}, "post.geen_adres"),
        ({"address": Address("Spoorlaan 1", "!", "Tilburg")}, "post.adres"),
        ({"address": Address("S" * 121, "5017 JS", "Tilburg")}, "post.adres"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(given: dict[str, Any], rule: str) -> None:
    person = make_participant()
    answer = prefer(SYSTEM, person, **given)

    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert not hasattr(person, "post_preference")


def test_e_mail_needs_an_address_for_it() -> None:
    person = make_participant()
    Participant.objects.filter(pk=person.pk).update(email="")
    answer = prefer(SYSTEM, person, channel="email")

    assert isinstance(answer, Refusal)
    assert answer.rule == "post.geen_mailadres"


def test_the_preference_of_another_is_not_there() -> None:
    person = make_participant()
    for wrong in (person_actor(make_participant()), desk("AM12"), desk("AM26", Role.CASHIER)):
        with pytest.raises(NotFoundError):
            prefer(wrong, person)
        with pytest.raises(NotFoundError):
            queries.preference(wrong, person.pk, now=START)
