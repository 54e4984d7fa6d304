import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('privacy', '0001_initial')]

    initial = True

    dependencies = [
        ('parties', '0001_tables'),
        ('people', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='destructions', to='parties.party')),
                ('because', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('voorgesteld', 'Voorgesteld'), ('uitgevoerd', 'Uitgevoerd'), ('afgewezen', 'Afgewezen')], default='voorgesteld', max_length=12)),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='destructions', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='destruction_decisions', to=settings.AUTH_USER_MODEL)),
                ('certificate', models.JSONField(default=dict)),
                ('signature', models.CharField(blank=True, max_length=128)),
                ('public_key', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ('-proposed_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='destruction_by_two', violation_error_message='Een tweede persoon keurt de vernietiging goed.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'uitgevoerd'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('signature', ''), _negated=True)), _connector='OR'), name='destruction_certified', violation_error_message='Een vernietiging heeft een ondertekende verklaring.')],
            },
        ),
        migrations.CreateModel(
            name='DestructionSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('destruction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='privacy.destruction')),
                ('participant_number', models.BigIntegerField()),
                ('record', models.CharField(max_length=40)),
                ('due_on', models.DateField(null=True)),
                ('skipped', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ('due_on', 'id'),
                'constraints': [models.UniqueConstraint(fields=('destruction', 'participant_number'), name='subject_once_per_destruction')],
            },
        ),
        migrations.CreateModel(
            name='KeepingChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keeping_choices', to='parties.party')),
                ('record', models.CharField(max_length=40)),
                ('months', models.PositiveSmallIntegerField()),
                ('because', models.CharField(max_length=300)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('party', 'record', '-set_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('months__gt', 0), models.Q(('because', ''), _negated=True)), name='keeping_choice_founded', violation_error_message='Een termijn is langer dan nul en heeft een reden.')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='people.participant')),
                ('because', models.CharField(max_length=300)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-set_at', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('participant',), name='one_hold_per_person')],
            },
        ),
        migrations.CreateModel(
            name='SubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='people.participant')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to='parties.party')),
                ('right', models.CharField(choices=[('inzage', 'Zien wat u over mij bewaart'), ('correctie', 'Iets laten verbeteren'), ('wissing', 'Mijn gegevens laten wissen'), ('beperking', 'Mijn gegevens een tijd niet laten gebruiken'), ('overdraagbaarheid', 'Mijn gegevens meenemen'), ('bezwaar', 'Bezwaar maken tegen het gebruik')], max_length=20)),
                ('asked', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_through', models.CharField(max_length=120)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('gevraagd', 'Gevraagd'), ('vastgesteld', 'Vastgesteld wie het vraagt'), ('in_behandeling', 'In behandeling'), ('toegewezen', 'Toegewezen'), ('geweigerd', 'Geweigerd'), ('ingetrokken', 'Ingetrokken')], max_length=16)),
                ('identified_how', models.CharField(blank=True, max_length=120)),
                ('identified_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField()),
                ('extended_because', models.CharField(blank=True, max_length=300)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subject_requests', to=settings.AUTH_USER_MODEL)),
                ('ground', models.CharField(blank=True, max_length=40)),
                ('motivation', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('due_on', 'id'),
                'indexes': [models.Index(fields=['party', 'answered_at', 'due_on'], name='request_of_party')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('participant', 'right'), name='one_open_request_per_right', violation_error_message='Dit verzoek loopt al.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('toegewezen', 'geweigerd')), _negated=True), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('motivation', ''), _negated=True)), _connector='OR'), name='request_answer_motivated', violation_error_message='Een antwoord heeft altijd een uitleg.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'geweigerd'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='request_refusal_has_ground', violation_error_message='Een weigering heeft altijd een grond.')],
            },
        ),
    ]
