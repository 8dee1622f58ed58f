"""The page on which reports are added: what it asks for, which columns a table has, and what became of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.collect.columns import FIELDS
from sijill.collect.preview import Table, preview
from sijill.record.veil import harmless
from sijill.web.incoming import Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table that was sent, to be looked at before it is taken in. `number` is its place among the files."""

    number: int
    name: str
    table: Table

    def field(self, field: str) -> str:
        """The name of the form's field that tells a field's column."""
        return f"column-{self.number}-{field}"


def tables_of(parcel: Parcel) -> list[Columns]:
    """The tables among the files."""
    found = [(number, sent, preview(sent.path, sent.name)) for number, sent in enumerate(parcel.files)]
    return [Columns(number=number, name=harmless(sent.name), table=table) for number, sent, table in found if table]


def mappings_of(tables: list[Columns], form: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """The column of each field as a form tells them, by the number of the file; a column that is not there is no answer."""
    made: dict[int, dict[str, str]] = {}
    for one in tables:
        told = {field: form[one.field(field)] for field in FIELDS if one.field(field) in form}
        made[one.number] = {field: column for field, column in told.items() if not column or column in one.table.names}
    return made
