"""A desk for many on screen: from wrong input to a report, and what somebody who takes part reads and chooses."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from overstap.brokerage.actions import answer_invitation, invite_people, plan_session
from overstap.brokerage.models import CentreExpense, CentreMember, CentreSession, CouplingInvitation, MobilityCentre
from overstap.casework.models import Case
from overstap.core.actor import SYSTEM, Role
from tests.conftest import START
from tests.factories.brokerage import coordinator, make_centre, make_coupling, make_member
from tests.factories.cases import make_case
from tests.factories.demand import broker, make_employer
from tests.factories.importing import csv_of, person, read_in
from tests.factories.people import make_professional, person_actor
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def day(name: str, on: dt.date) -> dict[str, object]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def filled(**more: object) -> dict[str, object]:
    plain: dict[str, object] = {"region": "AM26", "reason": "faillissement", "jobs": 180, "budget": "150.000"}
    today = START.date()
    return plain | day("starts_on", today) | day("ends_on", today + dt.timedelta(days=200)) | more


@pytest.mark.requirement("R-435", "R-438")
def test_opening_says_all_that_is_wrong_and_keeps_what_was_typed(client: Client) -> None:
    sign_in(client, broker())
    employer = make_employer()
    address = reverse("centres:open", args=(employer.pk,))

    wrong = client.post(address, filled(jobs=99, reason="anders", budget="2.000.000,01"))
    text = text_of(wrong)
    right = client.post(address, filled())

    assert wrong.status_code == 400
    assert "vanaf 100 banen" in text
    assert "faillissement of een acute crisis" in text
    assert "nog € 2.000.000,00 over" in text
    assert 'value="2.000.000,01"' in wrong.content.decode()
    assert right.status_code == 302
    assert MobilityCentre.objects.get().budget_cents == 150_000_00


@pytest.mark.requirement("R-436", "R-437", "R-438")
def test_a_centre_is_run_from_one_page(client: Client) -> None:
    sign_in(client, broker())
    centre = make_centre()
    page = reverse("centres:centre", args=(centre.pk,))
    soon = START.date() + dt.timedelta(days=7)

    def fill(deed: str, values: dict[str, object]) -> int:
        named = {f"{deed}-{name}": value for name, value in values.items()}
        return client.post(page, {"doe": deed, **named}).status_code

    assert fill("partij", {"kind": "opleiders", "name": "ROC"}) == 302
    assert fill("partij", {"kind": "opleiders", "name": "ROC"}) == 400
    meeting = {"place": "Buurthuis", "at": "10:00", "capacity": "60", **day("on", soon)}
    assert fill("bijeenkomst", {**meeting, "at": "tien uur"}) == 400
    assert fill("bijeenkomst", meeting) == 302
    assert fill("ruimte", {"region": "AM26", "people_per_week": "15"}) == 302
    assert fill("uitgave", {"what": "Zaalhuur", "cents": "150.000,01", **day("on", soon)}) == 400
    assert fill("uitgave", {"what": "Zaalhuur", "cents": "1.250,50", **day("on", soon)}) == 302
    assert client.post(page, {"doe": "iets"}).status_code == 404
    session = CentreSession.objects.get()
    attended = reverse("centres:attendance", args=(session.pk,))
    assert client.post(attended, {"attended": "61"}).status_code == 400
    assert client.post(attended, {"attended": "41"}).status_code == 302
    text = text_of(client.get(page))

    assert CentreExpense.objects.get().cents == 1_250_50
    assert "Er waren 41 mensen." in text
    assert "€ 148.749,50" in text
    assert "ROC (Opleiders)" in text
    assert "ontbreekt nog" in text


@pytest.mark.requirement("R-437")
def test_a_list_of_the_company_is_read_in_and_put_in_the_centre_and_everybody_is_invited(client: Client) -> None:
    actor = make_professional(Role.COORDINATOR, Role.DESK)
    centre = make_centre()
    headings = ("Voornaam", "Achternaam", "Geboortedatum", "E-mail", "Telefoon", "Woonplaats", "Straat", "Postcode")
    rows = [(*person(number), "Dorpsstraat 1", "5017js") for number in range(3)]
    rows.append((*person(3), "", ""))
    batch = read_in(actor, csv_of(rows, headings))
    sign_in(client, actor)
    page = reverse("centres:centre", args=(centre.pk,))

    first = client.post(page, {"doe": "deelnemers", "deelnemers-batch": batch.pk}, follow=True)
    second = client.post(page, {"doe": "deelnemers", "deelnemers-batch": batch.pk}, follow=True)
    invited = client.post(reverse("centres:invite", args=(centre.pk,)), follow=True)

    assert "4 mensen zijn in het centrum." in text_of(first)
    assert "0 mensen zijn in het centrum." in text_of(second)
    assert "3 brieven staan klaar. Van 1 persoon kennen wij geen adres." in text_of(invited)
    assert Case.objects.filter(centre_memberships__centre=centre).count() == 4
    assert CentreMember.objects.filter(invited_at__isnull=False).count() == 3


@pytest.mark.requirement("R-438")
def test_the_report_counts_and_names_nobody(client: Client) -> None:
    sign_in(client, broker())
    centre = make_centre()
    row = make_member(centre, make_case())
    client.post(reverse("centres:close", args=(centre.pk,)))
    page = client.get(reverse("centres:report", args=(centre.pk,)))
    file = client.get(reverse("centres:report_file", args=(centre.pk,)))
    told = text_of(page) + file.content.decode()

    assert "Gesloten op" in text_of(page)
    assert "Banen die verdwijnen;180" in file.content.decode()
    assert "Mensen in het centrum;1" in file.content.decode()
    assert row.case.participant.last_name not in told
    assert row.case.number not in told
    assert client.post(reverse("centres:close", args=(centre.pk,))).status_code == 400


@pytest.mark.requirement("R-437")
def test_somebody_who_takes_part_chooses_a_meeting(client: Client) -> None:
    centre = make_centre()
    row = make_member(centre, make_case())
    at = START + dt.timedelta(days=7)
    full = plan_session(actor=SYSTEM, centre_id=centre.pk, place="Klein", starts_at=at, capacity=1, now=START)
    plan_session(actor=SYSTEM, centre_id=centre.pk, place="Groot", starts_at=at, capacity=9, now=START)
    other = make_member(centre, make_case())
    CentreMember.objects.filter(pk=other.pk).update(session=full)
    large = CentreSession.objects.get(place="Groot")
    sign_in(client, person_actor(row.case.participant))
    page = reverse("centres:own")

    before = text_of(client.get(page))
    refused = client.post(page, {"daad": "kiezen", "deelname": row.pk, "bijeenkomst": full})
    client.post(page, {"daad": "kiezen", "deelname": row.pk, "bijeenkomst": large.pk})
    after = text_of(client.get(page))

    assert "Klein. Vol." in before
    assert refused.status_code == 400
    assert "U hebt hier een plaats." in after
    assert client.post(page, {"daad": "kiezen", "deelname": other.pk, "bijeenkomst": large.pk}).status_code == 404
    assert client.post(page, {"daad": "kiezen", "deelname": "x", "bijeenkomst": large.pk}).status_code == 404
    assert client.post(page, {"daad": "iets"}).status_code == 404


@pytest.mark.requirement("R-358", "R-400")
def test_somebody_is_asked_says_no_freely_and_another_says_yes_and_starts(client: Client) -> None:
    employer = make_employer()
    centre = make_centre(employer=employer)
    one, two = make_member(centre, make_case()), make_member(centre, make_case())
    coupling = make_coupling(employer, people=1)
    runs = coordinator(one.case.first_responsible)
    sign_in(client, runs)
    ask, begun = (reverse(f"centres:{name}", args=(coupling.pk,)) for name in ("ask", "started"))
    many = client.post(ask, {"members": [one.pk, two.pk]})
    client.post(ask, {"members": [one.pk]})
    mine = reverse("centres:own")
    first = CouplingInvitation.objects.get()
    person = Client()
    sign_in(person, person_actor(one.case.participant))
    read = text_of(person.get(mine))
    person.post(mine, {"daad": "nee", "uitnodiging": first.pk})
    said = text_of(person.get(mine))
    invite_people(actor=SYSTEM, coupling_id=coupling.pk, member_ids=[two.pk], now=START)
    second = CouplingInvitation.objects.get(case=two.case)
    early = client.post(begun, {"invitation": second.pk, "hours": 32, **day("on", START.date())})
    answer_invitation(actor=person_actor(two.case.participant), invitation_id=second.pk, agrees=True, now=START)
    without = client.post(begun, {"invitation": second.pk}, follow=True)
    client.post(begun, {"invitation": second.pk, "hours": 32, **day("on", START.date())})
    coupling.refresh_from_db()

    assert many.status_code == 400
    assert "Er zijn nog 1 plaatsen." in text_of(many)
    assert "Een nee heeft geen gevolgen" in read
    assert "U zei nee. Dat is goed." in said
    assert early.status_code == 400
    assert "Vul in op welke dag het werk begon" in text_of(without)
    assert (coupling.placed, coupling.state) == (1, "afgerond")


def test_a_broker_without_files_sees_no_names(client: Client) -> None:
    employer = make_employer()
    row = make_member(make_centre(employer=employer), make_case())
    coupling = make_coupling(employer)
    sign_in(client, broker())

    answer = client.get(reverse("centres:ask", args=(coupling.pk,)))
    text = text_of(answer)
    assert answer.status_code == 200

    assert row.case.participant.last_name not in text
    assert "U kunt nu niemand uitnodigen." in text


def test_the_menu_says_that_one_is_at_the_brokers(client: Client) -> None:
    sign_in(client, broker())

    for address in (reverse("centres:start"), reverse("groups:start"), reverse("demand:reading")):
        page = client.get(address).content.decode()
        current = [line for line in page.splitlines() if 'aria-current="page"' in line and "Makelaar" in line]
        assert len(current) == 1, address
