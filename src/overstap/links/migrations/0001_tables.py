import overstap.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('links', '0001_first')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SafeLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_print', models.CharField(max_length=64, unique=True)),
                ('code_print', models.CharField(blank=True, max_length=64)),
                ('deed', models.CharField(max_length=60)),
                ('object_kind', models.CharField(max_length=40)),
                ('object_id', models.CharField(max_length=64)),
                ('for_whom', overstap.sealing.fields.SealedTextField(context='links.link.for_whom')),
                ('for_whom_print', overstap.sealing.fields.FingerprintField(context='links.link.for_whom', of='for_whom')),
                ('called', models.CharField(max_length=200)),
                ('party_id', models.BigIntegerField(null=True)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('first_used_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('made_at', 'id'),
                'indexes': [models.Index(fields=['object_kind', 'object_id'], name='link_object')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('made_at'))), name='link_ends_after_start', violation_error_message='Een link is geldig tot na het moment waarop hij is gemaakt.')],
            },
        ),
    ]
