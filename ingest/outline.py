"""The tree of sections: which ones are open while the text is laid out, and on which pages they are printed."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import PrintedPages, Section, SectionKind
from ingest.headings import Heading

FRONT_MATTER = "Front matter"
CONTENTS = "Contents"


class Outline:
    """Grows section by section; `closed` gives the tree."""

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._open: list[Section] = []
        self._ends: dict[int, int] = {}

    @property
    def kind(self) -> SectionKind:
        """Of the section that text would now fall into."""
        return self._open[-1].kind if self._open else SectionKind.FRONT

    @property
    def last(self) -> int:
        """The ordinal of the section that text would now fall into, -1 where none is open."""
        return self._open[-1].ordinal if self._open else -1

    def open_part(self, kind: SectionKind, start: int) -> None:
        """Front matter or contents, which bear no heading; one that is open already goes on."""
        if self._open and self.kind is kind:
            return
        title = FRONT_MATTER if kind is SectionKind.FRONT else CONTENTS
        inside = self._open and self.kind is not SectionKind.FRONT
        self._add(kind, self._open[-1].level + 1 if inside else 1, None, title, title, None, start)

    def close_contents(self, start: int) -> None:
        """The section that they stand in goes on, if there is one."""
        self._close(self._open[-1].level, start)

    def open_heading(self, heading: Heading, text: str, start: int) -> None:
        """A section under a heading, which reads `text`."""
        label = heading.entry.label if heading.entry else None
        in_part = self.kind in (SectionKind.FRONT, SectionKind.CONTENTS)
        self._close(self._open[-1].level if in_part and self._open else heading.level, start)
        self._close(heading.level, start)
        kind = _kind(heading, self._open[-1] if self._open else None)
        self._add(kind, heading.level, heading.number, heading.title, text, label, start)

    def closed(self, length: int) -> tuple[Section, ...]:
        """All sections with their ends and printed pages; the text ends at `length`."""
        self._close(0, length)
        ended = [replace(section, end=self._ends[section.ordinal]) for section in self._sections]
        return _with_printed(ended)

    def _close(self, level: int, at: int) -> None:
        while self._open and self._open[-1].level >= level:
            self._ends[self._open.pop().ordinal] = at

    def _add(
        self,
        kind: SectionKind,
        level: int,
        number: str | None,
        title: str,
        text: str,
        label: str | None,
        start: int,
    ) -> None:
        self._close(level, start)
        parent = self._open[-1] if self._open else None
        path = (*(parent.path if parent else ()), text)
        printed = PrintedPages(label, None) if label else None
        ordinal = len(self._sections)
        above = parent.ordinal if parent else None
        section = Section(ordinal, above, kind, level, number, title, path, start, start, printed)
        self._sections.append(section)
        self._open.append(section)


def _kind(heading: Heading, parent: Section | None) -> SectionKind:
    inherits = parent is not None and parent.kind is SectionKind.REFERENCES
    return SectionKind.REFERENCES if inherits and heading.kind is SectionKind.BODY else heading.kind


def _with_printed(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Each section with its last printed page: where the next listed one begins that is not inside it.

    A section that the contents do not list has the pages of the one above.
    """
    lasts: dict[int, str] = {}
    following: list[Section] = []
    for section in reversed(sections):
        if section.printed:
            after = next((s for s in reversed(following) if s.level <= section.level), None)
            if after and after.printed and _in_order(section.printed.first, after.printed.first):
                lasts[section.ordinal] = after.printed.first
            while following and following[-1].level >= section.level:
                following.pop()
            following.append(section)
    printed: list[Section] = []
    for section in sections:
        pages = printed[section.parent].printed if section.parent is not None else None
        if section.printed:
            pages = PrintedPages(section.printed.first, lasts.get(section.ordinal))
        printed.append(replace(section, printed=pages))
    return tuple(printed)


def _in_order(first: str, last: str) -> bool:
    return not (first.isdigit() and last.isdigit()) or int(first) <= int(last)
