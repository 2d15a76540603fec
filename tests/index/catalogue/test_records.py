"""Records and their rows: what is written is what is read."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalogue.records import dump, metadata_of, origins_of, section_of, section_row, segments_column, segments_of
from ingest.document import PrintedPages, Section, SectionKind
from ingest.origins import Origin, as_stored
from ingest.segments import Edit, Segment

COLUMNS = ["ordinal", "parent", "kind", "level", "number", "title", "path", "start", "end", "first_label", "last_label"]
offsets = st.integers(0, 10**9)


def row(columns: list[str], values: tuple[object, ...]) -> sqlite3.Row:
    """A row as a query would give it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        selected = ", ".join(f'? AS "{column}"' for column in columns)
        found: sqlite3.Row = connection.execute(f"SELECT {selected}", values).fetchone()
        return found


@pytest.mark.parametrize("printed", [None, PrintedPages("iv", None), PrintedPages("11", "12")])
@pytest.mark.parametrize("parent", [None, 0])
def test_a_section_comes_back(printed: PrintedPages | None, parent: int | None) -> None:
    path = ('CHAPTER 2. "Main"', "2.6 Qualität")
    section = Section(3, parent, SectionKind.BODY, 2, "2.6", "Qualität", path, 10, 20, printed)
    assert section_of(row(COLUMNS, section_row(section))) == section
    assert section_of(row([f"section_{name}" for name in COLUMNS], section_row(section)), "section_") == section


@given(st.lists(st.builds(Segment, st.sampled_from(Edit), offsets, offsets, offsets, offsets), max_size=20))
def test_a_segment_map_comes_back(segments: list[Segment]) -> None:
    assert segments_of(segments_column(segments)) == tuple(segments)


def test_later_layers_of_metadata_win_and_are_named() -> None:
    layers = (
        dump({"title": "Parsed", "year": 2023, "authors": ["Karno, Anna"]}),
        dump({"title": "Stated", "country": "BE"}),
        dump({"year": 2024}),
    )
    metadata, provenance = metadata_of(row(["parsed_metadata", "manifest_metadata", "edited_metadata"], layers))
    assert (metadata.title, metadata.year, metadata.country) == ("Stated", 2024, "BE")
    assert metadata.authors == ("Karno, Anna",)
    assert provenance == {"title": "manifest", "year": "edited", "authors": "parsed", "country": "manifest"}


def test_where_a_value_was_found_is_told_of_what_no_later_layer_replaces() -> None:
    parsed = as_stored({"title": "Parsed", "year": 2023}, {"title": Origin.COVER, "year": Origin.COPYRIGHT})
    stored = row(
        ["parsed_metadata", "manifest_metadata", "edited_metadata"], (dump(parsed), "{}", dump({"year": 2024}))
    )
    metadata, provenance = metadata_of(stored)
    assert (metadata.title, provenance) == ("Parsed", {"title": "parsed", "year": "edited"})
    assert origins_of(stored, provenance) == {"title": "cover"}


def test_a_catalogue_without_origins_has_none() -> None:
    stored = row(["parsed_metadata"], (dump({"title": "Parsed"}),))
    assert origins_of(stored, {"title": "parsed"}) == {}
