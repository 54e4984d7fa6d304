from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('audit', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('mode', models.CharField(choices=[('lezen', 'Gelezen'), ('schrijven', 'Gewijzigd'), ('geweigerd', 'Geweigerd')], max_length=10)),
                ('verb', models.CharField(max_length=60)),
                ('object_kind', models.CharField(max_length=40)),
                ('object_id', models.CharField(max_length=64)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('by_subject', models.BooleanField(default=False)),
                ('actor_user_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('party_id', models.BigIntegerField(null=True)),
                ('party_name', models.CharField(blank=True, max_length=200)),
                ('purpose', models.CharField(blank=True, max_length=60)),
                ('details', models.JSONField(default=dict)),
                ('activity', models.CharField(blank=True, default='', max_length=80)),
                ('trace_id', models.CharField(blank=True, default='', max_length=32)),
                ('span_id', models.CharField(blank=True, default='', max_length=16)),
                ('parent_span_id', models.CharField(blank=True, default='', max_length=16)),
                ('took_ms', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ('at', 'id'),
                'indexes': [models.Index(fields=['subject_id', 'at'], name='audit_subject'), models.Index(fields=['object_kind', 'object_id', 'at'], name='audit_object')],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveBigIntegerField(default=0)),
                ('digest', models.BinaryField(default=bytes)),
                ('highest_line', models.BigIntegerField(default=0)),
                ('sealed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ChainLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveBigIntegerField(unique=True)),
                ('line_id', models.BigIntegerField(unique=True)),
                ('name_salt', models.BinaryField(null=True)),
                ('name_commitment', models.BinaryField()),
                ('details_salt', models.BinaryField(null=True)),
                ('details_commitment', models.BinaryField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'ordering': ('place',),
            },
        ),
        migrations.CreateModel(
            name='ChainRoot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('place', models.PositiveBigIntegerField()),
                ('highest_line', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('signature', models.CharField(max_length=128)),
                ('public_key', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('day',),
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_id', models.BigIntegerField(unique=True)),
                ('destruction', models.CharField(max_length=36)),
                ('name_too', models.BooleanField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('line_id',),
                'indexes': [models.Index(fields=['destruction'], name='redaction_destruction')],
            },
        ),
    ]
