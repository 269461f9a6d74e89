"""Columns to and from Arrow IPC streams: one struct, one batch, no nulls."""

import io
from collections.abc import Mapping
from typing import Any

import nanoarrow as na
import numpy as np
from nanoarrow.ipc import InputStream, StreamWriter
from numpy.typing import NDArray

from muster.errors import MusterError

DTYPES = {"c": "i1", "C": "u1", "s": "i2", "S": "u2", "i": "i4", "I": "u4", "l": "i8", "g": "f8"}
DATA_BUFFER = 1

Columns = Mapping[str, NDArray[Any]]


class UnableToReadColumns(MusterError):
    """The bytes are not columns that Muster wrote."""


def columns_to_arrow(columns: Columns) -> bytes:
    """Return columns of equal length as an Arrow IPC stream; bytes are of fixed width."""
    kinds = {name: _kind_of(column) for name, column in columns.items()}
    children = [_array(kinds[name], column) for name, column in columns.items()]
    length = len(next(iter(columns.values())))
    table = na.c_array_from_buffers(
        na.struct(kinds), length, [None], children=children, null_count=0
    )
    out = io.BytesIO()
    with StreamWriter.from_writable(out) as writer:
        writer.write_stream(table)
    return out.getvalue()


def _kind_of(column: NDArray[Any]) -> Any:
    if column.dtype.kind == "S":
        return na.fixed_size_binary(column.dtype.itemsize)
    return getattr(na, "uint8" if column.dtype.kind == "b" else column.dtype.name)()


def _array(kind: Any, column: NDArray[Any]) -> Any:
    flat = np.ascontiguousarray(column)
    raw = flat.view(np.uint8) if flat.dtype.kind in "Sb" else flat
    return na.c_array_from_buffers(kind, len(column), [None, raw], null_count=0)


def columns_from_arrow(body: bytes) -> dict[str, NDArray[Any]]:
    """Return the columns of an Arrow IPC stream. Raises UnableToReadColumns."""
    try:
        with InputStream.from_readable(body) as source, na.c_array_stream(source) as stream:
            schema, table = stream.get_schema(), stream.get_next()
            view = table.view()
            return {
                schema.child(at).name: _column(schema.child(at).format, view.child(at))
                for at in range(view.n_children)
            }
    except (RuntimeError, ValueError, KeyError, StopIteration, OSError) as wrong:
        raise UnableToReadColumns(f"The columns cannot be read ({wrong})") from wrong


def _column(form: str, view: Any) -> NDArray[Any]:
    """Return one column, copied because Arrow frees its memory with the stream."""
    dtype = np.dtype(f"S{form[2:]}" if form.startswith("w:") else DTYPES[form])
    data = np.frombuffer(view.buffer(DATA_BUFFER), dtype=dtype)
    return data[view.offset : view.offset + view.length].copy()
