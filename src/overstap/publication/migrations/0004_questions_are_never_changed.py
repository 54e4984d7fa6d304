"""What was published of questions is never changed, whoever asks: the database refuses it."""

from django.db import migrations

MESSAGE = "a publication is never changed"
TABLE = "publication_factpublication"
NAME = "fact_publication_is_never_changed"

SQLITE = f"""
    CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
# The function stands there since 0002.
POSTGRES = f"""
    CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION publication_is_never_changed()
"""


def guard(apps, schema_editor):
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(f"DROP TRIGGER {NAME}{f' ON {TABLE}' if postgres else ''}")


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_questions")]
    operations = [migrations.RunPython(guard, unguard)]
