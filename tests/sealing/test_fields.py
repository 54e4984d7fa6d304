"""A sealed field in a row: what the database holds, what a row shows, how it is found, and changing the keys."""

import logging
import uuid

import pytest
from django.core.exceptions import FieldError
from django.core.serializers import deserialize, serialize
from django.db import connection
from pytest_django import Settings

from overstap.payments.models import BankStatement, PayeeAccount, PaymentRun
from overstap.sealing import BrokenSealError, SealingError, Secret, UnknownKeyError
from overstap.sealing.keyring import keyring, new_key
from overstap.sealing.rotating import keys_fit, reseal, rows_per_key
from overstap.treasury.actions import load_streams
from tests.factories import payments as make
from tests.factories import treasury as money

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]


@pytest.fixture
def streams(db: None) -> None:
    """Load the funding streams."""
    load_streams(now=money.NOW)


@pytest.fixture
def account() -> PayeeAccount:
    """The account of one payee."""
    make.payee()
    return PayeeAccount.objects.get()


def in_the_table(column: str = "iban", table: str = "payments_payeeaccount") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608 (names of our own)
        return [row[0] for row in cursor.fetchall()]


def test_the_database_holds_no_number(account: PayeeAccount) -> None:
    sealed, found = in_the_table(), in_the_table("iban_print")

    assert make.THEIRS not in sealed[0] + found[0]
    assert account.iban.reveal() == make.THEIRS
    assert sealed[0].startswith(f"z1.{keyring().current.id}.")


def test_a_row_shows_its_number_to_nobody(account: PayeeAccount, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("overstap").warning("%s %r %s", account, account.iban, vars(account))

    assert make.THEIRS not in caplog.text + repr(account) + str(vars(account))
    account.iban = make.OTHER
    assert make.OTHER not in str(vars(account))


def test_the_questions_to_the_database_hold_no_number(account: PayeeAccount, settings: Settings) -> None:
    connection.force_debug_cursor = True
    try:
        assert PayeeAccount.objects.filter(iban_print__of=make.THEIRS).get() == account
        account.save()
        said = " ".join(query["sql"] for query in connection.queries)
    finally:
        connection.force_debug_cursor = False

    assert said
    assert make.THEIRS not in said


def test_a_number_is_found_by_its_fingerprint_only(account: PayeeAccount) -> None:
    assert PayeeAccount.objects.filter(iban_print__of=make.THEIRS).get() == account
    assert PayeeAccount.objects.filter(iban_print__of=Secret(make.THEIRS)).get() == account
    assert not PayeeAccount.objects.filter(iban_print__of=make.OTHER).exists()
    for asked in ({"iban": make.THEIRS}, {"iban__startswith": "NL"}, {"iban__in": [make.THEIRS]}):
        with pytest.raises(FieldError, match="fingerprint"):
            list(PayeeAccount.objects.filter(**asked))
    with pytest.raises(FieldError, match="one text"):
        PayeeAccount.objects.filter(iban_print__of=[make.THEIRS])


def test_a_changed_number_is_found_under_the_new_one(account: PayeeAccount) -> None:
    account.iban = make.OTHER
    account.save(update_fields=("iban", "iban_print"))

    assert PayeeAccount.objects.filter(iban_print__of=make.OTHER).get().iban == Secret(make.OTHER)
    assert not PayeeAccount.objects.filter(iban_print__of=make.THEIRS).exists()


def test_a_value_moved_to_another_kind_of_row_does_not_open(account: PayeeAccount) -> None:
    make.debtor()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE payments_payeeaccount SET iban = (SELECT iban FROM payments_debtoraccount)")

    with pytest.raises(BrokenSealError, match=r"payments\.payeeaccount\.iban"):
        PayeeAccount.objects.get().iban.reveal()


def test_a_dump_holds_what_is_sealed_and_can_be_put_back(account: PayeeAccount) -> None:
    dump = serialize("json", [account])

    assert make.THEIRS not in dump
    row = next(iter(deserialize("json", dump)))
    row.save()
    assert PayeeAccount.objects.get().iban.reveal() == make.THEIRS


def test_without_a_value_there_is_no_fingerprint_and_nothing_to_open() -> None:
    make.made(make.ready(60_00))

    assert PaymentRun.objects.get().file is None


def test_the_file_for_the_bank_is_sealed_as_well() -> None:
    make.released(make.ready(60_00))

    assert make.THEIRS not in str(in_the_table("file", "payments_paymentrun"))
    assert make.THEIRS in PaymentRun.objects.get().file.reveal()


# --- Other keys -----------------------------------------------------------------------------------


def test_everything_comes_on_the_first_key_and_the_old_one_can_go(settings: Settings) -> None:
    make.released(make.ready(60_00))
    old, fresh = settings.SEALING_KEYS[0], new_key()
    settings.SEALING_KEYS = (fresh, old)

    steps = list(reseal(batch=1))

    settings.SEALING_KEYS = (fresh,)
    keys_fit()
    assert {key for counter in rows_per_key().values() for key in counter} == {keyring().current.id}
    assert PayeeAccount.objects.get(iban_print__of=make.THEIRS).iban.reveal() == make.THEIRS
    assert make.THEIRS in PaymentRun.objects.get().file.reveal()
    assert {(one.done, one.total) for one in steps if one.kind == "payments.payeeaccount"} >= {(0, 1), (1, 1)}


def test_a_stopped_change_goes_on_where_it_was_and_both_are_found_meanwhile(settings: Settings) -> None:
    make.payee()
    make.payee("Bakkerij Aan de Vaart", iban=make.OTHER)
    settings.SEALING_KEYS = (new_key(), *settings.SEALING_KEYS)
    going = (one for one in reseal(batch=1) if one.kind == "payments.payeeaccount")
    assert [next(going).done, next(going).done] == [0, 1]
    going.close()

    assert sorted(rows_per_key()["payments.payeeaccount.iban"].values()) == [1, 1]
    assert PayeeAccount.objects.filter(iban_print__of=make.THEIRS).exists()
    assert PayeeAccount.objects.filter(iban_print__of=make.OTHER).exists()
    again = [one for one in reseal(batch=1) if one.kind == "payments.payeeaccount"]
    assert [(one.done, one.total) for one in again] == [(0, 1), (1, 1)]
    assert [one.total for one in reseal() if one.total] == []


def test_a_key_that_is_not_there_is_named_before_anything_starts(account: PayeeAccount, settings: Settings) -> None:
    before = keyring().current.id
    settings.SEALING_KEYS = (new_key(),)

    with pytest.raises(UnknownKeyError, match=before):
        keys_fit()
    with pytest.raises(UnknownKeyError, match=rf"payments\.payeeaccount {account.pk}: .*{before}"):
        list(reseal())


def test_what_was_changed_behind_us_stops_the_change_and_names_the_row(
    account: PayeeAccount, settings: Settings
) -> None:
    PayeeAccount.objects.filter(pk=account.pk).update(
        iban=Secret(token=in_the_table()[0][:-4] + "AAA=", context=account.iban.context)
    )
    settings.SEALING_KEYS = (new_key(), *settings.SEALING_KEYS)

    with pytest.raises(BrokenSealError, match=rf"payments\.payeeaccount {account.pk}"):
        list(reseal())


def test_two_rows_with_one_value_are_told_and_none_is_lost(settings: Settings) -> None:
    make.debtor()
    rows = []
    for fresh in (False, True):
        if fresh:
            settings.SEALING_KEYS = (new_key(), *settings.SEALING_KEYS)
        rows.append(BankStatement.objects.create(
            key=uuid.uuid4(), iban=make.OURS, statement_id="A-1", fingerprint="", opening_on=make.TUESDAY,
            closing_on=make.TUESDAY, opening_cents=0, movement_cents=0, closing_cents=0, imported_at=money.NOW,
            imported_by_id=make.cashier().user_id,
        ))  # fmt: skip

    with pytest.raises(SealingError, match=f"payments.bankstatement {rows[0].pk}: another row"):
        list(reseal())
    assert BankStatement.objects.filter(iban_print__of=make.OURS).count() == 2
