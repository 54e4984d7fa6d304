"""Letters and messages on the screens: of the person, of who guides them, and of the desk."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from overstap.casework import actions as casework
from overstap.casework.actions.messages import write_message
from overstap.casework.models import Case
from overstap.casework.policy import measure_of_answers
from overstap.consent.models import Consent
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions
from overstap.correspondence.actions.delivering import fail
from overstap.correspondence.models import Letter, Message, PostPreference, PrintRun
from overstap.correspondence.troubles import BOUNCED
from overstap.correspondence.values import Address, LetterCard, Recipient
from tests.conftest import START
from tests.factories.cases import adviser_of, make_case
from tests.factories.people import make_participant, make_professional, person_actor
from tests.web.browsing import as_desk, sign_in, text_of

pytestmark = pytest.mark.django_db

DUE = dt.date(2021, 2, 22)
DECISION = {
    "besluit": "u krijgt hulp van het team",
    "motivatie": "U wilt graag leren.\n\nDat kan <b>hier</b>.",
    "organisatie": "UWV",
    "uiterlijk": DUE,
    "bezwaar_tot": DUE,
}


def letter_to(case: Case, template: str = "besluit", values: dict[str, Any] | None = None) -> LetterCard:
    card = actions.send(
        actor=SYSTEM,
        template=template,
        to=Recipient(participant_id=case.participant_id),
        values={"nummer": case.number, **(DECISION if values is None else values)},
        about=("dossier", case.pk),
        now=START,
    )

    assert isinstance(card, LetterCard)
    return card


def message(actor: Actor, case: Case, text: str = "Hoe gaat het?", hours: int = 0) -> int:
    written = write_message(actor=actor, case_id=case.pk, text=text, now=START + dt.timedelta(hours=hours))

    assert isinstance(written, int)
    return written


# --- The person ------------------------------------------------------------------------------------


def test_a_person_finds_a_letter_opens_it_and_it_is_no_longer_new(client: Client) -> None:
    case = make_case()
    card = letter_to(case)
    sign_in(client, case.participant)
    before = text_of(client.get(reverse("mine:letters")))
    page = client.get(reverse("mine:letter", args=[card.id]))
    after = text_of(client.get(reverse("mine:letters")))

    assert "Ons besluit over uw aanvraag nieuw" in before
    assert "Dat kan <b>hier</b>." in text_of(page)
    assert "<b>hier</b>" not in page.content.decode()
    assert "Ons besluit over uw aanvraag nieuw" not in after


def test_the_paper_of_a_letter_is_the_same_tomorrow(client: Client) -> None:
    case = make_case()
    card = letter_to(case)
    sign_in(client, case.participant)
    url = reverse("mine:letter_pdf", args=[card.id])
    papers = [client.get(url).content for _ in range(2)]

    assert papers[0].startswith(b"%PDF")
    assert papers[0] == papers[1]


def test_a_letter_stays_as_it_was_when_the_desk_and_the_name_change(client: Client) -> None:
    case = make_case()
    card = letter_to(case)
    sign_in(client, case.participant)
    url = reverse("mine:letter_pdf", args=[card.id])
    before = client.get(url).content
    case.participant.last_name = "Anders"
    case.participant.save()

    assert client.get(url).content == before


def test_the_letter_of_another_is_not_there(client: Client) -> None:
    card = letter_to(make_case())
    sign_in(client, make_case().participant)

    assert [client.get(reverse(name, args=[card.id])).status_code for name in ("mine:letter", "mine:letter_pdf")] == [
        404,
        404,
    ]


def test_a_person_chooses_paper_with_large_letters(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    url = reverse("mine:post_choice")
    form = {"channel": "brief", "language": "en", "large_print": "on", "street": "Spoorlaan 1", "town": "Tilburg"}
    wrong = client.post(url, form)
    right = client.post(url, {**form, "postcode": "5017 js"}, follow=True)
    wish = PostPreference.objects.get()

    assert wrong.status_code == 400
    assert "Vul straat en huisnummer, postcode en plaats in." in text_of(wrong)
    assert 'value="Spoorlaan 1"' in wrong.content.decode()
    assert "Spoorlaan 1, 5017 JS" in text_of(right)
    assert (wish.channel, wish.large_print) == ("brief", True)


def test_a_letter_is_in_the_language_that_the_person_chose(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    client.post(reverse("mine:post_choice"), {"channel": "", "language": "en"})
    card = letter_to(case)

    assert card.subject == "Our decision about your question"


# --- Messages --------------------------------------------------------------------------------------


def test_a_person_and_an_adviser_write_to_each_other_and_see_what_was_read(client: Client) -> None:
    case = make_case()
    adviser = adviser_of(case)
    sign_in(client, case.participant)
    sent = client.post(reverse("mine:messages"), {"text": "Mag ik een cursus doen?"}, follow=True)
    sign_in(client, adviser)
    url = reverse("guidance:messages", args=[case.pk])
    seen = text_of(client.get(url))
    client.post(url, {"text": "Ja, dat kan."})
    sign_in(client, case.participant)
    answered = text_of(client.get(reverse("mine:messages")))

    assert "Nog niet gelezen" in text_of(sent)
    assert "Mag ik een cursus doen?" in seen
    assert "De deelnemer wacht op antwoord sinds" in seen
    assert "Ja, dat kan." in answered
    assert f"Gelezen door: {adviser.name}" in answered


def test_the_e_mail_about_a_message_tells_only_that_there_is_one() -> None:
    case = make_case()
    message(adviser_of(case), case, "Uw schulden zijn hoog.")
    message(adviser_of(case), case, "Nog iets.", hours=1)
    letter = Letter.objects.get(template="bericht_wacht")
    actions.deliver(key=letter.key, attempt=1, now=START)

    assert "/mijn/berichten/" in mail.outbox[0].body
    assert "schulden" not in mail.outbox[0].body
    assert len(mail.outbox) == 1


def test_the_adviser_who_has_the_file_hears_of_a_message_without_a_name() -> None:
    case = make_case()
    adviser = adviser_of(case)
    casework.take_case(actor=adviser, case_id=case.pk, now=START)
    message(person_actor(case.participant), case)
    letter = Letter.objects.get(template="bericht_van_deelnemer")
    actions.deliver(key=letter.key, attempt=1, now=START)
    told = f"{mail.outbox[0].subject} {mail.outbox[0].body}"

    assert f"/begeleiding/dossier/{case.pk}/berichten/" in told
    assert case.participant.last_name not in told


def test_an_empty_message_says_so_and_a_closed_file_takes_none(client: Client) -> None:
    case = make_case()
    person, adviser = person_actor(case.participant), adviser_of(case)
    sign_in(client, case.participant)
    empty = client.post(reverse("mine:messages"), {"text": "  "})
    casework.close_case(actor=adviser, case_id=case.pk, reason="Klaar", now=START)

    assert "Schrijf wat u wilt vragen of vertellen." in text_of(empty)
    assert isinstance(write_message(actor=person, case_id=case.pk, text="Hallo", now=START), Refusal)
    assert Message.objects.count() == 0


def test_who_does_not_guide_the_person_reads_and_writes_no_messages(client: Client) -> None:
    case = make_case()
    message(person_actor(case.participant), case)
    Consent.objects.filter(participant=case.participant, item=Item.CONTACT).update(withdrawn_at=START)
    for wrong in (adviser_of(case), make_professional(Role.DESK), person_actor(make_participant())):
        with pytest.raises(NotFoundError):
            write_message(actor=wrong, case_id=case.pk, text="Hallo", now=START + dt.timedelta(hours=1))
    sign_in(client, adviser_of(case))

    assert client.get(reverse("guidance:messages", args=[case.pk])).status_code == 404
    assert Message.objects.count() == 1


def test_how_long_an_answer_takes_is_told_as_soon_as_there_are_enough(client: Client) -> None:
    case = make_case()
    person, adviser = person_actor(case.participant), adviser_of(case)
    enough = measure_of_answers(START).smallest
    for round_ in range(enough):
        message(person, case, hours=100 * round_)
        message(adviser, case, hours=100 * round_ + 48)
    sign_in(client, case.participant)
    # The clock of the site stands at the first message, and one answer is from too long ago.
    Message.objects.update(written_at=START)
    old = Message.objects.order_by("id")[:2]
    Message.objects.filter(pk__in=[row.pk for row in old]).update(written_at=START - dt.timedelta(days=400))
    few = text_of(client.get(reverse("mine:messages")))
    for number, row in enumerate(Message.objects.order_by("id")):
        Message.objects.filter(pk=row.pk).update(
            written_at=START - dt.timedelta(days=30) + dt.timedelta(days=2 * number)
        )
    page = text_of(client.get(reverse("mine:messages")))

    assert "Een antwoord komt meestal" not in few
    assert "Een antwoord komt meestal na 2 dagen." in page


# --- Who guides ------------------------------------------------------------------------------------


def test_an_adviser_sees_the_letters_of_the_parts_that_are_shared(client: Client) -> None:
    case = make_case()
    decision = letter_to(case)
    step = letter_to(case, "volgende_stap", {"stap": "Intake", "wie": "u", "uiterlijk": DUE})
    adviser = adviser_of(case)
    sign_in(client, adviser)
    everything = text_of(client.get(reverse("guidance:letters", args=[case.pk])))
    Consent.objects.filter(participant=case.participant, item=Item.ADVICE).update(withdrawn_at=START)
    less = text_of(client.get(reverse("guidance:letters", args=[case.pk])))

    assert "Ons besluit over uw aanvraag" in everything
    assert "Ons besluit over uw aanvraag" not in less
    assert "Uw volgende stap" in less
    assert client.get(reverse("guidance:letter", args=[case.pk, decision.id])).status_code == 404
    assert client.get(reverse("guidance:letter", args=[case.pk, step.id])).status_code == 200


# --- The desk --------------------------------------------------------------------------------------


def test_a_desk_prints_what_waits_says_so_and_prints_again(client: Client) -> None:
    case = make_case()
    actions.set_preference(
        actor=SYSTEM,
        participant_id=case.participant_id,
        channel="brief",
        language="nl",
        large_print=False,
        address=Address("Spoorlaan 1", "5017 JS", "Tilburg"),
        now=START,
    )
    letter_to(case)
    as_desk(client)
    waiting = text_of(client.get(reverse("desk:post")))
    made = client.post(reverse("desk:post_collect", args=["AM26"]), follow=True)
    run = PrintRun.objects.get()
    pdf = client.get(reverse("desk:run_pdf", args=[run.pk]))
    client.post(reverse("desk:run_printed", args=[run.pk]))
    without = client.post(reverse("desk:run_again", args=[run.pk]), {"cause": ""})
    again = client.post(reverse("desk:run_again", args=[run.pk]), {"cause": "envelop"}, follow=True)

    assert case.participant.full_name in waiting
    assert "Alles is geprint" in text_of(made)
    assert pdf["Content-Type"] == "application/pdf"
    assert Letter.objects.get(template="besluit").state == "geprint"
    assert without.status_code == 400
    assert "Dit is printronde 1 opnieuw." in text_of(again)


def test_a_desk_settles_what_did_not_arrive(client: Client) -> None:
    case = make_case()
    case.participant.email = ""
    case.participant.user = None
    case.participant.save()
    card = letter_to(case)
    as_desk(client)
    page = text_of(client.get(reverse("desk:post")))
    paper = client.post(reverse("desk:letter_on_paper", args=[card.id]))
    empty = client.post(reverse("desk:letter_settle", args=[card.id]), {f"brief-{card.id}-how": ""})
    done = client.post(reverse("desk:letter_settle", args=[card.id]), {f"brief-{card.id}-how": "Gebeld"}, follow=True)

    assert "Er is geen adres bekend waar deze brief heen kan." in page
    assert "Er is geen adres bekend voor deze brief." in text_of(paper)
    assert "Schrijf op hoe de persoon het nieuws kreeg." in text_of(empty)
    assert "Alle post kwam aan" in text_of(done)


def test_a_desk_sets_how_someone_of_its_region_gets_post_and_of_no_other(client: Client) -> None:
    here, there = make_participant(), make_participant(municipality="Groningen")
    as_desk(client)
    right = client.post(reverse("desk:post_choice", args=[here.pk]), {"channel": "mijn", "language": "nl"}, follow=True)

    assert "Vastgelegd hoe deze persoon post krijgt." in text_of(right)
    assert client.get(reverse("desk:post_choice", args=[there.pk])).status_code == 404
    assert client.get(reverse("desk:post_of", args=["AM12"])).status_code == 404


def test_the_menu_of_an_adviser_shows_no_post(client: Client) -> None:
    sign_in(client, make_professional(Role.ADVISER))

    assert reverse("desk:post") not in client.get(reverse("desk:start")).content.decode()


def test_the_timeline_tells_what_happened_to_a_letter_and_only_to_who_may_what_it_is_about(client: Client) -> None:
    case = make_case()
    card = letter_to(case)
    message(person_actor(case.participant), case, "Ik ben bang.")
    actions.deliver(key=card.key, attempt=1, now=START + dt.timedelta(minutes=1))
    sign_in(client, adviser_of(case))
    url = reverse("guidance:case", args=[case.pk])
    everything = client.get(url)
    Consent.objects.filter(participant=case.participant, item=Item.ADVICE).update(withdrawn_at=START)
    less = text_of(client.get(url))

    assert reverse("guidance:letter", args=[case.pk, card.id]) in everything.content.decode()
    assert "Brief verstuurd" in text_of(everything)
    assert "Ons besluit over uw aanvraag" in text_of(everything)
    assert "Bericht geschreven" in less
    assert "Brief verstuurd" in less
    assert "Ons besluit over uw aanvraag" not in less
    assert "Ik ben bang." not in text_of(everything)
    assert "Dat kan" not in text_of(everything)


def test_a_letter_that_came_back_stands_on_the_timeline(client: Client) -> None:
    case = make_case()
    card = letter_to(case)
    fail(key=card.key, trouble=BOUNCED, now=START + dt.timedelta(minutes=1))
    sign_in(client, adviser_of(case))

    assert "Brief niet aangekomen" in text_of(client.get(reverse("guidance:case", args=[case.pk])))
