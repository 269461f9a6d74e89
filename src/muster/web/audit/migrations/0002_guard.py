"""The database itself refuses to change or remove an entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from muster.web.audit import guarding


def guard(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers up."""
    guarding.guard(editor.connection)


def lift(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers down."""
    guarding.lift_guard(editor.connection)


class Migration(migrations.Migration):
    """Triggers on the table of the audit."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, lift)]
