"""The database itself refuses to change or remove what was asked and answered."""

from django.db import migrations

from muster.web.guarding import guarded
from muster.web.inspections.guarding import GUARDS


class Migration(migrations.Migration):
    """Triggers; rows that are there stay as they are."""

    dependencies = [("inspections", "0001_initial")]
    operations = [guarded(*GUARDS)]
