"""Registry, import: the rows of every table that a batch of checked rows becomes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
import polars as pl
import pyarrow as pa

from salwa.contexts.registry.importing.columns import LONGEST
from salwa.contexts.registry.importing.reading import LINE
from salwa.contexts.registry.importing.scripts import scripts
from salwa.contexts.registry.importing.serials import folded_texts, plain_texts
from salwa.contexts.registry.models import ComponentKind, Legibility, MarkKindCode, MarkPlace
from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.identification.model import Role
from salwa.kernel.lifecycle import EventKind, Status

ID: Final = "id"
CONTROL: Final = 1
"""Ordinal of the component that every imported firearm has: the one that carries its identity."""

INSCRIPTION_KEY: Final = ("kind", "text", "script", "code", "country", "year")
"""What makes an inscription one; a mark's frame has these and ``folded``."""

SAID: Final = tuple(LONGEST)
"""Columns that are told to a person where the source of a record now says otherwise."""

_NONE: Final = pl.lit(0, pl.Int32)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is the same for all rows of an import: source, custodian agency and ledger entry."""

    source: int
    agency: int
    entry: int


def firearms(rows: pl.DataFrame, numbers: np.ndarray[tuple[int], np.dtype[np.int64]], fixed: Fixed) -> pl.DataFrame:
    """Rows of ``registry_firearm``; ``rows`` has the column ``id``, ``numbers`` the public numbers."""
    return rows.select(
        ID,
        pl.Series("uuid", uuids(rows.height)),
        pl.Series("number", numbers),
        pl.lit(fixed.agency).alias("agency_id"),
        pl.col("make_code").alias("make"),
        pl.col("model_code").alias("model"),
        pl.lit(fixed.source).alias("source_id"),
        pl.col("calibre_code").alias("calibre"),
        pl.col("type_code").alias("type"),
        "country",
        "year",
        pl.lit(CONTROL).alias("control"),
        pl.col("external_id").fill_null(""),
    )


def uuids(count: int) -> list[str]:
    """Give UUIDs of version 7 (RFC 9562, 5.7) of one moment, 32 hexadecimal digits each, in rising order.

    The twelve bits after the milliseconds and the twelve after the variant count the rows, fifty are random.
    """
    stamp = int(datetime.now(UTC).timestamp() * 1000)
    order = np.arange(count, dtype=np.uint64)
    random = np.frombuffer(secrets.token_bytes(8 * count), dtype=np.uint64)
    high = np.uint64(stamp << 16 | 0x7000) | (order >> np.uint64(12) & np.uint64(0xFFF))
    low = np.uint64(1 << 63) | (order & np.uint64(0xFFF)) << np.uint64(50) | random >> np.uint64(14)
    both = np.stack((high, low), axis=1).astype(">u8")
    whole = both.tobytes().hex()
    return [whole[at : at + 32] for at in range(0, 32 * count, 32)]


def components(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``registry_component``: the control component, of whose kind most sources say nothing, and the parts.

    ``parts`` is what :func:`salwa.contexts.registry.importing.parts.parts` gives.
    """
    kind = pl.lit(int(ComponentKind.UNKNOWN), pl.Int32).alias("kind")
    control = rows.select(pl.col(ID).alias("firearm_id"), pl.lit(CONTROL, pl.Int64).alias("ordinal"), kind)
    if parts.is_empty():
        return control
    stated = parts.select("firearm_id", "ordinal", "kind")
    unstated = control.join(stated, on=["firearm_id", "ordinal"], how="anti")
    return pl.concat([unstated, stated]).sort("firearm_id", "ordinal")


def marks(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Give the marks, one a row: firearm_id, component, ordinal, own (the serial's text), columns of an inscription."""
    imported = pl.concat_str(pl.col("import_country", "import_year"), separator=" ", ignore_nulls=True)
    with_import = rows.with_columns(pl.when(imported != "").then(imported).alias("import_text"))
    found = [
        _serials(with_import),
        _shared(with_import, MarkKindCode.MAKER, "make", pl.col("make_code")),
        _shared(with_import, MarkKindCode.MODEL, "model", pl.col("model_code")),
        _shared(with_import, MarkKindCode.CALIBRE, "calibre", pl.col("calibre_code")),
        _shared(with_import, MarkKindCode.IMPORT, "import_text", _NONE),
    ]
    joined = pl.concat(found).with_columns(pl.lit(CONTROL, pl.Int64).alias("component"))
    if not parts.is_empty():
        joined = pl.concat([joined, _on_parts(parts)])
    joined = joined.sort("firearm_id", maintain_order=True)
    return joined.with_columns(_ordinals("firearm_id"))


def _serials(rows: pl.DataFrame) -> pl.DataFrame:
    kept = rows.filter(pl.col("serial").is_not_null())
    return _own(kept["serial"], kept.select(pl.col(ID).alias("firearm_id"), pl.col("serial_folded").alias("folded")))


def _on_parts(parts: pl.DataFrame) -> pl.DataFrame:
    kept = parts.filter("is_marked")
    return _own(kept["text"], kept).with_columns(kept["ordinal"].alias("component"))


def _own(texts: pl.Series, of: pl.DataFrame) -> pl.DataFrame:
    """Give serial marks with these texts, of the firearms and with the folded texts that ``of`` has."""
    return of.select(
        "firearm_id",
        texts.alias("own"),
        pl.col("folded").alias("own_folded"),
        pl.lit(int(MarkKindCode.SERIAL), pl.Int32).alias("kind"),
        pl.lit("").alias("text"),
        pl.lit("").alias("folded"),
        scripts(texts).alias("script"),
        _NONE.alias("code"),
        _NONE.alias("country"),
        _NONE.alias("year"),
    )


def _shared(rows: pl.DataFrame, kind: MarkKindCode, column: str, code: pl.Expr) -> pl.DataFrame:
    kept = rows.filter(pl.col(column).is_not_null())
    is_import = kind is MarkKindCode.IMPORT
    distinct = kept.select(pl.col(column).alias("text")).unique()
    distinct = distinct.with_columns(
        folded_texts(plain_texts(distinct["text"])).alias("folded"), scripts(distinct["text"]).alias("script")
    )
    return (
        kept.select(
            pl.col(ID).alias("firearm_id"),
            pl.lit("").alias("own"),
            pl.lit("").alias("own_folded"),
            pl.lit(int(kind), pl.Int32).alias("kind"),
            pl.col(column).alias("text"),
            code.alias("code"),
            (pl.col("import_country_code") if is_import else _NONE).alias("country"),
            (pl.col("import_year_number") if is_import else _NONE).alias("year"),
        )
        .join(distinct, on="text", how="left", maintain_order="left")
        .select("firearm_id", "own", "own_folded", "kind", "text", "folded", "script", "code", "country", "year")
    )


def _ordinals(key: str) -> pl.Expr:
    """Number the rows of each firearm from 1; they stand together."""
    return (pl.int_range(pl.len()).over(key) + 1).alias("ordinal")


def mark_rows(found: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``registry_mark`` from :func:`marks` with the column ``inscription_id``."""
    return found.select(
        "firearm_id",
        "inscription_id",
        "component",
        "ordinal",
        pl.lit(int(MarkPlace.UNKNOWN)).alias("place"),
        pl.lit(int(Legibility.UNKNOWN)).alias("legibility"),
        pl.col("own").alias("text"),
        pl.col("own_folded").alias("folded"),
    )


def events(rows: pl.DataFrame, fixed: Fixed) -> pl.DataFrame:
    """Rows of ``registry_event``; ``rows`` has ``place_id`` and ``stated_id``. In the order in which a life runs.

    A year of manufacture is a manufacture; a country or year of import an import; a date or place of first sale a sale.
    The last event says that the firearm is on record: what the source states of it, or that it was registered.
    """
    made = _event(
        rows.filter(pl.col("year") > 0), EventKind.MANUFACTURE, *_whole_year("year"), country=pl.col("country")
    )
    brought = _event(
        rows.filter(pl.any_horizontal(pl.col("import_country", "import_year").is_not_null())),
        EventKind.IMPORT,
        *_whole_year("import_year_number"),
        country=pl.col("import_country_code"),
    )
    sold = _event(
        rows.filter(pl.any_horizontal(pl.col("first_sale_date", "first_sale_place").is_not_null())),
        EventKind.SALE,
        pl.col("sale_from"),
        pl.col("sale_to"),
        place=pl.col("place_id"),
    )
    stated = _event(
        rows.filter(pl.col("status_code").is_not_null()),
        EventKind.STATED_BY_SOURCE,
        pl.lit(None, pl.Date),
        pl.lit(None, pl.Date),
        status=pl.col("status_code"),
        stated=pl.col("stated_id"),
    )
    registered = _event(
        rows.filter(pl.col("status_code").is_null()),
        EventKind.REGISTRATION,
        pl.lit(None, pl.Date),
        pl.lit(None, pl.Date),
    )
    joined = pl.concat([made, brought, sold, stated, registered]).sort("firearm_id", maintain_order=True)
    return joined.with_columns(_ordinals("firearm_id"), pl.lit(fixed.entry).alias("entry_id"))


def _event(rows: pl.DataFrame, kind: EventKind, first: pl.Expr, last: pl.Expr, **more: pl.Expr) -> pl.DataFrame:
    return rows.select(
        pl.col(ID).alias("firearm_id"),
        first.alias("happened_from"),
        last.alias("happened_to"),
        pl.lit(int(kind), pl.Int32).alias("kind"),
        more.get("country", _NONE).replace(0, None).alias("country"),
        more.get("status", _NONE).alias("status"),
        more.get("place", pl.lit(None, pl.Int32)).alias("place_id"),
        more.get("stated", pl.lit(None, pl.Int32)).alias("stated_id"),
    )


def _whole_year(column: str) -> tuple[pl.Expr, pl.Expr]:
    known = pl.when(pl.col(column) > 0).then(pl.col(column))
    return pl.date(known, 1, 1), pl.date(known, 12, 31)


def states(found: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``registry_firearm_state`` from :func:`events`: what the last event says.

    The rule of :func:`salwa.kernel.lifecycle.derive` for lives as an import makes them: the last event's time is
    unknown, so that it comes after all others, and it always leaves a status behind.
    """
    status = pl.when(pl.col("kind") == int(EventKind.STATED_BY_SOURCE)).then("status").otherwise(int(Status.REGISTERED))
    last = pl.col("kind").is_in([int(EventKind.STATED_BY_SOURCE), int(EventKind.REGISTRATION)])
    return found.filter(last).select("firearm_id", status.alias("status"), pl.col("ordinal").alias("event"))


def remark_rows(remarks: pl.DataFrame, rows: pl.DataFrame, fixed: Fixed) -> pl.DataFrame:
    """Rows of ``registry_remark``: the remarks of those ``rows`` that are new."""
    kept = remarks.join(rows.select(LINE, ID), on=LINE, how="inner", maintain_order="left")
    return kept.select(pl.col(ID).alias("firearm_id"), pl.lit(fixed.entry).alias("entry_id"), "heading", "text")


def records(rows: pl.DataFrame, parts: pl.DataFrame) -> pa.RecordBatch:
    """Give the rows as the kernel's index takes them: one for each serial, an empty one where a firearm has none.

    The serial of a part that repeats the firearm's own is left out.
    """
    has_serial = pl.col("serial_plain").fill_null("") != ""
    role = pl.when(has_serial).then(int(Role.CONTROL_SERIAL)).otherwise(int(Role.OTHER_NUMBER))
    frame = _indexed(rows, role, pl.col("serial_plain"), pl.col("serial"))
    if not parts.is_empty():
        told = parts.filter((pl.col("plain") != "") & ~pl.col("is_repeated")).select("firearm_id", "plain", "text")
        on_parts = told.join(rows, left_on="firearm_id", right_on=ID).rename({"firearm_id": ID})
        bare = (pl.col("serial") == "") & pl.col("record").is_in(on_parts[ID].cast(pl.UInt64).implode())
        beside = _indexed(on_parts, pl.lit(int(Role.COMPONENT_SERIAL)), pl.col("plain"), pl.col("text"))
        frame = pl.concat([frame.filter(~bare), beside]).sort("record", maintain_order=True)
    table = frame.to_arrow().cast(RECORD_SCHEMA).combine_chunks()
    return table.to_batches()[0] if table.num_rows else RECORD_SCHEMA.empty_table().to_batches()[0]


def _indexed(rows: pl.DataFrame, role: pl.Expr, serial: pl.Expr, verbatim: pl.Expr) -> pl.DataFrame:
    return rows.select(
        pl.col(ID).cast(pl.UInt64).alias("record"),
        role.cast(pl.UInt8).alias("role"),
        serial.fill_null("").alias("serial"),
        verbatim.fill_null("").alias("verbatim"),
        pl.col("make_code").alias("make"),
        pl.col("model_code").alias("model"),
        pl.col("calibre_code").alias("calibre"),
        pl.col("type_code").alias("type"),
        "country",
        "year",
        pl.col("import_country_code").alias("import_country"),
        pl.col("import_year_number").alias("import_year"),
    )
