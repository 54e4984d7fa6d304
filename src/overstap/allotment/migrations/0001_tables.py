import django.db.models.deletion
import overstap.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('allotment', '0001_initial'), ('allotment', '0002_fewer_indexes'), ('allotment', '0003_letters')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('email', overstap.sealing.fields.SealedTextField(context='allotment.contact.email')),
                ('language', models.CharField(max_length=2)),
                ('page', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Window',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name_nl', models.CharField(max_length=160)),
                ('name_en', models.CharField(max_length=160)),
                ('scheme', models.CharField(max_length=60)),
                ('scheme_version', models.DateField()),
                ('source', models.CharField(max_length=600)),
                ('unit', models.CharField(choices=[('euro', 'Euro'), ('plaatsen', 'Plaatsen')], max_length=10)),
                ('way', models.CharField(choices=[('volgorde', 'Op volgorde van binnenkomst'), ('wachtlijst', 'Via een wachtlijst'), ('naar_rato', 'Naar rato, na sluiting')], max_length=12)),
                ('has_list', models.BooleanField(default=True)),
                ('applicants', models.CharField(blank=True, max_length=200)),
                ('opens_at', models.DateTimeField(null=True)),
                ('closes_at', models.DateTimeField(null=True)),
                ('registration_ceiling', models.BigIntegerField(null=True)),
                ('funded_ceiling', models.BigIntegerField()),
                ('most_per_application', models.BigIntegerField(null=True)),
                ('answer_days', models.PositiveSmallIntegerField()),
                ('stream', models.CharField(blank=True, max_length=40)),
                ('region_code', models.CharField(blank=True, max_length=4)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('ranked', models.BigIntegerField(default=0)),
                ('registered', models.BigIntegerField(default=0)),
                ('held', models.BigIntegerField(default=0)),
                ('waiting', models.BigIntegerField(default=0)),
                ('settled_at', models.DateTimeField(null=True)),
                ('shared_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('opens_at', 'code'),
                'constraints': [models.CheckConstraint(condition=models.Q(('registration_ceiling__isnull', True), ('registered__lte', models.F('registration_ceiling')), _connector='OR'), name='window_registrations', violation_error_message='Het hoogste aantal registraties is bereikt.'), models.CheckConstraint(condition=models.Q(('held__lte', models.F('funded_ceiling'))), name='window_never_over', violation_error_message='Het plafond van dit loket is bereikt.'), models.CheckConstraint(condition=models.Q(('funded_ceiling__gte', 0), ('held__gte', 0), ('ranked__gte', 0), ('registered__gte', 0), ('waiting__gte', 0)), name='window_not_negative', violation_error_message='Een totaal kan niet kleiner dan nul zijn.'), models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), models.Q(('closes_at__gt', models.F('opens_at')), ('opens_at__isnull', False)), _connector='OR'), name='window_opens_before_it_closes', violation_error_message='Een loket sluit nadat het opengaat.'), models.CheckConstraint(condition=models.Q(('registration_ceiling__isnull', True), models.Q(('stream', ''), ('unit', 'plaatsen'), ('way', 'volgorde')), _connector='OR'), name='window_registers_places', violation_error_message='Een apart maximum aan registraties hoort bij plaatsen op volgorde.'), models.CheckConstraint(condition=models.Q(('stream', ''), models.Q(('unit', 'euro'), ('year__isnull', False)), _connector='OR'), name='window_of_a_stream_counts_euros', violation_error_message="Een loket van een geldstroom telt euro's en hoort bij een jaar.")],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('window', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='allotment.window')),
                ('applicant_key', models.UUIDField()),
                ('applicant_kind', models.CharField(max_length=40)),
                ('applicant_name', models.CharField(blank=True, max_length=160)),
                ('amount', models.BigIntegerField()),
                ('granted', models.BigIntegerField()),
                ('receipt', models.JSONField()),
                ('received_at', models.DateTimeField()),
                ('actor_user_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('party_id', models.BigIntegerField(null=True)),
                ('party_name', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('ontvangen', 'Ontvangen'), ('toegekend', 'Toegekend'), ('gefinancierd', 'Toegekend en gefinancierd'), ('wachtlijst', 'Op de wachtlijst'), ('aangeboden', 'Aangeboden'), ('telt_mee', 'Telt mee bij de verdeling'), ('afgewezen', 'Afgewezen'), ('ingetrokken', 'Ingetrokken'), ('bedankt', 'Aanbod niet aangenomen'), ('verlopen', 'Aanbod verlopen')], max_length=12)),
                ('rank', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('same_as', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer_before', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('id',),
                'indexes': [models.Index(condition=models.Q(('rank__isnull', True)), fields=['window', 'id'], name='application_inbox'), models.Index(fields=['window', 'applicant_key'], name='application_applicant'), models.Index(condition=models.Q(('state__in', ('wachtlijst', 'aangeboden'))), fields=['window', 'state', 'rank'], name='application_queue')],
                'constraints': [models.UniqueConstraint(fields=('window', 'rank'), name='application_rank_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('granted__gte', 0)), name='application_positive', violation_error_message='Een aanvraag is groter dan nul.'), models.CheckConstraint(condition=models.Q(models.Q(('rank__isnull', True), ('state', 'ontvangen')), models.Q(models.Q(('state', 'ontvangen'), _negated=True), ('rank__isnull', False)), _connector='OR'), name='application_decided_has_rank', violation_error_message='Wat is besloten, heeft een plaats in de volgorde.'), models.CheckConstraint(condition=models.Q(models.Q(('answer_before__isnull', False), ('state', 'aangeboden')), models.Q(('state', 'aangeboden'), _negated=True), _connector='OR'), name='application_offer_has_term', violation_error_message='Een aanbod heeft een termijn.')],
            },
        ),
        migrations.CreateModel(
            name='WindowDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='allotment.window')),
                ('changes', models.JSONField()),
                ('source', models.CharField(max_length=200)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ('decided_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='WindowLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='allotment.contact')),
                ('kind', models.CharField(choices=[('bericht_ontvangst', 'Bericht: wij hebben uw aanvraag'), ('bericht_aanbod', 'Bericht: er is een plaats vrij')], max_length=20)),
                ('begun_at', models.DateTimeField(null=True)),
                ('begun_attempt', models.PositiveSmallIntegerField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('contact', 'kind'),
                'constraints': [models.UniqueConstraint(fields=('contact', 'kind'), name='letter_once')],
            },
        ),
    ]
