"""The day of the next step of every open file that exists, and one owner per step."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def fill(apps, schema_editor):
    """An open file without a step gets the day it was opened, so that it stands on top of the list."""
    Case, NextAction = apps.get_model("casework", "Case"), apps.get_model("casework", "NextAction")
    steps = NextAction.objects.filter(case=OuterRef("pk"), done_at__isnull=True).order_by("id").values("due_on")[:1]
    Case.objects.filter(closed_at__isnull=True, step_due_on__isnull=True).update(
        step_due_on=Coalesce(Subquery(steps), TruncDate(F("opened_at")))
    )
    NextAction.objects.filter(owner_party__isnull=True, by_person=False).update(by_person=True)
    NextAction.objects.filter(owner_party__isnull=False, by_person=True).update(by_person=False)


class Migration(migrations.Migration):
    """Only data: the promise itself follows."""

    dependencies = [("casework", "0004_nobody_forgotten")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
