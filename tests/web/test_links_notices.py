"""A notice to somebody without an account carries a link that does that one thing, and asks the birth date."""

import datetime as dt
import logging
import re

import pytest
from django.core import mail
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case
from overstap.casework.telling import tell_person
from overstap.core.decision import NotFoundError
from overstap.correspondence import actions, queries
from overstap.correspondence.models import Letter, Message, PostPreference
from overstap.links.models import SafeLink
from overstap.links.queries import actor_of, links_of
from tests.conftest import START
from tests.factories.cases import adviser_of, make_case
from tests.factories.people import make_participant
from tests.web.browsing import text_of
from tests.web.doors import contents

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=200)


@pytest.fixture
def case() -> Case:
    """The file of a person with an e-mail address and without an account."""
    person = make_participant(email="sam@voorbeeld.example")
    person.user = None
    person.save()
    made = make_case(participant=person)
    # The letter of the registration has a link of its own; here the next one counts.
    SafeLink.objects.all().delete()
    return made


def written(case: Case, text: str = "Uw schulden bespreken wij morgen.", now: dt.datetime = START) -> Letter:
    """A message of the adviser, and the notice of it."""
    assert isinstance(write_message(actor=adviser_of(case), case_id=case.pk, text=text, now=now), int)
    return Letter.objects.order_by("-id")[0]


def mailed(letter: Letter) -> str:
    """Send a notice; gives the path of the link in it."""
    actions.deliver(key=letter.key, attempt=1, now=START)
    found = re.search(r"/l/[^\s]+", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def born(case: Case, **wrong: int) -> dict[str, str | int]:
    day = case.participant.birth_date.replace(**wrong)
    return {"doe": "openen", "birth_date_day": day.day, "birth_date_month": day.month, "birth_date_year": day.year}


def other_year(case: Case) -> dict[str, str | int]:
    return born(case, year=case.participant.birth_date.year - 1)


def test_the_notice_of_a_message_opens_the_messages_with_the_birth_date_and_lets_one_answer(case: Case) -> None:
    path = mailed(written(case))
    visitor = Client()
    looked = text_of(visitor.get(path))
    inside = text_of(visitor.post(path, born(case), follow=True))
    answered = text_of(visitor.post(path, {"text": "Ik kom graag."}, follow=True))

    assert "/mijn/berichten/" not in str(mail.outbox[-1].body)
    assert "schulden" not in str(mail.outbox[-1].body)
    assert "Uw geboortedatum" in looked
    assert "schulden" not in looked
    assert "Uw schulden bespreken wij morgen." in inside
    assert "Uw bericht is verstuurd." in answered
    assert Message.objects.filter(side="persoon").count() == 1


def test_another_birth_date_opens_nothing_and_too_many_shut_the_link(case: Case) -> None:
    path = mailed(written(case))
    visitor = Client()
    answers = [visitor.post(path, other_year(case)) for _ in range(20)]
    right = visitor.post(path, born(case))

    assert answers[0].status_code == 400
    assert "Deze geboortedatum past niet bij de link." in text_of(answers[0])
    assert right.status_code == 410
    assert "schulden" not in text_of(right)


def test_who_has_an_account_gets_no_link() -> None:
    case = make_case()
    letter = written(case)
    actions.deliver(key=letter.key, attempt=1, now=START)

    assert not SafeLink.objects.exists()
    assert "/mijn/berichten/" in str(mail.outbox[-1].body)


def test_a_second_notice_on_one_day_makes_no_second_link_and_one_later_ends_the_first(case: Case) -> None:
    first = mailed(written(case))
    count = SafeLink.objects.count()
    written(case, "En nog iets.")
    same_day = SafeLink.objects.count()
    second = mailed(written(case, "Morgen.", START + dt.timedelta(days=1)))

    assert count == same_day == 1
    assert first != second
    assert SafeLink.objects.filter(ended_at__isnull=True).count() == 1
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_a_link_used_twice_opens_twice_and_elsewhere_asks_again(case: Case) -> None:
    path = mailed(written(case))
    one, two = Client(), Client()
    first, second = (text_of(visitor.post(path, born(case), follow=True)) for visitor in (one, two))

    assert "Uw schulden bespreken wij morgen." in first
    assert "Uw schulden bespreken wij morgen." in second
    assert "Uw geboortedatum" in text_of(Client().get(path))


def test_the_notice_of_a_letter_opens_that_letter_and_no_other(case: Case) -> None:
    told = {"vanaf": START.date()}
    tell_person(case, "gestopt", told, actor=adviser_of(case), now=START, once="eerste")
    letter = Letter.objects.get(once="eerste")
    path = mailed(letter)
    visitor = Client()
    page = visitor.post(path, born(case), follow=True)
    pdf = visitor.get(f"{path}?papier=pdf")
    actor = actor_of(links_of("brief", letter.key, START)[0])

    assert letter.subject.reveal() in page.content.decode()
    assert pdf.content.startswith(b"%PDF")
    assert visitor.get("/mijn/").status_code == 302
    with pytest.raises(NotFoundError):
        queries.letter_by_link(actor, str(written(case).key), now=START)


def test_nobody_reads_the_link_in_the_file_the_trail_or_the_log(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        letter = written(case)
        kept = letter.secret.reveal()
        path = mailed(letter)
        Client().get(path)
    letter.refresh_from_db()
    token = path.strip("/").split("/")[1]

    assert token in kept
    assert letter.secret.reveal() == ""
    assert token not in letter.frozen.reveal()
    assert not any(token in str(line.details) for line in AuditLine.objects.all())
    assert token not in caplog.text.replace(f"GET {path}", "")


def test_paper_points_to_the_way_in_with_a_letter(case: Case) -> None:
    PostPreference.objects.create(
        changed_at=START,
        participant=case.participant,
        channel="brief",
        street="Dorpsstraat 1",
        postcode="1234 AB",
        town="Rosmalen",
    )
    letter = written(case)

    assert letter.channel == "brief"
    assert "/brief/" in letter.frozen.reveal()
    assert "/mijn/" not in letter.frozen.reveal()
    assert not SafeLink.objects.exists()


def test_an_e_mail_that_comes_back_goes_on_paper_without_the_link(case: Case) -> None:
    PostPreference.objects.create(
        changed_at=START,
        participant=case.participant,
        channel="email",
        street="Dorpsstraat 1",
        postcode="1234 AB",
        town="Rosmalen",
    )
    mail_letter = written(case)
    actions.delivering.fail(key=mail_letter.key, trouble="geweigerd", now=START)
    paper = Letter.objects.get(follows=mail_letter)

    assert '/brief/"' in paper.frozen.reveal().split('"entrance": ')[1].split(",")[0]
    assert "/l/" not in paper.frozen.reveal()
    assert "•" not in paper.frozen.reveal()


def test_an_expired_link_leads_to_a_new_one_at_the_address_of_the_file(client: Client, case: Case) -> None:
    path = mailed(written(case))
    SafeLink.objects.update(valid_until=START, made_at=START - dt.timedelta(days=1))
    gone = client.get(path)
    asked = client.post(path, {"doe": "nieuw", "email": "dief@voorbeeld.example"})
    client.post(path, {"doe": "nieuw"})
    letter = Letter.objects.get(template="nieuwe_link")
    fresh = mailed(letter)

    assert gone.status_code == 410
    assert "Stuur mij een nieuwe link" in text_of(gone)
    assert "Kijk in uw e-mail" in text_of(asked)
    assert mail.outbox[-1].to == ["sam@voorbeeld.example"]
    assert "Uw schulden" in text_of(Client().post(fresh, born(case), follow=True))


def test_asking_for_a_link_that_never_was_says_the_same_and_sends_nothing(client: Client, case: Case) -> None:
    path = mailed(written(case))
    SafeLink.objects.update(valid_until=START, made_at=START - dt.timedelta(days=1))
    known = text_of(client.post(path, {"doe": "nieuw"}))
    before = contents()
    unknown = text_of(client.post(f"/l/{'x' * 43}/", {"doe": "nieuw"}))

    assert unknown == known
    assert contents() == before


def test_a_link_that_was_locked_is_not_made_again_by_whoever_holds_it(client: Client, case: Case) -> None:
    old = mailed(written(case))
    path = mailed(written(case, "Nog iets.", START + dt.timedelta(days=1)))
    for _ in range(20):
        client.post(path, other_year(case))
    shut = text_of(client.get(path))
    client.post(path, {"doe": "nieuw"})
    client.post(old, {"doe": "nieuw"})

    assert "Stuur mij een nieuwe link" not in shut
    assert not Letter.objects.filter(template="nieuwe_link").exists()


def test_a_notice_that_cannot_be_kept_leaves_no_link(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_rest: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("overstap.correspondence.actions.sending.ask_delivery", broken)
    with pytest.raises(RuntimeError):
        written(case)

    assert not SafeLink.objects.exists()
    assert not Message.objects.exists()
