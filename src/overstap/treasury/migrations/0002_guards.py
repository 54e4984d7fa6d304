"""A closed period or year is never changed, and no entry is dated in it, whoever asks: the database refuses it."""

from django.db import migrations

CHANGED = "a closed period is never changed"
YEAR_CHANGED = "a closed year is never changed"
DATED = "no entry is dated in a closed period"
LAST_END = "(SELECT MAX(ends_at) FROM treasury_period WHERE closed_at IS NOT NULL)"

SQLITE = [
    f"""
    CREATE TRIGGER closed_period_is_never_changed BEFORE UPDATE ON treasury_period WHEN OLD.closed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER standing_is_never_changed BEFORE UPDATE ON treasury_periodstanding
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER closed_year_is_never_changed BEFORE UPDATE ON treasury_bookyear WHEN OLD.closed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, '{YEAR_CHANGED}'); END
    """,
    f"""
    CREATE TRIGGER entry_in_open_period BEFORE INSERT ON treasury_entry WHEN NEW.at < {LAST_END}
    BEGIN SELECT RAISE(ABORT, '{DATED}'); END
    """,
]
REFUSE = "USING ERRCODE = 'integrity_constraint_violation'"
POSTGRES = [
    f"""
    CREATE FUNCTION closed_period_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{CHANGED}' {REFUSE}; END $$
    """,
    """
    CREATE TRIGGER closed_period_is_never_changed BEFORE UPDATE ON treasury_period
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION closed_period_is_never_changed()
    """,
    """
    CREATE TRIGGER standing_is_never_changed BEFORE UPDATE ON treasury_periodstanding
    FOR EACH ROW EXECUTE FUNCTION closed_period_is_never_changed()
    """,
    """
    CREATE TRIGGER closed_year_is_never_changed BEFORE UPDATE ON treasury_bookyear
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION closed_period_is_never_changed()
    """,
    f"""
    CREATE FUNCTION entry_in_open_period() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NEW.at < {LAST_END} THEN RAISE EXCEPTION '{DATED}' {REFUSE}; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER entry_in_open_period BEFORE INSERT ON treasury_entry
    FOR EACH ROW EXECUTE FUNCTION entry_in_open_period()
    """,
]
TRIGGERS = {
    "closed_period_is_never_changed": "treasury_period",
    "standing_is_never_changed": "treasury_periodstanding",
    "closed_year_is_never_changed": "treasury_bookyear",
    "entry_in_open_period": "treasury_entry",
}


def guard(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, table in TRIGGERS.items():
        schema_editor.execute(f"DROP TRIGGER {name}{f' ON {table}' if postgres else ''}")
    for function in ("closed_period_is_never_changed", "entry_in_open_period") if postgres else ():
        schema_editor.execute(f"DROP FUNCTION {function}()")


class Migration(migrations.Migration):
    replaces = [("treasury", "0005_closed_periods_stay_closed"), ("treasury", "0007_book_years")]
    dependencies = [("treasury", "0001_tables")]
    operations = [migrations.RunPython(guard, unguard)]
