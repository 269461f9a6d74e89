"""The table of what every process of every server has to know for a while."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table, unless it is there."""
    alias = editor.connection.alias
    call_command("createcachetable", "shared_cache", database=alias, verbosity=0)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the table away: what it holds is worth nothing after minutes."""
    editor.execute("DROP TABLE shared_cache")


class Migration(migrations.Migration):
    """One table, which holds nothing that is not made anew."""

    dependencies = [("accounts", "0003_ending_sessions")]
    operations = [migrations.RunPython(make, remove)]
