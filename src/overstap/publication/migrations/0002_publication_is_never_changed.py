"""A publication is never changed, whoever asks: the database refuses it."""

from django.db import migrations

MESSAGE = "a publication is never changed"
TABLE = "publication_publication"

SQLITE = [
    f"""
    CREATE TRIGGER publication_is_never_changed BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
    """,
]
POSTGRES = [
    f"""
    CREATE FUNCTION publication_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER publication_is_never_changed BEFORE UPDATE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION publication_is_never_changed()
    """,
]


def guard(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(f"DROP TRIGGER publication_is_never_changed{f' ON {TABLE}' if postgres else ''}")
    if postgres:
        schema_editor.execute("DROP FUNCTION publication_is_never_changed()")


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
