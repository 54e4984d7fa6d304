import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('portability', '0001_first')]

    initial = True

    dependencies = [
        ('casework', '0001_tables'),
        ('parties', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BroughtFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='brought', to='casework.case')),
                ('package', models.CharField(max_length=64)),
                ('number', models.CharField(max_length=40)),
                ('installation', models.CharField(max_length=200)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('public_key', models.CharField(max_length=64)),
                ('key_known', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('document', models.JSONField()),
                ('imported_at', models.DateTimeField()),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-imported_at', '-id'),
                'constraints': [models.UniqueConstraint(fields=('case', 'package'), name='package_brought_once', violation_error_message='Dit pakket is al in dit dossier gelezen.')],
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='casework.case')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('items', models.JSONField(default=list)),
                ('sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-made_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_key', models.CharField(max_length=64, unique=True)),
                ('since', models.DateTimeField()),
            ],
        ),
    ]
