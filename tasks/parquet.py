"""A table as Parquet."""

import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.report import Table
from tasks.render import apart


def as_parquet(table: Table) -> bytes:
    columns: Sequence[Sequence[object]] = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    out = io.BytesIO()
    named = dict(zip(apart(table.columns), map(_as_array, columns), strict=True))
    pq.write_table(pa.table(named), out)
    return out.getvalue()


def _as_array(column: Sequence[object]) -> pa.Array:
    try:
        return pa.array(list(column))
    except (OverflowError, pa.ArrowInvalid, pa.ArrowTypeError):  # whole numbers over 64 bits, values of several types
        return pa.array([None if value is None else str(value) for value in column])
