"""Identity, migration: users from the first one on, agencies, units, roles and tokens."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import salwa.platform.uuid7
from salwa.platform.database.operations import AddConstraint


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uuid",
                    models.UUIDField(
                        default=salwa.platform.uuid7.uuid7, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("registry", "National registry"),
                            ("tracing_desk", "Tracing desk"),
                            ("police", "Police"),
                            ("armed_forces", "Armed forces"),
                            ("customs", "Customs"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="identity.agency",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "agency",
                "verbose_name_plural": "agencies",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uuid",
                    models.UUIDField(
                        default=salwa.platform.uuid7.uuid7, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="sign-in name")),
                ("display_name", models.CharField(max_length=150, verbose_name="name")),
                ("language", models.CharField(default="en", max_length=20, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="identity.agency",
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "ordering": ("username",),
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("registrar", "Registrar"),
                            ("licensing_officer", "Licensing officer"),
                            ("tracing_officer", "Tracing officer"),
                            ("liaison_officer", "Liaison officer"),
                            ("depot_commander", "Depot commander"),
                            ("armourer", "Armourer"),
                            ("inspector", "Inspector"),
                            ("customs", "Customs officer"),
                            ("analyst", "Analyst"),
                            ("statistician", "Statistician"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                ("held_from", models.DateTimeField(verbose_name="from")),
                ("held_to", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                ("entry", models.BigIntegerField(verbose_name="entry")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to="identity.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "role assignment",
                "verbose_name_plural": "role assignments",
                "ordering": ("user", "role", "held_from"),
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "uuid",
                    models.UUIDField(
                        default=salwa.platform.uuid7.uuid7, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="identity.agency",
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ("agency", "name"),
            },
        ),
        migrations.AddField(
            model_name="user",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="users",
                to="identity.unit",
                verbose_name="unit",
            ),
        ),
        migrations.CreateModel(
            name="AccessToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("label", models.CharField(blank=True, max_length=100, verbose_name="what it is for")),
                ("digest", models.BinaryField(max_length=32, unique=True, verbose_name="digest")),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "access token",
                "verbose_name_plural": "access tokens",
                "ordering": ("user", "issued_at"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="token_expires_after_it_is_issued",
                    )
                ],
            },
        ),
        AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="agency_has_a_name"
            ),
        ),
        AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="agency_is_not_its_own_parent",
            ),
        ),
        AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_to", None), ("held_to__gte", models.F("held_from")), _connector="OR"),
                name="role_ends_after_it_begins",
            ),
        ),
        AddConstraint(
            model_name="roleassignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("held_to", None)),
                fields=("user", "role", "agency"),
                name="role_held_once_at_a_time",
            ),
        ),
        AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="unit_name_once_in_its_agency"),
        ),
        AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="unit_has_a_name"),
        ),
        AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("username__regex", "^[a-z][a-z0-9._-]{1,59}$")), name="username_is_plain_lower_case"
            ),
        ),
        AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("display_name", ""), _negated=True), name="user_has_a_name"
            ),
        ),
    ]
