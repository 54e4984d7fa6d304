"""What was published is never changed, whoever asks: the database refuses it."""

from django.db import migrations

MESSAGE = "a publication is never changed"
FUNCTION = "publication_is_never_changed"
TRIGGERS = {
    "publication_is_never_changed": "publication_publication",
    "fact_publication_is_never_changed": "publication_factpublication",
}


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(
            f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    refuse = f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()" if postgres else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for name, table in TRIGGERS.items():
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} {refuse}")


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, table in TRIGGERS.items():
        schema_editor.execute(f"DROP TRIGGER {name}{f' ON {table}' if postgres else ''}")
    if postgres:
        schema_editor.execute(f"DROP FUNCTION {FUNCTION}()")


class Migration(migrations.Migration):
    replaces = [
        ("publication", "0002_publication_is_never_changed"),
        ("publication", "0004_questions_are_never_changed"),
    ]
    dependencies = [("publication", "0001_tables")]
    operations = [migrations.RunPython(guard, unguard)]
