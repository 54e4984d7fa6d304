"""Reading a statement of the bank: ISO 20022 bank to customer statement, camt.053.001.02 and .08.

Parsed without entities, without a document type and without the network. Everything that is wrong is told together;
what cannot be read in full is not read at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from overstap.core.decision import N_, Refusal
from overstap.core.money import euros

FAMILY = "urn:iso:std:iso:20022:tech:xsd:camt."
VERSIONS = ("053.001.02", "053.001.08")
MOST_BYTES = 20 * 1024 * 1024
MOST_PROBLEMS = 50

_AMOUNT = re.compile(r"(\d{1,15})(?:\.(\d{1,2})0*)?")
_TEXT_LENGTH = 140
_REFERENCE_LENGTH = 35

NOT_XML = Refusal(
    "afschrift.xml",
    N_("Dit bestand is geen leesbaar XML."),
    remedy=N_("Haal het afschrift opnieuw op bij de bank, als camt.053."),
)
UNSAFE = Refusal(
    "afschrift.onveilig",
    N_("In dit bestand staan verwijzingen die in een afschrift niet horen. Wij lezen het niet."),
    remedy=N_("Haal het afschrift opnieuw op bij de bank. Neem contact op met de beveiliging als het weer gebeurt."),
)
TOO_BIG = Refusal(
    "afschrift.te_groot",
    N_("Dit bestand is te groot voor een afschrift."),
    remedy=N_("Vraag de bank om een afschrift per dag."),
)
OTHER_KIND = Refusal(
    "afschrift.soort",
    N_("Dit bestand is geen afschrift (camt.053), maar %(kind)s."),
    remedy=N_("Kies bij de bank voor camt.053, versie 001.02 of 001.08."),
)
EMPTY = Refusal("afschrift.leeg", N_("In dit bestand staat geen afschrift."))


@dataclass(frozen=True, slots=True)
class BookedLine:
    """One booked line as the bank gives it; money out is negative, in whole cents."""

    booked_on: date
    amount_cents: int
    end_to_end: str = ""
    message_id: str = ""
    batch_id: str = ""
    is_return: bool = False
    reason_code: str = ""
    counterparty: str = ""
    remittance: str = ""


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """One statement as the bank gives it."""

    iban: str = field(repr=False)
    statement_id: str
    opening_on: date
    closing_on: date
    opening_cents: int
    closing_cents: int
    lines: tuple[BookedLine, ...]

    @property
    def fingerprint(self) -> str:
        """The same contents give the same fingerprint, whatever the file looks like."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(slots=True)
class _Reader:
    """Walks through a document, leaving its namespace aside, and keeps everything that is wrong."""

    space: str
    problems: list[Refusal] = field(default_factory=list)

    def wrong(self, rule: str, because: str, where: str, **details: str) -> None:
        """Write a problem down."""
        said = Refusal(rule, because, details=(("where", where), *details.items()))
        if said not in self.problems and len(self.problems) < MOST_PROBLEMS:
            self.problems.append(said)

    def all(self, parent: Element | None, path: str) -> list[Element]:
        """Every element at a path."""
        if parent is None:
            return []
        return parent.findall("/".join(f"{{{self.space}}}{step}" for step in path.split("/")))

    def one(self, parent: Element | None, path: str) -> Element | None:
        """The first element at a path."""
        found = self.all(parent, path)
        return found[0] if found else None

    def text(self, parent: Element | None, *paths: str) -> str:
        """The text at the first of these paths that has one."""
        for path in paths:
            found = self.one(parent, path)
            if found is not None and (found.text or "").strip():
                return " ".join((found.text or "").split())
        return ""

    def cents(self, parent: Element | None, where: str) -> int:
        """The amount of an element in whole cents; zero with a problem written down when it is none."""
        found = self.one(parent, "Amt")
        text = self.text(parent, "Amt")
        if found is not None and found.get("Ccy") != "EUR":
            self.wrong("afschrift.valuta", CURRENCY, where, currency=str(found.get("Ccy"))[:10])
        matched = _AMOUNT.fullmatch(text)
        if matched is None:
            self.wrong("afschrift.bedrag", NO_AMOUNT, where, text=text[:40])
            return 0
        return int(matched[1]) * 100 + int((matched[2] or "").ljust(2, "0"))

    def signed(self, parent: Element | None, where: str, sign: Element | None = None) -> int:
        """The amount with its sign: what went out is negative."""
        side = self.text(sign if sign is not None else parent, "CdtDbtInd")
        if side not in {"CRDT", "DBIT"}:
            self.wrong("afschrift.kant", NO_SIDE, where)
        return self.cents(parent, where) * (-1 if side == "DBIT" else 1)

    def day(self, parent: Element | None, path: str, where: str) -> date:
        """A date, given as a day or as a moment."""
        text = self.text(parent, f"{path}/Dt", f"{path}/DtTm")
        try:
            return datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
        except ValueError:
            self.wrong("afschrift.datum", NO_DAY, where, text=text[:40])
            return date.min


CURRENCY = N_("%(where)s: het bedrag is in %(currency)s. Wij lezen alleen euro.")
NO_AMOUNT = N_("%(where)s: “%(text)s” is geen bedrag in euro en cent.")
NO_SIDE = N_("%(where)s: er staat niet of het geld erbij komt of eraf gaat.")
NO_DAY = N_("%(where)s: “%(text)s” is geen datum.")
NO_ACCOUNT = N_("%(where)s: het rekeningnummer (IBAN) ontbreekt.")
NO_NAME = N_("%(where)s: het kenmerk van het afschrift ontbreekt of is te lang.")
NO_BALANCE = N_("%(where)s: het %(which)s ontbreekt.")
NOT_ADDING_UP = N_(
    "%(where)s: beginsaldo %(opening)s en bewegingen %(moved)s zijn samen niet het eindsaldo %(closing)s."
)
PARTS_DIFFER = N_("%(where)s: de delen zijn samen %(parts)s, maar de regel is %(whole)s.")
OPENING, CLOSING = N_("beginsaldo"), N_("eindsaldo")


def read(content: bytes) -> tuple[ReadStatement, ...] | tuple[Refusal, ...]:
    """Read every statement in a file; or everything that is wrong with it, and then no statement at all."""
    if len(content) > MOST_BYTES:
        return (TOO_BIG,)
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return (UNSAFE,)
    except (ParseError, ValueError, LookupError):
        return (NOT_XML,)
    space = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else ""
    if not root.tag.endswith("Document") or space not in {FAMILY + version for version in VERSIONS}:
        kind = space.rpartition(":")[2][:40] or root.tag[:40]
        return (Refusal(OTHER_KIND.rule, OTHER_KIND.because, remedy=OTHER_KIND.remedy, details=(("kind", kind),)),)
    reader = _Reader(space)
    found = tuple(_statement(reader, one, number) for number, one in
                  enumerate(reader.all(root, "BkToCstmrStmt/Stmt"), 1))  # fmt: skip
    if not found:
        return (EMPTY,)
    return tuple(reader.problems) or found


def _statement(reader: _Reader, found: Element, number: int) -> ReadStatement:
    name = reader.text(found, "Id")
    where = name or f"nr. {number}"
    if not name or len(name) > _REFERENCE_LENGTH:
        reader.wrong("afschrift.kenmerk", NO_NAME, where)
    iban = reader.text(found, "Acct/Id/IBAN")
    if not iban:
        reader.wrong("afschrift.rekening", NO_ACCOUNT, where)
    balances = {reader.text(one, "Tp/CdOrPrtry/Cd"): one for one in reader.all(found, "Bal")}
    opening = balances.get("OPBD", balances.get("PRCD"))
    closing = balances.get("CLBD")
    for which, balance in ((OPENING, opening), (CLOSING, closing)):
        if balance is None:
            reader.wrong("afschrift.saldo", NO_BALANCE, where, which=which)
    lines = tuple(line for place, one in enumerate(reader.all(found, "Ntry"), 1)
                  for line in _entry(reader, one, f"{where}, nr. {place}"))  # fmt: skip
    before = reader.signed(opening, where) if opening is not None else 0
    after = reader.signed(closing, where) if closing is not None else 0
    moved = sum(line.amount_cents for line in lines)
    if opening is not None and closing is not None and before + moved != after:
        reader.wrong(
            "afschrift.saldo", NOT_ADDING_UP, where, opening=euros(before), moved=euros(moved), closing=euros(after)
        )
    return ReadStatement(
        iban=iban,
        statement_id=name,
        opening_on=reader.day(opening, "Dt", where) if opening is not None else date.min,
        closing_on=reader.day(closing, "Dt", where) if closing is not None else date.min,
        opening_cents=before,
        closing_cents=after,
        lines=lines,
    )


def _entry(reader: _Reader, entry: Element, where: str) -> Iterator[BookedLine]:
    """The lines of one booking: itself, or its parts when the bank gives them; what is not booked yet is left out."""
    if reader.text(entry, "Sts/Cd", "Sts") not in {"BOOK", ""}:
        return
    whole = reader.signed(entry, where)
    details = [(one, reader.one(one, "Btch")) for one in reader.all(entry, "NtryDtls")]
    parts = [(part, batch) for one, batch in details for part in reader.all(one, "TxDtls")]
    amounts = [_part_cents(reader, part, entry, where, whole, alone=len(parts) == 1) for part, _ in parts]
    if parts and sum(amounts) != whole:
        reader.wrong("afschrift.delen", PARTS_DIFFER, where, parts=euros(sum(amounts)), whole=euros(whole))
    if not parts:
        batch = next((one for _, one in details if one is not None), None)
        yield _line(reader, entry, None, batch, cents=whole, where=where)
    for (part, batch), cents in zip(parts, amounts, strict=True):
        yield _line(reader, entry, part, batch, cents=cents, where=where)


def _part_cents(reader: _Reader, part: Element, entry: Element, where: str, whole: int, *, alone: bool) -> int:
    """The amount of one part; the side of the booking holds when the part gives none (as in version 02)."""
    holder = part if reader.one(part, "Amt") is not None else reader.one(part, "AmtDtls/TxAmt")
    if holder is None:
        if not alone:
            reader.wrong("afschrift.bedrag", NO_AMOUNT, where, text="")
        return whole if alone else 0
    return reader.signed(holder, where, part if reader.text(part, "CdtDbtInd") else entry)


def _line(
    reader: _Reader, entry: Element, part: Element | None, batch: Element | None, *, cents: int, where: str
) -> BookedLine:
    reason = reader.text(part, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
    reversed_by_bank = reader.text(entry, "RvslInd") in {"true", "1"}
    # The other side: who got what went out, who sent what came in; a return names the parties of the payment itself.
    other = ("Cdtr", "Dbtr") if cents < 0 or reason or reversed_by_bank else ("Dbtr", "Cdtr")
    names = [path for side in other for path in (f"RltdPties/{side}/Pty/Nm", f"RltdPties/{side}/Nm")]
    return BookedLine(
        booked_on=reader.day(entry, "BookgDt", where),
        amount_cents=cents,
        end_to_end=_reference(reader.text(part, "Refs/EndToEndId")),
        message_id=_reference(reader.text(part, "Refs/MsgId") or reader.text(batch, "MsgId")),
        batch_id=_reference(reader.text(part, "Refs/PmtInfId") or reader.text(batch, "PmtInfId")),
        is_return=bool(reason) or reversed_by_bank,
        reason_code=reason[:4],
        counterparty=reader.text(part, *names)[:_TEXT_LENGTH],
        remittance=reader.text(part, "RmtInf/Ustrd", "AddtlTxInf")[:_TEXT_LENGTH]
        or reader.text(entry, "AddtlNtryInf")[:_TEXT_LENGTH],
    )


def _reference(text: str) -> str:
    """A reference; what says that there is none, or is too long to be ours, is none."""
    return "" if text == "NOTPROVIDED" or len(text) > _REFERENCE_LENGTH else text
