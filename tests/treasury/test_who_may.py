"""Every verb with money and the roles that it lets in: the framework keeper decides, the cashier carries out."""

import datetime as dt
import inspect
import uuid
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from overstap.allotment import actions as allotment
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.payments import actions as payments
from overstap.treasury import actions as treasury
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

CASHIER, APPROVER, KEEPER = Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER

FRAMEWORKS = {
    "change_ceiling", "decide_allocation", "decide_application", "decide_reallocation", "make_key", "may_set_budgets",
    "open_window", "plan_window", "record_capacity", "record_contribution", "register_application",
    "reject_reallocation", "set_budget",
}  # fmt: skip
CARRYING_OUT = {
    "ask_to_close", "ask_to_close_year", "clear_return", "close_and_share", "fund_application", "import_statements",
    "issue_voucher", "link_line", "make_run", "pay_claim", "pay_claims", "recover_payment", "redeem_voucher",
    "return_payments", "settle_line", "withdraw_run",
}  # fmt: skip
LET_IN = (
    {name: {KEEPER} for name in FRAMEWORKS}
    | {name: {CASHIER} for name in CARRYING_OUT}
    | {
        "approve_claim": {APPROVER},
        "reject_claim": {APPROVER},
        "close_period": {CASHIER, APPROVER},
        "close_year": {CASHIER, APPROVER},
        "propose_reallocation": {CASHIER, KEEPER},
        "decide_payee_account": {CASHIER, APPROVER},
        "propose_payee_account": {CASHIER, APPROVER},
        "decide_debtor_account": {CASHIER, APPROVER, KEEPER},
        "propose_debtor_account": {CASHIER, APPROVER, KEEPER},
    }
)
# Who may do these depends on what they are about: its own tests say so (tests/treasury/test_reversals.py and those of
# payments), or the door stands in the context that asks them (arrangements, allotment).
BY_WHAT_IT_IS_ABOUT = {"ask_reversal", "reject_reversal", "reverse_entry", "release_run"}
DOOR_ELSEWHERE = {
    "answer_offer", "apply", "apply_with_word", "commit", "raise_commitment", "release", "reserve", "reserve_many",
    "resize_commitments", "submit_claim", "void", "withdraw_application",
}  # fmt: skip

MADE_UP: dict[str, Callable[[], Any]] = {
    "UUID": uuid.uuid4, "int": lambda: 1, "str": lambda: "x", "datetime": lambda: make.NOW, "bool": lambda: True,
    "date": lambda: dt.date(2021, 3, 1), "bytes": lambda: b"x", "Sequence[UUID]": lambda: [uuid.uuid4()],
}  # fmt: skip
BY_NAME = {
    "giver": treasury.Place(make.STREAM, make.REGION),
    "taker": treasury.Place(make.STREAM, make.OTHER_REGION),
    "organisation_kind": "vakbond",
    "purpose": "bemensing",
    "opens_at": make.NOW,
    "closes_at": None,
}


def verbs(*modules: ModuleType) -> dict[str, Callable[..., Any]]:
    found = {name: getattr(module, name) for module in modules for name in module.__all__}
    return {
        name: one
        for name, one in found.items()
        if inspect.isfunction(one) and "actor" in inspect.signature(one).parameters
    }


def rule_for(verb: Callable[..., Any], role: Role) -> str:
    """What a verb says to someone in this role who asks it about something that does not exist."""
    asked = {}
    for name, parameter in inspect.signature(verb).parameters.items():
        if name == "actor":
            asked[name] = make.someone(role)
        elif parameter.default is parameter.empty:
            asked[name] = BY_NAME[name] if name in BY_NAME else MADE_UP.get(str(parameter.annotation), list)()
    try:
        answer = verb(**asked)
    except NotFoundError:
        return "let in, and nothing there"
    return answer.rule if isinstance(answer, Refusal) else "let in"


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize("name", sorted(LET_IN))
def test_a_verb_lets_in_its_roles_and_nobody_else(name: str) -> None:
    verb = verbs(treasury, allotment, payments)[name]

    let_in = {role for role in Role if not rule_for(verb, role).endswith((".rol", ".uitvoerder"))}

    assert let_in == LET_IN[name]


def test_every_verb_with_money_is_in_the_table() -> None:
    named = LET_IN.keys() | BY_WHAT_IT_IS_ABOUT | DOOR_ELSEWHERE

    assert verbs(treasury, allotment, payments).keys() == named


@pytest.mark.requirement("R-251")
def test_nobody_who_carries_out_decides_on_frameworks_and_the_other_way_round() -> None:
    assert not any(LET_IN[name] & {CASHIER, APPROVER} for name in FRAMEWORKS)
    assert not any(KEEPER in LET_IN[name] for name in CARRYING_OUT)
