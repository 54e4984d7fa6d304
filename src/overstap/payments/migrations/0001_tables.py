import django.db.models.deletion
import django.db.models.expressions
import overstap.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('payments', '0001_initial'), ('payments', '0002_room_for_sealed_numbers'), ('payments', '0003_numbers_sealed'), ('payments', '0004_sealed_numbers_only')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('iban', overstap.sealing.fields.SealedTextField(context='payments.bankstatement.iban')),
                ('iban_print', overstap.sealing.fields.FingerprintField(context='payments.iban', of='iban')),
                ('statement_id', models.CharField(max_length=35)),
                ('fingerprint', models.CharField(max_length=64)),
                ('opening_on', models.DateField()),
                ('closing_on', models.DateField()),
                ('opening_cents', models.BigIntegerField()),
                ('movement_cents', models.BigIntegerField()),
                ('closing_cents', models.BigIntegerField()),
                ('imported_at', models.DateTimeField()),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-closing_on', '-id'),
                'constraints': [models.UniqueConstraint(fields=('iban_print', 'statement_id'), name='statement_once'), models.CheckConstraint(condition=models.Q(('closing_cents', django.db.models.expressions.CombinedExpression(models.F('opening_cents'), '+', models.F('movement_cents')))), name='statement_adds_up', violation_error_message='Beginsaldo en bewegingen samen zijn het eindsaldo.')],
            },
        ),
        migrations.CreateModel(
            name='DebtorAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('holder', models.CharField(max_length=70)),
                ('iban_print', overstap.sealing.fields.FingerprintField(context='payments.iban', of='iban')),
                ('because', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('voorgesteld', 'Wacht op een tweede persoon'), ('bevestigd', 'Bevestigd'), ('afgewezen', 'Afgewezen'), ('vervangen', 'Vervangen')], default='voorgesteld', max_length=12)),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('iban', overstap.sealing.fields.SealedTextField(context='payments.debtoraccount.iban')),
                ('stream', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ('stream', 'proposed_at', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), ('state', 'afgewezen'), _connector='OR'), name='debtor_account_second_person', violation_error_message='Wie een rekening voorstelt, bevestigt die niet zelf.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'voorgesteld')), models.Q(models.Q(('state', 'voorgesteld'), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='debtor_account_decided', violation_error_message='Een rekening is pas bevestigd als iemand dat heeft gedaan.'), models.UniqueConstraint(condition=models.Q(('state', 'bevestigd')), fields=('stream',), name='debtor_one_account'), models.UniqueConstraint(condition=models.Q(('state', 'voorgesteld')), fields=('stream',), name='debtor_one_proposal')],
            },
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('recipient', models.CharField(max_length=160, unique=True)),
                ('kind', models.CharField(choices=[('aanbieder', 'Aanbieder van scholing of hulp'), ('werkgever', 'Werkgever'), ('instelling', 'Instelling of gemeente')], max_length=12)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('recipient',),
            },
        ),
        migrations.CreateModel(
            name='PayeeAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('holder', models.CharField(max_length=70)),
                ('iban_print', overstap.sealing.fields.FingerprintField(context='payments.iban', of='iban')),
                ('because', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('voorgesteld', 'Wacht op een tweede persoon'), ('bevestigd', 'Bevestigd'), ('afgewezen', 'Afgewezen'), ('vervangen', 'Vervangen')], default='voorgesteld', max_length=12)),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('iban', overstap.sealing.fields.SealedTextField(context='payments.payeeaccount.iban')),
                ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='payments.payee')),
            ],
            options={
                'ordering': ('payee', 'proposed_at', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), ('state', 'afgewezen'), _connector='OR'), name='payee_account_second_person', violation_error_message='Wie een rekening voorstelt, bevestigt die niet zelf.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'voorgesteld')), models.Q(models.Q(('state', 'voorgesteld'), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='payee_account_decided', violation_error_message='Een rekening is pas bevestigd als iemand dat heeft gedaan.'), models.UniqueConstraint(condition=models.Q(('state', 'bevestigd')), fields=('payee',), name='payee_one_account'), models.UniqueConstraint(condition=models.Q(('state', 'voorgesteld')), fields=('payee',), name='payee_one_proposal')],
            },
        ),
        migrations.CreateModel(
            name='PaymentRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('state', models.CharField(choices=[('opgesteld', 'Wacht op vrijgave'), ('vrijgegeven', 'Vrijgegeven'), ('ingetrokken', 'Ingetrokken')], default='opgesteld', max_length=12)),
                ('execution_on', models.DateField()),
                ('line_count', models.PositiveIntegerField()),
                ('total_cents', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_at', models.DateTimeField(null=True)),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('message_id', models.CharField(max_length=35, null=True, unique=True)),
                ('file', overstap.sealing.fields.SealedTextField(context='payments.paymentrun.file', null=True)),
                ('file_sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ('-made_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('released_by__isnull', True), models.Q(('released_by', models.F('made_by')), _negated=True), _connector='OR'), name='run_four_eyes', violation_error_message='Wie een betaalopdracht opstelt, geeft die niet zelf vrij.'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('message_id__isnull', False), ('released_by__isnull', False), ('state', 'vrijgegeven'), models.Q(('file_sha256', ''), _negated=True)), models.Q(models.Q(('state', 'vrijgegeven'), _negated=True), ('file__isnull', True), ('message_id__isnull', True), ('released_by__isnull', True)), _connector='OR'), name='run_released_has_file', violation_error_message='Een vrijgegeven opdracht heeft precies één bestand.'), models.CheckConstraint(condition=models.Q(('line_count__gt', 0), ('total_cents__gt', 0)), name='run_not_empty', violation_error_message='In een betaalopdracht staat ten minste één betaling.')],
            },
        ),
        migrations.CreateModel(
            name='RunLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.paymentrun')),
                ('claim_key', models.UUIDField()),
                ('state', models.CharField(choices=[('klaargezet', 'Klaargezet'), ('verstuurd', 'In het bankbestand'), ('bevestigd', 'Afgeschreven'), ('teruggekomen', 'Teruggekomen'), ('vervallen', 'Vervallen')], default='klaargezet', max_length=12)),
                ('stream', models.CharField(max_length=40)),
                ('recipient', models.CharField(max_length=160)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.payeeaccount')),
                ('debtor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.debtoraccount')),
                ('amount_cents', models.BigIntegerField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('evidence', models.CharField(max_length=300)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('end_to_end', models.CharField(max_length=35, unique=True)),
                ('confirmed_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('reason_code', models.CharField(blank=True, max_length=4)),
                ('reason_told', models.CharField(blank=True, max_length=140)),
                ('cleared_at', models.DateTimeField(null=True)),
                ('cleared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cleared_because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ('run', 'id'),
                'indexes': [models.Index(fields=['claim_key'], name='run_line_claim')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('klaargezet', 'verstuurd', 'bevestigd'))), fields=('claim_key',), name='claim_in_one_live_run', violation_error_message='Deze aanspraak staat al in een betaalopdracht.'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0), models.Q(('legal_basis', ''), _negated=True), models.Q(('evidence', ''), _negated=True)), name='run_line_grounded', violation_error_message='Elke betaling heeft een bedrag, een grondslag en een bewijs.'), models.CheckConstraint(condition=models.Q(models.Q(('returned_on__isnull', False), ('state', 'teruggekomen')), models.Q(models.Q(('state', 'teruggekomen'), _negated=True), ('returned_on__isnull', True)), _connector='OR'), name='run_line_returned_on', violation_error_message='Wat terugkwam, heeft een dag.')],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.bankstatement')),
                ('place', models.PositiveIntegerField()),
                ('booked_on', models.DateField()),
                ('amount_cents', models.BigIntegerField()),
                ('end_to_end', models.CharField(blank=True, max_length=35)),
                ('message_id', models.CharField(blank=True, max_length=35)),
                ('batch_id', models.CharField(blank=True, max_length=35)),
                ('is_return', models.BooleanField(default=False)),
                ('reason_code', models.CharField(blank=True, max_length=4)),
                ('counterparty', models.CharField(blank=True, max_length=140)),
                ('remittance', models.CharField(blank=True, max_length=140)),
                ('state', models.CharField(choices=[('gekoppeld', 'Gekoppeld'), ('teruggekomen', 'Teruggekomen'), ('open', 'Zoekt u nog uit'), ('afgehandeld', 'Afgehandeld')], max_length=12)),
                ('found', models.CharField(blank=True, max_length=40)),
                ('expected_cents', models.BigIntegerField(null=True)),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statement_lines', to='payments.paymentrun')),
                ('run_line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statement_lines', to='payments.runline')),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ('statement', 'place'),
                'indexes': [models.Index(fields=['state'], name='statement_line_state')],
                'constraints': [models.UniqueConstraint(fields=('statement', 'place'), name='statement_line_place'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'afgehandeld'), _negated=True), models.Q(('settled_by__isnull', False), models.Q(('settled_because', ''), _negated=True)), _connector='OR'), name='statement_line_settled', violation_error_message='Wie een regel afhandelt, schrijft op waarom.')],
            },
        ),
        migrations.CreateModel(
            name='Voucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('commitment_key', models.UUIDField(unique=True)),
                ('limit_cents', models.BigIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('redeemed_at', models.DateTimeField(null=True)),
                ('redeemed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim_key', models.UUIDField(null=True, unique=True)),
                ('provider', models.CharField(blank=True, max_length=160)),
                ('billed_cents', models.BigIntegerField(null=True)),
            ],
            options={
                'ordering': ('-issued_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('billed_cents__isnull', True), ('claim_key__isnull', True), ('redeemed_at__isnull', True)), models.Q(('billed_cents__gt', 0), ('claim_key__isnull', False), ('redeemed_at__isnull', False), ('billed_cents__lte', models.F('limit_cents')), models.Q(('provider', ''), _negated=True)), _connector='OR'), name='voucher_redeemed_once', violation_error_message='Een voucher is één keer goed, tot ten hoogste zijn waarde.')],
            },
        ),
    ]
