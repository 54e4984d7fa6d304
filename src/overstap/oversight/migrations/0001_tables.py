import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('oversight', '0001_initial')]

    initial = True

    dependencies = [
        ('parties', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegionReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='parties.region')),
                ('period_from', models.DateField()),
                ('period_until', models.DateField()),
                ('due_on', models.DateField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('narrative', models.TextField(blank=True)),
                ('figures', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ('region', 'period_from'),
                'constraints': [models.UniqueConstraint(fields=('region', 'period_from'), name='report_once'), models.CheckConstraint(condition=models.Q(('period_until__gt', models.F('period_from'))), name='report_period')],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='parties.region')),
                ('subject', models.CharField(max_length=160)),
                ('explanation', models.TextField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('besproken', 'Besproken'), ('besloten', 'Besloten')], default='open', max_length=10)),
                ('owner', models.CharField(max_length=120)),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.TextField(blank=True)),
                ('agenda_on', models.DateField()),
            ],
            options={
                'ordering': ('state', 'raised_at', 'id'),
            },
        ),
    ]
