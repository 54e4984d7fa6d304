"""Account numbers: proposed by one, confirmed by another, never edited."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.payments import actions, queries
from overstap.payments.models import PayeeAccount
from tests.factories import payments as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def propose(**other: object) -> object:
    return actions.propose_payee_account(**make.proposal(**other))


def decide(key: uuid.UUID, **other: object) -> object:
    asked = {"actor": make.cashier(), "account_key": key, "confirm": True, "now": money.NOW}
    return actions.decide_payee_account(**(asked | other))


def test_a_number_holds_after_a_second_person_confirmed_it() -> None:
    key = uuid.uuid4()

    waiting = money.given(propose(key=key))
    held = money.given(decide(key))

    assert (waiting.current, waiting.proposed.key) == (None, key)
    assert (held.current.key, held.proposed) == (key, None)
    assert held.current.iban.reveal() == make.THEIRS


def test_a_changed_number_replaces_and_what_was_stays_on_record() -> None:
    first = make.payee()
    second = make.payee(iban=make.OTHER)

    page = queries.payee(make.cashier(), queries.payees(make.cashier())[0].key)

    assert page.card.current is not None
    assert page.card.current.key == second
    assert {(one.key, one.state, one.iban.reveal()) for one in page.accounts} == {
        (first, "vervangen", make.THEIRS),
        (second, "bevestigd", make.OTHER),
    }


def test_until_it_is_confirmed_the_old_number_holds() -> None:
    first = make.payee()

    card = money.given(propose(iban=make.OTHER))

    assert card.current.key == first


def test_nobody_confirms_a_number_of_their_own() -> None:
    actor, key = make.cashier(), uuid.uuid4()
    money.given(propose(actor=actor, key=key))

    assert rule_of(decide(key, actor=actor)) == "rekening.tweede_persoon"
    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeAccount.objects.update(state="bevestigd", decided_by=actor.user_id, decided_at=money.NOW)


def test_who_proposed_a_number_may_take_it_back() -> None:
    actor, key = make.cashier(), uuid.uuid4()
    money.given(propose(actor=actor, key=key))

    card = money.given(decide(key, actor=actor, confirm=False, answer="Verkeerd getypt"))

    assert (card.current, card.proposed) == (None, None)


@pytest.mark.parametrize("role", [Role.FRAMEWORK_KEEPER, Role.ADVISER, Role.COORDINATOR, Role.DESK])
def test_only_the_cashier_says_where_is_paid(role: Role) -> None:
    key = uuid.uuid4()

    assert rule_of(propose(actor=money.someone(role))) == "rekening.rol"
    money.given(propose(key=key))
    assert rule_of(decide(key, actor=money.someone(role))) == "rekening.rol"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"iban": "NL91ABNA0417164301"}, "rekening.iban"),
        ({"iban": "NL91 ABNA 0417 1643"}, "rekening.iban"),
        ({"iban": ""}, "rekening.iban"),
        ({"iban": "<NL91ABNA0417164300>"}, "rekening.iban"),
        ({"holder": "  "}, "rekening.naam"),
        ({"holder": "中文"}, "rekening.naam"),
        ({"because": " "}, "rekening.reden"),
        ({"recipient": "  "}, "rekening.ontvanger"),
        ({"kind": "vriend"}, "rekening.ontvanger"),
    ],
)
def test_what_is_not_right_is_refused_and_leaves_nothing(asked: dict[str, str], rule: str) -> None:
    assert rule_of(propose(**asked)) == rule
    assert queries.payees(make.cashier()) == ()


def test_a_number_is_read_as_people_write_it() -> None:
    card = money.given(propose(iban=" nl69 ingb 0123 4567 89 "))

    assert card.proposed.iban.reveal() == make.THEIRS


def test_one_proposal_waits_at_a_time() -> None:
    money.given(propose())

    assert rule_of(propose(iban=make.OTHER)) == "rekening.wacht"


def test_the_same_number_is_no_change() -> None:
    make.payee()

    assert rule_of(propose()) == "rekening.zelfde"


def test_the_same_command_twice_counts_once() -> None:
    asked = make.proposal()

    first, second = actions.propose_payee_account(**asked), actions.propose_payee_account(**asked)

    assert first == second
    assert PayeeAccount.objects.count() == 1


def test_what_was_decided_stays_decided() -> None:
    key = make.payee()

    assert rule_of(decide(key, confirm=False, answer="Toch niet")) == "rekening.stand"
    assert rule_of(decide(key)) == "rekening.stand"


def test_a_rejection_says_why() -> None:
    key = uuid.uuid4()
    money.given(propose(key=key))

    assert rule_of(decide(key, confirm=False, answer=" ")) == "rekening.antwoord"


def test_an_unknown_number_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        decide(uuid.uuid4())


def test_the_trail_never_holds_an_account_number() -> None:
    make.payee()
    make.debtor()

    lines = str(list(AuditLine.objects.order_by("id").values()))

    assert "rekening_bevestigd" in lines
    assert make.THEIRS not in lines
    assert make.OURS not in lines


@pytest.mark.parametrize("role", [Role.ADVISER, Role.COORDINATOR, Role.STEERING_GROUP])
def test_payees_do_not_exist_for_others(role: Role) -> None:
    make.payee()
    (card,) = queries.payees(make.cashier())
    other = money.someone(role)

    assert queries.payees(other) == ()
    with pytest.raises(NotFoundError):
        queries.payee(other, card.key)


# --- Our own accounts ----------------------------------------------------------------------------------


def test_a_stream_pays_from_the_account_that_two_people_agreed_on() -> None:
    key = make.debtor()

    found = {one.stream: one for one in queries.stream_accounts(make.cashier())}

    assert found[money.STREAM].current is not None
    assert found[money.STREAM].current.key == key
    assert found["bemensing"].current is None


def test_nobody_sets_an_account_of_ours_alone() -> None:
    keeper, key = money.keeper(), uuid.uuid4()
    asked = {"actor": keeper, "key": key, "stream": money.STREAM, "holder": "UWV", "iban": make.OURS,
             "because": "Besluit", "now": money.NOW}  # fmt: skip
    money.given(actions.propose_debtor_account(**asked))

    answer = actions.decide_debtor_account(actor=keeper, account_key=key, confirm=True, now=money.NOW)

    assert rule_of(answer) == "rekening.tweede_persoon"


@pytest.mark.parametrize(("stream", "rule"), [("spaarpot", "rekening.geldstroom"), ("", "rekening.geldstroom")])
def test_only_a_stream_with_a_ledger_has_an_account(stream: str, rule: str) -> None:
    answer = actions.propose_debtor_account(
        actor=money.keeper(), key=uuid.uuid4(), stream=stream, holder="UWV", iban=make.OURS, because="Besluit",
        now=money.NOW,
    )  # fmt: skip

    assert rule_of(answer) == rule
