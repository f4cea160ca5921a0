"""What is known of things beside their words; the index is filled anew (``fill_index``)."""

import django.db.models.deletion
from django.db import migrations, models

# Without numbers on how frequent which term is, it always asks the index for terms. With them it
# would rather read all rows through, for it does not know what it costs to fetch their terms.
POSTGRESQL = [
    "TRUNCATE search_entry, search_entrytext",
    "ALTER TABLE search_entry SET (toast_tuple_target = 160)",
    "ALTER TABLE search_entry ALTER COLUMN vector SET STATISTICS 0",
]
POSTGRESQL_BACK = [
    "ALTER TABLE search_entry SET (toast_tuple_target = 128)",
    "ALTER TABLE search_entry ALTER COLUMN vector SET STATISTICS -1",
]
OTHERS = ["DELETE FROM search_entrytext", "DELETE FROM search_entry"]


def empty(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else OTHERS:
        editor.execute(statement)


def restore(apps, editor):
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL_BACK:
            editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('search', '0004_asked_queries'),
    ]

    operations = [
        migrations.RunPython(empty, restore),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='key')),
                ('source', models.CharField(max_length=20, verbose_name='source')),
                ('hub', models.IntegerField(null=True, verbose_name='hub')),
                ('kind', models.CharField(blank=True, max_length=20, verbose_name='kind')),
                ('year', models.SmallIntegerField(null=True, verbose_name='year')),
                ('grades', models.IntegerField(default=0, verbose_name='grades')),
            ],
            options={
                'verbose_name': 'cell of the search index',
                'verbose_name_plural': 'cells of the search index',
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='container',
            field=models.BigIntegerField(null=True, verbose_name='part of'),
        ),
        migrations.AddField(
            model_name='entry',
            name='padding',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='cell',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='search.cell', verbose_name='cell'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('container__isnull', False)), fields=['container'], name='search_entry_container'),
        ),
    ]
