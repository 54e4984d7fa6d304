import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_promise_of_steps'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProfileStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aspect', models.CharField(choices=[('wensen', 'Wensen'), ('grenzen', 'Grenzen'), ('uren', 'Uren per week'), ('reistijd', 'Reistijd'), ('beschikbaar', 'Beschikbaar vanaf'), ('vervoer', 'Vervoer'), ('beroep', 'Beroep'), ('sector', 'Sector')], max_length=12)),
                ('value', models.TextField(blank=True)),
                ('source', models.CharField(choices=[('persoon', 'De persoon zelf'), ('begeleider', 'De begeleider'), ('document', 'Een document'), ('partij', 'Een andere partij'), ('register', 'Een register'), ('meegebracht', 'Meegebracht uit een ander dossier')], max_length=12)),
                ('source_note', models.CharField(blank=True, max_length=160)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('recorded_at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='labourprofile',
            name='available_from',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='labourprofile',
            name='travel_by',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='checked',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='checked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='code',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='diploma',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='employer',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='field',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='from_month',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='listening',
            field=models.CharField(blank=True, choices=[('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='reading',
            field=models.CharField(blank=True, choices=[('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='casework.profileentry'),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='source_note',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='speaking',
            field=models.CharField(blank=True, choices=[('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='tasks',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='until_month',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='valid_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='writing',
            field=models.CharField(blank=True, choices=[('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2),
        ),
        migrations.AddField(
            model_name='profileentry',
            name='year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='casefact',
            name='source',
            field=models.CharField(choices=[('persoon', 'De persoon zelf'), ('begeleider', 'De begeleider'), ('register', 'Een register'), ('meegebracht', 'Meegebracht uit een ander dossier')], max_length=12),
        ),
        migrations.AlterField(
            model_name='profileentry',
            name='kind',
            field=models.CharField(choices=[('competentie', 'Competentie'), ('werk', 'Werkervaring'), ('opleiding', 'Opleiding'), ('taal', 'Taal'), ('bewijs', 'Rijbewijs of certificaat')], max_length=12),
        ),
        migrations.AlterField(
            model_name='profileentry',
            name='source',
            field=models.CharField(choices=[('persoon', 'De persoon zelf'), ('begeleider', 'De begeleider'), ('document', 'Een document'), ('partij', 'Een andere partij'), ('register', 'Een register'), ('meegebracht', 'Meegebracht uit een ander dossier')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='profileentry',
            constraint=models.CheckConstraint(condition=models.Q(('from_month__isnull', True), ('until_month__isnull', True), ('until_month__gte', models.F('from_month')), _connector='OR'), name='profile_entry_months_in_order', violation_error_message='Een baan eindigt niet voordat die begint.'),
        ),
        migrations.AddField(
            model_name='profilestatement',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='casework.labourprofile'),
        ),
        migrations.AddField(
            model_name='profilestatement',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='profilestatement',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('profile', 'aspect'), name='one_current_statement', violation_error_message='Van elk onderwerp van een profiel geldt er één.'),
        ),
    ]
