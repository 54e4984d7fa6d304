"""Hand-overs on the screen: the ready form, the safe link from letter to first talk, the wrong receiver, questions."""

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from overstap.casework.models import Case, Handover, HandoverQuestion, HandoverState, NextAction
from overstap.core.actor import Actor, Role
from overstap.correspondence.models import Letter
from overstap.parties.models import Party, PartyKind
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_elsewhere, adviser_of, answer, make_case, offered
from tests.factories.people import make_party, make_professional
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db


def desk_without_account() -> Party:
    party = make_party(PartyKind.DESK_PARTNER, "AM26")
    party.email, party.phone = "loket@voorbeeld.nl", "013 1234567"
    party.save()
    return party


def asked(client: Client) -> tuple[Case, Actor, Handover, str, str]:
    """A request for help, offered and sent by the screens; gives also the address of the link and the code."""
    case, adviser = admitted_case()
    party = desk_without_account()
    sign_in(client, adviser)
    page = client.post(reverse("guidance:handovers", args=[case.pk]), offer_to(party.pk), follow=True)
    handover = Handover.objects.get()
    assert page.request["PATH_INFO"] == reverse("guidance:invite", args=[case.pk, handover.pk])
    sent = client.post(reverse("guidance:invite", args=[case.pk, handover.pk]), {"email": party.email})
    code = str(sent.context["invitation"].code)
    assert code in text_of(sent)
    frozen = Letter.objects.get(template="overdracht_partij").frozen.reveal()
    return case, adviser, handover, f"/l/{frozen.split('/l/')[1].split('/')[0]}/", code


def offer_to(party_id: int, **more: object) -> dict[str, object]:
    return {
        "kind": "hulp",
        "target": "leerwerkloket",
        "to_party": party_id,
        "because": "Wil leren en werken.",
        "items": ["contact"],
        "person_agrees": "on",
        "how": "in een gesprek",
    } | more


@pytest.mark.requirement("R-420")
def test_a_receiver_without_account_goes_from_the_letter_to_the_first_talk(client: Client) -> None:
    case, _adviser, handover, path, code = asked(client)
    visitor = Client()
    door = visitor.get(path)
    wrong = visitor.post(path, {"doe": "openen", "code": "x"})
    page = follow(visitor, path, {"doe": "openen", "code": code})
    follow(visitor, path, {"doe": "vraag", "vraag-question": "Kan het dinsdag?"})
    follow(visitor, path, {"doe": "aanvaarden"})
    empty = visitor.post(path, {"doe": "contact"})
    done = follow(
        visitor, path, {"doe": "contact", "contact-on_day": "15", "contact-on_month": "2", "contact-on_year": "2021"}
    )
    handover.refresh_from_db()

    assert case.participant.last_name not in text_of(door)
    assert case.participant.last_name not in text_of(wrong)
    assert case.participant.full_name in text_of(page)
    assert empty.status_code == 400
    assert "Eerste gesprek" in text_of(done)
    assert (handover.state, handover.first_contact_on) == (HandoverState.ACCEPTED, START.date())
    assert HandoverQuestion.objects.get().question == "Kan het dinsdag?"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_saying_no_by_link_needs_a_reason_and_then_the_page_is_gone(client: Client) -> None:
    _case, _adviser, handover, path, code = asked(client)
    visitor = Client()
    follow(visitor, path, {"doe": "openen", "code": code})
    bare = visitor.post(path, {"doe": "weigeren", "weigeren-reason": ""})
    thanks = visitor.post(path, {"doe": "weigeren", "weigeren-reason": "Wij zijn vol."})
    handover.refresh_from_db()

    assert bare.status_code == 400
    assert "Vul dit in." in text_of(bare)
    assert "Bedankt voor uw antwoord" in text_of(thanks)
    assert (handover.state, handover.answer) == (HandoverState.REFUSED, "Wij zijn vol.")
    assert visitor.get(path).status_code == 410


def test_an_open_link_shows_nothing_after_the_person_took_the_permission_back(client: Client) -> None:
    case, _adviser, handover, path, code = asked(client)
    visitor = Client()
    follow(visitor, path, {"doe": "openen", "code": code})
    case.participant.consents.filter(party_id=handover.to_party_id).update(withdrawn_at=F("given_at"))

    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"doe": "aanvaarden"}).status_code == 404


@pytest.mark.requirement("R-346")
def test_a_signal_of_debts_leads_to_a_form_that_is_ready(client: Client) -> None:
    case = make_case()
    adviser = adviser_of(case)
    answer(case, adviser, {"hulpvraag_schulden": True}, tick=True)
    sign_in(client, adviser)
    page = client.get(reverse("guidance:case", args=[case.pk]))
    ready = client.get(reverse("guidance:handovers", args=[case.pk]), {"voor": "schulden"})
    follow(client, reverse("guidance:decline_debts", args=[case.pk]), {})

    assert "De deelnemer wil hulp bij schulden" in text_of(page)
    assert ready.context["form"].initial["target"] == "gemeente_schulden"
    assert 'value="gemeente_schulden" selected' in ready.content.decode()
    assert "De deelnemer wil hulp bij schulden" not in text_of(client.get(reverse("guidance:case", args=[case.pk])))
    assert NextAction.objects.get(case=case, done_at__isnull=True).what == "Intake afmaken"


def test_the_wrong_party_is_corrected_with_what_the_receiver_suggested(client: Client) -> None:
    case, adviser = admitted_case()
    wrong, right = adviser_elsewhere(), adviser_elsewhere(PartyKind.UNION)
    first = offered(case, adviser, wrong, kind="hulp")
    sign_in(client, wrong)
    follow(
        client,
        reverse("guidance:refuse_handover", args=[case.pk, first]),
        {"reason": "Niet voor ons.", "elsewhere": right.party_id},
    )
    sign_in(client, adviser)
    url = reverse("guidance:redirect_handover", args=[case.pk, first])
    form = client.get(url)
    silent = client.post(url, {"to_party": right.party_id, "how": "aan tafel"})
    follow(client, url, {"to_party": right.party_id, "how": "aan tafel", "person_agrees": "on"})

    assert form.context["form"].initial["to_party"] == right.party_id
    assert "Vul dit in." in text_of(silent)
    assert Handover.objects.get(corrects_id=first).to_party_id == right.party_id


def test_a_question_goes_to_the_sender_and_the_answer_back(client: Client) -> None:
    case, adviser = admitted_case()
    other = adviser_elsewhere()
    handover_id = offered(case, adviser, other, kind="hulp")
    sign_in(client, other)
    follow(client, reverse("guidance:ask_handover", args=[case.pk, handover_id]), {"vraag-question": "Hoe laat?"})
    asked_ = HandoverQuestion.objects.get()
    url = reverse("guidance:answer_handover", args=[case.pk, handover_id, asked_.pk])
    refused_ = follow(client, url, {"answer": "Zelf"})
    sign_in(client, adviser)
    now_page = client.get(reverse("guidance:start"))
    follow(client, url, {"answer": "Elke ochtend."})
    sign_in(client, other)
    page = client.get(reverse("guidance:handovers", args=[case.pk]))

    assert "Alleen een begeleider van de eerstverantwoordelijke partij" in text_of(refused_)
    assert "Vraag van" in text_of(now_page)
    assert "Elke ochtend." in text_of(page)


def test_an_offer_that_cannot_be_keeps_what_was_typed(client: Client) -> None:
    case, adviser = admitted_case()
    party = desk_without_account()
    sign_in(client, adviser)
    page = client.post(
        reverse("guidance:handovers", args=[case.pk]), offer_to(party.pk, items=["schulden"], because="Bewaar dit")
    )
    school = client.post(
        reverse("guidance:handovers", args=[case.pk]), offer_to(party.pk, kind="dossier", target="", items=[])
    )

    assert "Bewaar dit" in page.content.decode()
    assert not Handover.objects.exists()
    assert "kan niet eerstverantwoordelijk zijn" in text_of(school)


@pytest.mark.parametrize("name", ["invite", "redirect_handover"])
def test_other_parties_find_nothing(client: Client, name: str) -> None:
    case, adviser = admitted_case()
    handover_id = offered(case, adviser, adviser_elsewhere(), kind="hulp")
    for actor, status in (
        (adviser_elsewhere(PartyKind.UNION), 404),
        (make_professional(Role.DESK), 403),
        (adviser_of(make_case()), 404),
    ):
        sign_in(client, actor)
        found = client.get(reverse(f"guidance:{name}", args=[case.pk, handover_id]))
        mine = found.status_code == 200 and actor.party_id == adviser.party_id

        assert found.status_code == status or mine


def test_a_hand_over_of_another_file_is_not_found(client: Client) -> None:
    case, adviser = admitted_case()
    other, _ = admitted_case()
    handover_id = offered(other, adviser, adviser_elsewhere(), kind="hulp")
    sign_in(client, adviser)

    for name in ("invite", "redirect_handover"):
        assert client.get(reverse(f"guidance:{name}", args=[case.pk, handover_id])).status_code == 404
    assert client.post(reverse("guidance:ask_handover", args=[case.pk, handover_id])).status_code == 404
