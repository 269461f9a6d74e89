"""The database itself refuses to change or remove an entry."""

from django.db import migrations

from muster.web.audit.guarding import GUARDS
from muster.web.guarding import guarded


class Migration(migrations.Migration):
    """Triggers on the table of the audit."""

    dependencies = [("audit", "0001_initial")]
    operations = [guarded(*GUARDS)]
