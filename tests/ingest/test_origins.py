"""Values with where they were found."""

from ingest.origins import Found, Origin, as_stored, told


def test_the_first_value_that_says_something_counts() -> None:
    found = [Found("title", "", Origin.CITATION), Found("title", "A", Origin.COVER), Found("title", "B", Origin.TEXT)]
    assert told(iter(found)) == ({"title": "A"}, {"title": Origin.COVER})


def test_both_are_stored_together() -> None:
    assert as_stored({"title": "A"}, {"title": Origin.FILE_NAME}) == {"title": "A", "origins": {"title": "file name"}}
    assert as_stored({}, {}) == {}


def test_what_a_file_hardly_states_is_weak() -> None:
    weak = {Origin.HEADING, Origin.TEXT, Origin.INFORMATION, Origin.FILE_NAME}
    assert {origin for origin in Origin if origin.is_weak} == weak
