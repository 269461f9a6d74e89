"""The tables of tours, as they began."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("force", models.CharField(max_length=60)),
                ("tour_start", models.DateTimeField()),
                ("tour_end", models.DateTimeField()),
                ("declared_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=160)),
                (
                    "on_call_officer",
                    models.CharField(max_length=120, verbose_name="On-call senior officer"),
                ),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="Remarks")),
                ("token", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="tours.declaration",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "ordering": ["declared_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SealedContact",
            fields=[
                (
                    "declaration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="tours.declaration",
                    ),
                ),
                ("sealed", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DeclaredFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=40)),
                ("within", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField()),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="tours.declaration",
                    ),
                ),
            ],
            options={
                "ordering": ["unit", "within"],
            },
        ),
        migrations.CreateModel(
            name="DeclaredVehicle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vehicle", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("on_road", models.BooleanField()),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="tours.declaration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="NominatedCommander",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("officer", models.CharField(max_length=60)),
                ("rank", models.CharField(blank=True, max_length=40)),
                ("base", models.CharField(blank=True, max_length=120)),
                ("doubt", models.CharField(blank=True, max_length=200)),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commanders",
                        to="tours.declaration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TourPattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("force", models.CharField(db_index=True, max_length=60)),
                ("starts", models.JSONField(default=list)),
                ("recorded_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=160)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(
                fields=["force", "-tour_start", "-declared_at"], name="declared_of_tour"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(fields=("force", "token"), name="declared_once"),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("tour_end__gt", models.F("tour_start"))),
                name="tour_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaredfigure",
            constraint=models.UniqueConstraint(
                fields=("declaration", "unit", "within"), name="figure_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaredvehicle",
            constraint=models.UniqueConstraint(
                fields=("declaration", "vehicle"), name="vehicle_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="nominatedcommander",
            constraint=models.UniqueConstraint(
                fields=("declaration", "officer"), name="nominated_once"
            ),
        ),
    ]
