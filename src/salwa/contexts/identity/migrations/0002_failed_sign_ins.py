"""Identity, migration: refused sign-ins, as long as they count towards a wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FailedSignIn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.BinaryField(max_length=32, verbose_name="digest of the name")),
                ("address", models.BinaryField(max_length=32, verbose_name="digest of the address")),
                ("failed_at", models.DateTimeField(db_index=True, verbose_name="failed at")),
            ],
            options={
                "verbose_name": "failed sign-in",
                "verbose_name_plural": "failed sign-ins",
                "ordering": ("failed_at",),
            },
        ),
    ]
