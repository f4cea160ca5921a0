"""What each database searches in, and no more words in the index that was used before."""

from django.db import migrations

COLUMNS = "title, tags, summary, body, files, marks"
NEW = ", ".join(f"new.{name}" for name in COLUMNS.split(", "))
OLD = ", ".join(f"old.{name}" for name in COLUMNS.split(", "))
INSERT = f"INSERT INTO search_fulltext (rowid, {COLUMNS}) VALUES (new.entry_id, {NEW});"
DELETE = (
    f"INSERT INTO search_fulltext (search_fulltext, rowid, {COLUMNS}) "
    f"VALUES ('delete', old.entry_id, {OLD});"
)

SQLITE = [
    f"""
    CREATE VIRTUAL TABLE search_fulltext USING fts5(
        {COLUMNS}, content='search_entrytext', content_rowid='entry_id',
        tokenize="unicode61 remove_diacritics 0 tokenchars '_='"
    )
    """,
    f"CREATE TRIGGER search_entrytext_added AFTER INSERT ON search_entrytext BEGIN {INSERT} END",
    f"CREATE TRIGGER search_entrytext_gone AFTER DELETE ON search_entrytext BEGIN {DELETE} END",
    f"""
    CREATE TRIGGER search_entrytext_changed AFTER UPDATE ON search_entrytext
    BEGIN {DELETE} {INSERT} END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_entrytext_added",
    "DROP TRIGGER search_entrytext_gone",
    "DROP TRIGGER search_entrytext_changed",
    "DROP TABLE search_fulltext",
]

# The terms lie apart, so that the rows which counting reads are many to a page. Without the list
# of pending entries, searching is as quick after many changes as before.
POSTGRESQL = [
    "ALTER TABLE search_entry SET (toast_tuple_target = 128)",
    "ALTER TABLE search_entry ALTER COLUMN vector SET STORAGE EXTERNAL",
    """
    CREATE INDEX search_entry_vector ON search_entry USING gin (vector) WITH (fastupdate = off)
    """,
]
POSTGRESQL_BACK = ["DROP INDEX search_entry_vector"]


def run(sqlite, postgresql):
    def execute(apps, editor):
        vendor = editor.connection.vendor
        for statement in {"sqlite": sqlite, "postgresql": postgresql}.get(vendor, []):
            editor.execute(statement)

    return execute


def forget_former_index(apps, editor):
    apps.get_model("wagtailsearch", "IndexEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunPython(
            run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK), elidable=False
        ),
        migrations.RunPython(forget_former_index, migrations.RunPython.noop),
    ]
