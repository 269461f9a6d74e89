"""The database itself refuses to change or remove a judgement."""

from django.db import migrations

from muster.web.guarding import guarded
from muster.web.judgements.guarding import GUARDS


class Migration(migrations.Migration):
    """Triggers; rows that are there stay as they are."""

    dependencies = [("judgements", "0001_initial")]
    operations = [guarded(*GUARDS)]
