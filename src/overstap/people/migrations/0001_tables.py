import django.db.models.deletion
import overstap.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_citizen_numbers_and_merging')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participant', to=settings.AUTH_USER_MODEL)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=120)),
                ('birth_date', models.DateField()),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('municipality', models.CharField(max_length=60)),
                ('language', models.CharField(default='nl', max_length=2)),
                ('takes_part_since', models.DateTimeField()),
                ('withdrew_at', models.DateTimeField(null=True)),
                ('possible_duplicate', models.BooleanField(default=False)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.participant')),
            ],
            options={
                'ordering': ('last_name', 'first_name', 'id'),
                'indexes': [models.Index(fields=['birth_date'], name='participant_birth_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrew_at__isnull', True), ('withdrew_at__gte', models.F('takes_part_since')), _connector='OR'), name='participant_withdraws_after_start', violation_error_message='Stoppen kan niet voor het begin.'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='participant_not_merged_into_self', violation_error_message='Een aanmelding gaat niet op in zichzelf.')],
            },
        ),
        migrations.CreateModel(
            name='CitizenNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='citizen_number', to='people.participant')),
                ('number', overstap.sealing.fields.SealedTextField(context='people.citizennumber.number')),
                ('print', overstap.sealing.fields.FingerprintField(context='people.citizennumber.number', of='number')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_for', models.CharField(help_text='The organisation that gave it.', max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('print',), name='citizen_number_of_one_person', violation_error_message='Dit burgerservicenummer hoort al bij iemand anders.')],
            },
        ),
        migrations.CreateModel(
            name='MergeProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merge_proposals', to='people.participant')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_merge_proposals', to='people.participant')),
                ('grounds', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('voorgesteld', 'Wacht op de eerste blik'), ('gezien', 'Wacht op de tweede blik'), ('samengevoegd', 'Samengevoegd'), ('verschillend', 'Twee verschillende mensen'), ('teruggedraaid', 'Samenvoegen teruggedraaid')], default='voorgesteld', max_length=14)),
                ('keep', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.participant')),
                ('proposed_at', models.DateTimeField()),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seen_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('moved', models.JSONField(default=dict)),
                ('undo_until', models.DateField(null=True)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-proposed_at', '-id'),
                'indexes': [models.Index(fields=['state', 'proposed_at'], name='merge_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('voorgesteld', 'gezien'))), fields=('first', 'second'), name='one_open_proposal_per_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='merge_pair_in_order', violation_error_message='Een voorstel gaat over twee verschillende aanmeldingen.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('samengevoegd', 'teruggedraaid')), _negated=True), models.Q(('decided_by__isnull', False), ('keep__isnull', False), ('seen_by__isnull', False), models.Q(('seen_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='merge_looked_at_by_two', violation_error_message='Samenvoegen doen twee mensen: de tweede kijkt opnieuw.')],
            },
        ),
    ]
