"""Files that are no statement, or a wrong one: every problem is told, nothing is read, nothing is fetched."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from overstap.core.decision import Refusal
from overstap.payments import camt
from overstap.payments.demo_bank import Movement, statement_of
from tests.factories import payments as make

RIGHT = statement_of(make.OURS, "A-1", make.TUESDAY, 100_00, [Movement(-60_00, "E-1", "ROC"), Movement(5_50, "", "X")])
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Document>&c;</Document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document>&e;</Document>"""
FAR = b"""<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://example.org/d.dtd"><Document/>"""


def rules_of(content: bytes) -> list[str]:
    found = camt.read(content)
    assert all(isinstance(one, Refusal) for one in found), found
    return [one.rule for one in found if isinstance(one, Refusal)]


def test_a_right_statement_is_read_to_the_cent() -> None:
    (statement,) = camt.read(RIGHT)

    assert isinstance(statement, camt.ReadStatement)
    assert (statement.opening_cents, statement.closing_cents) == (100_00, 45_50)
    assert [line.amount_cents for line in statement.lines] == [-60_00, 5_50]
    assert statement.lines[0].end_to_end == "E-1"


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, FAR])
def test_entities_and_document_types_are_refused(content: bytes) -> None:
    assert rules_of(content) == ["afschrift.onveilig"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "afschrift.xml"),
        (b"PK\x03\x04 geen xml", "afschrift.xml"),
        (b"\xff\xfe\x00", "afschrift.xml"),
        (RIGHT[:-20], "afschrift.xml"),
        (b"<html/>", "afschrift.soort"),
        (RIGHT.replace(b"camt.053.001.08", b"camt.054.001.08"), "afschrift.soort"),
        (RIGHT.replace(b"camt.053.001.08", b"camt.053.001.99"), "afschrift.soort"),
        (b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>', "afschrift.leeg"),
        (RIGHT.replace(b"-60.00", b"x").replace(b">60.00<", b">60,00<"), "afschrift.bedrag"),
        (RIGHT.replace(b">60.00<", b">60.005<"), "afschrift.bedrag"),
        (RIGHT.replace(b">60.00<", b">-60.00<"), "afschrift.bedrag"),
        (RIGHT.replace(b">60.00<", b">6e1<"), "afschrift.bedrag"),
        (RIGHT.replace(b'"EUR"', b'"USD"'), "afschrift.valuta"),
        (RIGHT.replace(b">45.50<", b">45.51<"), "afschrift.saldo"),
        (RIGHT.replace(b">CLBD<", b">XXXX<"), "afschrift.saldo"),
        (RIGHT.replace(b">DBIT<", b">ERAF<"), "afschrift.kant"),
        (RIGHT.replace(b">2021-02-16<", b">16 februari<"), "afschrift.datum"),
        (RIGHT.replace(b"<IBAN>", b"<Othr>").replace(b"</IBAN>", b"</Othr>"), "afschrift.rekening"),
        (RIGHT.replace(b"<Id>A-1</Id>", b""), "afschrift.kenmerk"),
        (RIGHT.replace(b"<Id>A-1</Id>", b"<Id>" + b"A" * 36 + b"</Id>"), "afschrift.kenmerk"),
    ],
)
def test_what_is_wrong_is_told(content: bytes, rule: str) -> None:
    assert rule in rules_of(content)


def test_every_problem_is_told_at_once() -> None:
    wrong = RIGHT.replace(b">60.00<", b">veel<").replace(b">DBIT<", b">ERAF<").replace(b"<Id>A-1</Id>", b"")

    assert {"afschrift.bedrag", "afschrift.kant", "afschrift.kenmerk"} <= set(rules_of(wrong))


def test_one_wrong_statement_keeps_all_of_the_file_out() -> None:
    body = RIGHT[RIGHT.index(b"<Stmt>") : RIGHT.index(b"</Stmt>") + len(b"</Stmt>")]
    two = RIGHT.replace(b"</Stmt>", b"</Stmt>" + body.replace(b">45.50<", b">1.00<"))

    assert rules_of(two) == ["afschrift.saldo"]


def test_a_file_that_is_too_big_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camt, "MOST_BYTES", 100)

    assert rules_of(RIGHT) == ["afschrift.te_groot"]


def test_parts_that_are_not_the_whole_are_told() -> None:
    start, end = RIGHT.index(b"<TxDtls>"), RIGHT.index(b"</TxDtls>") + len(b"</TxDtls>")
    part = RIGHT[start:end]
    two = RIGHT[:start] + part.replace(b">60.00<", b">20.00<") + part.replace(b">60.00<", b">39.99<") + RIGHT[end:]

    assert "afschrift.delen" in rules_of(two)


def test_what_is_not_booked_yet_does_not_count() -> None:
    entry = RIGHT[RIGHT.index(b"<Ntry>") : RIGHT.index(b"</Ntry>") + len(b"</Ntry>")]
    pending = entry.replace(b"BOOK", b"PDNG").replace(b">60.00<", b">999.00<")

    (statement,) = camt.read(RIGHT.replace(entry, entry + pending))

    assert isinstance(statement, camt.ReadStatement)
    assert len(statement.lines) == 2


@for_all(st.binary(max_size=400))
def test_any_bytes_at_all_are_told_and_never_raise(content: bytes) -> None:
    assert rules_of(content)


@for_all(st.data())
def test_a_broken_statement_is_read_right_or_told(data: st.DataObject) -> None:
    """Cut, doubled or changed anywhere: what is read still adds up, anything else is told."""
    start = data.draw(st.integers(0, len(RIGHT)))
    end = data.draw(st.integers(start, min(len(RIGHT), start + 60)))
    found = camt.read(RIGHT[:start] + data.draw(st.binary(max_size=8)) + RIGHT[end:])

    assert found
    for one in found:
        if isinstance(one, camt.ReadStatement):
            assert one.opening_cents + sum(line.amount_cents for line in one.lines) == one.closing_cents
