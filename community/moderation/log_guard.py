"""The database itself keeps the log of decisions: rows are added, never changed or deleted. Only
a reference to what is gone (a hub, an account) may become empty.

SQLite forgets triggers when a migration remakes the table, so each later migration of
``Decision`` runs ``guard`` again; a test finds out.
"""

TABLE = "moderation_decision"
WORDS = "The log of decisions is never changed."
MAY_BECOME_EMPTY = ("hub_id", "moderator_id", "author_id")
STAYS = ("id", "case_id", "act", "rule", "reason", "target_label", "decided_at")


def _is_changed(differs):
    kept = [f"OLD.{name} {differs} NEW.{name}" for name in STAYS]
    emptied = [
        f"(NEW.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in MAY_BECOME_EMPTY
    ]
    return " OR ".join([*kept, *emptied])


SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS moderation_log_update BEFORE UPDATE ON {TABLE}
    WHEN {_is_changed("IS NOT")} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS moderation_log_delete BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION moderation_log_refuses() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END
    $$ LANGUAGE plpgsql""",
    f"DROP TRIGGER IF EXISTS moderation_log_update ON {TABLE}",
    f"""CREATE TRIGGER moderation_log_update BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN ({_is_changed("IS DISTINCT FROM")}) EXECUTE FUNCTION moderation_log_refuses()""",
    f"DROP TRIGGER IF EXISTS moderation_log_delete ON {TABLE}",
    f"""CREATE TRIGGER moderation_log_delete BEFORE DELETE ON {TABLE} FOR EACH ROW
    EXECUTE FUNCTION moderation_log_refuses()""",
]
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def guard(apps, schema_editor):
    """Put the triggers in place; for ``RunPython``."""
    for statement in STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    """Take the triggers away; for ``RunPython``."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name in ("moderation_log_update", "moderation_log_delete"):
        place = "" if is_sqlite else f" ON {TABLE}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{place}", params=None)
