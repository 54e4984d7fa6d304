"""Messages without an account: a link by e-mail, a code by telephone, and nothing else opens with them."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from overstap.casework.actions.messages import send_messages_link
from overstap.casework.models import Case
from overstap.casework.queries import post
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions
from overstap.correspondence.models import Letter, Message
from overstap.links.queries import actor_of, links_of
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, make_case, refused
from tests.factories.people import make_participant
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """The file of a person with an address of which the account is somebody else's."""
    person = make_participant(email="sam@voorbeeld.example")
    person.user = None
    person.save()
    return make_case(participant=person)


def sent(client: Client, case: Case) -> tuple[str, str]:
    """Send the link as the adviser; gives its path and the code."""
    sign_in(client, adviser_of(case))
    shown = client.post(reverse("guidance:messages_link", args=[case.pk])).content.decode()
    letter = Letter.objects.filter(template="bericht_wacht").order_by("-id")[0]
    actions.deliver(key=letter.key, attempt=1, now=START)
    path = re.search(r"/l/[^\s]+", mail.outbox[-1].body)
    code = re.search(r'class="code">(\d{6})<', shown)
    assert path is not None
    assert code is not None
    return path[0], code[1]


def test_a_person_without_an_account_reads_and_answers_and_the_adviser_sees_it(client: Client, case: Case) -> None:
    url = reverse("guidance:messages", args=[case.pk])
    sign_in(client, adviser_of(case))
    client.post(url, {"text": "Uw schulden bespreken wij morgen."})
    path, code = sent(client, case)
    before = text_of(client.get(url))
    visitor = Client()
    looked = text_of(visitor.get(path))
    inside = text_of(visitor.post(path, {"doe": "openen", "code": code}, follow=True))
    answered = visitor.post(path, {"text": "Ik kom graag."}, follow=True)
    after = text_of(client.get(url))

    assert "schulden" not in mail.outbox[-1].body
    assert code not in mail.outbox[-1].body
    assert "schulden" not in looked
    assert "Uw schulden bespreken wij morgen." in inside
    assert "Uw bericht is verstuurd." in text_of(answered)
    assert "Nog niet geopend." in before
    assert "Geopend op" in after
    assert "Ik kom graag." in after
    assert Message.objects.filter(side="persoon").count() == 1


def test_a_wrong_code_opens_nothing_and_the_link_opens_no_other_file(client: Client, case: Case) -> None:
    path, code = sent(client, case)
    visitor = Client()
    wrong = visitor.post(path, {"doe": "openen", "code": "000000" if code != "000000" else "111111"})
    visitor.post(path, {"text": "Stiekem"})
    actor = actor_of(links_of("dossier", case.pk, START)[0])

    assert wrong.status_code == 400
    assert not Message.objects.exists()
    assert visitor.get("/mijn/").status_code == 302
    with pytest.raises(NotFoundError):
        post.messages(actor, make_case().pk, now=START)


def test_a_new_link_ends_the_one_before(client: Client, case: Case) -> None:
    path, code = sent(client, case)
    sent(client, case)
    old = Client().post(path, {"doe": "openen", "code": code})

    assert old.status_code == 410


def test_who_needs_no_link_or_cannot_get_one_is_told_what_to_do() -> None:
    account = make_case()
    nothing = make_case(participant=make_participant(email=""))
    answers = [
        refused(send_messages_link(actor=adviser_of(one), case_id=one.pk, now=START)) for one in (account, nothing)
    ]

    assert [answer.rule for answer in answers] == ["berichten.account", "berichten.geen_mail"]
    assert all(isinstance(answer, Refusal) and answer.remedy for answer in answers)


def test_a_stranger_sends_no_link(case: Case) -> None:
    with pytest.raises(NotFoundError):
        send_messages_link(actor=adviser_elsewhere(), case_id=case.pk, now=START)

    assert not Letter.objects.filter(template="bericht_wacht").exists()
