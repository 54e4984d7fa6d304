"""What profiles that exist say becomes statements, with the day of the profile; confirmed lines get their day."""

from django.db import migrations
from django.db.models import F

ASPECTS = {
    "wensen": "wishes",
    "grenzen": "limits",
    "uren": "hours_per_week",
    "reistijd": "travel_minutes",
    "beroep": "target_occupation",
    "sector": "target_sector",
}


def state_what_was_said(apps, _schema_editor):
    """Who said it is not known of old profiles: they were kept by the adviser."""
    LabourProfile = apps.get_model("casework", "LabourProfile")
    ProfileStatement = apps.get_model("casework", "ProfileStatement")
    ProfileEntry = apps.get_model("casework", "ProfileEntry")
    rows = LabourProfile.objects.filter(statements__isnull=True).order_by("pk")
    batch = [
        ProfileStatement(
            profile=profile,
            aspect=aspect,
            value=str(getattr(profile, name)),
            source="begeleider",
            recorded_at=profile.updated_at,
        )
        for profile in rows.iterator(chunk_size=1000)
        for aspect, name in ASPECTS.items()
        if getattr(profile, name) not in ("", None)
    ]
    ProfileStatement.objects.bulk_create(batch, batch_size=500)
    ProfileEntry.objects.filter(confirmed=True, confirmed_at__isnull=True).update(confirmed_at=F("recorded_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0007_profile_with_sources'),
    ]

    operations = [
        migrations.RunPython(state_what_was_said, migrations.RunPython.noop),
    ]
