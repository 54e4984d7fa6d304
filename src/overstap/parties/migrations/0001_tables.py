import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('parties', '0001_initial'), ('parties', '0002_privacy_role'), ('parties', '0003_own_settings')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('team_name', models.CharField(default='Regionaal Mobiliteitsteam', max_length=80)),
                ('demo_date', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_installation')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('vakbond', 'Vakbond'), ('werkgeversorganisatie', 'Werkgeversorganisatie'), ('uwv', 'UWV'), ('gemeente', 'Gemeente'), ('gemeentelijk_verband', 'Landelijk verband van gemeenten'), ('onderwijsinstelling', 'Onderwijsinstelling'), ('sbb', 'SBB'), ('ministerie', 'Ministerie'), ('sociaal_ontwikkelbedrijf', 'Sociaal ontwikkelbedrijf'), ('werkgever', 'Werkgever'), ('dienstverlener', 'Dienstverlener'), ('partnerloket', 'Partnerloket (leerwerkloket, zelfstandigenloket, werkgeversservicepunt)'), ('privaat', 'Private partner'), ('sectorfonds', 'O&O-fonds of sectorfonds'), ('onderzoeksbureau', 'Onderzoeksbureau')], max_length=30)),
                ('declaration_role', models.CharField(choices=[('ondertekenaar', 'Ondertekenaar'), ('ondersteuner', 'Ondersteuner'), ('geen', 'Geen')], default='geen', max_length=14)),
                ('national', models.BooleanField(default=False)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('municipality', models.CharField(blank=True, max_length=60)),
                ('kvk_number', models.CharField(blank=True, max_length=8)),
                ('recognised_training_company', models.BooleanField(default=False)),
                ('duo_recognised', models.BooleanField(default=False)),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('municipality', ''), _negated=True), fields=('municipality',), name='one_party_per_municipality')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=4, unique=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('phase', models.PositiveSmallIntegerField()),
                ('planned_from', models.DateField()),
                ('planned_until', models.DateField()),
                ('state', models.CharField(choices=[('gepland', 'Gepland'), ('opbouw', 'In opbouw'), ('operationeel', 'Operationeel'), ('afgesloten', 'Afgesloten')], default='gepland', max_length=12)),
                ('agreement_on', models.DateField(null=True)),
                ('live_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('evaluation_report', models.CharField(blank=True, max_length=200)),
                ('centre_municipality', models.CharField(blank=True, max_length=60)),
                ('centre_verified', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'operationeel'), _negated=True), models.Q(('agreement_on__isnull', False), ('live_on__isnull', False)), _connector='OR'), name='region_live_needs_agreement', violation_error_message='Een regio gaat pas open als er een samenwerkingsafspraak is.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'afgesloten'), _negated=True), models.Q(('closed_on__isnull', False), models.Q(('evaluation_report', ''), _negated=True)), _connector='OR'), name='region_closed_needs_evaluation', violation_error_message='Een regio sluit pas af met een evaluatierapport.')],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='desk', to='parties.region')),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=200)),
                ('phone', models.CharField(max_length=20)),
                ('email', models.EmailField(max_length=254)),
                ('opening_hours', models.CharField(max_length=200)),
                ('digital_from', models.DateField(null=True)),
                ('physical_from', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='FunctionOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='functions', to='parties.region')),
                ('function', models.CharField(choices=[('makelaar', 'Makelaarsfunctie'), ('loopbaanbegeleiding', 'Loopbaanbegeleiding'), ('bemiddeling', 'Bemiddeling en matching'), ('arrangementen', 'Aanbieden van (leer-werk)arrangementen'), ('schakel_diensten', 'Schakel naar regionale dienstverlening'), ('schakel_onderwijs', 'Schakel naar scholen, leerwerkloket en SBB'), ('schakel_sectoren', 'Schakel naar sectoren'), ('arbeidsdeskundige', 'Doorverwijzen naar arbeidsdeskundige')], max_length=24)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='functions', to='parties.party')),
            ],
            options={
                'ordering': ('region', 'function'),
                'constraints': [models.UniqueConstraint(fields=('region', 'function'), name='function_once_per_region')],
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='municipalities', to='parties.region')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
            ],
            options={
                'ordering': ('name', 'valid_from'),
                'constraints': [models.UniqueConstraint(fields=('name', 'valid_from'), name='municipality_once_per_start'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='municipality_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='PartyInRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='parties.party')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='parties.region')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('first_contact', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('party__name',),
                'constraints': [models.UniqueConstraint(fields=('party', 'region', 'valid_from'), name='party_once_in_region'), models.UniqueConstraint(condition=models.Q(('first_contact', True), ('valid_until__isnull', True)), fields=('region',), name='one_first_contact_union'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='party_in_region_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='SeatHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='parties.region')),
                ('seat', models.CharField(choices=[('coordinator', 'Operationeel coördinator'), ('kwartiermaker', 'Kwartiermaker'), ('wethouder', 'Wethouder centrumgemeente'), ('werkgevers', 'Vertegenwoordiger werkgeversorganisaties'), ('vakbonden', 'Vertegenwoordiger vakbonden'), ('regiomanager_uwv', 'Regiomanager UWV'), ('onderwijs', 'Vertegenwoordiger onderwijs'), ('sbb', 'SBB'), ('deskundige_banenafspraak', 'Deskundige banenafspraak')], max_length=30)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='parties.party')),
                ('name', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
            ],
            options={
                'ordering': ('region', 'seat'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('seat__in', ['coordinator', 'kwartiermaker', 'regiomanager_uwv', 'wethouder']), ('valid_until__isnull', True)), fields=('region', 'seat'), name='one_current_holder', violation_error_message='Deze zetel heeft op elk moment één zetelhouder.'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='seat_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2)),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='parties.party')),
                ('role', models.CharField(choices=[('loketmedewerker', 'loketmedewerker'), ('begeleider', 'begeleider'), ('coordinator', 'coordinator'), ('kassier', 'kassier'), ('kassier_goedkeurder', 'kassier_goedkeurder'), ('kaderhouder', 'kaderhouder'), ('stuurgroep', 'stuurgroep'), ('accountbeheerder', 'accountbeheerder'), ('privacyfunctionaris', 'privacyfunctionaris')], max_length=24)),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='parties.region')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
            ],
            options={
                'ordering': ('user__name', 'role'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('region__isnull', False), ('valid_until__isnull', True)), fields=('user', 'party', 'role', 'region'), name='membership_once_in_region'), models.UniqueConstraint(condition=models.Q(('region__isnull', True), ('valid_until__isnull', True)), fields=('user', 'party', 'role'), name='membership_once_everywhere'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='OwnSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_settings', to='parties.region')),
                ('name', models.CharField(max_length=40)),
                ('language', models.CharField(blank=True, max_length=2)),
                ('value', models.TextField(blank=True)),
                ('valid_from', models.DateField()),
                ('because', models.CharField(max_length=200)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-valid_from', '-id'),
                'indexes': [models.Index(fields=['region', 'name', 'valid_from'], name='own_setting_lookup')],
            },
        ),
    ]
