"""Every kind of damage to the books is found and named, and what is damaged with it."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from overstap.audit.models import AuditLine
from overstap.audit.protecting import lifted
from overstap.core.actor import Role
from overstap.treasury import actions, queries
from overstap.treasury.models import Account, Budget, Commitment, Entry, Payment
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


def books_with_everything() -> make.CommitmentCard:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=300_00, ceiling=CeilingUse("maatwerkbudget", 1000_00))
    claim = make.approved(commitment, amount_cents=100_00)
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))
    make.reserved(amount_cents=50_00, now=make.NOW + dt.timedelta(days=2))
    return commitment


def planting(statement: str) -> Callable[[], None]:
    """Damage that no action can do: written straight into the tables, past everything that guards them."""

    def plant() -> None:
        with lifted(), connection.cursor() as cursor:
            cursor.execute(statement)

    return plant


def forget_the_payment() -> None:
    Payment.objects.all().delete()


def move_an_entry_a_day_back() -> None:
    entry = Entry.objects.get(kind="betalen")
    Entry.objects.filter(pk=entry.pk).update(at=entry.at - dt.timedelta(days=1))


def reserve_before_there_is_money() -> None:
    Entry.objects.filter(kind="toewijzen").update(at=make.NOW + dt.timedelta(days=1))


def move_an_entry_to_another_budget() -> None:
    other = Budget.objects.create(stream=Budget.objects.get().stream, region_code=make.OTHER_REGION, year=make.YEAR)
    Entry.objects.filter(kind="betalen").update(budget=other)


def reverse_it_by_another_amount() -> None:
    paid = Entry.objects.get(kind="betalen")
    Entry.objects.create(
        kind="teruggekomen",
        budget=paid.budget,
        amount_cents=paid.amount_cents - 1,
        commitment=paid.commitment,
        reverses=paid,
        idempotency_key="terug",
        at=paid.at,
        actor_name="x",
        because="x",
    )


def test_right_books_have_no_problems() -> None:
    books_with_everything()

    assert queries.check_invariants() == ()


@pytest.mark.requirement("R-252")
@pytest.mark.parametrize(
    ("plant", "invariant_", "where"),
    [
        (planting("UPDATE treasury_account SET credits_posted_cents = 9999 WHERE kind = 'betaald'"),
         "totals = entries", "ontschot_budget AM26 2021) account betaald"),
        (planting("UPDATE treasury_account SET credits_posted_cents = 9999 WHERE kind = 'betaald'"),
         "debits = credits", "ontschot_budget AM26 2021"),
        (planting("DELETE FROM treasury_account WHERE kind = 'kader'"), "accounts", "ontschot_budget AM26 2021"),
        (planting("UPDATE treasury_entry SET amount_cents = 99900 WHERE kind = 'betalen'"),
         "no ceiling passed", "ontschot_budget AM26 2021"),
        (reserve_before_there_is_money, "no ceiling passed", "ontschot_budget AM26 2021"),
        (planting("UPDATE treasury_dayend SET paid_cents = paid_cents - 1 WHERE day = '2021-02-17'"),
         "day ends = entries", "ontschot_budget AM26 2021"),
        (planting("UPDATE treasury_dayend SET taken = taken + 1"), "day ends = entries", "ontschot_budget AM26 2021"),
        (planting("DELETE FROM treasury_dayend WHERE day = '2021-02-15'"), "day ends = entries", "AM26 2021"),
        (move_an_entry_a_day_back, "day ends = entries", "ontschot_budget AM26 2021"),
        (planting("UPDATE treasury_entry SET amount_cents = 1 WHERE kind = 'verplichten'"),
         "a reservation ends once", "ontschot_budget AM26 2021"),
        (reverse_it_by_another_amount, "a reversal undoes one entry", "ontschot_budget AM26 2021"),
        (move_an_entry_to_another_budget, "budgets are separate", "ontschot_budget AM29 2021"),
        (planting("UPDATE treasury_commitment SET state = 'vrijgegeven' WHERE state = 'verplicht'"),
         "commitment: state", "commitment"),
        (planting("UPDATE treasury_commitment SET paid_cents = 1 WHERE state = 'verplicht'"),
         "commitment: paid", "commitment"),
        (planting("UPDATE treasury_commitment SET released_cents = 1 WHERE state = 'verplicht'"),
         "commitment: released", "commitment"),
        (planting("UPDATE treasury_commitment SET claimed_cents = 15000 WHERE state = 'verplicht'"),
         "commitment: claimed", "commitment"),
        (planting("UPDATE treasury_commitment SET claimed_cents = 1 WHERE state = 'gereserveerd'"),
         "commitment: claimed", "commitment"),
        (planting("UPDATE treasury_commitment SET amount_cents = 29999 WHERE state = 'verplicht'"),
         "commitment: reserved", "commitment"),
        (planting("DELETE FROM treasury_entry WHERE kind = 'reserveren' AND amount_cents = 5000"),
         "commitment: reservations", "commitment"),
        (planting("UPDATE treasury_personceiling SET used_cents = 1"), "ceiling per person", "maatwerkbudget"),
        (planting("DELETE FROM treasury_personceiling"), "ceiling per person", "maatwerkbudget"),
        (forget_the_payment, "what is paid has a payment", "entry"),
        (forget_the_payment, "a paid claim has a payment", "claim"),
        (planting("UPDATE treasury_claim SET state = 'ingediend'"), "a payment follows an approved claim", "claim"),
        (planting("UPDATE treasury_payment SET amount_cents = 1"), "a payment is its claim and its entry", "payment"),
        (planting("DELETE FROM audit_auditline WHERE object_kind = 'verplichting'"),
         "every deed is in the trail", "verplichting"),
        (planting("DELETE FROM audit_auditline WHERE verb = 'aanspraak_indienen'"),
         "every deed is in the trail", "aanspraak"),
        (planting("DELETE FROM audit_auditline WHERE verb = 'aanspraak_goedgekeurd'"),
         "every deed is in the trail", "aanspraak"),
    ],
)  # fmt: skip
def test_every_kind_of_damage_is_named(plant: Callable[[], None], invariant_: str, where: str) -> None:
    books_with_everything()

    plant()

    found = [problem for problem in queries.check_invariants() if problem.invariant == invariant_]
    assert any(where in problem.where for problem in found), found


def test_a_commitment_is_named_by_its_key() -> None:
    commitment = books_with_everything()
    planting("UPDATE treasury_commitment SET claimed_cents = 15000 WHERE state = 'verplicht'")()

    (found,) = (one for one in queries.check_invariants() if one.invariant == "commitment: claimed")
    assert (found.where, found.found) == (f"commitment {commitment.key}", "15000, by the claims 10000")


def test_a_person_is_named_by_the_pseudonym() -> None:
    commitment = books_with_everything()
    planting("UPDATE treasury_personceiling SET used_cents = 1")()
    person = Commitment.objects.get(key=commitment.key).person_key

    (found,) = (one for one in queries.check_invariants() if one.invariant == "ceiling per person")
    assert (found.where, found.found) == (f"person {person} maatwerkbudget", "1, by the commitments 30000")


def test_an_account_that_no_entry_explains_is_named() -> None:
    books_with_everything()
    make.budget(500_00, region_code=make.OTHER_REGION)
    Account.objects.filter(kind="budget", budget__region_code=make.OTHER_REGION).update(credits_posted_cents=600_00)

    wheres = {one.where for one in queries.check_invariants()}
    assert all("AM29" in where for where in wheres)
    assert any(where.endswith("account budget") for where in wheres)


def test_a_line_of_another_deed_does_not_count() -> None:
    books_with_everything()
    with lifted():
        AuditLine.objects.filter(verb="aanspraak_goedgekeurd").update(object_id=str(uuid.uuid4()))

    assert [one.invariant for one in queries.check_invariants()] == ["every deed is in the trail"]


@pytest.mark.django_db(transaction=True)
def test_the_proof_sees_one_moment_and_leaves_nothing_open() -> None:
    actions.load_streams(now=make.NOW)
    books_with_everything()

    assert queries.check_invariants() == ()
    assert not connection.in_atomic_block
