"""Lines of the trail, their chain and what was taken out are never changed or thrown away: the database refuses it."""

from django.db import migrations

from overstap.audit.protecting import from_migration


class Migration(migrations.Migration):
    replaces = [("audit", "0002_chain")]
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunPython(from_migration, migrations.RunPython.noop)]
