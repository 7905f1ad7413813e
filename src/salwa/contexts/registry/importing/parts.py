"""Registry, import: the parts of a firearm whose serials stand in columns of their own.

A part becomes a component with its own serial mark, after the one component that every imported firearm has. Where the
frame or receiver bears the firearm's own serial, it is that component, and the source has said which part it is. Of any
other part that bears the same number the mark is kept, and the index is not told the number twice.
"""

from typing import Final

import polars as pl

from salwa.contexts.registry.importing.columns import BEARING, PARTS
from salwa.contexts.registry.importing.tables import CONTROL, ID

SCHEMA: Final = {
    "firearm_id": pl.Int64,
    "ordinal": pl.Int64,
    "kind": pl.Int32,
    "text": pl.String,
    "plain": pl.String,
    "folded": pl.String,
    "is_repeated": pl.Boolean,
    "is_marked": pl.Boolean,
}


def parts(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the parts with a serial of their own, one a row, those of a firearm together, as :data:`SCHEMA` says.

    ``ordinal`` is that of the component; ``is_repeated`` where the firearm's own serial reads the same; ``is_marked``
    where the text is a mark of its own, and not just the one that the control component has.
    """
    found = [_of(rows, column) for column in PARTS if column in rows.columns]
    listed = pl.concat(found) if found else pl.DataFrame(schema=SCHEMA)
    if listed.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    listed = listed.sort("firearm_id", maintain_order=True)
    may_bear = pl.col("may_bear") & pl.col("is_repeated")
    bears = may_bear & (may_bear.cast(pl.Int64).cum_sum().over("firearm_id") == 1)
    others = (~pl.col("bears")).cast(pl.Int64).cum_sum().over("firearm_id")
    return (
        listed.with_columns(bears.alias("bears"))
        .with_columns(
            pl.when("bears").then(CONTROL).otherwise(others + CONTROL).alias("ordinal"),
            (~pl.col("bears") | (pl.col("text") != pl.col("own"))).alias("is_marked"),
        )
        .select(*SCHEMA)
    )


def _of(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    return rows.filter(pl.col(column).is_not_null()).select(
        pl.col(ID).cast(pl.Int64).alias("firearm_id"),
        pl.lit(int(PARTS[column]), pl.Int32).alias("kind"),
        pl.col(column).alias("text"),
        pl.col(f"{column}_plain").alias("plain"),
        pl.col(f"{column}_folded").alias("folded"),
        pl.col("serial").alias("own"),
        (pl.col(f"{column}_plain") == pl.col("serial_plain")).fill_null(value=False).alias("is_repeated"),
        pl.lit(column in BEARING).alias("may_bear"),
    )
