"""The file with payments for the bank: ISO 20022 customer credit transfer initiation, pain.001.001.09.

Written here and not by `sepaxml`: that reads the clock, makes up references, and knows one debtor account per file.
Its copy of the ISO schema checks this writer in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from xml.etree import ElementTree as ET

from overstap.core.money import as_number
from overstap.core.sepa import NAME_LENGTH, REMITTANCE_LENGTH, plain_letters, reference

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment in the file."""

    debtor_name: str
    debtor_iban: str = field(repr=False)
    end_to_end: str
    amount_cents: int
    payee_name: str
    payee_iban: str = field(repr=False)
    remittance: str


@dataclass(frozen=True, slots=True)
class Initiation:
    """What the file says of itself."""

    message_id: str
    made_at: datetime
    initiator: str
    execution_on: date


def write(head: Initiation, transfers: Iterable[Transfer]) -> bytes:
    """Write the file, with one block of payments per account of ours, in a fixed order.

    The same input gives the same bytes. Raises ValueError when there is nothing to pay.
    """
    ordered = sorted(transfers, key=lambda one: (one.debtor_iban, one.end_to_end))
    if not ordered:
        raise ValueError("a file pays something")
    document = ET.Element("Document", {"xmlns": NAMESPACE})
    root = ET.SubElement(document, "CstmrCdtTrfInitn")
    group = ET.SubElement(root, "GrpHdr")
    _say(group, "MsgId", head.message_id)
    _say(group, "CreDtTm", head.made_at.isoformat(timespec="seconds"))
    _sums(group, ordered)
    _say(ET.SubElement(group, "InitgPty"), "Nm", plain_letters(head.initiator, NAME_LENGTH))
    for number, (_, block) in enumerate(groupby(ordered, key=lambda one: one.debtor_iban), 1):
        _block(root, head, number, list(block))
    ET.indent(document)
    return bytes(ET.tostring(document, encoding="utf-8", xml_declaration=True)) + b"\n"


def _block(root: ET.Element, head: Initiation, number: int, transfers: Sequence[Transfer]) -> None:
    block = ET.SubElement(root, "PmtInf")
    _say(block, "PmtInfId", batch_id(head.message_id, number))
    _say(block, "PmtMtd", "TRF")
    _say(block, "BtchBookg", "true")
    _sums(block, transfers)
    _say(ET.SubElement(ET.SubElement(block, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _say(ET.SubElement(block, "ReqdExctnDt"), "Dt", head.execution_on.isoformat())
    _say(ET.SubElement(block, "Dbtr"), "Nm", plain_letters(transfers[0].debtor_name, NAME_LENGTH))
    _account(block, "DbtrAcct", transfers[0].debtor_iban)
    bank = ET.SubElement(ET.SubElement(ET.SubElement(block, "DbtrAgt"), "FinInstnId"), "Othr")
    _say(bank, "Id", "NOTPROVIDED")
    _say(block, "ChrgBr", "SLEV")
    for one in transfers:
        _transfer(block, one)


def _transfer(block: ET.Element, one: Transfer) -> None:
    transfer = ET.SubElement(block, "CdtTrfTxInf")
    _say(ET.SubElement(transfer, "PmtId"), "EndToEndId", one.end_to_end)
    amount = ET.SubElement(ET.SubElement(transfer, "Amt"), "InstdAmt", {"Ccy": "EUR"})
    amount.text = decimal(one.amount_cents)
    _say(ET.SubElement(transfer, "Cdtr"), "Nm", plain_letters(one.payee_name, NAME_LENGTH))
    _account(transfer, "CdtrAcct", one.payee_iban)
    _say(ET.SubElement(transfer, "RmtInf"), "Ustrd", plain_letters(one.remittance, REMITTANCE_LENGTH))


def _sums(parent: ET.Element, transfers: Sequence[Transfer]) -> None:
    _say(parent, "NbOfTxs", str(len(transfers)))
    _say(parent, "CtrlSum", decimal(sum(one.amount_cents for one in transfers)))


def _account(parent: ET.Element, name: str, iban: str) -> None:
    _say(ET.SubElement(ET.SubElement(parent, name), "Id"), "IBAN", iban)


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def decimal(cents: int) -> str:
    """Cents as the file writes them: `1250.50`."""
    return as_number(cents, ".")


def batch_id(message_id: str, number: int) -> str:
    """The reference of one block of a file."""
    return reference(message_id, number)
