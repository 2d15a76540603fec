"""Which part of a table a place in the source is in."""

from ingest.source import SourceTable
from ingest.tables import TablePart, TableParts, TableRole

TABLE = SourceTable(10, 90, ((30, 40), (41, 50)), head=1, caption=(10, 29))
MORE = SourceTable(100, 120, ((100, 110), (111, 120)), continues=True)


def test_caption_head_rows_and_notes() -> None:
    parts = TableParts((TABLE,))
    roles = {place: part.role if (part := parts.at(place)) else None for place in (9, 10, 29, 30, 45, 60, 90)}
    assert roles == {
        9: None,
        10: TableRole.CAPTION,
        29: None,
        30: TableRole.HEAD,
        45: TableRole.ROW,
        60: TableRole.NOTE,
        90: None,
    }


def test_what_goes_on_is_one_table() -> None:
    assert TableParts((TABLE, MORE)).at(105) == TablePart(0, TableRole.ROW, 100, 110)
