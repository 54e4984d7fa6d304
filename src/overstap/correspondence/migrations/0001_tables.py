import django.db.models.deletion
import overstap.core.consent
import overstap.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('correspondence', '0001_initial'), ('correspondence', '0002_read_from_the_trail')]

    initial = True

    dependencies = [
        ('parties', '0001_tables'),
        ('people', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('template', models.CharField(max_length=60)),
                ('participant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='people.participant')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='parties.party')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='parties.region')),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.CharField(blank=True, max_length=60)),
                ('item', models.CharField(default=overstap.core.consent.Item['CONTACT'], max_length=12)),
                ('language', models.CharField(default='nl', max_length=2)),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('mijn', 'Bericht in Mijn dossier'), ('brief', 'Brief op papier')], max_length=8)),
                ('state', models.CharField(choices=[('klaargezet', 'Staat klaar'), ('bezig', 'Wordt verstuurd'), ('verstuurd', 'Verstuurd'), ('bezorgd', 'Bezorgd'), ('geprint', 'Geprint'), ('mislukt', 'Niet aangekomen')], default='klaargezet', max_length=12)),
                ('subject', overstap.sealing.fields.SealedTextField(context='correspondence.letter.subject')),
                ('frozen', overstap.sealing.fields.SealedTextField(context='correspondence.letter.frozen')),
                ('email', overstap.sealing.fields.SealedTextField(context='correspondence.letter.email', default='')),
                ('once', models.CharField(max_length=120, null=True, unique=True)),
                ('follows', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='correspondence.letter')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('perhaps_twice', models.BooleanField(default=False)),
                ('trouble', models.CharField(blank=True, max_length=60)),
                ('settled_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-made_at', '-id'),
                'indexes': [models.Index(fields=['participant', 'made_at'], name='letter_of_person'), models.Index(fields=['about_kind', 'about_id'], name='letter_about'), models.Index(fields=['region', 'channel', 'state'], name='letter_to_print')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'mislukt'), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='failed_letter_has_trouble', violation_error_message='Een brief die niet aankwam heeft een reden.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('verstuurd', 'bezorgd', 'geprint')), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_letter_has_moment', violation_error_message='Een verstuurde brief heeft een datum.')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='people.participant')),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.CharField(max_length=60)),
                ('side', models.CharField(choices=[('persoon', 'De persoon zelf'), ('partij', 'Een organisatie')], max_length=8)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='parties.party')),
                ('name', models.CharField(max_length=200)),
                ('text', overstap.sealing.fields.SealedTextField(context='correspondence.message.text')),
                ('written_at', models.DateTimeField()),
                ('answer_before', models.DateField(null=True)),
            ],
            options={
                'ordering': ('written_at', 'id'),
                'indexes': [models.Index(fields=['about_kind', 'about_id', 'written_at'], name='message_thread')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', True), ('side', 'persoon')), models.Q(('party__isnull', False), ('side', 'partij')), _connector='OR'), name='message_of_one_side', violation_error_message='Een bericht is van de persoon of van een organisatie.')],
            },
        ),
        migrations.CreateModel(
            name='PostPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='post_preference', to='people.participant')),
                ('channel', models.CharField(blank=True, choices=[('email', 'E-mail'), ('mijn', 'Bericht in Mijn dossier'), ('brief', 'Brief op papier')], max_length=8)),
                ('large_print', models.BooleanField(default=False)),
                ('street', overstap.sealing.fields.SealedTextField(context='correspondence.preference.street', default='')),
                ('postcode', overstap.sealing.fields.SealedTextField(context='correspondence.preference.postcode', default='')),
                ('town', models.CharField(blank=True, max_length=80)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'postvoorkeur',
            },
        ),
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_runs', to='parties.region')),
                ('number', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=120)),
                ('printed_at', models.DateTimeField(null=True)),
                ('printed_by', models.CharField(blank=True, max_length=120)),
                ('again', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='correspondence.printrun')),
                ('cause', models.CharField(blank=True, choices=[('printer', 'De printer stopte of het papier was slecht'), ('kwijt', 'De stapel is kwijtgeraakt'), ('envelop', 'Het adres stond niet goed voor het venster'), ('anders', 'Een andere reden')], max_length=12)),
                ('explanation', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('-made_at', '-id'),
                'constraints': [models.UniqueConstraint(fields=('region', 'number'), name='print_run_number'), models.CheckConstraint(condition=models.Q(models.Q(('again__isnull', True), ('cause', '')), models.Q(('again__isnull', False), models.Q(('cause', ''), _negated=True)), _connector='OR'), name='print_again_has_cause', violation_error_message='Opnieuw printen heeft een reden.')],
            },
        ),
        migrations.CreateModel(
            name='RunLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='correspondence.printrun')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='correspondence.letter')),
                ('place', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('run', 'place'),
                'constraints': [models.UniqueConstraint(fields=('run', 'letter'), name='letter_once_in_run'), models.UniqueConstraint(fields=('run', 'place'), name='one_letter_per_place')],
            },
        ),
    ]
