"""How long files given as evidence are kept may be ruled too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Another kind; rules that are there stay as they are."""

    dependencies = [
        ("administration", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="retentionrule",
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
                unique=True,
            ),
        ),
    ]
