"""The books as a file: complete, harmless in a spreadsheet, right for an auditor, written while it is sent."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.core.actor import Role
from overstap.treasury import actions, queries
from overstap.treasury.models import Entry
from overstap.treasury.queries import ExportAsked
from overstap.web.treasury import export_files
from tests.conftest import START
from tests.factories import treasury as make
from tests.web.browsing import text_of
from tests.web.cashier import enter

pytestmark = pytest.mark.django_db

PAGE, FILE = "/kassa/boekingen/", "/kassa/boekingen/bestand/"
EVIL = '=HYPERLINK("http://x.example","klik")&<b>'
NS = {"x": export_files.XAF, "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def some_books() -> None:
    make.budget(1000_00, now=START - dt.timedelta(days=60))
    make.reserved(amount_cents=100_00, recipient=EVIL)
    claim = make.approved(make.committed(amount_cents=250_50), amount_cents=50_25)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=START))


def asked(form: str, **other: str) -> dict[str, str]:
    return {
        "van_day": "1", "van_month": "1", "van_year": "2021", "tot_day": "15", "tot_month": "2", "tot_year": "2021",
        "vorm": form,
    } | other  # fmt: skip


def fetched(client: Client, form: str, **other: str) -> bytes:
    response: Any = client.get(FILE, asked(form, **other))
    assert isinstance(response, StreamingHttpResponse), text_of(response)
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_the_page_offers_this_year_until_today(client: Client) -> None:
    enter(client, Role.CASHIER)

    response = client.get(PAGE, {"geldstroom": make.STREAM})

    assert "Boekingen ophalen" in text_of(response)
    assert f'<option value="{make.STREAM}" selected>' in response.content.decode()


@pytest.mark.requirement("R-261")
def test_a_csv_holds_every_entry_of_the_days_and_no_formula(client: Client) -> None:
    some_books()
    enter(client, Role.CASHIER)

    text = fetched(client, "csv").decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["soort"] for row in rows] == ["reserveren", "reserveren", "verplichten", "betalen"]
    assert [row["bedrag"] for row in rows] == ["100,00", "250,50", "250,50", "50,25"]
    assert rows[0]["ontvanger"] == f"'{EVIL}"
    assert rows[3]["regeling"] == "ontschot-budget"
    assert rows[3]["versie"] == "2020-12-01"
    assert len(rows[3]["kenmerk_beoordeling"]) == 64
    assert len(rows[3]["deelnemer"]) == 8


def test_a_stream_or_region_leaves_the_others_out(client: Client) -> None:
    some_books()
    make.budget(500_00, region_code=make.OTHER_REGION)
    enter(client, Role.FRAMEWORK_KEEPER)

    one = fetched(client, "csv", regio=make.OTHER_REGION).decode().splitlines()
    none = fetched(client, "csv", geldstroom="impuls_banenafspraak").decode().splitlines()
    country = fetched(client, "csv", regio="NL").decode().splitlines()

    assert (len(one), len(none), len(country)) == (2, 1, 1)


def test_an_xlsx_holds_amounts_as_numbers_and_words_as_words(client: Client) -> None:
    some_books()
    enter(client, Role.CASHIER)

    with zipfile.ZipFile(io.BytesIO(fetched(client, "xlsx"))) as book:
        assert book.testzip() is None
        parts = {name: ET.fromstring(book.read(name)) for name in book.namelist()}  # noqa: S314 (our own)
    rows = parts["xl/worksheets/sheet1.xml"].findall("m:sheetData/m:row", NS)
    assert len(rows) == 5
    assert [row[9].findtext("m:v", namespaces=NS) for row in rows[1:]] == ["100.00", "250.50", "250.50", "50.25"]
    assert rows[1][11].get("t") == "inlineStr"
    assert rows[1][11].findtext("m:is/m:t", namespaces=NS) == EVIL
    assert parts["xl/workbook.xml"].findall("m:sheets/m:sheet", NS)[0].get("name") == "boekingen 1"
    assert {"[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} <= parts.keys()


def test_many_entries_go_on_a_next_sheet(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    some_books()
    enter(client, Role.CASHIER)
    monkeypatch.setattr(export_files, "ROWS_OF_SHEET", 3)

    with zipfile.ZipFile(io.BytesIO(fetched(client, "xlsx"))) as book:
        sheets = [name for name in book.namelist() if "sheet" in name and "worksheets" in name]
        rows = [book.read(name).count(b"<row>") for name in sheets]
    assert rows == [4, 2]


@pytest.mark.requirement("R-261")
def test_an_audit_file_balances_and_says_what_stood_before(client: Client) -> None:
    some_books()
    enter(client, Role.CASHIER_APPROVER)

    root = ET.fromstring(fetched(client, "xaf"))  # noqa: S314 (our own)

    def all_of(path: str) -> list[str]:
        return [one.text or "" for one in root.findall(path, NS)]

    assert root.tag == f"{{{export_files.XAF}}}auditfile"
    assert [part.tag.split("}")[1] for part in root.find("x:company", NS) or ()] == [
        "companyName", "taxRegistrationCountry", "taxRegIdent", "generalLedger", "periods", "openingBalance",
        "transactions",
    ]  # fmt: skip
    ledger = "x:company/x:generalLedger/x:ledgerAccount/x:accID"
    lines = "x:company/x:transactions/x:journal/x:transaction/x:trLine"
    assert set(all_of(f"{lines}/x:accID")) <= set(all_of(ledger))
    assert all_of("x:company/x:transactions/x:linesCount") == [str(len(root.findall(lines, NS)))] == ["4"]
    assert all_of("x:company/x:transactions/x:totalDebit") == all_of("x:company/x:transactions/x:totalCredit")
    assert all_of("x:company/x:transactions/x:totalDebit") == ["300.75"]
    assert all_of("x:company/x:openingBalance/x:totalDebit") == ["1000.00"]
    assert all_of("x:company/x:openingBalance/x:totalCredit") == ["1000.00"]
    assert all_of("x:company/x:periods/x:period/x:endDatePeriod") == ["2021-01-31", "2021-02-15"]
    assert set(all_of("x:company/x:transactions/x:journal/x:transaction/x:periodNumber")) == {"2"}


def test_who_fetched_what_is_on_the_trail(client: Client) -> None:
    some_books()
    actor = enter(client, Role.CASHIER)
    fetched(client, "xaf", regio=make.REGION)

    line = AuditLine.objects.get(verb="boekingen_ophalen")
    assert (line.actor_user_id, line.object_id) == (actor.user_id, "2021-01-01/2021-02-15")
    assert line.details == {"vorm": "xaf", "aantal": 4, "geldstroom": "", "regio": make.REGION}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tot_day": "16"}, "Deze dag moet nog komen."),
        ({"van_month": "2", "van_day": "15", "tot_day": "1"}, "De laatste dag ligt voor de eerste dag."),
        ({"van_year": ""}, "Vul"),
        ({"vorm": "pdf"}, "Fout:"),
        ({"regio": "XX"}, "Fout:"),
    ],
)
def test_a_wrong_question_gives_no_file_but_says_what_is_wrong(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    some_books()
    enter(client, Role.CASHIER)

    response = client.get(FILE, asked("csv", **wrong))

    assert response.status_code == 400
    assert said in text_of(response)
    assert not AuditLine.objects.filter(verb="boekingen_ophalen").exists()


def test_who_does_not_keep_money_gets_no_books(client: Client) -> None:
    some_books()
    enter(client, Role.ADVISER)

    assert client.get(FILE, asked("csv")).status_code == 403


def test_a_file_is_written_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    make.budget(1000_00)
    monkeypatch.setattr(export_files, "_ROWS_AT_ONCE", 2)
    for _ in range(6):
        make.reserved(amount_cents=1_00)
    export = queries.open_export(
        make.someone(Role.CASHIER), ExportAsked(START.date(), START.date()), form="csv", now=START
    )
    taken: list[int] = []
    rows = export.lines

    def counted() -> Iterator[Any]:
        for row in rows():
            taken.append(row.number)
            yield row

    monkeypatch.setattr(type(export), "lines", lambda _self: counted())
    for pieces in (export_files.csv_pieces(export), export_files.xlsx_pieces(export)):
        taken.clear()
        next(iter(pieces))
        assert 0 < len(taken) <= 3


def test_what_is_booked_after_the_start_is_not_in_the_file() -> None:
    make.budget(1000_00)
    export = queries.open_export(
        make.someone(Role.CASHIER), ExportAsked(START.date(), START.date()), form="csv", now=START
    )
    make.reserved(amount_cents=1_00)

    assert len(list(export.lines())) == export.count == 1
    assert Entry.objects.count() == 2


def test_days_in_the_wrong_order_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="before the first"):
        queries.open_export(
            make.someone(Role.CASHIER), ExportAsked(START.date(), dt.date(2020, 1, 1)), form="csv", now=START
        )
