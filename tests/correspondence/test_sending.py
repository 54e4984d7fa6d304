"""A letter is written once, goes by the way that fits, and says so when it does not arrive."""

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from overstap.background.actions import MAX_ATTEMPTS
from overstap.background.models import Job
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from overstap.correspondence import actions
from overstap.correspondence.models import Letter, PostPreference
from overstap.correspondence.texts import LetterFileError
from overstap.correspondence.values import LetterCard, Recipient
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.people import make_participant

pytestmark = pytest.mark.django_db

DUE = dt.date(2021, 2, 22)
REGISTRATION = {"nummer": "OS-2021-00001", "verantwoordelijke": "UWV", "uiterlijk": DUE}
STEP = {"nummer": "OS-2021-00001", "stap": "Intake afmaken", "wie": "u", "uiterlijk": DUE}


def send_to(person: Participant, template: str = "aanmelding_ontvangen", **more: Any) -> LetterCard:
    values = more.pop("values", REGISTRATION if template == "aanmelding_ontvangen" else STEP)
    card = actions.send(
        actor=SYSTEM,
        template=template,
        to=Recipient(participant_id=person.pk),
        values=values,
        about=("dossier", 1),
        now=START,
        **more,
    )

    assert isinstance(card, LetterCard)
    return card


def deliver(card: LetterCard, attempt: int = 1) -> int:
    return actions.deliver(key=card.key, attempt=attempt, now=START + dt.timedelta(minutes=attempt))


def prefer(person: Participant, channel: str = "", *, address: bool = False, **more: Any) -> None:
    place = {"street": "Spoorlaan 1", "postcode": "5017 JS", "town": "Tilburg"} if address else {}
    PostPreference.objects.create(participant=person, channel=channel, changed_at=START, **place, **more)


def test_a_letter_without_secrets_goes_whole_by_e_mail() -> None:
    card = send_to(make_participant(first_name="Sam"))
    sent = deliver(card)
    letter = mail.outbox[0]

    assert (sent, card.channel, card.state) == (1, "email", "klaargezet")
    assert letter.subject == "Wij hebben uw aanmelding: nummer OS-2021-00001"
    assert "uiterlijk op 22 februari 2021" in letter.body
    assert Letter.objects.get(pk=card.id).state == "verstuurd"


def test_an_e_mail_only_tells_that_there_is_news_when_the_letter_holds_more() -> None:
    card = send_to(make_participant(), "volgende_stap")
    deliver(card)
    letter = mail.outbox[0]
    told = f"{letter.subject} {letter.body} {letter.alternatives[0][0]}"

    assert letter.subject == "Er staat een brief voor u klaar"
    assert "Intake afmaken" not in told
    assert "/mijn/brieven/" in told


def test_a_value_that_may_be_a_service_number_never_goes_by_e_mail() -> None:
    card = send_to(make_participant(), values={**REGISTRATION, "verantwoordelijke": "Team 111222333"})
    deliver(card)

    assert "111222333" not in mail.outbox[0].body


def test_a_letter_asked_twice_under_one_name_is_one_letter() -> None:
    person = make_participant()
    first, second = send_to(person, once="herinnering 1"), send_to(person, once="herinnering 1")

    assert first.id == second.id
    assert Job.objects.filter(kind=actions.JOB).count() == 1


def test_a_letter_that_went_does_not_go_again() -> None:
    card = send_to(make_participant())

    assert [deliver(card), deliver(card, 2)] == [1, 0]
    assert len(mail.outbox) == 1


def test_the_way_follows_the_preference_and_what_is_known() -> None:
    paper, mine, nobody = make_participant(), make_participant(), make_participant()
    prefer(paper, "brief", address=True)
    prefer(mine, "mijn")
    Participant.objects.filter(pk=nobody.pk).update(email="")
    cards = [send_to(person) for person in (paper, mine, nobody)]

    assert [(card.channel, card.state) for card in cards] == [
        ("brief", "klaargezet"),
        ("mijn", "klaargezet"),
        ("brief", "mislukt"),
    ]
    assert cards[2].trouble == "geen_weg"


def test_someone_without_account_gets_closed_letters_on_paper_or_by_a_safe_link() -> None:
    person = make_participant()
    Participant.objects.filter(pk=person.pk).update(user=None)
    prefer(person, address=True)

    assert send_to(person, "volgende_stap").channel == "brief"
    assert send_to(person, "volgende_stap", link="/l/abc/").channel == "email"


def test_a_letter_breaks_off_between_sending_and_noting_and_goes_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    card = send_to(make_participant())
    with monkeypatch.context() as patched:
        patched.setattr("overstap.correspondence.actions.delivering._sent", die)
        for attempt in (1, 2):
            with pytest.raises(KeyboardInterrupt):
                deliver(card, attempt)
    last = deliver(card, 3)
    row = Letter.objects.get(pk=card.id)

    assert last == 0
    assert len(mail.outbox) == 2
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 1
    assert (row.state, row.trouble, row.perhaps_twice) == ("mislukt", "onzeker", True)


def test_a_letter_that_broke_off_once_says_that_it_may_have_come_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    card = send_to(make_participant())
    with monkeypatch.context() as patched:
        patched.setattr("overstap.correspondence.actions.delivering._sent", die)
        with pytest.raises(KeyboardInterrupt):
            deliver(card)
    deliver(card, 2)
    row = Letter.objects.get(pk=card.id)

    assert (row.state, row.perhaps_twice) == ("verstuurd", True)


def die(_key: UUID, _now: dt.datetime) -> None:
    raise KeyboardInterrupt


def test_an_address_that_the_server_refuses_shows_at_once_and_the_letter_goes_on_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = make_participant()
    prefer(person, address=True)
    card = send_to(person)
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    sent = deliver(card)
    row = Letter.objects.get(pk=card.id)

    assert (sent, row.state, row.trouble) == (0, "mislukt", "geweigerd")
    assert (row.followed_by.channel, row.followed_by.state) == ("brief", "klaargezet")
    assert row.frozen.reveal() == row.followed_by.frozen.reveal()


def test_a_server_that_is_down_is_tried_again_and_in_the_end_told(monkeypatch: pytest.MonkeyPatch) -> None:
    card = send_to(make_participant())
    monkeypatch.setattr(EmailBackend, "send_messages", down)
    with pytest.raises(ConnectionRefusedError):
        deliver(card)
    between = Letter.objects.get(pk=card.id)
    deliver(card, MAX_ATTEMPTS)
    row = Letter.objects.get(pk=card.id)

    assert (between.state, between.perhaps_twice) == ("klaargezet", False)
    assert (row.state, row.trouble) == ("mislukt", "mailserver")


def refuse(_self: object, _messages: object) -> int:
    raise SMTPRecipientsRefused({"x@voorbeeld.example": (550, b"no such user")})


def down(_self: object, _messages: object) -> int:
    raise ConnectionRefusedError


def test_a_letter_to_an_address_without_a_name_is_refused() -> None:
    answer = actions.send(
        actor=SYSTEM,
        template="aanmelding_bewaard",
        to=Recipient(email="a@voorbeeld.example"),
        values={"code": "ABCD-EFGH-2345", "geldig_tot": DUE},
        about=("koppeling", 1),
        now=START,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "post.geen_naam"


@pytest.mark.parametrize(
    "values",
    [
        {"nummer": "1", "verantwoordelijke": "UWV"},
        {**REGISTRATION, "extra": "x"},
        {**REGISTRATION, "uiterlijk": "morgen"},
        {**REGISTRATION, "verantwoordelijke": ""},
    ],
)
def test_values_that_do_not_fit_the_letter_are_our_mistake(values: dict[str, Any]) -> None:
    with pytest.raises(LetterFileError):
        send_to(make_participant(), values=values)
