"""Every account number and every file for the bank that is there is sealed; undone they are plain again."""

from django.db import migrations

from overstap.sealing import Secret

NUMBERED = ("PayeeAccount", "DebtorAccount", "BankStatement")
BATCH = 500


def seal_what_is_there(apps, schema_editor):
    """Seal in batches; the fingerprint comes along with each row that is saved."""
    for name in NUMBERED:
        rows = apps.get_model("payments", name).objects.order_by("pk")
        for row in rows.iterator(chunk_size=BATCH):
            row.iban = Secret(row.plain_iban)
            row.plain_iban = ""
            row.save(update_fields=("iban", "iban_print", "plain_iban"))
    runs = apps.get_model("payments", "PaymentRun").objects.filter(plain_file__isnull=False).order_by("pk")
    for run in runs.iterator(chunk_size=20):
        run.file = Secret(bytes(run.plain_file).decode())
        run.plain_file = None
        run.save(update_fields=("file", "plain_file"))


def open_what_is_there(apps, schema_editor):
    """The way back, with the same keys."""
    for name in NUMBERED:
        rows = apps.get_model("payments", name).objects.order_by("pk")
        for row in rows.iterator(chunk_size=BATCH):
            row.plain_iban = row.iban.reveal()
            row.save(update_fields=("plain_iban",))
    runs = apps.get_model("payments", "PaymentRun").objects.filter(file__isnull=False).order_by("pk")
    for run in runs.iterator(chunk_size=20):
        run.plain_file = run.file.reveal().encode()
        run.save(update_fields=("plain_file",))


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_room_for_sealed_numbers")]

    operations = [migrations.RunPython(seal_what_is_there, open_what_is_there)]
