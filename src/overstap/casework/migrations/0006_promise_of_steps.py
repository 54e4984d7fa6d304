"""What the database promises of next steps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the rows that exist were filled."""

    dependencies = [("casework", "0005_days_of_steps")]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", False), ("step_due_on__isnull", False), _connector="OR"),
                name="open_case_has_due_step",
                violation_error_message="Een open dossier heeft altijd een volgende stap met een datum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nextaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_person", True), ("owner_party__isnull", True)),
                    models.Q(("by_person", False), ("owner_party__isnull", False)),
                    _connector="OR",
                ),
                name="next_action_has_one_owner",
                violation_error_message="Een volgende stap is van één partij, of van de deelnemer.",
            ),
        ),
    ]
