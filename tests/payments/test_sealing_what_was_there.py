"""Account numbers from before they were sealed: the migration seals every one, and the way back opens them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from overstap.sealing import Secret

BEFORE, AFTER = [("payments", "0001_initial")], [("payments", "0004_sealed_numbers_only")]
NOW = datetime(2021, 2, 15, 10, tzinfo=UTC)
NUMBER = "NL69INGB0123456789"


def migrated(to: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_numbers_and_files_are_sealed_found_and_opened_again() -> None:
    old = migrated(BEFORE)
    try:
        user = old.get_model("parties", "User").objects.create(email="a@example.nl", name="A")
        payee = old.get_model("payments", "Payee").objects.create(key=uuid4(), recipient="ROC", kind="aanbieder",
                                                                  created_at=NOW)  # fmt: skip
        said = {"key": uuid4(), "iban": NUMBER, "holder": "ROC", "because": "Brief", "proposed_at": NOW}
        old.get_model("payments", "PayeeAccount").objects.create(payee=payee, proposed_by_id=user.pk, **said)
        old.get_model("payments", "PaymentRun").objects.create(
            key=uuid4(), state="vrijgegeven", execution_on=NOW.date(), line_count=1, total_cents=1, made_at=NOW,
            made_by_id=user.pk, released_by=old.get_model("parties", "User").objects.create(email="b@example.nl"),
            message_id="OVS-1", file=f"<IBAN>{NUMBER}</IBAN> é".encode(), file_sha256="0" * 64,
        )  # fmt: skip
        for number in ("A-1", "A-2"):
            old.get_model("payments", "BankStatement").objects.create(
                key=uuid4(), iban=NUMBER, statement_id=number, fingerprint="0", opening_on=NOW, closing_on=NOW,
                opening_cents=0, movement_cents=0, closing_cents=0, imported_at=NOW, imported_by_id=user.pk,
            )  # fmt: skip

        new = migrated(AFTER)
        account = new.get_model("payments", "PayeeAccount").objects.get(iban_print__of=NUMBER)
        assert account.iban == Secret(NUMBER)
        assert new.get_model("payments", "PaymentRun").objects.get().file.reveal() == f"<IBAN>{NUMBER}</IBAN> é"
        assert new.get_model("payments", "BankStatement").objects.filter(iban_print__of=NUMBER).count() == 2
        with connection.cursor() as cursor:
            for table in ("payeeaccount", "bankstatement", "paymentrun"):
                cursor.execute(f"SELECT * FROM payments_{table}")  # noqa: S608 (names of our own)
                assert NUMBER not in str(cursor.fetchall())

        back = migrated(BEFORE)
        assert back.get_model("payments", "PayeeAccount").objects.get().iban == NUMBER
        assert bytes(back.get_model("payments", "PaymentRun").objects.get().file).decode().endswith("é")
    finally:
        migrated(AFTER)
