from django.db import migrations
from django.utils import timezone


def keep_where_people_live(apps, _schema_editor):
    """Every file that exists gets the residence that is known, from the day that the file was opened."""
    Case = apps.get_model("casework", "Case")
    Residence = apps.get_model("casework", "Residence")
    rows = Case.objects.select_related("participant").filter(residences__isnull=True).order_by("pk")
    batch = [
        Residence(
            case=case,
            municipality=case.participant.municipality,
            region_id=case.region_id,
            from_on=timezone.localtime(case.opened_at).date(),
            recorded_at=case.opened_at,
        )
        for case in rows.iterator(chunk_size=1000)
    ]
    Residence.objects.bulk_create(batch, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_passing_objecting_entrance'),
    ]

    operations = [
        migrations.RunPython(keep_where_people_live, migrations.RunPython.noop),
    ]
