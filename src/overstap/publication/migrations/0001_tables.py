import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('publication', '0001_initial'), ('publication', '0003_questions')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme_id', models.CharField(blank=True, max_length=80)),
                ('base_from', models.DateField(null=True)),
                ('base_hash', models.CharField(blank=True, max_length=64)),
                ('content', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('concept', 'In bewerking'), ('ingediend', 'Ter controle'), ('gepubliceerd', 'Gepubliceerd'), ('vervallen', 'Weggegooid')], default='concept', max_length=20)),
                ('note', models.CharField(blank=True, max_length=2000)),
                ('started_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changed_drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-changed_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['concept', 'ingediend', 'gepubliceerd', 'vervallen'])), name='draft_state_known', violation_error_message='Deze stand van een concept bestaat niet.')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='publication.draft')),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('draft', 'first_at', 'id'),
                'constraints': [models.UniqueConstraint(fields=('draft', 'writer'), name='contribution_once')],
            },
        ),
        migrations.CreateModel(
            name='FactPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('file_hash', models.CharField(max_length=64)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authored_%(class)ss', to=settings.AUTH_USER_MODEL)),
                ('writers', models.JSONField(default=list, help_text='The names of everyone who wrote at it.')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=2000)),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fact_publication', to='publication.draft')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('facts', models.JSONField(default=list, help_text='The ids of the questions.')),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.CheckConstraint(condition=models.Q(('author', models.F('publisher')), _negated=True), name='facts_published_by_another', violation_error_message='Wie schreef, kan niet zelf publiceren.')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('file_hash', models.CharField(max_length=64)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authored_%(class)ss', to=settings.AUTH_USER_MODEL)),
                ('writers', models.JSONField(default=list, help_text='The names of everyone who wrote at it.')),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=2000)),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='publication.draft')),
                ('scheme_id', models.CharField(max_length=80)),
                ('valid_from', models.DateField()),
            ],
            options={
                'ordering': ('-published_at', '-id'),
                'constraints': [models.UniqueConstraint(fields=('scheme_id', 'valid_from'), name='published_once', violation_error_message='Van deze regeling is al een versie met deze begindatum gepubliceerd.'), models.CheckConstraint(condition=models.Q(('author', models.F('publisher')), _negated=True), name='published_by_another', violation_error_message='Wie schreef, kan niet zelf publiceren.')],
            },
        ),
        migrations.CreateModel(
            name='PublicationBook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
            ],
        ),
    ]
