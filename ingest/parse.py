"""From a source to a document: the one pure function that the rest of ingest serves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import split_blocks
from ingest.contents import find_contents
from ingest.document import Footnote, ParsedDocument, Passage, Reference, Section, SectionKind
from ingest.footnotes import bind, markers
from ingest.headings import find_headings
from ingest.layout import Layout, lay_out_blocks
from ingest.mentions import find_mentions
from ingest.metadata import read_metadata
from ingest.passages import split_unit
from ingest.references import read_reference
from ingest.segments import source_ranges
from ingest.sentences import ends_sentence
from ingest.source import Source
from ingest.titles import letters

_LABELLED = re.compile(r"[^\W\d][\w /()-]{1,60}:\s")
# Changes whenever the same file would be taken apart differently: it is then read anew on the next ingest.
PARSER_VERSION = 1
_HOLDS_PASSAGES = {SectionKind.FRONT, SectionKind.BODY}


def parse(source: Source) -> ParsedDocument:
    """Take a report apart. Pure: the same source gives the same document."""
    blocks = split_blocks(source)
    contents = find_contents(source.text, blocks)
    headings = find_headings(blocks, contents)
    layout = lay_out_blocks(source, blocks, contents, headings)
    sections = _with_body(layout)
    metadata = read_metadata(source, layout.text, sections)
    passages = tuple(_passages(layout, sections, metadata))
    references = tuple(_references(layout, sections))
    footnotes = _footnotes(layout)
    return ParsedDocument(
        source=source,
        text=layout.text,
        segments=layout.segments,
        sections=sections,
        passages=passages,
        footnotes=footnotes,
        references=references,
        mentions=find_mentions(layout.text, references, _running_text(passages, sections)),
        metadata=metadata,
        warnings=(*source.warnings, *_warnings(headings, footnotes, source)),
    )


def _with_body(layout: Layout) -> tuple[Section, ...]:
    """Without a heading in its body, what seemed to be front matter is the report itself."""
    if any(section.kind is SectionKind.BODY for section in layout.sections):
        return layout.sections
    return tuple(
        replace(section, kind=SectionKind.BODY, title="", path=()) if section.kind is SectionKind.FRONT else section
        for section in layout.sections
    )


def _passages(layout: Layout, sections: Sequence[Section], metadata: Mapping[str, object]) -> Iterator[Passage]:
    ordinal = 0
    for unit in layout.units:
        section = sections[unit.section]
        text = layout.text[unit.start : unit.end]
        is_cover = section.kind is SectionKind.FRONT and _is_cover_line(text, metadata)
        if section.kind not in _HOLDS_PASSAGES or is_cover:
            continue
        for start, end in split_unit(text, lead_in=unit.lead_in):
            yield Passage(ordinal, section.ordinal, unit.start + start, unit.start + end)
            ordinal += 1


def _running_text(passages: Sequence[Passage], sections: Sequence[Section]) -> list[tuple[int, int]]:
    """Where others are cited; front matter says how to cite the report itself."""
    return [(p.start, p.end) for p in passages if sections[p.section].kind is SectionKind.BODY]


def _is_cover_line(text: str, metadata: Mapping[str, object]) -> bool:
    """Titles and country names on a cover say nothing; "Author: …" and sentences do."""
    title = f"{metadata.get('title', '')}{metadata.get('subtitle', '')}"
    says = ends_sentence(text) or _LABELLED.match(text) or text.startswith("©")
    return not says or letters(text) == letters(title)


def _references(layout: Layout, sections: Sequence[Section]) -> Iterator[Reference]:
    ordinal = 0
    for unit in layout.units:
        if sections[unit.section].kind is SectionKind.REFERENCES:
            reference = read_reference(ordinal, unit.start, unit.end, layout.text[unit.start : unit.end])
            if reference:
                yield reference
                ordinal += 1


def _footnotes(layout: Layout) -> tuple[Footnote, ...]:
    found = markers(layout.text)
    places = [(source_ranges(layout.segments, start, end)[0][0], name) for start, end, name in found]
    bound = bind(layout.notes, places)
    return tuple(
        Footnote(note.marker, note.text, note.segments, None if index is None else found[index][0])
        for note, index in zip(layout.notes, bound, strict=True)
    )


def _warnings(headings: Sequence[object], footnotes: Sequence[Footnote], source: Source) -> Iterator[str]:
    if not headings and not source.pages:
        yield (
            "no headings found: passages can be cited by document only; "
            "number the headings (2.1 Title) or mark them as in Markdown (## Title)"
        )
    for note in footnotes:
        if note.anchor is None:
            yield f"footnote {note.marker} has no marker in the text"
