"""A bank to try with: it answers the payments that were released with a statement, as a real bank would.

For the demo and the tests only; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from overstap.payments.models import BankStatement, LineState, RunLine, RunState
from overstap.payments.pain import decimal

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
FIRST_BALANCE = 1_000_000_00


@dataclass(frozen=True, slots=True)
class Movement:
    """One booking that the bank of the demo tells of (beweging); money out is negative."""

    amount_cents: int
    end_to_end: str
    counterparty: str = ""
    reason_code: str = ""
    remittance: str = ""


def statement_of(
    iban: str, name: str, on: date, opening_cents: int, movements: Iterable[Movement], *, namespace: str = NAMESPACE
) -> bytes:
    """A statement as a file: camt.053 with an opening balance, the movements and the closing balance."""
    document = ET.Element("Document", {"xmlns": namespace})
    root = ET.SubElement(document, "BkToCstmrStmt")
    head = ET.SubElement(root, "GrpHdr")
    _say(head, "MsgId", name)
    _say(head, "CreDtTm", f"{on.isoformat()}T18:00:00")
    statement = ET.SubElement(root, "Stmt")
    _say(statement, "Id", name)
    _say(ET.SubElement(ET.SubElement(statement, "Acct"), "Id"), "IBAN", iban)
    told = list(movements)
    _balance(statement, "OPBD", opening_cents, on)
    _balance(statement, "CLBD", opening_cents + sum(one.amount_cents for one in told), on)
    for one in told:
        _entry(statement, one, on, old=namespace.endswith("02"))
    ET.indent(document)
    return bytes(ET.tostring(document, encoding="utf-8", xml_declaration=True))


def answers(on: date, *, returned: str = "") -> tuple[bytes, ...]:
    """What the bank says of the payments that wait and were to be executed by `on`: one file per account of ours.

    One payment comes back because the account is closed: the one with this reference, or else the first of all.
    """
    rows = (
        RunLine.objects.select_related("debtor", "account")
        .filter(run__state=RunState.RELEASED, state=LineState.SENT, run__execution_on__lte=on)
        .order_by("id")
    )
    by_account: dict[str, list[RunLine]] = {}
    for row in rows:
        by_account.setdefault(row.debtor.iban.reveal(), []).append(row)
    first = next((found[0].end_to_end for found in by_account.values()), "")
    return tuple(answer(on, found, {returned or first: "AC04"}) for found in by_account.values())


def answer(on: date, rows: Sequence[RunLine], returned: Mapping[str, str]) -> bytes:
    """A statement in which these payments of one account are booked; `returned` gives a reason per reference."""
    iban = rows[0].debtor.iban.reveal()
    last = BankStatement.objects.filter(iban_print__of=iban).order_by("-closing_on", "-id").first()
    opening = last.closing_cents if last else FIRST_BALANCE
    moves = [Movement(-row.amount_cents, row.end_to_end, row.account.holder) for row in rows]
    back = [
        Movement(row.amount_cents, row.end_to_end, row.account.holder, returned[row.end_to_end])
        for row in rows
        if row.end_to_end in returned
    ]
    return statement_of(iban, f"DEMO-{on:%Y%m%d}-{rows[0].pk}", on, opening, [*moves, *back])


def _balance(statement: ET.Element, kind: str, cents: int, on: date) -> None:
    balance = ET.SubElement(statement, "Bal")
    _say(ET.SubElement(ET.SubElement(balance, "Tp"), "CdOrPrtry"), "Cd", kind)
    _money(balance, cents)
    _say(ET.SubElement(balance, "Dt"), "Dt", on.isoformat())


def _entry(statement: ET.Element, one: Movement, on: date, *, old: bool) -> None:
    entry = ET.SubElement(statement, "Ntry")
    _money(entry, one.amount_cents)
    status = ET.SubElement(entry, "Sts")
    if old:
        status.text = "BOOK"
    else:
        _say(status, "Cd", "BOOK")
    _say(ET.SubElement(entry, "BookgDt"), "Dt", on.isoformat())
    part = ET.SubElement(ET.SubElement(entry, "NtryDtls"), "TxDtls")
    if one.end_to_end:
        _say(ET.SubElement(part, "Refs"), "EndToEndId", one.end_to_end)
    if not old:
        _money(part, one.amount_cents)
    if one.counterparty:
        party = ET.SubElement(ET.SubElement(part, "RltdPties"), "Cdtr")
        _say(party if old else ET.SubElement(party, "Pty"), "Nm", one.counterparty)
    if one.remittance:
        _say(ET.SubElement(part, "RmtInf"), "Ustrd", one.remittance)
    if one.reason_code:
        _say(ET.SubElement(ET.SubElement(part, "RtrInf"), "Rsn"), "Cd", one.reason_code)


def _money(parent: ET.Element, cents: int) -> None:
    amount = ET.SubElement(parent, "Amt", {"Ccy": "EUR"})
    amount.text = decimal(abs(cents))
    _say(parent, "CdtDbtInd", "DBIT" if cents < 0 else "CRDT")


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
