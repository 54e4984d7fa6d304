"""Account numbers get a sealed column beside the plain one; the next migration fills it, the one after drops the plain."""

from django.db import migrations, models

import overstap.sealing.fields

NUMBERED = ("payeeaccount", "debtoraccount", "bankstatement")


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="bankstatement", name="statement_once"),
        migrations.RemoveConstraint(model_name="paymentrun", name="run_released_has_file"),
        migrations.RenameField(model_name="paymentrun", old_name="file", new_name="plain_file"),
        migrations.AddField(
            model_name="paymentrun",
            name="file",
            field=overstap.sealing.fields.SealedTextField(context="payments.paymentrun.file", null=True),
        ),
    ]
    for kind in NUMBERED:
        operations += [
            migrations.RenameField(model_name=kind, old_name="iban", new_name="plain_iban"),
            migrations.AlterField(
                model_name=kind, name="plain_iban", field=models.CharField(max_length=34, default="")
            ),
            migrations.AddField(
                model_name=kind,
                name="iban",
                field=overstap.sealing.fields.SealedTextField(context=f"payments.{kind}.iban", null=True),
            ),
            migrations.AddField(
                model_name=kind,
                name="iban_print",
                field=overstap.sealing.fields.FingerprintField(context="payments.iban", of="iban"),
            ),
        ]
