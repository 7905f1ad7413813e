"""Platform, migration: what waits to be sealed carries the node's own mark, so that nothing else is sealed."""

from django.db import migrations, models

# What waited before has no mark, and would never be sealed.
EMPTY_FIRST = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM platform_unsealed) THEN
        RAISE EXCEPTION 'Entries wait to be sealed. Run "salwa ledger seal" with the version that wrote them, then migrate.';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0007_erasure")]

    operations = [
        migrations.RunSQL(EMPTY_FIRST, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="unsealed",
            name="voucher",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
