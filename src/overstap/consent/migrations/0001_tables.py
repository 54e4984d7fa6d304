import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('consent', '0001_initial'), ('consent', '0002_emergency')]

    initial = True

    dependencies = [
        ('parties', '0001_tables'),
        ('people', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.participant')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='parties.party')),
                ('item', models.CharField(choices=[('contact', 'contact'), ('intake', 'intake'), ('gezondheid', 'gezondheid'), ('schulden', 'schulden'), ('profiel', 'profiel'), ('advies', 'advies'), ('arrangement', 'arrangement'), ('uitkomst', 'uitkomst')], max_length=20)),
                ('purpose', models.CharField(choices=[('begeleiding', 'begeleiding'), ('afstemming', 'afstemming'), ('bemiddeling', 'bemiddeling'), ('overdracht', 'overdracht')], max_length=20)),
                ('given_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('replaced', models.BooleanField(default=False)),
                ('given_through', models.CharField(help_text='How it was given: on line, at the desk, by letter.', max_length=120)),
            ],
            options={
                'ordering': ('participant', 'party', 'item', 'given_at'),
                'indexes': [models.Index(fields=['party', 'item', 'participant'], name='consent_party_item')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('participant', 'party', 'item', 'purpose'), name='one_open_consent', violation_error_message='Deze toestemming staat al aan.'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_withdrawn_after_given', violation_error_message='Intrekken kan niet voor het geven.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('given_at')), _connector='OR'), name='consent_ends_after_given', violation_error_message='De einddatum moet na vandaag liggen.')],
            },
        ),
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='people.participant')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='parties.party')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to=settings.AUTH_USER_MODEL)),
                ('urgency', models.CharField(max_length=40)),
                ('reason', models.TextField()),
                ('items', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('review_due', models.DateField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='emergency_reviews', to=settings.AUTH_USER_MODEL)),
                ('verdict', models.CharField(blank=True, choices=[('terecht', 'Terecht'), ('onterecht', 'Niet terecht: misbruik')], max_length=10)),
                ('review', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('review_due', 'id'),
                'indexes': [models.Index(fields=['participant', 'party', 'valid_until'], name='emergency_door')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='emergency_has_reason', violation_error_message='Noodtoegang heeft altijd een reden.'), models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('opened_at'))), name='emergency_ends', violation_error_message='Noodtoegang duurt niet langer dan is afgesproken.'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('opened_by')), _negated=True), _connector='OR'), name='emergency_reviewed_by_another', violation_error_message='Een ander dan wie het opende kijkt het na.'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True), ('verdict', '')), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), models.Q(('verdict', ''), _negated=True), models.Q(('review', ''), _negated=True)), _connector='OR'), name='emergency_review_whole', violation_error_message='Een oordeel heeft een uitleg.')],
            },
        ),
    ]
