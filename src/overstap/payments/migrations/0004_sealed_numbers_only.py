"""The plain columns go; what was true of the file and of statements is asked of the sealed ones."""

from django.db import migrations, models
from django.db.models import Q

import overstap.sealing.fields

NUMBERED = ("payeeaccount", "debtoraccount", "bankstatement")


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_numbers_sealed")]

    operations = [migrations.RemoveField(model_name="paymentrun", name="plain_file")]
    for kind in NUMBERED:
        operations += [
            migrations.RemoveField(model_name=kind, name="plain_iban"),
            migrations.AlterField(
                model_name=kind,
                name="iban",
                field=overstap.sealing.fields.SealedTextField(context=f"payments.{kind}.iban"),
            ),
        ]
    operations += [
        migrations.AddConstraint(
            model_name="bankstatement",
            constraint=models.UniqueConstraint(fields=("iban_print", "statement_id"), name="statement_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=(
                    Q(state="vrijgegeven", released_by__isnull=False, message_id__isnull=False, file__isnull=False)
                    & ~Q(file_sha256="")
                )
                | (~Q(state="vrijgegeven") & Q(released_by__isnull=True, message_id__isnull=True, file__isnull=True)),
                name="run_released_has_file",
                violation_error_message="Een vrijgegeven opdracht heeft precies één bestand.",
            ),
        ),
    ]
