"""A page asks the database as much with thirty rows as with three."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.casework import actions
from overstap.casework.models import Case, Handover
from overstap.core.actor import Actor, Role
from overstap.parties.models import PartyKind
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, answer, copies_of, given, make_case, offered
from tests.factories.people import make_professional
from tests.web.browsing import HTMX, sign_in, text_of

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 30
FRAME = 6
"""What every page asks: the installation, the session, the account, its places, and the people of the demo."""

Visit = Callable[[Client], object]


def begin(client: Client, *roles: Role) -> tuple[Case, Actor]:
    """A file in the hands of the adviser who is signed in."""
    case = make_case()
    adviser = make_professional(*(roles or (Role.ADVISER,)), party_kind=case.first_responsible.kind)
    given(actions.take_case(actor=adviser, case_id=case.pk, now=START))
    case.refresh_from_db()
    sign_in(client, adviser)
    return case, adviser


def asked(client: Client, visit: Visit) -> int:
    """How many questions a page asks, once everything is warm."""
    visit(client)
    with CaptureQueriesContext(connection) as found:
        visit(client)
    return len(found)


def overdue(case: Case) -> None:
    """Let the step of a file and of its copies be late."""
    day = START.date() - dt.timedelta(days=30)
    Case.objects.update(step_due_on=day)
    for one in Case.objects.all():
        one.actions.update(due_on=day)
    case.refresh_from_db()


def grow(case: Case, number: int, receiver: Actor) -> None:
    """Add late files like one, each with an offer to the party of somebody else."""
    offer = Handover.objects.filter(case=case).first()
    for copy in copies_of(case, number, by_person=False):
        if offer is not None:
            offer.pk, offer.case, offer.to_party_id = None, copy, receiver.party_id
            offer.save(force_insert=True)
    overdue(case)


PAGES: dict[str, tuple[Visit, int]] = {
    "the list": (lambda client: client.get(reverse("guidance:start")), 22),
    "the list, late ones of mine": (
        lambda client: client.post(reverse("guidance:start"), {"van": "mij", "termijn": "te_laat"}), 22
    ),
    "a fragment of the list": (
        lambda client: client.post(reverse("guidance:start"), {"stand": "aangemeld"}, headers=HTMX), 16
    ),
    "searching by name": (lambda client: client.post(reverse("guidance:start"), {"tekst": "kopie"}), 23),
    "searching nearly by name": (lambda client: client.post(reverse("guidance:start"), {"tekst": "kpoie"}), 24),
    "searching by number": (lambda client: client.post(reverse("guidance:start"), {"tekst": "K-0000"}), 22),
    "the desk": (lambda client: client.get(reverse("desk:start")), 22),
    "who registered today": (lambda client: client.get(reverse("desk:start") + "?lijst=vandaag"), 7),
    "who is late": (lambda client: client.get(reverse("desk:start") + "?lijst=te_laat"), 7),
    "what stands still": (lambda client: client.get(reverse("guidance:worries")), 20),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_as_much_for_thirty_files_as_for_three(client: Client, name: str) -> None:
    visit, most = PAGES[name]
    case, adviser = begin(client, Role.ADVISER, Role.COORDINATOR)
    receiver = adviser_elsewhere(PartyKind.EMPLOYERS)
    offered(case, adviser, receiver)
    grow(case, FEW - 1, receiver)
    few = asked(client, visit)
    grow(case, MANY - FEW, receiver)
    many = asked(client, visit)

    assert many == few
    assert many - FRAME <= most


def test_finding_somebody_asks_as_much_for_thirty_namesakes_as_for_three(client: Client) -> None:
    case, _adviser = begin(client, Role.ADVISER, Role.DESK)
    born = case.participant.birth_date
    sent = {"born_day": born.day, "born_month": born.month, "born_year": born.year, "name": "kopie"}

    def visit(client: Client) -> object:
        return client.post(reverse("desk:find"), sent)

    copies_of(case, FEW)
    few = asked(client, visit)
    copies_of(Case.objects.latest("id"), MANY)
    many = asked(client, visit)

    assert many == few
    assert many - FRAME <= 14


def test_a_file_asks_as_much_with_many_answers_and_offers_as_with_few(client: Client) -> None:
    case, adviser = begin(client)

    def visit(client: Client) -> object:
        return client.get(reverse("guidance:case", args=[case.pk]))

    offered(case, adviser, adviser_elsewhere(PartyKind.EMPLOYERS), kind="hulp")
    actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="competentie", name="Lassen", now=START)
    few = asked(client, visit)
    for offer in [Handover.objects.get(case=case)] * 5:
        offer.pk, offer.state, offer.answer, offer.answered_at = None, "geweigerd", "Vol.", START
        offer.save(force_insert=True)
    answer(case, adviser, {"hoogste_opleiding": "mbo_2", "jaren_laatste_functie": 4, "wil_ondersteuning": True})
    for number in range(8):
        actions.add_profile_entry(actor=adviser, case_id=case.pk, kind="competentie", name=f"Vak {number}", now=START)
    many = asked(client, visit)

    assert many == few
    assert many - FRAME <= 28


def test_the_lists_of_the_desk_write_down_only_who_is_shown(client: Client) -> None:
    case, _adviser = begin(client, Role.ADVISER, Role.DESK)
    copies_of(case, 70)
    before = AuditLine.objects.count()
    first = client.get(reverse("desk:start"))
    start = AuditLine.objects.count()
    whole = client.get(reverse("desk:start") + "?lijst=vandaag")
    page = AuditLine.objects.count()
    last = client.get(reverse("desk:start") + "?lijst=vandaag&bladzij=2")
    end = AuditLine.objects.count()
    shown = [row.id for answer in (whole, last) for row in answer.context["page"].rows]

    assert (start - before, page - start, end - page) == (10, 50, 21)
    assert sorted(shown) == sorted(Case.objects.values_list("pk", flat=True))
    assert "Toon alle 71 dossiers" in text_of(first)
    assert "Bladzijde 2 van 2" in text_of(last)
    assert text_of(client.get(reverse("desk:start") + "?lijst=vandaag&bladzij=-5x")) == text_of(whole)


@pytest.mark.parametrize(
    "typed", ["Janssen", "jansen", "Jansenn", "Jasnen", "van de Berg Jansen", "Vandenberg", "Zoe", "zoë"]
)
def test_a_name_is_found_however_it_is_spelled(client: Client, typed: str) -> None:
    case, _adviser = begin(client)
    wanted = copies_of(case, 2)[0]
    person = Participant.objects.get(pk=wanted.participant_id)
    person.first_name, person.last_name = "Zoë", "van den Berg-Jansen"
    person.save()
    page = client.post(reverse("guidance:start"), {"tekst": typed})

    assert [row.id for row in page.context["rows"]] == [wanted.pk]


def test_a_name_that_looks_like_it_is_only_sought_among_the_files_that_one_may_see(client: Client) -> None:
    case, adviser = begin(client)
    person = case.participant
    person.last_name = "Ooievaar"
    person.save()
    own = client.post(reverse("guidance:start"), {"tekst": "Ooiveaar"})
    sign_in(client, adviser_elsewhere(PartyKind.EMPLOYERS))
    foreign = client.post(reverse("guidance:start"), {"tekst": "Ooiveaar"})
    heard = client.post(reverse("guidance:start"), {"tekst": "Oojevaar"})

    assert [row.id for row in own.context["rows"]] == [case.pk]
    assert "Deze namen lijken erop" in text_of(own)
    assert foreign.context["rows"] == heard.context["rows"] == ()
    assert adviser.party_id == case.first_responsible_id
    assert "Ooievaar" not in text_of(foreign)
    assert adviser_of(case).party_id == adviser.party_id
