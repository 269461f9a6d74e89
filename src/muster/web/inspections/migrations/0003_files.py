"""An answer may rest on a file attached to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Another kind of evidence; rows that are there stay as they are."""

    dependencies = [
        ("inspections", "0002_guard"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("document", "Document"),
                    ("cell", "Cell of the matrix"),
                    ("note", "Held elsewhere"),
                    ("file", "File attached"),
                ],
                max_length=10,
            ),
        ),
    ]
