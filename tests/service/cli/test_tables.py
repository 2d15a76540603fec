"""What is shown in tables, and of texts."""

from ingest.source import SourcePage
from service.cli.tables import with_page_marks


def test_pages_are_marked_where_they_begin() -> None:
    starts = [(0, SourcePage(1, None, 0, 5)), (8, SourcePage(2, "ii", 6, 9)), (14, SourcePage(3, "3", 10, 20))]

    assert (
        with_page_marks("It goes on here. Enough.", starts)
        == "[page 1] It goes [page 2, printed ii] on her[page 3] e. Enough."
    )
    assert with_page_marks("No pages.", []) == "No pages."
