"""The audit file against our own description of the published structure of XAF 3.2.

The schema of the publisher has no licence that lets it be kept here. What follows is written from it: per element the
parts in their order, with how often (`?` at most once, `*` any number, nothing exactly once), and what a value may be.
Parts that we never write, such as debtors and VAT, are left out; so whatever is not named here is wrong as well.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.web.treasury import export_files
from tests.web.cashier import enter
from tests.web.test_treasury_export import fetched, some_books

pytestmark = pytest.mark.django_db

PARTS = {
    "auditfile": "header company",
    "header": "fiscalYear startDate endDate curCode dateCreated softwareDesc? softwareVersion?",
    "company": "companyIdent? companyName taxRegistrationCountry taxRegIdent generalLedger? periods? openingBalance? "
    "transactions?",
    "generalLedger": "ledgerAccount ledgerAccount*",
    "ledgerAccount": "accID accDesc accTp",
    "periods": "period*",
    "period": "periodNumber periodDesc? startDatePeriod endDatePeriod",
    "openingBalance": "opBalDate opBalDesc? linesCount totalDebit totalCredit obLine*",
    "obLine": "nr accID amnt amntTp",
    "transactions": "linesCount totalDebit totalCredit journal*",
    "journal": "jrnID desc jrnTp? transaction*",
    "transaction": "nr desc? periodNumber trDt sourceID? userID? trLine*",
    "trLine": "nr accID docRef effDate desc? amnt amntTp",
}
DAY, AMOUNT, ID, COUNT = r"\d{4}-\d\d-\d\d", r"-?\d{1,18}\.\d\d", r".{1,35}", r"\d{1,10}"
VALUES = {
    "fiscalYear": r".{1,9}", "startDate": DAY, "endDate": DAY, "curCode": "EUR", "dateCreated": DAY,
    "softwareDesc": r".{1,50}", "softwareVersion": r".{1,20}", "companyName": r".{1,999}",
    "taxRegistrationCountry": "NL", "taxRegIdent": r".{1,30}", "accID": ID, "accDesc": r".{1,999}", "accTp": "[BMP]",
    "periodNumber": r"\d{1,3}", "periodDesc": r".{0,50}", "startDatePeriod": DAY, "endDatePeriod": DAY,
    "opBalDate": DAY, "linesCount": COUNT, "totalDebit": AMOUNT, "totalCredit": AMOUNT, "nr": ID, "amnt": AMOUNT,
    "amntTp": "[CD]", "jrnID": ID, "jrnTp": "[BCGMOPSTYZ]", "desc": r".{0,9999}", "trDt": DAY, "userID": ID,
    "docRef": r".{1,999}", "effDate": DAY,
}  # fmt: skip


def name_of(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{export_files.XAF}}}")


def mistakes(element: ET.Element, place: str = "") -> Iterator[str]:
    """What is not as described, from the top down."""
    name = name_of(element)
    here = f"{place}/{name}"
    if name in PARTS:
        wanted = "".join(rf"(?:<{part.rstrip('?*')}>){part[len(part.rstrip('?*')) :]}" for part in PARTS[name].split())
        found = "".join(f"<{name_of(part)}>" for part in element)
        if not re.fullmatch(wanted, found):
            yield f"{here}: {found[:200]}"
        for part in element:
            yield from mistakes(part, here)
    elif name not in VALUES or len(element) or not re.fullmatch(VALUES[name], element.text or "", re.DOTALL):
        yield f"{here}: {element.text}"
    yield from _references(element, here) if name == "auditfile" else ()


def _references(root: ET.Element, here: str) -> Iterator[str]:
    """What is named elsewhere exists, once: accounts and periods."""
    xaf = {"x": export_files.XAF}

    def texts(path: str) -> list[str]:
        return [one.text or "" for one in root.findall(path, xaf)]

    for key, used in (
        (".//x:ledgerAccount/x:accID", ".//x:obLine/x:accID"),
        (".//x:ledgerAccount/x:accID", ".//x:trLine/x:accID"),
        (".//x:period/x:periodNumber", ".//x:transaction/x:periodNumber"),
    ):
        known = texts(key)
        if len(set(known)) < len(known) or not set(texts(used)) <= set(known):
            yield f"{here}: {used}"


@pytest.mark.parametrize("days", [{}, {"van_year": "2020", "van_month": "12"}, {"van_month": "2"}])
def test_an_audit_file_has_the_published_structure(client: Client, days: dict[str, str]) -> None:
    some_books()
    enter(client, Role.CASHIER)

    root = ET.fromstring(fetched(client, "xaf", **days))  # noqa: S314 (our own)

    assert name_of(root) == "auditfile"
    assert list(mistakes(root)) == []


def test_an_audit_file_of_empty_books_has_it_too(client: Client) -> None:
    enter(client, Role.CASHIER)

    assert list(mistakes(ET.fromstring(fetched(client, "xaf")))) == []  # noqa: S314 (our own)


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("<curCode>EUR</curCode>", "", "/auditfile/header"),
        ("<jrnTp>M</jrnTp>", "<jrnTp>X</jrnTp>", "jrnTp"),
        ("<accTp>B</accTp>", "", "ledgerAccount"),
        ("<amnt>", "<amnt>x", "amnt"),
        ("<periodNumber>2</periodNumber><trDt>", "<periodNumber>9</periodNumber><trDt>", "periodNumber"),
        ("<nr>1</nr><accID>", "<nr>1</nr><accID>9", "accID"),
        ("<docRef>", "<extra/><docRef>", "trLine"),
    ],
)
def test_what_is_not_as_described_is_found(client: Client, before: str, after: str, place: str) -> None:
    some_books()
    enter(client, Role.CASHIER)
    text = fetched(client, "xaf").decode()
    assert before in text

    found = list(mistakes(ET.fromstring(text.replace(before, after))))  # noqa: S314 (our own)

    assert any(place in one for one in found)
