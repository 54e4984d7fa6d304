"""The first screen: what needs me now, filters that are kept, a safe export, dividing work, cover."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.casework import actions
from overstap.casework.models import Absence, Case, NextAction, SavedView
from overstap.core.actor import Actor, Role
from overstap.parties.models import Membership, PartyKind
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.cases import admitted_case, adviser_elsewhere, adviser_of, given, make_case, offered
from tests.factories.people import make_professional
from tests.web.browsing import HTMX, follow, sign_in, text_of

pytestmark = pytest.mark.django_db


def in_hand(client: Client) -> tuple[Case, Actor]:
    """A file in the hands of the adviser who is signed in."""
    case = make_case()
    adviser = adviser_of(case)
    given(actions.take_case(actor=adviser, case_id=case.pk, now=START))
    sign_in(client, adviser)
    return case, adviser


def test_one_list_tells_what_waits_for_me_and_who_asks(client: Client) -> None:
    case, adviser = in_hand(client)
    step = {"case_id": case.pk, "what": "Bellen", "owner_party_id": adviser.party_id, "due_on": START.date()}
    given(actions.set_next_action(actor=adviser, now=START, **step))
    other, sender = admitted_case()
    offered(other, sender, adviser_elsewhere(), kind="hulp")
    incoming = make_case()
    wanted = adviser_of(incoming)
    moved, from_elsewhere = admitted_case()
    assert (wanted.party_id, moved.first_responsible_id) == (adviser.party_id, from_elsewhere.party_id)
    page = client.get(reverse("guidance:start"))

    lines = [line.text for line in page.context["now_lines"]]
    assert lines == [f"{case.participant.full_name}: Bellen"]
    assert "Er wacht nu niets op u." not in text_of(page)


def test_an_offer_to_my_party_stands_in_the_list(client: Client) -> None:
    case, adviser = admitted_case()
    receiver = adviser_elsewhere()
    offered(case, adviser, receiver)
    sign_in(client, receiver)
    page = client.get(reverse("guidance:start"))

    assert [line.kind for line in page.context["now_lines"]] == ["Overdracht"]
    assert case.number in page.context["now_lines"][0].text


def test_the_first_screen_asks_a_fixed_number_of_questions(client: Client) -> None:
    in_hand(client)
    client.get(reverse("guidance:start"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("guidance:start"))
    for _ in range(4):
        make_case()
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("guidance:start"))

    assert len(many) == len(few)
    assert len(many) <= 40


def test_a_view_is_kept_under_a_name_and_opens_by_itself(client: Client) -> None:
    case, adviser = in_hand(client)
    other = make_case()
    kept = follow(
        client, reverse("guidance:save_view"), {"van": "mij", "volgorde": "naam", "naam": "Van mij", "standaard": "on"}
    )
    usual, everything = client.get(reverse("guidance:start")), client.get(reverse("guidance:start") + "?weergave=alles")
    view = SavedView.objects.get()

    assert "De weergave is bewaard." in text_of(kept)
    assert [row.id for row in usual.context["rows"]] == [case.pk]
    assert {row.id for row in everything.context["rows"]} == {case.pk, other.pk}
    assert view.chosen == {"van": "mij", "volgorde": "naam"}
    sign_in(client, adviser_of(case))
    assert client.post(reverse("guidance:delete_view", args=[view.pk])).status_code == 404
    sign_in(client, adviser)
    follow(client, reverse("guidance:delete_view", args=[view.pk]), {})
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_not_kept(client: Client) -> None:
    in_hand(client)
    page = client.post(reverse("guidance:save_view"), {"van": "mij", "naam": ""})

    assert page.status_code == 400
    assert "Geef de weergave een naam" in text_of(page)


def test_a_filter_gives_the_same_list_with_and_without_a_full_page(client: Client) -> None:
    case, _adviser = in_hand(client)
    make_case()
    whole = client.post(reverse("guidance:start"), {"van": "mij"})
    part = client.post(reverse("guidance:start"), {"van": "mij"}, headers=HTMX)
    nonsense = client.post(reverse("guidance:start"), {"van": "kwast", "bladzij": "-3", "termijn": "x"})

    assert [row.id for row in whole.context["rows"]] == [row.id for row in part.context["rows"]] == [case.pk]
    assert "<main" not in part.content.decode()
    assert nonsense.status_code == 200


def test_the_export_computes_nothing_and_writes_down_who_was_in_it(client: Client) -> None:
    case, _adviser = in_hand(client)
    Participant.objects.filter(pk=case.participant_id).update(first_name="=1+1", last_name="Kwaad")
    answer = client.post(reverse("guidance:export"), {"van": "mij"})
    body = answer.content.decode()

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "'=1+1 Kwaad" in body
    assert ";=1+1" not in body
    assert AuditLine.objects.filter(verb="caseload_uitvoeren", subject_id=case.participant_id).count() == 1
    assert client.get(reverse("guidance:export")).status_code == 405


def test_files_that_are_ticked_go_to_a_colleague(client: Client) -> None:
    case, _adviser = in_hand(client)
    colleague = adviser_of(case)
    nobody = client.post(reverse("guidance:assign"), {"dossier": [case.pk], "collega": ""})
    nothing = client.post(reverse("guidance:assign"), {"collega": colleague.user_id})
    done = follow(client, reverse("guidance:assign"), {"dossier": [case.pk], "collega": colleague.user_id})
    foreign = adviser_elsewhere()
    sign_in(client, foreign)
    stolen = client.post(reverse("guidance:assign"), {"dossier": [case.pk], "collega": foreign.user_id})

    assert nobody.status_code == nothing.status_code == 400
    assert "Kies minstens één dossier" in text_of(nothing)
    assert "1 dossier heeft een andere begeleider." in text_of(done)
    assert stolen.status_code == 404
    assert Case.objects.get(pk=case.pk).owner_id == colleague.user_id


def days(**parts: int) -> dict[str, str]:
    return {
        f"{name}_{part}": str(value)
        for name, number in parts.items()
        for part, value in (("day", number), ("month", 2), ("year", 2021))
    }


def test_cover_is_arranged_and_stopped(client: Client) -> None:
    case, adviser = in_hand(client)
    colleague = adviser_of(case)
    url = reverse("guidance:cover")
    wrong = client.post(url, {"wie": adviser.user_id, "waarnemer": colleague.user_id} | days(van=20, tot=16))
    other = client.post(url, {"wie": colleague.user_id, "waarnemer": adviser.user_id} | days(van=16, tot=20))
    done = follow(client, url, {"wie": adviser.user_id, "waarnemer": colleague.user_id} | days(van=15, tot=20))
    sign_in(client, colleague)
    covering = client.get(reverse("guidance:start"))
    sign_in(client, case.participant)
    person = client.get("/mijn/")
    sign_in(client, adviser)
    back = follow(client, reverse("guidance:back", args=[Absence.objects.get().pk]), {})

    assert wrong.status_code == other.status_code == 400
    assert colleague.name in text_of(done)
    assert "u neemt waar" in text_of(covering)
    assert colleague.name in text_of(person)
    assert "Iedereen is er." in text_of(back)


def test_what_stands_still_is_shown_with_a_repair(client: Client) -> None:
    case, adviser = in_hand(client)
    Membership.objects.filter(user_id=adviser.user_id).update(valid_until="2021-02-01")
    broken = make_case()
    NextAction.objects.filter(case=broken).update(done_at=START)
    coordinator = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)
    sign_in(client, coordinator)
    page = client.get(reverse("guidance:worries"))
    done = follow(client, reverse("guidance:repair", args=[broken.pk]), {})
    again = client.post(reverse("guidance:repair", args=[broken.pk]))

    assert case.number in text_of(page)
    assert case.participant.last_name not in text_of(page)
    assert f"Herstel {broken.number}" in text_of(page)
    assert "weer één volgende stap" in text_of(done)
    assert again.status_code == 404


def test_wrong_roles_get_nowhere(client: Client) -> None:
    in_hand(client)
    assert client.get(reverse("guidance:worries")).status_code == 403
    assert client.post(reverse("guidance:repair", args=[1])).status_code == 403
    sign_in(client, make_professional(Role.DESK))
    assert client.get(reverse("guidance:worries")).status_code == 200
    for name in ("start", "cover"):
        assert client.get(reverse(f"guidance:{name}")).status_code == 403
    for name in ("export", "save_view", "assign"):
        assert client.post(reverse(f"guidance:{name}")).status_code == 403
