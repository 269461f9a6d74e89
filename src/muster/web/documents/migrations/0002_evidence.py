"""Files given as evidence are documents of a kind of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Another kind; rows that are there stay as they are."""

    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("return", "Return"),
                    ("original", "File as it was sent"),
                    ("matrix", "Matrix"),
                    ("forecast", "Forecast"),
                    ("print", "Print-out"),
                    ("evidence", "File given as evidence"),
                ],
                max_length=20,
            ),
        ),
    ]
