"""Payment runs: made by one, released by another who approved nothing in it, and sent once."""

import datetime as dt
import hashlib
import re
import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.payments import actions, queries
from overstap.payments.models import PaymentRun, RunLine
from overstap.treasury import actions as treasury
from overstap.treasury import queries as books
from overstap.treasury.models import Entry, Payment
from tests.factories import payments as make
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert books.check_invariants() == ()


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


def standing() -> Position:
    return books.position(stream=money.STREAM, region_code=money.REGION, year=money.YEAR)


def release(run: object, actor: Actor | None = None, now: dt.datetime = money.NOW) -> object:
    return actions.release_run(actor=actor or make.cashier(), run_key=run.key, now=now)  # type: ignore[attr-defined]


@pytest.mark.requirement("R-252")
def test_a_run_gathers_claims_and_books_nothing_yet() -> None:
    claims = make.ready(60_00, 40_00)

    run = make.made(claims)

    assert (run.state, run.line_count, run.total_cents) == ("opgesteld", 2, 100_00)
    assert standing().paid == 0


@pytest.mark.requirement("R-252")
def test_a_second_person_releases_and_everything_is_booked() -> None:
    run = make.made(make.ready(60_00, 40_00))

    released = money.given(release(run))

    assert released.state == "vrijgegeven"
    assert standing().paid == 100_00
    assert Payment.objects.count() == 2


@pytest.mark.requirement("R-261")
def test_each_payment_keeps_its_ground_and_its_evidence() -> None:
    run = make.made(make.ready(60_00))

    (line,) = queries.run(make.cashier(), run.key, today=make.TUESDAY).lines

    assert (line.legal_basis, line.evidence) == ("ontschot-budget@2020-12-01", "Factuur 2021-17")
    with pytest.raises(IntegrityError), transaction.atomic():
        RunLine.objects.update(evidence="")
    with pytest.raises(IntegrityError), transaction.atomic():
        RunLine.objects.update(legal_basis="")


def test_the_file_is_made_once_and_every_download_gives_the_same_bytes() -> None:
    run = money.given(release(make.made(make.ready(60_00))))
    reader = make.cashier()

    first = queries.run_file(reader, run.key, now=money.NOW)
    second = queries.run_file(make.cashier(), run.key, now=money.NOW + dt.timedelta(days=9))

    assert first.content == second.content
    assert first.sha256 == hashlib.sha256(first.content).hexdigest() == run.file_sha256
    assert first.name == f"{run.message_id}.xml"
    assert AuditLine.objects.filter(verb="bankbestand_ophalen", object_id=str(run.key)).count() == 2


def test_before_the_release_there_is_no_file_and_others_never_get_one() -> None:
    run = make.made(make.ready(60_00))
    with pytest.raises(NotFoundError):
        queries.run_file(make.cashier(), run.key, now=money.NOW)
    money.given(release(run))

    for role in (Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER, Role.ADVISER):
        with pytest.raises(NotFoundError):
            queries.run_file(money.someone(role), run.key, now=money.NOW)
    assert AuditLine.objects.filter(verb="bankbestand_ophalen").count() == 0


# --- Four eyes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("paying", [False, True])
def test_four_eyes_in_every_combination(*, made: bool, approved: bool, paying: bool) -> None:
    """Whoever made the run, approved a claim in it, or is no cashier, does not release it."""
    roles = {Role.CASHIER_APPROVER} | ({Role.CASHIER} if paying else set())
    actor = money.someone(*roles)
    claims = make.ready(60_00)
    own = money.claimed(money.committed(amount_cents=10_00), amount_cents=10_00)
    approver = actor if approved else money.someone(Role.CASHIER_APPROVER)
    claims.append(money.given(treasury.approve_claim(actor=approver, claim_key=own.key, now=money.NOW)))
    run = make.made(claims)
    if made:
        PaymentRun.objects.filter(key=run.key).update(made_by=actor.user_id)

    answer = release(run, actor)

    assert isinstance(answer, Refusal) == (made or approved or not paying)
    assert Payment.objects.count() == (0 if isinstance(answer, Refusal) else 2)
    assert PaymentRun.objects.filter(file__isnull=False).count() == (0 if isinstance(answer, Refusal) else 1)


def test_the_database_itself_keeps_the_maker_from_releasing() -> None:
    run = make.made(make.ready(60_00))

    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(key=run.key).update(
            state="vrijgegeven", released_by=run.made_by_id, message_id="X", file=b"x", file_sha256="x"
        )


@pytest.mark.parametrize("role", [Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER, Role.ADVISER, Role.COORDINATOR])
def test_only_a_cashier_makes_and_withdraws_runs(role: Role) -> None:
    claims = make.ready(60_00)
    actor = money.someone(role)

    assert rule_of(actions.make_run(**make.asked_run(claims, actor=actor))) == "betaalopdracht.rol"
    run = make.made(claims)
    answer = actions.withdraw_run(actor=actor, run_key=run.key, because="Fout", now=money.NOW)
    assert rule_of(answer) == "betaalopdracht.rol"


# --- Once and never twice -----------------------------------------------------------------------------


def test_the_same_command_twice_counts_once() -> None:
    asked = make.asked_run(make.ready(60_00, 40_00))

    first, second = actions.make_run(**asked), actions.make_run(**asked)
    other = actions.make_run(**(asked | {"claim_keys": asked["claim_keys"][:1]}))

    assert first == second
    assert rule_of(other) == "betaalopdracht.sleutel"
    assert PaymentRun.objects.count() == 1


def test_releasing_twice_books_and_sends_once() -> None:
    run, actor = make.made(make.ready(60_00)), make.cashier()

    first, second = release(run, actor), release(run, actor, money.NOW + dt.timedelta(hours=1))

    assert first == second
    assert Entry.objects.filter(kind="betalen").count() == 1
    assert rule_of(release(run)) == "betaalopdracht.besloten"


def test_a_claim_stands_in_one_run_only() -> None:
    claims = make.ready(60_00, 40_00)
    make.made(claims[:1])

    assert rule_of(actions.make_run(**make.asked_run(claims))) == "betaalopdracht.dubbel"
    assert [one.claim.key for one in queries.payables(make.cashier())] == [claims[1].key]


def test_a_withdrawn_run_sets_its_claims_free() -> None:
    claims = make.ready(60_00)
    run = make.made(claims)

    withdrawn = actions.withdraw_run(actor=make.cashier(), run_key=run.key, because="Verkeerde dag", now=money.NOW)

    assert money.given(withdrawn).state == "ingetrokken"
    assert rule_of(release(run)) == "betaalopdracht.besloten"
    assert make.made(claims).state == "opgesteld"


def test_what_was_released_is_not_withdrawn() -> None:
    run = make.released(make.ready(60_00))

    answer = actions.withdraw_run(actor=make.cashier(), run_key=run.key, because="Toch niet", now=money.NOW)

    assert rule_of(answer) == "betaalopdracht.besloten"


# --- What stands in the way ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (dt.date(2021, 2, 15), "betaalopdracht.datum"),
        (dt.date(2021, 2, 1), "betaalopdracht.datum"),
        (dt.date(2021, 2, 20), "betaalopdracht.bankdag"),
        (dt.date(2021, 4, 2), "betaalopdracht.bankdag"),
        (dt.date(2021, 4, 5), "betaalopdracht.bankdag"),
        (dt.date(2021, 12, 25), "betaalopdracht.bankdag"),
    ],
)
def test_a_run_is_for_a_coming_bank_day(on: dt.date, rule: str) -> None:
    assert rule_of(actions.make_run(**make.asked_run(make.ready(60_00), execution_on=on))) == rule


def test_without_claims_there_is_no_run() -> None:
    assert rule_of(actions.make_run(**make.asked_run([]))) == "betaalopdracht.leeg"


def test_an_unknown_or_waiting_claim_makes_no_run() -> None:
    make.ready()
    waiting = money.claimed(money.committed(), amount_cents=5_00)
    unknown = make.asked_run([], claim_keys=[uuid.uuid4()])

    assert rule_of(actions.make_run(**make.asked_run([waiting]))) == "betaalopdracht.stand"
    assert rule_of(actions.make_run(**unknown)) == "betaalopdracht.stand"


def test_who_is_not_known_is_not_paid() -> None:
    money.budget(1000_00)
    make.debtor()
    claims = make.claims(60_00)

    assert rule_of(actions.make_run(**make.asked_run(claims))) == "betaalopdracht.begunstigde"
    money.given(actions.propose_payee_account(**make.proposal()))
    assert rule_of(actions.make_run(**make.asked_run(claims))) == "betaalopdracht.bevestigen"


def test_without_an_account_of_ours_nothing_is_paid() -> None:
    money.budget(1000_00)
    make.payee()

    assert rule_of(actions.make_run(**make.asked_run(make.claims(60_00)))) == "betaalopdracht.rekening"


def test_a_number_that_changed_since_keeps_the_run_back() -> None:
    run = make.made(make.ready(60_00))
    make.payee(iban=make.OTHER)

    assert rule_of(release(run)) == "betaalopdracht.rekening_veranderd"
    assert standing().paid == 0


def test_a_day_that_passed_keeps_the_run_back() -> None:
    run = make.made(make.ready(60_00))

    assert rule_of(release(run, now=money.NOW + dt.timedelta(days=2))) == "betaalopdracht.te_laat"


def test_a_claim_that_was_paid_otherwise_keeps_the_run_back() -> None:
    claims = make.ready(60_00, 40_00)
    run = make.made(claims)
    money.given(treasury.pay_claim(actor=make.cashier(), claim_key=claims[0].key, now=money.NOW))

    assert rule_of(release(run)) == "betaalopdracht.aanspraak_veranderd"
    assert standing().paid == 60_00


@pytest.mark.parametrize("role", [Role.ADVISER, Role.COORDINATOR, Role.STEERING_GROUP])
def test_runs_do_not_exist_for_others(role: Role) -> None:
    run = make.made(make.ready(60_00))
    other = money.someone(role)

    assert queries.runs(other) == queries.payables(other) == ()
    with pytest.raises(NotFoundError):
        queries.run(other, run.key, today=make.TUESDAY)
    with pytest.raises(NotFoundError):
        release(run, other)


@pytest.mark.requirement("R-252")
def test_the_amounts_in_the_file_are_the_entries_whatever_they_are() -> None:
    """Many claims of any amount: what the bank is told to pay is what the books say, to the cent."""
    amounts = [1, 99, 100, 101, 67_50, 2025_00, *(7919 * number % 90_000_00 + 1 for number in range(1, 20))]
    claims = make.ready(*amounts)

    run = make.released(claims)

    content = queries.run_file(make.cashier(), run.key, now=money.NOW).content.decode()
    told = [int(cents.replace(".", "")) for cents in re.findall(r'<InstdAmt Ccy="EUR">([\d.]+)</InstdAmt>', content)]
    booked = Entry.objects.filter(kind="betalen").order_by("id").values_list("amount_cents", flat=True)
    assert sorted(told) == sorted(booked) == sorted(amounts)
    assert run.total_cents == sum(amounts) == standing().paid
