"""How names sound, for the people who are there already as well."""

from django.db import migrations

import overstap.people.models.naming
from overstap.core.sounding import name_key

AT_ONCE = 2000


def fill(apps, schema_editor):
    """Write the key of every name."""
    participants = apps.get_model("people", "Participant")
    rows = participants.objects.using(schema_editor.connection.alias)
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk").only("pk", "first_name", "last_name")[:AT_ONCE]):
        last = some[-1].pk
        for row in some:
            row.name_key = name_key(row.first_name, row.last_name)
        rows.bulk_update(some, ["name_key"], batch_size=400)


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("people", "0001_tables")]

    operations = [
        migrations.AddField("participant", "name_key", overstap.people.models.naming.NameKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
