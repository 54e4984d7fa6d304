"""Statements of the bank: confirmed to the cent, returned with a reason, and what nobody knows becomes work."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.payments import actions, queries
from overstap.payments.demo_bank import Movement, statement_of
from overstap.payments.models import BankStatement, RunLine, StatementLine
from overstap.treasury import queries as books
from overstap.treasury.models import Entry
from tests.factories import payments as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db
OLD = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
LATER = money.NOW + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert books.check_invariants() == ()


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def standing() -> Position:
    return books.position(stream=money.STREAM, region_code=money.REGION, year=money.YEAR)


def file(*movements: Movement, name: str = "AFSCHRIFT-1", opening: int = 5000_00, **other: str) -> bytes:
    return statement_of(make.OURS, name, make.TUESDAY, opening, movements, **other)


def read_in(content: bytes, **other: object) -> object:
    return actions.import_statements(**({"actor": make.cashier(), "content": content, "now": LATER} | other))


def sent(*amounts: int) -> list[RunLine]:
    """Payments that went to the bank."""
    make.released(make.ready(*amounts))
    return list(RunLine.objects.order_by("id"))


def out(line: RunLine, cents: int | None = None) -> Movement:
    return Movement(-(line.amount_cents if cents is None else cents), line.end_to_end, "ROC Tilburg")


def back(line: RunLine, reason: str = "AC04", cents: int | None = None) -> Movement:
    return Movement(line.amount_cents if cents is None else cents, line.end_to_end, "ROC Tilburg", reason)


def states() -> list[str]:
    return list(RunLine.objects.order_by("id").values_list("state", flat=True))


def work() -> list[str]:
    return [line.found for line in queries.lines_to_settle(make.cashier())]


@pytest.mark.requirement("R-252")
@pytest.mark.parametrize("version", [{}, {"namespace": OLD}])
def test_what_the_bank_booked_is_confirmed(version: dict[str, str]) -> None:
    lines = sent(60_00, 40_00)

    (card,) = money.given(read_in(file(*map(out, lines), **version)))

    assert (card.line_count, card.open_count, card.movement_cents) == (2, 0, -100_00)
    assert states() == ["bevestigd", "bevestigd"]
    assert queries.runs(make.cashier())[0].bank_state == "bevestigd"
    assert standing().paid == 100_00


def test_a_booking_of_a_whole_block_confirms_every_payment_in_it() -> None:
    sent(60_00, 40_00)
    message = queries.runs(make.cashier())[0].message_id
    content = file(Movement(-100_00, "")).decode()
    inside = f"<MsgId>{message}</MsgId><PmtInfId>{message}-1</PmtInfId><NbOfTxs>2</NbOfTxs>"
    batch = f"<NtryDtls><Btch>{inside}</Btch></NtryDtls>"
    start, end = content.index("<NtryDtls>"), content.index("</NtryDtls>") + len("</NtryDtls>")

    money.given(read_in((content[:start] + batch + content[end:]).encode()))

    assert states() == ["bevestigd", "bevestigd"]
    assert work() == []


@pytest.mark.requirement("R-252")
def test_a_return_is_booked_as_still_owed_and_is_work() -> None:
    lines = sent(60_00, 40_00)

    money.given(read_in(file(*map(out, lines), back(lines[0]))))

    assert states() == ["teruggekomen", "bevestigd"]
    assert standing() == Position(ceiling=100_000_00, committed=60_00, paid=40_00)
    (waiting,) = queries.returned_lines(make.cashier())
    assert waiting.reason is not None
    assert (waiting.claim_key, waiting.reason.because) == (lines[0].claim_key, "De rekening is opgeheven.")
    assert queries.runs(make.cashier())[0].bank_state == "deels_terug"


def test_a_return_may_come_before_its_payment_on_the_statement() -> None:
    (line,) = sent(60_00)

    money.given(read_in(file(back(line), out(line))))

    assert states() == ["teruggekomen"]
    assert work() == []


@pytest.mark.requirement("R-252")
def test_from_a_return_to_a_second_payment_on_another_account() -> None:
    (line,) = sent(60_00)
    money.given(read_in(file(out(line), back(line, "AC01"))))
    claim = books.claim(make.cashier(), line.claim_key)

    refused = actions.make_run(**make.asked_run([claim]))
    make.payee(iban=make.OTHER)
    second = make.released([claim])
    (again,) = RunLine.objects.filter(run__key=second.key)
    money.given(read_in(file(out(again), name="AFSCHRIFT-2", opening=5000_00)))

    assert rule_of(refused) == "betaalopdracht.teruggekomen"
    assert again.end_to_end != line.end_to_end
    assert again.account.iban.reveal() == make.OTHER
    assert RunLine.objects.get(pk=line.pk).account.iban.reveal() == make.THEIRS
    assert states() == ["teruggekomen", "bevestigd"]
    assert standing() == Position(ceiling=100_000_00, paid=60_00)
    assert queries.returned_lines(make.cashier()) == ()


def test_a_return_that_is_not_about_the_account_waits_for_an_explanation() -> None:
    (line,) = sent(60_00)
    money.given(read_in(file(out(line), back(line, "MS03"))))
    claim, actor = books.claim(make.cashier(), line.claim_key), make.cashier()

    refused = actions.make_run(**make.asked_run([claim]))
    nothing = actions.clear_return(actor=actor, line_key=line.key, because=" ", now=LATER)
    money.given(actions.clear_return(actor=actor, line_key=line.key, because="Bank gebeld: storing", now=LATER))

    assert rule_of(refused) == "betaalopdracht.teruggekomen"
    assert rule_of(nothing) == "betaalopdracht.uitleg"
    assert make.made([claim]).line_count == 1


def test_a_wrong_account_is_not_talked_right() -> None:
    (line,) = sent(60_00)
    money.given(read_in(file(out(line), back(line, "AC04"))))

    answer = actions.clear_return(actor=make.cashier(), line_key=line.key, because="Toch proberen", now=LATER)

    assert rule_of(answer) == "betaalopdracht.andere_rekening"


# --- What is told and never swallowed -----------------------------------------------------------------


@pytest.mark.parametrize("cents", [59_99, 60_01, 1])
def test_a_cent_of_difference_is_told(cents: int) -> None:
    (line,) = sent(60_00)

    money.given(read_in(file(out(line, cents))))

    (told,) = queries.lines_to_settle(make.cashier())
    assert (told.found, told.expected_cents, told.differs_cents) == ("bedrag", -60_00, abs(60_00 - cents))
    assert states() == ["verstuurd"]


def test_a_return_of_another_amount_books_nothing() -> None:
    (line,) = sent(60_00)

    money.given(read_in(file(out(line), back(line, cents=59_99))))

    assert work() == ["terug_bedrag"]
    assert states() == ["bevestigd"]
    assert standing().paid == 60_00


def test_what_was_booked_twice_or_nobody_knows_is_work() -> None:
    (line,) = sent(60_00)

    money.given(
        read_in(
            file(
                out(line),
                out(line),
                Movement(-1_00, "", "Bankkosten"),
                Movement(7_00, "", "Iemand"),
                Movement(3_00, "X-1", "", "AC01"),
            )
        )
    )

    assert work() == ["dubbel", "onbekend", "bijschrijving", "terug_onbekend"]
    assert states() == ["bevestigd"]


def test_what_came_back_twice_is_booked_once() -> None:
    (line,) = sent(60_00)

    money.given(read_in(file(out(line), back(line), back(line))))

    assert work() == ["terug_dubbel"]
    assert Entry.objects.filter(kind="teruggekomen").count() == 1


def test_a_statement_does_not_confirm_what_another_account_paid() -> None:
    (line,) = sent(60_00)
    make.debtor("bemensing", iban=make.OTHER)

    money.given(read_in(statement_of(make.OTHER, "A-9", make.TUESDAY, 0, [out(line)])))

    assert work() == ["onbekend"]
    assert states() == ["verstuurd"]


# --- Once, and all or nothing --------------------------------------------------------------------------


def test_the_same_statement_twice_is_one() -> None:
    (line,) = sent(60_00)
    content = file(out(line), back(line))

    first, second = money.given(read_in(content)), money.given(read_in(content.replace(b"  ", b"\t")))

    assert first == second
    assert BankStatement.objects.count() == 1
    assert StatementLine.objects.count() == 2


def test_the_same_name_with_other_contents_is_told() -> None:
    sent(60_00)
    money.given(read_in(file(Movement(-1_00, ""))))

    assert rule_of(read_in(file(Movement(-2_00, "")))) == "afschrift.anders"


def test_an_account_that_is_not_ours_is_refused() -> None:
    sent(60_00)

    answer = read_in(statement_of("DE89370400440532013000", "A-1", make.TUESDAY, 0, []))

    assert rule_of(answer) == "afschrift.vreemd"
    assert BankStatement.objects.count() == 0


def test_a_gap_between_statements_is_told() -> None:
    sent(60_00)
    money.given(read_in(file(Movement(-1_00, ""))))

    (card,) = money.given(read_in(file(Movement(-1_00, ""), name="AFSCHRIFT-3", opening=4000_00)))

    assert not card.follows


@pytest.mark.parametrize("role", [Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER, Role.ADVISER])
def test_only_the_cashier_reads_statements_in(role: Role) -> None:
    sent(60_00)

    assert rule_of(read_in(file(Movement(-1_00, "")), actor=money.someone(role))) == "afschrift.rol"


# --- Work ----------------------------------------------------------------------------------------------


def test_an_unknown_line_is_settled_with_a_reason() -> None:
    sent(60_00)
    money.given(read_in(file(Movement(-1_00, "", "Bankkosten"))))
    (line,) = queries.lines_to_settle(make.cashier())
    actor = make.cashier()

    empty = actions.settle_line(actor=actor, line_key=line.key, because=" ", now=LATER)
    done = actions.settle_line(actor=actor, line_key=line.key, because="Kosten van de bank", now=LATER)

    assert rule_of(empty) == "afschrift.reden"
    assert (money.given(done).state, done.settled_because) == ("afgehandeld", "Kosten van de bank")
    assert work() == []
    assert rule_of(actions.settle_line(actor=actor, line_key=line.key, because="Anders", now=LATER)) == (
        "afschrift.afgehandeld"
    )


def test_a_line_without_reference_is_linked_by_hand_to_the_cent() -> None:
    first, second = sent(60_00, 40_00)
    money.given(read_in(file(Movement(-60_00, "", "ROC Tilburg"))))
    (line,) = queries.lines_to_settle(make.cashier())
    asked = {"actor": make.cashier(), "line_key": line.key, "now": LATER}

    other = actions.link_line(**asked, end_to_end=second.end_to_end)
    unknown = actions.link_line(**asked, end_to_end="BESTAAT-NIET")
    linked = actions.link_line(**asked, end_to_end=f" {first.end_to_end.lower()} ")

    assert (rule_of(other), rule_of(unknown)) == ("afschrift.bedrag_anders", "afschrift.betaling")
    assert money.given(linked).state == "gekoppeld"
    assert states() == ["bevestigd", "verstuurd"]


def test_statements_do_not_exist_for_others() -> None:
    sent(60_00)
    (card,) = money.given(read_in(file(Movement(-1_00, ""))))
    other = money.someone(Role.ADVISER)

    assert queries.statements(other) == queries.lines_to_settle(other) == queries.returned_lines(other) == ()
    with pytest.raises(NotFoundError):
        queries.statement(other, card.key)
    with pytest.raises(NotFoundError):
        actions.settle_line(actor=make.cashier(), line_key=uuid.uuid4(), because="x", now=LATER)
