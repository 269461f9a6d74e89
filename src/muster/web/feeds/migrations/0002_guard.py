"""The database itself refuses to change or remove what became of a file."""

from django.db import migrations

from muster.web.feeds.guarding import GUARDS
from muster.web.guarding import guarded


class Migration(migrations.Migration):
    """Triggers; rows that are there stay as they are."""

    dependencies = [("feeds", "0001_initial")]
    operations = [guarded(*GUARDS)]
