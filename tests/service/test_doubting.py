"""Notices on metadata that a file hardly states."""

from collections.abc import Callable
from pathlib import Path

from service.library import Library

Write = Callable[[str, str], Path]
NOTICE = "title taken from the file name; if that is wrong: pincite set"


def _notices(library: Library, file: Path) -> list[str]:
    return [w for w in library.ingest([file]).files[0].warnings if "pincite set" in w]


def test_a_title_that_is_the_name_of_the_file_is_told_once(small: Library, write: Write) -> None:
    assert _notices(small, write("wood.md", "# 1. Wood\n\nWood is dried.\n")) == [f"{NOTICE} wood title=…"]


def test_a_title_on_the_first_line_is_no_cause_for_a_notice(small: Library, write: Write) -> None:
    assert _notices(small, write("wood.md", "Wood in Latvia\n\n# 1. Wood\n\nWood is dried.\n")) == []


def test_what_a_person_has_said_is_not_asked_for_again(small: Library, write: Write) -> None:
    small.ingest([write("wood.md", "# 1. Wood\n\nWood is dried.\n")])
    small.set_metadata("wood", {"title": "Wood"})
    assert _notices(small, write("wood.md", "# 1. Wood\n\nWood is dried twice.\n")) == []
