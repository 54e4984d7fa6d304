"""The two-monthly reports on screen: due, live, handed in and then frozen; and as a file."""

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.oversight.models import RegionReport
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.people import make_professional
from tests.factories.treasury import budget
from tests.web.browsing import follow, sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering, due_report

BEFORE = START.replace(month=1, day=4)
STORY = "De samenwerking loopt goed."


def page_of(report: RegionReport) -> str:
    return reverse("oversight:report", args=(report.pk,))


def file_of(client: Client, report: RegionReport) -> list[list[str]]:
    answer = client.get(reverse("oversight:report_file", args=(report.pk,)))

    assert answer.status_code == 200
    return rows_of(answer)


def rows_of(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def value(rows: list[list[str]], part: str, code: str) -> str:
    return next(row[3] for row in rows if row[:2] == [part, code])


@pytest.mark.requirement("R-384")
def test_due_running_and_handed_in_reports_stand_apart(client: Client) -> None:
    report = due_report()
    as_coordinator(client)

    words = text_of(client.get("/toezicht/rapportages/"))

    assert "In te dienen 1" in words
    assert "15 november 2020" in words
    assert "Periode loopt nog 1" in words
    assert "Er is nog niets ingediend." in words

    follow(client, page_of(report), {"narrative": STORY})
    after = text_of(client.get("/toezicht/rapportages/"))

    assert "In te dienen 0" in after
    assert "ingediend op 15 feb 2021" in after.lower()


def test_reports_of_another_region_are_not_listed_and_not_found(client: Client) -> None:
    report = due_report("AM13")
    as_coordinator(client)

    assert "Midden-Utrecht" not in text_of(client.get("/toezicht/rapportages/"))
    assert client.get(page_of(report)).status_code == 404
    assert client.post(page_of(report), {"narrative": STORY}).status_code == 404
    assert client.get(reverse("oversight:report_file", args=(report.pk,))).status_code == 404


@pytest.mark.requirement("R-260", "R-384")
def test_figures_are_live_until_the_report_is_handed_in_and_frozen_after(client: Client) -> None:
    report = due_report()
    make_case(now=BEFORE)
    actor = as_coordinator(client)
    live = text_of(client.get(page_of(report)))
    done = text_of(follow(client, page_of(report), {"narrative": STORY}))
    make_case(now=BEFORE)
    later = client.get(page_of(report))

    assert "Cijfers van nu" in live
    assert "Nieuwe dossiers 1" in live
    assert f"Ingediend door {actor.name}" in done
    assert "Nieuwe dossiers 1" in text_of(later)
    assert STORY in text_of(later)
    assert "<textarea" not in later.content.decode()


def test_a_report_without_a_story_is_not_handed_in_and_says_what_to_do(client: Client) -> None:
    report = due_report()
    as_coordinator(client)

    answer = client.post(page_of(report), {"narrative": "   "})

    assert answer.status_code == 400
    assert "Schrijf een toelichting." in text_of(answer)
    assert 'href="#id_narrative"' in answer.content.decode()
    assert "<title>Fout:" in " ".join(answer.content.decode().split())
    report.refresh_from_db()
    assert report.submitted_at is None


def test_a_running_period_cannot_be_handed_in_and_the_rule_says_why(client: Client) -> None:
    due_report()
    running = RegionReport.objects.order_by("period_from")[1]
    as_coordinator(client)

    shown = client.get(page_of(running))
    answer = client.post(page_of(running), {"narrative": STORY})

    assert "Deze periode loopt nog. Indienen kan vanaf 15 maart 2021." in text_of(shown)
    assert "<textarea" not in shown.content.decode()
    assert answer.status_code == 400
    assert "De periode van deze rapportage loopt nog, tot 15 maart 2021." in text_of(answer)
    assert "Bron: Intentieverklaring" in text_of(answer)


def test_handing_in_twice_is_refused(client: Client) -> None:
    report = due_report()
    as_coordinator(client)
    follow(client, page_of(report), {"narrative": STORY})

    answer = client.post(page_of(report), {"narrative": "Een ander verhaal."})

    assert answer.status_code == 400
    assert "Deze rapportage is al ingediend." in text_of(answer)
    report.refresh_from_db()
    assert report.narrative == STORY


def test_the_steering_group_sees_figures_only_after_the_region_handed_in(client: Client) -> None:
    report = due_report()
    for _ in range(3):
        make_case(now=BEFORE)
    as_steering(client)
    before = client.get(page_of(report))
    file_before = client.get(reverse("oversight:report_file", args=(report.pk,)))
    tried = client.post(page_of(report), {"narrative": STORY})
    as_coordinator(client)
    follow(client, page_of(report), {"narrative": STORY})
    as_steering(client)
    after = text_of(client.get(page_of(report)))

    assert "nog niet ingediend" in text_of(before)
    assert file_before.status_code == 404
    assert tried.status_code == 404
    assert STORY in after
    assert "Nieuwe dossiers te klein om te tonen" in after


@pytest.mark.requirement("R-260")
def test_the_file_holds_the_figures_with_their_meaning_and_moment(client: Client) -> None:
    budget(1_000_50, now=START)
    report = due_report()
    make_case(now=BEFORE)
    as_coordinator(client)

    rows = file_of(client, report)

    assert rows[0] == ["onderdeel", "code", "omschrijving", "waarde", "definitie"]
    assert value(rows, "rapport", "regio") == "Midden-Brabant"
    assert value(rows, "rapport", "stand_van").startswith("2021-02-15T")
    assert value(rows, "kerncijfer", "instroom") == "1"
    assert value(rows, "ingang", "ww") == "1"
    assert value(rows, "geld", "ontschot_budget.plafond") == "1000,50"
    assert value(rows, "geld", "ontschot_budget.verwacht") == "0,00"
    assert all(len(row) == 5 for row in rows)


def test_the_file_of_a_frozen_report_stays_as_it_was_and_hides_small_counts_from_outsiders(client: Client) -> None:
    report = due_report()
    make_case(now=BEFORE)
    as_coordinator(client)
    follow(client, page_of(report), {"narrative": STORY})
    kept = file_of(client, report)
    make_case(now=BEFORE)
    own = file_of(client, report)
    as_steering(client)
    foreign = file_of(client, report)

    assert own == kept
    assert value(foreign, "kerncijfer", "instroom") == "te klein om te tonen"


def test_the_file_is_only_read(client: Client) -> None:
    report = due_report()
    as_coordinator(client)
    lines = AuditLine.objects.count()

    file_of(client, report)
    file_of(client, report)

    assert AuditLine.objects.count() == lines
    report.refresh_from_db()
    assert report.figures == {}


def test_other_roles_are_sent_away(client: Client) -> None:
    report = due_report()
    sign_in(client, make_professional())

    assert client.get(page_of(report)).status_code == 403
    assert client.get("/toezicht/rapportages/").status_code == 403
