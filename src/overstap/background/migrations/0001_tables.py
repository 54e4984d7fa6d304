from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('background', '0001_initial')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('details', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('wacht', 'Wacht'), ('klaar', 'Klaar'), ('mislukt', 'Mislukt')], default='wacht', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(null=True)),
                ('leased_by', models.CharField(blank=True, max_length=80)),
                ('outcome', models.JSONField(default=dict)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('due_at', 'id'),
                'indexes': [models.Index(fields=['state', 'due_at'], name='job_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'wacht')), models.Q(('ended_at__isnull', False), ('leased_until__isnull', True), models.Q(('state', 'wacht'), _negated=True)), _connector='OR'), name='job_ended_or_waiting', violation_error_message='Een klus wacht, of is klaar en van niemand meer.')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=80)),
                ('task', models.CharField(max_length=40)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('worker', 'task'),
                'constraints': [models.UniqueConstraint(fields=('worker', 'task'), name='presence_once')],
            },
        ),
    ]
