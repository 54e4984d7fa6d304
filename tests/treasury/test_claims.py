"""Claims and payments: evidence, a second person, the fee by weeks, and nothing paid twice."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.rules import Known
from overstap.treasury import actions, queries
from overstap.treasury.models import Claim, Entry, Payment
from overstap.treasury.values import EMPLOYER_FEE_SCHEME, EMPLOYER_FEE_STREAM, ClaimCard, PaymentCard
from tests.factories import treasury as make

pytestmark = pytest.mark.django_db

LATER = make.NOW + dt.timedelta(weeks=40)
RECOGNISED = {"leerbedrijf_erkend": Known(value=True)}


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert queries.check_invariants() == ()


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def standing(stream: str = make.STREAM) -> Position:
    return queries.position(stream=stream, region_code=make.REGION, year=make.YEAR)


def fee_commitment(cents: int = 2025_00) -> make.CommitmentCard:
    make.budget(10_000_00, stream=EMPLOYER_FEE_STREAM)
    card = make.given(actions.reserve(**make.fee_order(amount_cents=cents)))
    return make.given(actions.commit(actor=make.someone(Role.ADVISER), keys=[card.key], now=make.NOW))[0]


def fee_claim(commitment: make.CommitmentCard, weeks: int | None, **other: object) -> ClaimCard | Refusal:
    asked = {
        "actor": make.someone(Role.ADVISER), "key": uuid.uuid4(), "commitment_key": commitment.key, "facts": RECOGNISED,
        "weeks_present": weeks, "evidence": "Presentielijst", "now": LATER,
    }  # fmt: skip
    return actions.submit_claim(**(asked | other))


def test_a_claim_says_what_it_rests_on() -> None:
    make.budget(1000_00)

    claim = make.claimed(make.committed(), amount_cents=80_00, evidence="Factuur 2021-17")

    assert (claim.amount_cents, claim.evidence, claim.state) == (80_00, "Factuur 2021-17", "ingediend")
    assert claim.legal_basis == "ontschot-budget@2020-12-01"


@pytest.mark.requirement("R-261")
def test_without_evidence_there_is_no_claim() -> None:
    make.budget(1000_00)
    commitment = make.committed()

    answer = actions.submit_claim(
        actor=make.someone(Role.ADVISER), key=uuid.uuid4(), commitment_key=commitment.key, amount_cents=50_00,
        evidence="  ", now=make.NOW,
    )  # fmt: skip

    assert rule_of(answer) == "aanspraak.bewijs"


@pytest.mark.requirement("R-261")
def test_a_payment_names_its_legal_basis_and_its_evidence() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=80_00)

    payment = make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))

    assert (payment.legal_basis, payment.evidence) == ("ontschot-budget@2020-12-01", "Factuur 2021-17")
    assert standing() == Position(ceiling=1000_00, committed=20_00, paid=80_00)


def test_no_more_is_claimed_than_was_bound_and_a_rejected_claim_makes_room_again() -> None:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=100_00)
    first = make.claimed(commitment, amount_cents=60_00)
    asked = {
        "actor": make.someone(Role.ADVISER),
        "commitment_key": commitment.key,
        "evidence": "Factuur",
        "now": make.NOW,
    }

    too_much = actions.submit_claim(**asked, key=uuid.uuid4(), amount_cents=40_01)
    approver = make.someone(Role.CASHIER_APPROVER)
    make.given(actions.reject_claim(actor=approver, claim_key=first.key, because="Dubbel", now=make.NOW))
    again = actions.submit_claim(**asked, key=uuid.uuid4(), amount_cents=100_00)

    assert rule_of(too_much) == "aanspraak.te_veel"
    assert isinstance(again, ClaimCard)


@pytest.mark.parametrize("cents", [0, -1, None])
def test_nothing_is_not_claimed(cents: int | None) -> None:
    make.budget(1000_00)
    commitment = make.committed()

    answer = actions.submit_claim(
        actor=make.someone(Role.ADVISER), key=uuid.uuid4(), commitment_key=commitment.key, amount_cents=cents,
        evidence="Factuur", now=make.NOW,
    )  # fmt: skip

    assert rule_of(answer) == "aanspraak.niets"


def test_on_a_mere_reservation_nothing_is_claimed() -> None:
    make.budget(1000_00)
    card = make.reserved()

    answer = actions.submit_claim(
        actor=make.someone(Role.ADVISER), key=uuid.uuid4(), commitment_key=card.key, amount_cents=1_00,
        evidence="Factuur", now=make.NOW,
    )  # fmt: skip

    assert rule_of(answer) == "aanspraak.verplichting"


def test_the_same_claim_twice_counts_once_and_the_same_key_with_other_contents_is_refused() -> None:
    make.budget(1000_00)
    commitment = make.committed()
    asked = {"actor": make.someone(Role.ADVISER), "key": uuid.uuid4(), "commitment_key": commitment.key,
             "amount_cents": 60_00, "evidence": "Factuur", "now": make.NOW}  # fmt: skip

    first, second = actions.submit_claim(**asked), actions.submit_claim(**asked)
    other = actions.submit_claim(**(asked | {"amount_cents": 61_00}))

    assert first == second
    assert rule_of(other) == "opdracht.sleutel"
    assert Claim.objects.count() == 1


@pytest.mark.requirement("R-201")
@pytest.mark.parametrize(("weeks", "cents"), [(1, 67_50), (12, 810_00), (30, 2025_00), (34, 2025_00)])
def test_the_fee_for_an_employer_goes_by_weeks_up_to_its_maximum(weeks: int, cents: int) -> None:
    claim = make.given(fee_claim(fee_commitment(), weeks))

    assert (claim.amount_cents, claim.weeks_present) == (cents, weeks)
    assert claim.legal_basis == f"{EMPLOYER_FEE_SCHEME}@2021-01-01"


@pytest.mark.requirement("R-201")
def test_no_weeks_give_no_fee() -> None:
    assert rule_of(fee_claim(fee_commitment(), 0)) == "aanspraak.niets"


@pytest.mark.requirement("R-201")
@pytest.mark.parametrize("parts", [[12, 12, 10], [20, 10, 1], [30, 4], [29, 5], [1] * 31])
def test_several_claims_together_never_pass_the_maximum(parts: list[int]) -> None:
    commitment = fee_commitment()

    answers = [fee_claim(commitment, weeks) for weeks in parts]

    granted = [answer.amount_cents for answer in answers if isinstance(answer, ClaimCard)]
    refusals = [answer.rule for answer in answers if isinstance(answer, Refusal)]
    assert sum(granted) == 2025_00
    assert set(refusals) <= {"aanspraak.niets"}


@pytest.mark.requirement("R-201")
def test_an_employer_that_is_not_recognised_gets_no_fee() -> None:
    commitment = fee_commitment()

    assert (
        rule_of(fee_claim(commitment, 12, facts={"leerbedrijf_erkend": Known(value=False)})) == "aanspraak.voorwaarden"
    )
    assert rule_of(fee_claim(commitment, 12, facts={})) == "aanspraak.voorwaarden"


@pytest.mark.requirement("R-201")
@pytest.mark.parametrize(
    ("days", "weeks", "rule"),
    [(0, 1, ""), (0, 2, "aanspraak.weken"), (6, 1, ""), (7, 2, ""), (81, 12, ""), (81, 13, "aanspraak.weken")],
)
def test_nobody_was_present_in_a_week_that_has_not_begun(days: int, weeks: int, rule: str) -> None:
    answer = fee_claim(fee_commitment(), weeks, now=make.NOW + dt.timedelta(days=days))

    assert (answer.rule if isinstance(answer, Refusal) else "") == rule


def test_weeks_of_several_claims_together_have_begun() -> None:
    commitment = fee_commitment()
    after_three_weeks = make.NOW + dt.timedelta(days=15)
    make.given(fee_claim(commitment, 2, now=after_three_weeks))

    assert rule_of(fee_claim(commitment, 2, now=after_three_weeks)) == "aanspraak.weken"
    assert isinstance(fee_claim(commitment, 1, now=after_three_weeks), ClaimCard)


def test_nothing_is_claimed_before_the_commitment_starts() -> None:
    make.budget(1000_00)
    commitment = make.committed()
    asked = {"actor": make.someone(Role.ADVISER), "key": uuid.uuid4(), "commitment_key": commitment.key,
             "amount_cents": 60_00, "evidence": "Factuur"}  # fmt: skip

    early = actions.submit_claim(**asked, now=make.NOW - dt.timedelta(days=1))

    assert rule_of(early) == "aanspraak.te_vroeg"
    assert isinstance(actions.submit_claim(**asked, now=make.NOW), ClaimCard)


@pytest.mark.parametrize(
    ("weeks", "rule"), [(None, "aanspraak.weken"), (-1, "aanspraak.weken"), (999, "aanspraak.weken")]
)
def test_the_weeks_have_to_be_possible(weeks: int | None, rule: str) -> None:
    assert rule_of(fee_claim(fee_commitment(), weeks)) == rule


def test_weeks_of_a_rejected_claim_can_be_claimed_again() -> None:
    commitment = fee_commitment()
    first = make.given(fee_claim(commitment, 12))
    approver = make.someone(Role.CASHIER_APPROVER)
    make.given(actions.reject_claim(actor=approver, claim_key=first.key, because="Lijst ontbreekt", now=make.NOW))

    again = make.given(fee_claim(commitment, 12))

    assert again.amount_cents == 810_00


@pytest.mark.requirement("R-202")
def test_the_fee_for_an_employer_comes_from_its_own_stream_only() -> None:
    make.budget(10_000_00)
    make.budget(10_000_00, stream=EMPLOYER_FEE_STREAM)
    by_scheme = actions.reserve(**make.fee_order(stream=make.STREAM))
    by_stream = actions.reserve(**make.order(stream=EMPLOYER_FEE_STREAM))
    by_weeks = fee_claim(make.committed(), 12)

    assert {rule_of(answer) for answer in (by_scheme, by_stream, by_weeks)} == {"werkgeversvergoeding.geldstroom"}
    assert standing(EMPLOYER_FEE_STREAM).reserved == 0


def test_who_submits_a_claim_does_not_decide_on_it() -> None:
    make.budget(1000_00)
    both = make.someone(Role.CASHIER_APPROVER, Role.ADVISER)
    claim = make.claimed(make.committed(), actor=both, amount_cents=50_00)

    approved = actions.approve_claim(actor=both, claim_key=claim.key, now=make.NOW)
    rejected = actions.reject_claim(actor=both, claim_key=claim.key, because="Nee", now=make.NOW)

    assert {rule_of(approved), rule_of(rejected)} == {"aanspraak.tweede_persoon"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASHIER_APPROVER])
def test_only_an_approver_decides_on_a_claim(role: Role) -> None:
    make.budget(1000_00)
    claim = make.claimed(make.committed(), amount_cents=50_00)

    assert (
        rule_of(actions.approve_claim(actor=make.someone(role), claim_key=claim.key, now=make.NOW)) == "aanspraak.rol"
    )


def test_a_rejection_has_a_reason_and_is_final() -> None:
    make.budget(1000_00)
    claim = make.claimed(make.committed(), amount_cents=50_00)
    approver = make.someone(Role.CASHIER_APPROVER)

    without = actions.reject_claim(actor=approver, claim_key=claim.key, because=" ", now=make.NOW)
    rejected = make.given(actions.reject_claim(actor=approver, claim_key=claim.key, because="Dubbel", now=make.NOW))
    later = actions.approve_claim(actor=make.someone(Role.CASHIER_APPROVER), claim_key=claim.key, now=make.NOW)

    assert rule_of(without) == "aanspraak.reden"
    assert (rejected.state, rejected.answer) == ("afgewezen", "Dubbel")
    assert rule_of(later) == "aanspraak.stand"


def test_deciding_the_same_twice_decides_once() -> None:
    make.budget(1000_00)
    claim = make.claimed(make.committed(), amount_cents=50_00)
    approver = make.someone(Role.CASHIER_APPROVER)

    answers = [actions.approve_claim(actor=approver, claim_key=claim.key, now=make.NOW) for _ in range(2)]

    assert answers[0] == answers[1]
    assert isinstance(answers[0], ClaimCard)


def test_who_approves_does_not_pay() -> None:
    make.budget(1000_00)
    claim = make.claimed(make.committed(), amount_cents=50_00)
    both = make.someone(Role.CASHIER, Role.CASHIER_APPROVER)
    make.given(actions.approve_claim(actor=both, claim_key=claim.key, now=make.NOW))

    assert rule_of(actions.pay_claim(actor=both, claim_key=claim.key, now=make.NOW)) == "betaling.vier_ogen"
    assert standing().paid == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASHIER])
def test_only_the_cashier_pays(role: Role) -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=50_00)

    assert rule_of(actions.pay_claim(actor=make.someone(role), claim_key=claim.key, now=make.NOW)) == "betaling.rol"


def test_what_is_not_approved_is_not_paid() -> None:
    make.budget(1000_00)
    cashier = make.someone(Role.CASHIER)
    waiting = make.claimed(make.committed(), amount_cents=50_00)
    rejected = make.claimed(make.committed(), amount_cents=50_00)
    make.given(
        actions.reject_claim(
            actor=make.someone(Role.CASHIER_APPROVER), claim_key=rejected.key, because="Nee", now=make.NOW
        )
    )

    answers = [actions.pay_claim(actor=cashier, claim_key=claim.key, now=make.NOW) for claim in (waiting, rejected)]

    assert {rule_of(answer) for answer in answers} == {"betaling.stand"}


def test_paying_twice_pays_once() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=50_00)

    answers = [actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW) for _ in range(2)]

    assert answers[0] == answers[1]
    assert standing().paid == 50_00
    assert Payment.objects.count() == 1


def test_a_payment_that_comes_back_is_free_again_and_stays_on_record() -> None:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=100_00)
    claim = make.approved(commitment, amount_cents=100_00)
    cashier = make.someone(Role.CASHIER)
    make.given(actions.pay_claim(actor=cashier, claim_key=claim.key, now=make.NOW))

    answers = [
        actions.recover_payment(actor=cashier, claim_key=claim.key, because="Kwam terug", now=make.NOW)
        for _ in range(2)
    ]

    assert all(isinstance(answer, PaymentCard) and answer.recovered_cents == 100_00 for answer in answers)
    assert standing() == Position(ceiling=1000_00)
    assert Entry.objects.filter(kind__in=("betalen", "terugvorderen")).count() == 2


def test_what_was_not_paid_does_not_come_back_and_a_reason_is_needed() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=50_00)
    cashier = make.someone(Role.CASHIER)

    unpaid = actions.recover_payment(actor=cashier, claim_key=claim.key, because="Terug", now=make.NOW)
    silent = actions.recover_payment(actor=cashier, claim_key=claim.key, because="", now=make.NOW)
    other = actions.recover_payment(actor=make.keeper(), claim_key=claim.key, because="Terug", now=make.NOW)

    assert [rule_of(answer) for answer in (unpaid, silent, other)] == [
        "terugvorderen.stand", "terugvorderen.reden", "betaling.rol",
    ]  # fmt: skip


def test_a_commitment_closes_when_all_of_it_is_paid_or_given_back() -> None:
    make.budget(1000_00)
    commitment = make.committed(amount_cents=100_00)
    claim = make.approved(commitment, amount_cents=60_00)
    make.given(actions.release(actor=make.someone(Role.ADVISER), key=commitment.key, because="Klaar", now=make.NOW))
    make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))

    card = queries.commitments_by_keys([commitment.key])[commitment.key]

    assert (card.state, card.open_cents, card.claimable_cents) == ("vrijgegeven", 0, 0)


def test_an_unknown_claim_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        actions.approve_claim(actor=make.someone(Role.CASHIER_APPROVER), claim_key=uuid.uuid4(), now=make.NOW)


def test_the_database_itself_wants_a_second_person() -> None:
    make.budget(1000_00)
    claim = make.approved(make.committed(), amount_cents=50_00)
    payment = make.given(actions.pay_claim(actor=make.someone(Role.CASHIER), claim_key=claim.key, now=make.NOW))
    row = Payment.objects.get(claim__key=payment.claim_key)

    with pytest.raises(IntegrityError, match="claim_second_person"), transaction.atomic():
        Claim.objects.filter(key=claim.key).update(decided_by=claim.submitted_by_id)
    with pytest.raises(IntegrityError, match="payment_four_eyes"), transaction.atomic():
        Payment.objects.filter(pk=row.pk).update(paid_by=row.approved_by)
