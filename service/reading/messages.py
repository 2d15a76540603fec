"""What the process that reads files and the one that sends it files tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.document import ParsedDocument
from ingest.errors import RefusedFile


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its name and bytes, what a manifest states of it, and the password that opens it.

    `without`: the numbers of pages that are left out, and why.
    """

    name: str
    content: bytes = field(repr=False)
    stated: Mapping[str, object] = field(default_factory=dict)
    password: str | None = field(default=None, repr=False)
    without: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started and takes files."""


@dataclass(frozen=True, slots=True)
class OnItsPage:
    """A page is about to be read: its number, from 1, and that of all pages."""

    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Read:
    """All pages are read; now the report is taken apart. `pages` is 0 for a file without any."""

    pages: int


@dataclass(frozen=True, slots=True)
class BadPage:
    """A page that broke reading off, and why; without it the others may be read."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The document, or why there is none, and the seconds that it took. `spent`: the process takes no more files.

    `page`: the one that is to blame where there is no document.
    """

    found: ParsedDocument | RefusedFile
    seconds: float
    spent: bool = False
    page: BadPage | None = None

    def document(self) -> ParsedDocument:
        """Raises RefusedFile."""
        if isinstance(self.found, RefusedFile):
            raise self.found
        return self.found


# Where a file is; None before its first page.
Where = OnItsPage | Read | None
Message = Ready | OnItsPage | Read | Outcome
