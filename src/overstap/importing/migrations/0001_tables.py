import django.db.models.deletion
import overstap.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('importing', '0001_initial'), ('importing', '0002_regions')]

    initial = True

    dependencies = [
        ('casework', '0001_tables'),
        ('parties', '0001_tables'),
        ('people', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='column_memories', to='parties.party')),
                ('headings', models.CharField(max_length=64)),
                ('mapping', models.JSONField()),
                ('used_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('party', 'headings'), name='column_memory_once')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='parties.party')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('bestand', 'Kolommen kiezen'), ('controleren', 'Wordt gecontroleerd'), ('gecontroleerd', 'Gecontroleerd'), ('bezig', 'Wordt ingelezen'), ('gestopt', 'Gestopt'), ('klaar', 'Ingelezen'), ('terugdraaien', 'Wordt teruggedraaid'), ('teruggedraaid', 'Teruggedraaid'), ('weggegooid', 'Weggegooid')], default='bestand', max_length=14)),
                ('regions', models.JSONField(default=list)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=4)),
                ('file', overstap.sealing.fields.SealedTextField(context='importing.import.file', null=True)),
                ('reading', models.JSONField(default=dict)),
                ('mapping', models.JSONField(default=dict)),
                ('general', models.JSONField(default=dict)),
                ('found', models.JSONField(default=dict)),
                ('turn', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-made_at', '-id'),
                'indexes': [models.Index(fields=['party', 'made_at'], name='import_party')],
                'constraints': [models.CheckConstraint(condition=models.Q(('file__isnull', True), models.Q(('state__in', ('klaar', 'terugdraaien', 'teruggedraaid', 'weggegooid')), _negated=True), _connector='OR'), name='import_keeps_no_file', violation_error_message='Een bestand dat is ingelezen, wordt niet bewaard.')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='importing.import')),
                ('number', models.PositiveIntegerField()),
                ('content', overstap.sealing.fields.SealedTextField(context='importing.row.content', null=True)),
                ('state', models.CharField(choices=[('goed', 'Kan worden ingelezen'), ('fout', 'Klopt niet'), ('twijfel', 'Mogelijk al bekend'), ('overgeslagen', 'Overgeslagen'), ('aangemeld', 'Aangemeld'), ('teruggedraaid', 'Teruggedraaid'), ('gebleven', 'Gebleven')], max_length=14)),
                ('problems', models.JSONField(default=list)),
                ('twins', models.JSONField(default=list)),
                ('participant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_rows', to='people.participant')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_rows', to='casework.case')),
                ('because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ('batch', 'number'),
                'indexes': [models.Index(fields=['batch', 'state', 'number'], name='import_row_state')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='import_row_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('aangemeld', 'teruggedraaid', 'gebleven')), _negated=True), ('case__isnull', False), _connector='OR'), name='import_row_registered_has_case', violation_error_message='Een aangemelde regel hoort bij een dossier.')],
            },
        ),
    ]
