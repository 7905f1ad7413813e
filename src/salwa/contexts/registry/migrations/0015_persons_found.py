"""Registry, migration, ¶23 ¶37: a person is found by name or document without a look at every other person."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0014_kept"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="personidentity",
            index=models.Index(Upper("family_name"), Upper("given_names"), name="registry_identity_name"),
        ),
        migrations.AddIndex(
            model_name="personidentity",
            index=models.Index(
                Upper("document_number"),
                condition=models.Q(("document_number", ""), _negated=True),
                name="registry_identity_document",
            ),
        ),
    ]
