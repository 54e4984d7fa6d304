"""The pages of payments: payees by two people, a run by two people, the file, and what the bank says."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Role
from overstap.payments import actions, queries
from overstap.payments.demo_bank import Movement, statement_of
from overstap.payments.models import PaymentRun, RunLine, StatementLine
from tests.factories import payments as make
from tests.factories import treasury as money
from tests.web.browsing import text_of
from tests.web.cashier import enter, position

RUNS, NEW_RUN = "/kassa/betaalopdrachten/", "/kassa/betaalopdrachten/nieuw/"
PAYEES, STATEMENTS = "/kassa/begunstigden/", "/kassa/afschriften/"
TUESDAY = {"execution_on_day": "16", "execution_on_month": "2", "execution_on_year": "2021"}
ACCOUNT = {"holder": "ROC Tilburg", "iban": make.THEIRS, "because": make.WHY}


pytestmark = pytest.mark.django_db


def upload(client: Client, content: bytes) -> HttpResponse:
    return client.post(STATEMENTS, {"file": SimpleUploadedFile("afschrift.xml", content)}, follow=True)


# --- Payees --------------------------------------------------------------------------------------------


def test_one_proposes_a_number_and_another_confirms_it(client: Client) -> None:
    enter(client, Role.CASHIER)
    sent = {"key": str(uuid.uuid4()), "recipient": "ROC Tilburg", "kind": "aanbieder", **ACCOUNT}
    proposed = client.post(f"{PAYEES}nieuw/", sent, follow=True)
    url = reverse("treasury:payee", args=(queries.payees(make.cashier())[0].key,))
    own = client.post(url, {"deed": "beslissen", "decision": "bevestigen", "answer": ""})
    enter(client, Role.CASHIER_APPROVER)

    confirmed = client.post(url, {"deed": "beslissen", "decision": "bevestigen", "answer": ""}, follow=True)

    assert "Een collega gaat het na en bevestigt het." in text_of(proposed)
    assert own.status_code == 400
    assert "Iemand anders bevestigt het." in text_of(own)
    assert "Geldt nu" in text_of(confirmed)


def test_a_wrong_number_is_told_and_what_was_typed_stays(client: Client) -> None:
    enter(client, Role.CASHIER)
    sent = {"key": str(uuid.uuid4()), "recipient": "ROC Tilburg", "kind": "aanbieder", **ACCOUNT, "iban": "NL00FOUT"}

    response = client.post(f"{PAYEES}nieuw/", sent)

    assert response.status_code == 400
    assert "Dit is geen bestaand rekeningnummer" in text_of(response)
    assert "NL00FOUT" in response.content.decode()


def test_a_list_shows_numbers_masked_and_no_address_holds_one(client: Client) -> None:
    make.payee()
    enter(client, Role.FRAMEWORK_KEEPER)

    page = client.get(PAYEES).content.decode()
    one = client.get(reverse("treasury:payee", args=(queries.payees(make.cashier())[0].key,))).content.decode()

    assert "6789" in page
    assert make.THEIRS not in page.replace(" ", "")
    assert make.THEIRS not in one.replace(" ", "")


def test_an_account_of_ours_is_set_by_two_people(client: Client) -> None:
    enter(client, Role.FRAMEWORK_KEEPER)
    sent = {"key": str(uuid.uuid4()), "stream": money.STREAM, "holder": "UWV", "iban": make.OURS, "because": "Besluit"}
    client.post("/kassa/rekeningen/", sent)
    enter(client, Role.CASHIER)
    row = next(one for one in queries.stream_accounts(make.cashier()) if one.proposed)
    assert row.proposed is not None

    client.post(reverse("treasury:account", args=(row.proposed.key,)), {"decision": "bevestigen", "answer": ""})

    found = next(one for one in queries.stream_accounts(make.cashier()) if one.stream == money.STREAM)
    assert found.current is not None
    assert client.get(reverse("treasury:account", args=(uuid.uuid4(),))).status_code == 404


# --- Runs ----------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-252")
def test_from_claims_to_a_file_for_the_bank(client: Client) -> None:
    claims = make.ready(60_00, 40_00)
    enter(client, Role.CASHIER)
    sent = {"key": str(uuid.uuid4()), "claims": [str(one.key) for one in claims], **TUESDAY}

    made = client.post(NEW_RUN, sent, follow=True)
    run = PaymentRun.objects.get()
    url = reverse("treasury:run", args=(run.key,))
    own = client.post(url, {"deed": "vrijgeven"})
    enter(client, Role.CASHIER)
    released = client.post(url, {"deed": "vrijgeven"}, follow=True)
    first, second = (client.get(reverse("treasury:run_file", args=(run.key,))) for _ in range(2))

    assert "U hebt deze betaalopdracht zelf opgesteld." in text_of(made)
    assert own.status_code == 400
    assert "Het bestand voor de bank staat klaar." in text_of(released)
    assert first.content == second.content
    assert b'<InstdAmt Ccy="EUR">60.00</InstdAmt>' in first.content
    assert first["Content-Disposition"].startswith("attachment")
    assert position().paid == 100_00


def test_what_cannot_be_paid_yet_says_why_and_where_to_go(client: Client) -> None:
    money.budget(100_000_00)
    (claim,) = make.claims(60_00)
    enter(client, Role.CASHIER)

    page = client.get(NEW_RUN)
    form = client.get(f"{PAYEES}nieuw/?aanspraak={claim.key}")

    assert "Wij weten nog niet op welke rekening" in text_of(page)
    assert f"?aanspraak={claim.key}" in page.content.decode()
    assert 'value="ROC Tilburg"' in form.content.decode()
    assert client.get(f"{PAYEES}nieuw/?aanspraak=onzin").status_code == 200


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"claims": []}, "Kies ten minste één aanspraak."),
        ({"claims": ["onzin"]}, "Kies een van de antwoorden."),
        ({"execution_on_day": "20"}, "verwerken banken geen betalingen."),
        ({"execution_on_day": "15"}, "De dag van uitvoering moet nog komen."),
        ({"execution_on_month": "13"}, "Deze datum bestaat niet."),
        ({"key": "kapot"}, "Open het formulier opnieuw"),
    ],
)
def test_a_wrong_run_is_told_and_nothing_is_made(client: Client, sent: dict[str, object], told: str) -> None:
    claims = make.ready(60_00)
    enter(client, Role.CASHIER)
    right = {"key": str(uuid.uuid4()), "claims": [str(claims[0].key)], **TUESDAY}

    response = client.post(NEW_RUN, right | sent)

    assert response.status_code == 400
    assert told in text_of(response)
    assert PaymentRun.objects.count() == 0


def test_a_run_is_withdrawn_with_a_reason(client: Client) -> None:
    run = make.made(make.ready(60_00))
    enter(client, Role.CASHIER)
    url = reverse("treasury:run", args=(run.key,))

    without = client.post(url, {"deed": "intrekken", "because": ""})
    client.post(url, {"deed": "intrekken", "because": "Verkeerde dag"})

    assert without.status_code == 400
    assert "Verkeerde dag" in text_of(client.get(url))


@pytest.mark.parametrize("name", ["run", "run_file", "payee", "statement", "statement_line", "returned", "recipient"])
def test_what_does_not_exist_is_not_found(client: Client, name: str) -> None:
    enter(client, Role.CASHIER)

    assert client.get(reverse(f"treasury:{name}", args=(uuid.uuid4(),))).status_code == 404


# --- Statements ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R-252")
def test_a_statement_with_a_return_becomes_work_in_plain_words(client: Client) -> None:
    make.released(make.ready(60_00, 40_00))
    first, second = RunLine.objects.order_by("id")
    enter(client, Role.CASHIER)
    content = statement_of(
        make.OURS, "A-1", make.TUESDAY, 500_00,
        [Movement(-60_00, first.end_to_end), Movement(-40_00, second.end_to_end),
         Movement(60_00, first.end_to_end, "", "AC04"), Movement(-2_00, "", "Bankkosten")],
    )  # fmt: skip

    read = upload(client, content)

    assert "1 afschrift is ingelezen. 1 regel zoekt u nog uit." in text_of(read)
    assert "De rekening is opgeheven." in text_of(client.get(STATEMENTS))
    assert "Deels teruggekomen" in text_of(client.get(RUNS))
    back = text_of(client.get(reverse("treasury:returned", args=(first.key,))))
    assert "Stel een ander rekeningnummer voor" in back
    line = StatementLine.objects.get(state="open")
    client.post(reverse("treasury:statement_line", args=(line.key,)), {"because": "Kosten van de bank"})
    assert "Regels die niemand kent" not in text_of(client.get(STATEMENTS))


def test_everything_that_is_wrong_with_a_file_is_told_together(client: Client) -> None:
    make.debtor()
    enter(client, Role.CASHIER)
    right = statement_of(make.OURS, "A-1", make.TUESDAY, 500_00, [Movement(-60_00, "E-1")])

    told = text_of(upload(client, right.replace(b">60.00<", b">zestig<").replace(b">DBIT<", b">ERAF<")))

    assert "Het bestand is niet ingelezen" in told
    assert "“zestig” is geen bedrag" in told
    assert "of het geld erbij komt of eraf gaat" in told
    assert StatementLine.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"onzin", b"\x00\x01", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_what_is_no_statement_is_refused_in_words(client: Client, content: bytes) -> None:
    enter(client, Role.CASHIER)

    response = upload(client, content)

    assert response.status_code == 400
    assert client.post(STATEMENTS, {}).status_code == 400


# --- What one recipient has to do with us --------------------------------------------------------------


@pytest.mark.requirement("R-252")
def test_the_statement_of_a_recipient_on_the_page_and_as_a_file(client: Client) -> None:
    make.released(make.ready(60_00, 40_00))
    enter(client, Role.CASHIER)
    key = queries.payees(make.cashier())[0].key
    url = reverse("treasury:recipient", args=(key,))

    period = {"van_day": "1", "van_month": "1", "van_year": "2021", "tot_en_met_day": "31", "tot_en_met_month": "12",
              "tot_en_met_year": "2021"}  # fmt: skip

    page = text_of(client.get(url, period))
    file = client.get(reverse("treasury:recipient_file", args=(queries.payees(make.cashier())[0].key,)))

    sheet = client.get(reverse("treasury:recipient_file", args=(key,)), period | {"soort": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(sheet.content)) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()

    assert "<v>100.00</v>" in cells
    assert "€ 100,00" in page
    assert "Nog te betalen" in page
    assert "100,00" in file.content.decode()
    before = {"op_day": "14", "op_month": "2", "op_year": "2021"} | period
    assert "In deze periode gebeurde niets." in text_of(client.get(url, before))
    wrong = client.get(url, {"op_day": "1", "op_month": "1", "op_year": "2031"})
    assert "Deze dag moet nog komen." in text_of(wrong)


def test_the_demo_bank_says_when_it_has_nothing_to_say(client: Client) -> None:
    make.released(make.ready(60_00))
    enter(client, Role.CASHIER)

    assert "De bank heeft niets te melden." in text_of(client.get(f"{STATEMENTS}proef/"))


# --- Vouchers ------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-439")
def test_a_voucher_gets_a_number_and_is_taken_in_once(client: Client) -> None:
    money.budget(100_000_00)
    commitment = money.committed(amount_cents=2500_00)
    enter(client, Role.CASHIER)
    issued = client.post(reverse("treasury:issue_voucher", args=(commitment.key,)), follow=True)
    (voucher,) = queries.vouchers(make.cashier())
    sent = {
        "key": str(uuid.uuid4()), "number": voucher.number.lower(), "provider": "ROC Tilburg", "bill_number": "2021-9",
        "bill_on_day": "1", "bill_on_month": "2", "bill_on_year": "2021", "amount": "2.400",
        "file": SimpleUploadedFile("factuur.pdf", b"%PDF"),
    }  # fmt: skip

    first = client.post("/kassa/vouchers/inleveren/", sent, follow=True)
    again = client.post(
        "/kassa/vouchers/inleveren/", sent | {"key": str(uuid.uuid4()), "file": SimpleUploadedFile("f.pdf", b"%PDF")}
    )

    assert voucher.number in text_of(issued)
    assert "De voucher is ingeleverd." in text_of(first)
    assert again.status_code == 400
    assert "Deze voucher is al ingeleverd" in text_of(again)


def test_the_first_screen_tells_a_colleague_and_not_who_did_it(client: Client) -> None:
    maker = enter(client, Role.CASHIER)
    make.made(make.ready(60_00), actor=maker)
    money.given(actions.propose_payee_account(**make.proposal(recipient="Ander", actor=maker)))

    own = text_of(client.get("/kassa/"))
    enter(client, Role.CASHIER)
    other = text_of(client.get("/kassa/"))

    for told in ("1 betaalopdracht wacht op vrijgave", "1 rekeningnummer wacht op een tweede persoon"):
        assert told not in own
        assert told in other
